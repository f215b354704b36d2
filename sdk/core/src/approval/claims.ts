import type { Role } from '../organisation/role.ts'
import type { Running } from './desk.ts'
import { seatName } from './desk.ts'
import { dueSeats } from './due.ts'

/**
 * A seat of an approval as lists of what waits for somebody need it. It is of `person`, or of everybody with the role (of the unit, if there is one)
 * who has not answered in this approval yet.
 */
export type SeatClaim = {
  readonly approval: string
  readonly seat: string
  /** The approval in the county's words. */
  readonly name: string
  readonly seatName: string
  readonly role: Role
  readonly unit?: string
  readonly person?: string
  readonly since: number
  /** It waits now. */
  readonly due: boolean
  /** In whose name it was answered. */
  readonly answeredBy?: string
}

/** The seats of approvals, those that have answered among them; one whose holder asked another first (委派) is also that person's. */
export function seatClaims(running: readonly Running[]): SeatClaim[] {
  return running.flatMap(({ approval, rule }) => {
    const due = new Set(dueSeats(rule.mode, approval).map((seat) => seat.id))
    return approval.seats.flatMap((seat): SeatClaim[] => {
      const { answer } = seat
      const claim = {
        approval: approval.id,
        seat: seat.id,
        name: rule.name,
        seatName: seatName(seat),
        role: seat.role,
        ...(seat.unit !== undefined && { unit: seat.unit }),
        ...(seat.person && { person: seat.person.id }),
        since: approval.openedAt,
        due: due.has(seat.id),
        ...(answer && { answeredBy: (answer.standingFor ?? answer.by).id }),
      }
      const asked = approval.status === 'open' && !answer ? seat.delegate : undefined
      return asked ? [claim, { ...claim, seat: `${seat.id}>${asked.id}`, person: asked.id, due: true }] : [claim]
    })
  })
}
