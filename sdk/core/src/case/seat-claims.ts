import { seatClaims, type SeatClaim } from '../approval/claims.ts'
import { END_PHASES } from '../flow/schema.ts'
import type { Policy } from '../policy/schema.ts'
import { runningApprovals } from './act/approval.ts'
import type { Case } from './event.ts'
import { flowOf } from './permit.ts'

/** The seats of a case's approvals while it runs; of a case that has ended those that still wait. */
export function caseSeatClaims(policy: Policy, state: Case): SeatClaim[] {
  const flow = (state.approvals ?? []).length > 0 ? flowOf(policy, state.category) : undefined
  const claims = flow ? seatClaims(runningApprovals({ state, flow })) : []
  return END_PHASES.includes(state.phase) ? claims.filter((one) => one.due) : claims
}
