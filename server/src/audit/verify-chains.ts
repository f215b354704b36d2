import type { AuditReport } from '@shaotai/api'
import { sealsEqual } from '../platform/crypto/seal.ts'
import type { Db } from '../platform/db/open-database.ts'
import { CHAIN_START, eventHash, ledgerEventHash } from './event-chain.ts'

export type Bad = NonNullable<AuditReport['firstBad']>
export type Checked = AuditReport['checked']
/** The newest event of each chain the log names, by `<county>/<target>`. */
export type Heads = Map<string, { seq: number; hash: string }>

type Owner = { county_id: string; id: string; version: number }
type Link = { seq: number; prev_hash: string; hash: string }

/** One kind of thing whose events form chains. */
type Kind = {
  table: 'case_events' | 'ledger_events'
  target: string
  owners: (after: { county: string; id: string }) => Promise<Owner[]>
  events: (owner: Owner) => Promise<(Link & { sealed: string })[]>
}

/** Verifies the event chains of all cases and ledger entries: seals, order, the head the audit log names, and the projection's version. */
export async function verifyChains(db: Db, key: Buffer, checked: Checked, heads: Heads): Promise<Bad | undefined> {
  for (const kind of [ofCases(db, key), ofLedgers(db, key)]) {
    const bad = await verifyKind(kind, checked, heads)
    if (bad) return bad
  }
  return undefined
}

async function verifyKind(kind: Kind, checked: Checked, heads: Heads): Promise<Bad | undefined> {
  let after = { county: '', id: '' }
  const seen = new Set<string>()
  for (;;) {
    const owners = await kind.owners(after)
    if (owners.length === 0) break
    for (const owner of owners) {
      const target = `${owner.county_id}/${kind.target}/${owner.id}`
      const bad = await verifyChain(kind, owner, heads.get(target), checked)
      if (bad) return bad
      seen.add(target)
      if (kind.table === 'case_events') checked.cases++
      after = { county: owner.county_id, id: owner.id }
    }
  }
  for (const target of heads.keys())
    if (target.split('/')[1] === kind.target && !seen.has(target)) return { table: kind.table, id: target, problem: 'missing' }
  return undefined
}

async function verifyChain(
  kind: Kind,
  owner: Owner,
  head: { seq: number; hash: string } | undefined,
  checked: Checked,
): Promise<Bad | undefined> {
  const bad = (seq: number, problem: Bad['problem']): Bad => ({ table: kind.table, id: `${owner.id}#${seq}`, problem })
  const events = await kind.events(owner)
  let prev = CHAIN_START
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1) return bad(index + 1, 'missing')
    if (event.prev_hash !== prev) return bad(event.seq, 'out-of-order')
    if (!sealsEqual(event.hash, event.sealed)) return bad(event.seq, 'changed')
    if (head?.seq === event.seq && head.hash !== event.hash) return bad(event.seq, 'changed')
    prev = event.hash
    checked.events++
  }
  if (events.length < owner.version || (head && events.length < head.seq)) return bad(events.length + 1, 'truncated')
  return undefined
}

const AT_ONCE = 200

const ofCases = (db: Db, key: Buffer) =>
  kindOf(db, {
    table: 'case_events',
    target: 'case',
    owners: 'cases',
    rows: ({ county_id, id }) =>
      db.read.selectFrom('case_events').selectAll().where('county_id', '=', county_id).where('case_id', '=', id).orderBy('seq'),
    hash: (row) => eventHash(key, row),
  })

const ofLedgers = (db: Db, key: Buffer) =>
  kindOf(db, {
    table: 'ledger_events',
    target: 'ledger',
    owners: 'ledger_entries',
    rows: ({ county_id, id }) =>
      db.read.selectFrom('ledger_events').selectAll().where('county_id', '=', county_id).where('entry_id', '=', id).orderBy('seq'),
    hash: (row) => ledgerEventHash(key, row),
  })

type Tables<Row> = Pick<Kind, 'table' | 'target'> & {
  owners: 'cases' | 'ledger_entries'
  rows: (owner: Owner) => { execute: () => Promise<Row[]> }
  hash: (row: Row) => string
}

function kindOf<Row extends Link>({ read }: Db, { table, target, owners, rows, hash }: Tables<Row>): Kind {
  return {
    table,
    target,
    owners: ({ county, id }) =>
      read
        .selectFrom(owners)
        .select(['county_id', 'id', 'version'])
        .where(({ eb, or, and }) => or([eb('county_id', '>', county), and([eb('county_id', '=', county), eb('id', '>', id)])]))
        .orderBy('county_id')
        .orderBy('id')
        .limit(AT_ONCE)
        .execute(),
    events: async (owner) => (await rows(owner).execute()).map((row) => ({ ...row, sealed: hash(row) })),
  }
}
