import type { Approval } from '../../approval/approval.ts'
import type { Actor } from '../../organisation/role.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import type { Case, CaseRequest } from '../event.ts'
import { findContested } from './appeal-subject.ts'

type Screener = Pick<Actor, 'person' | 'unit'>

/** Whether this person stands outside the matter: not the rater, not who decided before, and of neither side. Refusal: `case.appeal.not-independent`. */
export function independence(request: CaseRequest, state: Case, actor: Screener): Refusal | undefined {
  const contested = findContested(state, String(request.data.against))
  const had = (because: string) => refuse('case.appeal.not-independent', { because })
  if (contested?.persons.includes(actor.person)) return had(contested.kind === 'rating' ? 'rater' : 'decider')
  if (request.openedBy.person === actor.person) return had('appellant')
  const sides = [...(contested?.units ?? []), contested?.unit, contested?.kind === 'callback' ? undefined : request.openedBy.unit]
  return sides.includes(actor.unit) ? had('party') : undefined
}

/** The same of whoever takes, adds to, or is handed a seat of a group that screens an appeal; any other approval asks nothing of the kind. */
export function seatIndependence(state: Case, { request: id }: Pick<Approval, 'request'>, person: Screener): Refusal | undefined {
  const request = id === undefined ? undefined : state.requests.find((one) => one.id === id)
  return request?.kind === 'appeal' ? independence(request, state, person) : undefined
}
