import type { AuditReport } from '@shaotai/api'
import type { Secrets } from '../platform/config/secrets.ts'
import { sealsEqual } from '../platform/crypto/seal.ts'
import type { Db } from '../platform/db/open-database.ts'
import { rowMac } from './audit-log.ts'
import { chainMac } from './audit-sealer.ts'
import { readCheckpoint } from './checkpoint.ts'
import { verifyChains, type Bad, type Checked, type Heads } from './verify-chains.ts'

const PAGE = 1000

/**
 * Verifies the audit chain against its seals and its checkpoint, then the event chain of every case and ledger entry against its seals,
 * its newest event named in the audit log, and its projection. Reads in pages; says the first thing that is wrong.
 */
export async function verifyAudit(db: Db, secrets: Pick<Secrets, 'auditKey'>, dataDir: string): Promise<AuditReport> {
  const checked = { audit: 0, events: 0, cases: 0 }
  const heads = new Map<string, { seq: number; hash: string }>()
  const firstBad =
    (await verifyLog(db, secrets.auditKey, dataDir, checked, heads)) ?? (await verifyChains(db, secrets.auditKey, checked, heads))
  return firstBad ? { ok: false, checked, firstBad } : { ok: true, checked }
}

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
