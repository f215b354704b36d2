import type { CaseEventTable } from '../platform/db/database.ts'
import type { LedgerEventTable } from '../platform/db/ledger-tables.ts'
import { seal } from '../platform/crypto/seal.ts'

/** The hash before the first event of a case. */
export const CHAIN_START = ''

type Linked = Omit<CaseEventTable, 'hash'>

/** The hash of one case event: HMAC-SM3 over the previous hash and everything the row says. */
export function eventHash(key: Buffer, row: Linked): string {
  const { county_id, case_id, seq, type, at, actor, actor_name, actor_unit, actor_role, assignment, data, prev_hash } = row
  return seal(key, 'event', prev_hash, county_id, case_id, seq, type, at, actor, actor_name, actor_unit, actor_role, assignment, data)
}

/** The same for an event of a ledger entry; the two kinds of chain can never be taken for each other. */
export function ledgerEventHash(key: Buffer, row: Omit<LedgerEventTable, 'hash'>): string {
  const { county_id, entry_id, seq, type, at, actor, actor_name, actor_unit, actor_role, step, data, prev_hash } = row
  return seal(key, 'ledger-event', prev_hash, county_id, entry_id, seq, type, at, actor, actor_name, actor_unit, actor_role, step, data)
}
