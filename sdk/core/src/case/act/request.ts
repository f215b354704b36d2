import type { RequestRule } from '../../flow/schema.ts'
import type { Role } from '../../organisation/role.ts'
import { refuse } from '../../shared/refusal.ts'
import { DAY } from '../../shared/instant.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { activeAssignments } from '../assignments.ts'
import type { CommandOf } from '../command.ts'
import type { Assignment, CaseRequest } from '../event.ts'
import { extensionProblem } from '../in-time.ts'
import { assignmentRole, caseRole, permitStates, targetAssignment } from '../permit.ts'
import { countProblem, decidersOf, decideUntil } from '../request-rule.ts'
import type { Act, Draft, Turn } from '../turn.ts'
import { openAppeal } from './appeal.ts'
import { independence } from './appeal-independence.ts'
import { effectsOf } from './grant.ts'
import { mergeProblem } from './merge.ts'
import { decisionProblem, requestProblem, requestTerms, withdrawalProblem } from './request-approval.ts'

type Open = CommandOf<'openRequest'>['data']
type Decide = CommandOf<'decideRequest'>['data']

/**
 * Opens a request (申请退回, 延期, 停表, 撤回…) by the flow's rule for its kind.
 * Refusals: `case.request.not-in-flow`, `.wrong-phase`, `.not-your-role`, `.already-open`, `.too-many`, `.reason-required`, `.final`, `.too-late`, `.too-long`, `.days-required`, `.until-required`,
 * `.reporter-untold`, and those of `openAppeal` and `merge`.
 */
export const openRequest: Act<Open> = (turn, data) => {
  const { state, context } = turn
  const rule = turn.flow.requests.find((one) => one.kind === data.kind)
  if (!rule) return fail(refuse('case.request.not-in-flow', { kind: data.kind }, { at: '/kind' }))
  if (rule.kind === 'appeal') return openAppeal(turn, rule, data)
  const subject = requestSubject(turn, rule, data.assignment)
  if (!subject.ok) return subject
  const assignment = subject.value
  const role = assignment ? assignmentRole(rule.by, context.actor, state, assignment) : caseRole(rule.by, context.actor, state)
  if (!role) return fail(refuse('case.request.not-your-role', { name: rule.name, roles: rule.by }))
  if (rule.kind === 'recall' && !activeAssignments(state).some((one) => rule.from.includes(one.phase)))
    return fail(refuse('case.request.wrong-phase', { name: rule.name, state: state.phase, allowed: rule.from }))
  if (assignment && !rule.from.includes(assignment.phase))
    return fail(refuse('case.request.wrong-phase', { name: rule.name, state: assignment.phase, allowed: rule.from }))
  const reason = requestReason(rule, data.reason)
  if (!reason.ok) return reason
  const problem =
    countProblem(turn, rule, assignment) ?? requestProblem(turn, rule, data, assignment) ?? checkKind(turn, rule, data, assignment)
  if (problem) return fail(problem)

  const { kind, days, until, proposedUnit, target, reporterTold, form } = data
  const envelope = { as: role, assignment: assignment?.id, unit: assignment?.unit, reason: reason.value }
  const opened: Draft = {
    type: 'request.opened',
    ...envelope,
    data: {
      id: `r${state.requests.length + 1}`,
      kind,
      ...(days && { days }),
      ...(until && { until }),
      ...(proposedUnit && { proposedUnit }),
      ...(target && { target, number: context.related?.number, town: context.related?.town }),
      ...(reporterTold && { reporterTold }),
      ...(form && { form }),
      ...requestTerms(turn, rule, data, assignment),
    },
  }
  return ok(rule.kind === 'return' ? [opened, { type: 'assignment.returnRequested', ...envelope, data: {} }] : [opened])
}

/**
 * Decides an open request; a grant takes effect at once. The more days, the higher the decider, if the rule has tiers.
 * Refusals: `case.request.unknown`, `.not-your-decision`, `.too-long`, `case.reason.required` for a rejection without one, `case.appeal.*`, `case.merge.*`.
 */
