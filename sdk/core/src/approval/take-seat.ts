import type { Actor } from '../organisation/role.ts'
import { refuse } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Approval, SeatState } from './approval.ts'
import { dueSeats } from './due.ts'
import type { ApprovalMode } from './schema.ts'

/** Who takes a seat: the person, and for whom they stand in (代理) if not for themselves. */
export type Taker = { readonly actor: Actor; readonly standingFor?: Actor }

/** Whether the seat is this person's: handed to them by name, or open to their role at its unit. */
export function mayTake(seat: Pick<SeatState, 'person' | 'role' | 'unit'>, actor: Actor): boolean {
  if (seat.person) return seat.person.id === actor.person
  return actor.roles.includes(seat.role) && (seat.unit === undefined || seat.unit === actor.unit)
}

/** The seats that wait for these people now. One principal answers once per approval: no seat waits for them again. */
export function seatsFor(mode: ApprovalMode, approval: Approval, takers: readonly Taker[]): { seat: SeatState; taker: Taker }[] {
  const spoken = new Set(approval.seats.flatMap(({ answer }) => (answer ? [(answer.standingFor ?? answer.by).id] : [])))
  return dueSeats(mode, approval).flatMap((seat) => {
    const taker = takers.find((one) => mayTake(seat, principal(one)) && !spoken.has(principal(one).person))
    return taker ? [{ seat, taker }] : []
  })
}

/** The seat a person means: the one they name, or the first that waits for them. Refusals: `case.approval.not-your-seat`, `.signed-already`, `.not-your-turn`. */
export function takeSeat(
  mode: ApprovalMode,
  approval: Approval,
  takers: readonly Taker[],
  id?: string,
): Result<{ seat: SeatState; taker: Taker }> {
  const found = seatsFor(mode, approval, takers).find(({ seat }) => id === undefined || seat.id === id)
  if (found) return ok(found)
  const mine = approval.seats.filter((seat) => takers.some((one) => mayTake(seat, principal(one))) && (id === undefined || seat.id === id))
  if (mine.length === 0) return fail(refuse('case.approval.not-your-seat', {}))
  const waiting = mine.some((seat) => !seat.answer && !dueSeats(mode, approval).some((due) => due.id === seat.id))
  return fail(refuse(waiting ? 'case.approval.not-your-turn' : 'case.approval.signed-already', {}))
}

/** In whose name a taker acts. */
export function principal({ actor, standingFor }: Taker): Actor {
  return standingFor ?? actor
}
