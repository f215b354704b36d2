import { holds } from '../../condition/evaluate.ts'
import { END_PHASES, type RequestRule } from '../../flow/schema.ts'
import { DAY } from '../../shared/instant.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import type { CommandOf } from '../command.ts'
import type { Assignment, Case, CaseRequest } from '../event.ts'
import { caseFacts } from '../facts.ts'
import type { Turn } from '../turn.ts'
import { hasActed } from '../../approval/act.ts'
import { hasOtherLevel, levelProblem, type Levelled } from './level.ts'

type Open = CommandOf<'openRequest'>['data']

/** What a request carries of its rule: the approval it must pass, the level it asks for, and whether the clocks of its task stand still meanwhile. */
export function requestTerms(turn: Turn, rule: RequestRule, data: Open, assignment: Assignment | undefined): Record<string, unknown> {
  const approval = approvalFor(turn, rule, data, assignment)
  return {
    ...(approval !== undefined && { approval }),
    ...(rule.kind === 'levelChange' && { level: data.level }),
    ...(rule.pausesClocks && { pausesClocks: true, name: rule.name }),
  }
}

/** The approval a request needs: the first of the rule's that its days and condition call for; none, and one of `decidedBy` decides. */
export function approvalFor(
  { context, state }: Turn,
  rule: RequestRule,
  data: Pick<Open, 'days' | 'until'>,
  assignment: Assignment | undefined,
): string | undefined {
  const days = data.days ?? (data.until === undefined ? 0 : Math.ceil((data.until - context.now) / DAY))
  return rule.approvals?.find(
    (one) => (one.beyondDays === undefined || days > one.beyondDays) && holds(one.when, caseFacts(state, assignment)),
  )?.approval
}

/** Why this cannot be asked: an adjudication has bound the unit, or the level is none. Refusals: `case.request.bound`, `case.level.*`. */
export function requestProblem(turn: Turn, rule: RequestRule, data: Open, assignment: Assignment | undefined): Refusal | undefined {
  if (rule.kind === 'return' && isBound(turn, assignment)) return refuse('case.request.bound', { name: rule.name })
  if (rule.kind !== 'levelChange') return undefined
  return mayAskLevel(turn)
    ? levelProblem(turn, data.level)
    : refuse('case.request.wrong-phase', { name: rule.name, state: turn.state.phase, allowed: [] })
}

/** Whether a case has another level to ask for. */
export function mayAskLevel(turn: Levelled & { readonly state: Pick<Case, 'phase'> }): boolean {
  return !END_PHASES.includes(turn.state.phase) && hasOtherLevel(turn)
}

/** Whether an adjudication has bound the unit of a task: it can no longer give the case back (T11). */
export function isBound({ state }: Pick<Turn, 'state'>, assignment: Assignment | undefined): boolean {
  return assignment !== undefined && state.bound?.includes(assignment.unit) === true
}

/** A request with an approval is decided by it, and by nobody alone unless it went higher meanwhile. Refusal: `case.request.by-approval`. */
export function decisionProblem({ flow }: Pick<Turn, 'flow'>, request: CaseRequest): Refusal | undefined {
  const rule = flow.requests.find((one) => one.kind === request.kind)
  if (request.escalatedAt !== undefined && rule?.escalateTo) return undefined
  const approval = flow.approvals?.find((one) => one.id === request.data.approval)
  return approval && refuse('case.request.by-approval', { name: approval.name })
}

/** A request somebody has signed is no longer its asker's to take back. Refusal: `case.approval.acted`. */
export function withdrawalProblem({ state }: Pick<Turn, 'state'>, request: CaseRequest): Refusal | undefined {
  const approval = state.approvals?.find((one) => one.request === request.id)
  return approval && hasActed(approval) ? refuse('case.approval.acted', {}) : undefined
}
