import type { EntryEvent, LedgerEntry } from '@shaotai/core'
import type { JsonText } from './columns.ts'

/** A ledger entry as its events left it, flattened for lists. */
export interface LedgerEntryTable {
  county_id: string
  id: string
  number: string
  version: number
  policy_hash: string
  ledger: string
  title: string
  owner: string
  author: string
  state: string
  phase: LedgerEntry['phase']
  round: number
  card: LedgerEntry['card']
  level: number
  next_clock: string | null
  /** When the next clock falls due; `NEVER` when none runs. */
  next_due_at: number
  /** Due time of the ledger's write-off clock, running or not: what rounds count by. */
  write_off_at: number | null
  opened_at: number
  ended_at: number | null
  /** The policy draft its list change was written into. */
  draft: string | null
  created_by: string
  updated_at: number
}

/** Units that may see an entry: who owns or registered it, and whoever was asked or named. Once involved, always. */
export interface LedgerUnitTable {
  county_id: string
  unit: string
  entry_id: string
}

/** People whom an entry is copied to (抄送): they see it, their unit need not. */
export interface LedgerReaderTable {
  county_id: string
  person: string
  entry_id: string
}

/** The truth of an entry. `hash` as for case events. */
export interface LedgerEventTable {
  county_id: string
  entry_id: string
  seq: number
  type: EntryEvent['type']
  at: number
  actor: string
  actor_name: string
  actor_unit: string
  actor_role: string | null
  step: string | null
  /** The whole event. */
  data: JsonText<EntryEvent>
  prev_hash: string
  hash: string
}
