import type { KnownPerson } from '../organisation/directory.ts'
import type { Actor } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import type { Instant } from '../shared/instant.ts'
import type { EntryEvent, LedgerEntry } from './event.ts'
import type { EntryClock } from './clocks.ts'
import type { Ledger } from './schema.ts'

/** What a decision on a ledger entry may know besides the entry. */
export type LedgerContext = {
  /** The policy the entry is pinned to; for a new entry the one in force. */
  readonly policy: Policy
  readonly policyHash: string
  readonly actor: Actor
  readonly now: Instant
  /** Identity of an entry to be opened; made by the caller because ids and numbers are not arithmetic. */
  readonly identity?: { readonly id: string; readonly number: string }
  /** People by id, of those a command names; absent where no organisation is known (examples): then nothing is asked of them. */
  readonly people?: (id: string) => KnownPerson | undefined
  /** People for whom the actor stands in today (代理). */
  readonly standsFor?: readonly Actor[]
  /** The clocks of the entry as of `now`; read only by timers. */
  readonly clocks?: () => readonly EntryClock[]
}

/** An event before it is numbered, dated and signed. */
export type EntryDraft = Omit<EntryEvent, 'seq' | 'at' | 'by'>

/** One decision on an existing entry. */
export type LedgerTurn = { readonly context: LedgerContext; readonly entry: LedgerEntry; readonly ledger: Ledger }

/** The ledger of a policy by id. */
export function ledgerOf(policy: Pick<Policy, 'ledgers'>, id: string): Ledger | undefined {
  return policy.ledgers?.find((one) => one.id === id)
}