export const decideRequest: Act<Decide> = (turn, data) => {
  const { state, context, flow } = turn
  const request = findOpen(turn, data.request)
  if (!request.ok) return request
  const rule = flow.requests.find((one) => one.kind === request.value.kind)
  const deciders = rule ? decidersOf(rule, request.value, data.days) : []
  const role = caseRole(deciders, context.actor, state)
  if (!rule || !role) return fail(refuse('case.request.not-your-decision', { name: rule?.name, roles: deciders }))
  const elsewhere = decisionProblem(turn, request.value)
  if (elsewhere) return fail(elsewhere)
  const partial = rule.kind === 'appeal' ? independence(request.value, state, context.actor) : undefined
  if (partial) return fail(partial)
  const text = data.reason?.text.trim() ?? ''
  if (!data.approve && text === '') return fail(refuse('case.reason.required', { act: rule.name }, { at: '/reason' }))
  const days = data.days ?? (request.value.data.days as number | undefined)
  if (days !== undefined && rule.maxDays !== undefined && days > rule.maxDays)
    return fail(refuse('case.request.too-long', { most: rule.maxDays, given: days }, { at: '/days' }))

  const { id, assignment, unit } = request.value
  const decided: Draft = {
    type: 'request.decided',
    as: role,
    assignment,
    unit,
    ...(text !== '' && { reason: { text } }),
    data: { request: id, kind: rule.kind, approved: data.approve, ...(days !== undefined && { days }) },
  }
  const effects = effectsOf(turn, rule, request.value, { ...data, days })
  return effects.ok ? ok([decided, ...effects.value.map((effect) => ({ as: role, ...effect }))]) : effects
}

/** What an approval decided about a request, as an act of the system. */
export function concludeRequest(turn: Turn, request: CaseRequest, approved: boolean, grant?: Pick<Decide, 'outcome' | 'values'>): Draft[] {
  const rule = turn.flow.requests.find((one) => one.kind === request.kind)
  if (!rule) return []
  const { id, assignment, unit } = request
  const days = request.data.days as number | undefined
  const decided: Draft = {
    type: 'request.decided',
    assignment,
    unit,
    data: { request: id, kind: rule.kind, approved, ...(days !== undefined && { days }) },
  }
  const effects = effectsOf(turn, rule, request, { approve: approved, days, ...grant })
  // What was granted can no longer be done, e.g. the case to merge into has ended: the answer is no, and says why.
  return effects.ok
    ? [decided, ...effects.value]
    : [{ ...decided, data: { ...decided.data, approved: false, because: effects.error.code } }]
}

/** The requester takes an open request back. */
export const withdrawRequest: Act<CommandOf<'withdrawRequest'>['data']> = (turn, data) => {
  const request = findOpen(turn, data.request)
  if (!request.ok) return request
  const { id, kind, assignment, unit, openedBy } = request.value
  if (openedBy.person !== turn.context.actor.person && openedBy.unit !== turn.context.actor.unit)
    return fail(refuse('case.request.not-yours', {}))
  const signed = withdrawalProblem(turn, request.value)
  if (signed) return fail(signed)
  const withdrawn: Draft = { type: 'request.withdrawn', assignment, unit, data: { request: id, kind } }
  return ok(
    kind === 'return' ? [withdrawn, { type: 'assignment.returnRefused', assignment, unit, data: { withdrawn: true } }] : [withdrawn],
  )
}

/** Starts the clocks again before a suspension's planned end. */
export const resume: Act<CommandOf<'resume'>['data']> = ({ state, context, flow }, data) => {
  if (!state.suspended) return fail(refuse('case.resume.not-suspended', {}))
  const rule = flow.requests.find((one) => one.kind === 'suspension')
  const roles: Role[] = rule ? [...rule.by, ...rule.decidedBy] : []
  const role = caseRole(roles, context.actor, state)
  if (!role) return fail(refuse('case.command.not-your-role', { act: rule?.name, roles }))
  return ok([{ type: 'case.resumed', as: role, ...(data.reason?.text && { reason: data.reason }), data: {} }])
}

