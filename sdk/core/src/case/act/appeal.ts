import { checkRatings } from '../../evaluation/rate.ts'
import type { AppealOutcome } from '../../flow/appeal-schema.ts'
import type { RequestRule } from '../../flow/schema.ts'
import { mayActFor, type Actor, type Role } from '../../organisation/role.ts'
import { refuse } from '../../shared/refusal.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { activeAssignments } from '../assignments.ts'
import { isCalledRole } from '../calls.ts'
import type { CommandOf } from '../command.ts'
import type { Case, CaseRequest } from '../event.ts'
import { windowProblem, type Moment } from '../in-time.ts'
import { enter } from '../permit.ts'
import type { Draft, Turn } from '../turn.ts'
import { contestable, findContested, type Contested } from './appeal-subject.ts'
import { returnDrafts } from './grant-return.ts'
import { approvalFor } from './request-approval.ts'

type Decide = CommandOf<'decideRequest'>['data']

/**
 * Contests a rating, a rejection, a refused return or a card (申诉). Only who is concerned may, once, and within the window of the rule.
 * Refusals: `case.appeal.nothing`, `.not-your-matter`, `.already`, `case.request.window-over`, `case.request.not-your-role`.
 */
export function openAppeal(turn: Turn, rule: RequestRule, data: CommandOf<'openRequest'>['data']): Result<Draft[]> {
  const { state, context } = turn
  const contested = data.against === undefined ? undefined : findContested(state, data.against)
  if (!contested || contested.kind === 'callback' || !rule.against?.includes(contested.kind))
    return fail(refuse('case.appeal.nothing', {}, { at: '/against' }))
  const role = appellantRole(rule, contested, context.actor, state)
  if (!role) {
    const hasRole = rule.by.some((one) => context.actor.roles.includes(one))
    return fail(refuse(hasRole ? 'case.appeal.not-your-matter' : 'case.request.not-your-role', { name: rule.name, roles: rule.by }))
  }
  if (isContested(state, contested.id)) return fail(refuse('case.appeal.already', {}, { at: '/against' }))
  const late = windowProblem(rule, contested.at, context)
  if (late) return fail(late)
  const { form } = data
  return ok(
    appealDrafts(turn, contested.id, { as: role, reason: data.reason, assignment: contested.assignment, unit: contested.unit, form }),
  )
}

/** The events by which an appeal is opened: one of the rule's screeners decides it, or the group its approval seats (甄别组). */
export function appealDrafts(
  turn: Turn,
  against: string,
  { form, ...envelope }: Pick<Draft, 'as' | 'reason' | 'assignment' | 'unit'> & { form?: Record<string, unknown> },
): Draft[] {
  const { state, flow } = turn
  const id = `r${state.requests.length + 1}`
  const rule = flow.requests.find((one) => one.kind === 'appeal')
  const approval =
    rule &&
    approvalFor(
      turn,
      rule,
      {},
      state.assignments.find((one) => one.id === envelope.assignment),
    )
  const screeners = approval === undefined ? (rule?.decidedBy ?? []) : []
  const calls = [...screeners, ...(rule?.escalateTo ?? [])].filter(isCalledRole)
  const data = { id, kind: 'appeal', against, calls, ...(form && { form }), ...(approval !== undefined && { approval }) }
  return [
    { type: 'request.opened', ...envelope, data },
    { type: 'appeal.opened', ...envelope, data: { request: id, kind: 'appeal', against } },
  ]
}

/** What an actor may contest now by this rule, as long as its window is open. */
export function appealable(rule: RequestRule, state: Case, { actor, ...moment }: Moment & { readonly actor: Actor }): Contested[] {
  return contestable(state).filter(
    (one) =>
      one.kind !== 'callback' &&
      rule.against?.includes(one.kind) === true &&
      appellantRole(rule, one, actor, state) !== undefined &&
      !isContested(state, one.id) &&
      !windowProblem(rule, one.at, moment),
  )
}

/**
 * What follows from the decision: the contested thing stands, counts for nothing, or a rating gets other values; of a bad callback that stands the work
 * begins again. Refusals: `case.appeal.nothing`, `.outcome`, those of `checkRatings`.
 */
