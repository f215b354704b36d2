import type { Flow, RequestRule } from '../flow/schema.ts'
import type { Actor } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import { MINUTE, type Instant } from '../shared/instant.ts'
import { refuse, type Refusal } from '../shared/refusal.ts'
import type { Clock } from '../sla/clock.ts'
import { endOf } from '../sla/duration.ts'
import { openAssignments } from './assignments.ts'
import type { Assignment, Case } from './event.ts'

/** What a question of time is asked with: the county's calendar and the moment. */
export type Moment = { readonly policy: Pick<Policy, 'sla' | 'calendars'>; readonly now: Instant }

/** Why it is too late to contest something that happened at `since` (提出期限). Refusal: `case.request.window-over`. */
export function windowProblem(rule: Pick<RequestRule, 'name' | 'window'>, since: Instant, { policy, now }: Moment): Refusal | undefined {
  const until = rule.window && endOf(policy, since, rule.window)
  return until != null && now > until ? refuse('case.request.window-over', { name: rule.name, dueAt: until }) : undefined
}

/** Why a closed case cannot be opened again any more (重新打开). Refusal: `case.reopen.too-late`. */
export function reopenProblem(
  { state, flow }: { readonly state: Pick<Case, 'closedAt'>; readonly flow: Pick<Flow, 'reopenWithin'> },
  { policy, now }: Moment,
): Refusal | undefined {
  const until = flow.reopenWithin && state.closedAt !== undefined ? endOf(policy, state.closedAt, flow.reopenWithin) : undefined
  return until != null && now > until ? refuse('case.reopen.too-late', { dueAt: until }) : undefined
}

/** Why nobody can be urged by this person now (催办). Refusals: `case.urge.nobody`, `case.urge.too-soon` with minutes to wait. */
export function urgeProblem(
  { state, flow }: { readonly state: Case; readonly flow: Pick<Flow, 'limits'> },
  { person }: Pick<Actor, 'person'>,
  now: Instant,
): Refusal | undefined {
  if (openAssignments(state).length === 0) return refuse('case.urge.nobody', {})
  const last = state.urges.findLast((one) => one.by === person)
  const wait = last ? last.at + flow.limits.urgeIntervalMinutes * MINUTE - now : 0
  return wait > 0 ? refuse('case.urge.too-soon', { minutes: Math.ceil(wait / MINUTE) }) : undefined
}

/** Why the clock of a task cannot be extended: it does not run, or is over. Refusals: `case.request.no-clock`, `case.request.too-late`. */
export function extensionProblem(
  rule: Pick<RequestRule, 'clock'>,
  assignment: Pick<Assignment, 'id'> | undefined,
  { clocks, now }: { readonly clocks: readonly Clock[]; readonly now: Instant },
): Refusal | undefined {
  const clock = clocks.findLast((one) => one.clock === rule.clock && one.assignment === assignment?.id)
  if (!clock || (clock.status !== 'running' && clock.status !== 'paused')) return refuse('case.request.no-clock', { clock: rule.clock })
  return clock.dueAt !== null && now > clock.dueAt ? refuse('case.request.too-late', { name: clock.name, dueAt: clock.dueAt }) : undefined
}
