import type { AppealSubject } from '../../flow/appeal-schema.ts'
import { activeAssignments } from '../assignments.ts'
import type { Case } from '../event.ts'

/** What an appeal contests: whom it concerns, since when, and who had a hand in it and so may not decide. */
export type Contested = {
  /** `<kind>/<id>`, e.g. `card/12`. */
  readonly id: string
  readonly kind: AppealSubject
  readonly at: number
  readonly unit?: string
  readonly assignment?: string
  readonly name: string
  readonly persons: readonly string[]
  readonly units: readonly string[]
}

/** The thing of this case an appeal names, if it is still there to be contested. */
export function findContested(state: Case, against: string): Contested | undefined {
  return contestable(state).find((one) => one.id === against)
}

/** Everything of a case that may be contested now: ratings and cards that count, refused returns of tasks still open, its rejection, a bad callback. */
export function contestable(state: Case): Contested[] {
  return [...ratings(state), ...cards(state), ...returns(state), ...rejection(state), ...callback(state)]
}

function ratings(state: Case): Contested[] {
  return state.ratings.flatMap((rating, index): Contested[] => {
    if (rating.screened || rating.changed) return []
    const subject = state.assignments.find((one) => one.id === rating.assignment)
    return [
      {
        id: `rating/${index + 1}`,
        kind: 'rating',
        at: rating.at,
        unit: subject?.unit ?? state.town,
        ...(subject && { assignment: subject.id }),
        name: rating.form,
        persons: [rating.by],
        units: rating.rater === 'town' ? [state.town] : [],
      },
    ]
  })
}

function cards(state: Case): Contested[] {
  return (state.cards ?? []).flatMap(({ id, card, at, unit, assignment, name, order, withdrawnAt }): Contested[] => {
    if (card === 'none' || withdrawnAt !== undefined) return []
    const issuer = state.orders?.find((one) => one.id === order)?.issuedBy
    return [
      {
        id: `card/${id}`,
        kind: 'card',
        at,
        ...(unit !== undefined && { unit }),
        ...(assignment !== undefined && { assignment }),
        name,
        persons: issuer ? [issuer.person] : [],
        units: [],
      },
    ]
  })
}

function returns(state: Case): Contested[] {
  const open = activeAssignments(state).filter((one) => one.phase !== 'DONE')
  return state.requests.flatMap((request): Contested[] => {
    const { kind, status, unit, assignment, decidedBy, decidedAt, data } = request
    if (kind !== 'return' || status !== 'rejected' || data.overturned === true || !open.some((one) => one.id === assignment)) return []
    const persons = [...(decidedBy ? [decidedBy.person] : []), ...signersOf(state, request.id)]
    return [
      { id: `return/${request.id}`, kind: 'return', at: decidedAt ?? 0, unit, assignment, name: request.reason.text, persons, units: [] },
    ]
  })
}

/** Who had a say in an approval that decided a request. */
function signersOf({ approvals = [] }: Case, request: string): string[] {
  const seats = approvals.filter((one) => one.request === request).flatMap((one) => one.seats)
  return seats.flatMap(({ answer, advice = [] }) => [
    ...(answer ? [answer.by.id, ...(answer.standingFor ? [answer.standingFor.id] : [])] : []),
    ...advice.map((one) => one.by.id),
  ])
}

function rejection({ rejection: rejected, town, phase }: Case): Contested[] {
  if (!rejected || phase !== 'REJECTED') return []
  return [{ id: 'rejection/1', kind: 'rejection', at: rejected.at, unit: town, name: '', persons: [rejected.by], units: [] }]
}

function callback({ callback: last, round }: Case): Contested[] {
  if (!last || last.satisfied || last.screened || last.round !== round) return []
  return [{ id: `callback/${round}`, kind: 'callback', at: last.at, name: '', persons: [last.by], units: [] }]
}