/** The planned end of a suspension was reached; nothing happens if somebody resumed before. */
export const endSuspension: Act<Record<string, never>> = ({ state, context }) => {
  const due = state.suspended && state.suspendedUntil !== undefined && context.now >= state.suspendedUntil
  return ok(due ? [{ type: 'case.resumed', data: { planned: true } }] : [])
}

/** Nobody decided a request in time: it lapses, or others may decide it too, as its rule says. Nothing happens if it was decided before. */
export function expireRequest({ state, context, flow }: Turn, data: { request: string }): Result<Draft[]> {
  const request = state.requests.find((one) => one.id === data.request)
  const rule = flow.requests.find((one) => one.kind === request?.kind)
  const until = request && rule && decideUntil(context.policy, rule, request)
  if (!request || !rule || until === undefined || context.now <= until) return ok([])
  const { id, kind, assignment, unit } = request
  if (rule.onExpiry === 'escalate' || kind === 'appeal')
    return ok([{ type: 'request.escalated', assignment, unit, data: { request: id, kind, to: rule.escalateTo ?? [] } }])
  return ok([{ type: 'request.expired', assignment, unit, data: { request: id, kind } }])
}

/** Requests about the case as a whole; the others are about one task of it. */
const OF_THE_CASE: readonly RequestRule['kind'][] = ['recall', 'merge', 'appeal', 'levelChange']

function requestSubject(turn: Turn, rule: RequestRule, id: string | undefined): Result<Assignment | undefined> {
  return OF_THE_CASE.includes(rule.kind) ? ok(undefined) : targetAssignment(turn, id)
}

function requestReason(rule: RequestRule, reason: Open['reason']): Result<{ id?: string; text: string }> {
  const listed = rule.reasons.find((one) => one.id === reason.id)
  if (reason.id !== undefined && !listed) return fail(refuse('case.reason.not-in-list', { act: rule.name }, { at: '/reason/id' }))
  const text = reason.text.trim() || listed?.name || ''
  return text === ''
    ? fail(refuse('case.reason.required', { act: rule.name }, { at: '/reason' }))
    : ok({ ...(reason.id !== undefined && { id: reason.id }), text })
}

function checkKind({ context, state, flow }: Turn, rule: RequestRule, data: Open, assignment: Assignment | undefined) {
  if (rule.tellsReporter && !data.reporterTold?.trim())
    return refuse('case.request.reporter-untold', { name: rule.name }, { at: '/reporterTold' })
  if (rule.kind === 'merge') return permitStates(flow, state, 'merge') ?? mergeProblem({ state, context }, data.target)
  const days = data.days ?? (data.until === undefined ? undefined : Math.ceil((data.until - context.now) / DAY))
  if (days !== undefined && rule.maxDays !== undefined && days > rule.maxDays)
    return refuse('case.request.too-long', { most: rule.maxDays, given: days }, { at: '/days' })
  if (rule.kind === 'extension') {
    if (data.days === undefined) return refuse('case.request.days-required', {}, { at: '/days' })
    const late = extensionProblem(rule, assignment, { clocks: context.clocks?.() ?? [], now: context.now })
    if (late) return late
  }
  if (rule.kind === 'suspension') {
    if (state.suspended) return refuse('case.request.already-suspended', {})
    if (data.until !== undefined && data.until <= context.now) return refuse('case.request.until-past', {}, { at: '/until' })
    if (data.days === undefined && data.until === undefined) return refuse('case.request.until-required', {}, { at: '/until' })
  }
  return undefined
}

function findOpen({ state }: Turn, id: string | undefined): Result<CaseRequest> {
  const open = state.requests.filter((one) => one.status === 'open')
  const found = id === undefined ? (open.length === 1 ? open[0] : undefined) : open.find((one) => one.id === id)
  return found ? ok(found) : fail(refuse('case.request.unknown', { request: id }, { at: '/request' }))
}
