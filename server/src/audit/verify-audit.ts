import type { AuditReport } from '@shaotai/api'
import type { Secrets } from '../platform/config/secrets.ts'
import { sealsEqual } from '../platform/crypto/seal.ts'
import type { Db } from '../platform/db/open-database.ts'
import { rowMac } from './audit-log.ts'
import { chainMac } from './audit-sealer.ts'
import { readCheckpoint } from './checkpoint.ts'
import { CHAIN_START, eventHash } from './event-chain.ts'

const PAGE = 1000

type Bad = NonNullable<AuditReport['firstBad']>

/**
 * Verifies the audit chain against its seals and its checkpoint, then every case's event chain against its seals, its newest
 * event named in the audit log, and its projection. Reads in pages; says the first thing that is wrong.
 */
export async function verifyAudit(db: Db, secrets: Pick<Secrets, 'auditKey'>, dataDir: string): Promise<AuditReport> {
  const checked = { audit: 0, events: 0, cases: 0 }
  const heads = new Map<string, { seq: number; hash: string }>()
  const firstBad =
    (await verifyLog(db, secrets.auditKey, dataDir, checked, heads)) ?? (await verifyEvents(db, secrets.auditKey, checked, heads))
  return firstBad ? { ok: false, checked, firstBad } : { ok: true, checked }
}

type Checked = AuditReport['checked']
type Heads = Map<string, { seq: number; hash: string }>

async function verifyLog(db: Db, key: Buffer, dataDir: string, checked: Checked, heads: Heads): Promise<Bad | undefined> {
  const checkpoint = readCheckpoint(dataDir, key)
  if (checkpoint === 'forged') return { table: 'checkpoint', id: '', problem: 'foreign' }
  let seq = 0
  let prev = ''
  for (;;) {
    const rows = await db.read.selectFrom('audit').selectAll().where('seq', '>', seq).orderBy('seq').limit(PAGE).execute()
    if (rows.length === 0) break
    for (const row of rows) {
      if (row.seq !== seq + 1) return { table: 'audit', id: String(seq + 1), problem: 'missing' }
      if (row.prev !== prev) return { table: 'audit', id: row.id, problem: 'out-of-order' }
      if (!sealsEqual(row.row_mac, rowMac(key, row))) return { table: 'audit', id: row.id, problem: 'changed' }
      if (!sealsEqual(row.chain_mac ?? '', chainMac(key, row.seq, prev, row.row_mac)))
        return { table: 'audit', id: row.id, problem: 'changed' }
      if (checkpoint && row.seq === checkpoint.seq && row.chain_mac !== checkpoint.chainMac)
        return { table: 'checkpoint', id: row.id, problem: 'changed' }
      if (row.head_seq !== null && row.head_hash !== null) noteHead(heads, `${row.county_id}/${row.target}`, row.head_seq, row.head_hash)
      seq = row.seq
      prev = row.chain_mac ?? ''
      checked.audit++
    }
  }
  if (checkpoint && checkpoint.seq > seq) return { table: 'audit', id: String(seq + 1), problem: 'truncated' }
  // Lines of the last moment: not yet in the chain, but their own seals must hold.
  const waiting = await db.read.selectFrom('audit').selectAll().where('seq', 'is', null).limit(PAGE).execute()
  for (const row of waiting) {
    if (!sealsEqual(row.row_mac, rowMac(key, row))) return { table: 'audit', id: row.id, problem: 'changed' }
    if (row.head_seq !== null && row.head_hash !== null) noteHead(heads, `${row.county_id}/${row.target}`, row.head_seq, row.head_hash)
    checked.audit++
  }
  return undefined
}

function noteHead(heads: Heads, target: string, seq: number, hash: string): void {
  const known = heads.get(target)
  if (!known || known.seq < seq) heads.set(target, { seq, hash })
}

async function verifyEvents(db: Db, key: Buffer, checked: Checked, heads: Heads): Promise<Bad | undefined> {
  let county = ''
  let caseId = ''
  const seen = new Set<string>()
  for (;;) {
    const cases = await db.read
      .selectFrom('cases')
      .select(['county_id', 'id', 'version'])
      .where(({ eb, or, and }) => or([eb('county_id', '>', county), and([eb('county_id', '=', county), eb('id', '>', caseId)])]))
      .orderBy('county_id')
      .orderBy('id')
      .limit(200)
      .execute()
    if (cases.length === 0) break
    for (const one of cases) {
      const bad = await verifyCase(db, key, one, heads.get(`${one.county_id}/case/${one.id}`), checked)
      if (bad) return bad
      seen.add(`${one.county_id}/case/${one.id}`)
      checked.cases++
      county = one.county_id
      caseId = one.id
    }
  }
  for (const target of heads.keys()) if (!seen.has(target)) return { table: 'case_events', id: target, problem: 'missing' }
  return undefined
}

type CaseHead = { county_id: string; id: string; version: number }

async function verifyCase(
  db: Db,
  key: Buffer,
  one: CaseHead,
  head: { seq: number; hash: string } | undefined,
  checked: Checked,
): Promise<Bad | undefined> {
  const events = await db.read
    .selectFrom('case_events')
    .selectAll()
    .where('county_id', '=', one.county_id)
    .where('case_id', '=', one.id)
    .orderBy('seq')
    .execute()
  const bad = (seq: number, problem: Bad['problem']): Bad => ({ table: 'case_events', id: `${one.id}#${seq}`, problem })
  let prev = CHAIN_START
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1) return bad(index + 1, 'missing')
    if (event.prev_hash !== prev) return bad(event.seq, 'out-of-order')
    if (!sealsEqual(event.hash, eventHash(key, event))) return bad(event.seq, 'changed')
    if (head?.seq === event.seq && head.hash !== event.hash) return bad(event.seq, 'changed')
    prev = event.hash
    checked.events++
  }
  if (events.length < one.version || (head && events.length < head.seq)) return bad(events.length + 1, 'truncated')
  return undefined
}
