import { seatClaims, type SeatClaim } from '../approval/claims.ts'
import type { Policy } from '../policy/schema.ts'
import { runningApprovals } from './approve.ts'
import type { LedgerEntry } from './event.ts'
import { LEDGER_ENDS } from './schema.ts'
import { ledgerOf } from './turn.ts'

/** The seats of an entry's approvals while it is open; of one that has ended those that still wait. */
export function entrySeatClaims(policy: Policy, entry: LedgerEntry): SeatClaim[] {
  const ledger = ledgerOf(policy, entry.ledger)
  const claims = ledger ? seatClaims(runningApprovals(ledger, entry)) : []
  return LEDGER_ENDS.includes(entry.phase) ? claims.filter((one) => one.due) : claims
}