export function decideAppeal(turn: Turn, request: CaseRequest, data: Decide): Result<Draft[]> {
  const against = String(request.data.against)
  const contested = findContested(turn.state, against)
  const outcome = data.outcome ?? (data.approve ? 'withdrawn' : 'kept')
  if (data.approve === (outcome === 'kept')) return fail(refuse('case.appeal.outcome', {}, { at: '/outcome' }))
  const about = { assignment: request.assignment, unit: request.unit }
  const decided: Draft = { type: 'appeal.decided', ...about, data: { request: request.id, kind: 'appeal', against, outcome } }
  // What was contested went its way meanwhile, e.g. the task was given to others: nothing is left to change.
  if (!contested) return ok([decided])
  const effects = EFFECTS[contested.kind](turn, contested, { outcome, values: data.values, request: request.id })
  return effects.ok ? ok([decided, ...effects.value]) : effects
}

type Decision = { outcome: AppealOutcome; values: Decide['values']; request: string }

const EFFECTS: Record<Contested['kind'], (turn: Turn, contested: Contested, decision: Decision) => Result<Draft[]>> = {
  rating({ state, context }, { id, assignment, unit }, { outcome, values, request }) {
    if (outcome === 'kept') return ok([])
    const number = Number(id.slice('rating/'.length))
    const rating = state.ratings[number - 1]
    const form = context.policy.evaluation.forms.find((one) => one.id === rating?.form)
    if (outcome === 'changed') {
      if (!values || !form) return fail(refuse('case.appeal.outcome', {}, { at: '/values' }))
      const checked = checkRatings({ ...form, comment: 'optional' }, { values })
      if (!checked.ok) return checked
    }
    const data = { rating: number, outcome, request, ...(outcome === 'changed' && { values }) }
    return ok([{ type: 'rating.screened', assignment, unit, data }])
  },
  card(_turn, { id, assignment, unit }, { outcome, request }) {
    if (outcome === 'changed') return fail(refuse('case.appeal.outcome', {}, { at: '/outcome' }))
    return ok(outcome === 'kept' ? [] : [{ type: 'card.withdrawn', assignment, unit, data: { card: id.slice('card/'.length), request } }])
  },
  rejection({ flow }, _contested, { outcome, request }) {
    if (outcome === 'changed') return fail(refuse('case.appeal.outcome', {}, { at: '/outcome' }))
    const triage = flow.steps.find((step) => step.act === 'dispatch')?.from[0]
    return ok(outcome === 'kept' || !triage ? [] : [{ type: 'case.readmitted', to: enter(flow, triage), data: { request } }])
  },
  return(turn, { id }, { outcome }) {
    if (outcome === 'changed') return fail(refuse('case.appeal.outcome', {}, { at: '/outcome' }))
    const before = turn.state.requests.find((one) => one.id === id.slice('return/'.length))
    return ok(outcome === 'kept' || !before ? [] : returnDrafts(turn, before, { overturned: before.id }))
  },
  callback(turn, _contested, { outcome }) {
    if (outcome === 'changed') return fail(refuse('case.appeal.outcome', {}, { at: '/outcome' }))
    return ok(outcome === 'kept' ? workAgain(turn) : [])
  },
}

/** The complaint counts: a new round where a dissatisfied callback otherwise leads. */
function workAgain({ state, flow }: Turn): Draft[] {
  const step = flow.steps.find((one) => one.act === 'refuseCallback' && one.outcome !== 'screening')
  const round = state.round + 1
  return [
    {
      type: 'case.reworkOrdered',
      to: step && enter(flow, step.to),
      data: { round, disputed: round > flow.limits.reworkRounds },
    },
    ...activeAssignments(state)
      .filter((one) => one.phase === 'DONE')
      .map(({ id, unit }): Draft => ({ type: 'assignment.reworkStarted', assignment: id, unit, data: { round } })),
  ]
}

function appellantRole(rule: RequestRule, { unit }: Contested, actor: Actor, state: Case): Role | undefined {
  return rule.by.find((role) => mayActFor(role, actor, unit ?? state.town))
}

function isContested(state: Case, against: string): boolean {
  return state.requests.some((one) => one.kind === 'appeal' && one.data.against === against && one.status !== 'withdrawn')
}
