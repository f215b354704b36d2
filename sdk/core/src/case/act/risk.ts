import { END_PHASES } from '../../flow/schema.ts'
import type { RiskAct, RiskStep } from '../../flow/risk-schema.ts'
import { refuse } from '../../shared/refusal.ts'
import { fail, ok } from '../../shared/result.ts'
import type { CommandOf } from '../command.ts'
import type { Case } from '../event.ts'
import type { EventName } from '../event-name.ts'
import { caseRole } from '../permit.ts'
import type { Act, Turn } from '../turn.ts'

/** The event of each act about a high-risk case. */
export const RISK_EVENTS: Record<RiskAct, EventName> = {
  predict: 'risk.predicted',
  respond: 'risk.responded',
  followUp: 'risk.followedUp',
  callBack: 'risk.calledBack',
  feedBack: 'risk.fedBack',
}

/** Marks a case as high-risk by hand, or takes the mark away (标记、解除高风险). Refusals: `case.risk.not-in-flow`, `.ended`, `.already`, `.not-flagged`. */
export function mark(flagged: boolean): Act<CommandOf<'flagRisk'>['data']> {
  return ({ state, flow, context }, { reason, form }) => {
    const rule = flow.risk
    if (!rule) return fail(refuse('case.risk.not-in-flow', {}))
    const role = caseRole(rule.by, context.actor, state)
    if (!role) return fail(refuse('case.command.not-your-role', { act: rule.name, roles: rule.by }))
    if (END_PHASES.includes(state.phase)) return fail(refuse('case.risk.ended', { name: rule.name }))
    if ((state.highRisk === true) === flagged)
      return fail(refuse(flagged ? 'case.risk.already' : 'case.risk.not-flagged', { name: rule.name }))
    const text = reason?.text.trim() ?? ''
    if (text === '') return fail(refuse('case.reason.required', { act: rule.name }, { at: '/reason' }))
    return ok([{ type: flagged ? 'risk.flagged' : 'risk.cleared', as: role, reason: { text }, data: { ...(form && { form }) } }])
  }
}

/** Takes one of the steps a high-risk case asks for (S2-08). Refusals: `case.risk.not-in-flow`, `.not-flagged`, `.done`. */
export const riskStep: Act<CommandOf<'riskStep'>['data']> = ({ state, flow, context }, { act, form, reason }) => {
  const step = flow.risk?.steps.find((one) => one.act === act)
  if (!flow.risk || !step) return fail(refuse('case.risk.not-in-flow', {}, { at: '/act' }))
  if (!state.highRisk) return fail(refuse('case.risk.not-flagged', { name: flow.risk.name }))
  const role = caseRole(step.by, context.actor, state)
  if (!role) return fail(refuse('case.command.not-your-role', { act: step.name, roles: step.by }))
  if (isTaken(step, state)) return fail(refuse('case.risk.done', { name: step.name }))
  return ok([
    { type: RISK_EVENTS[act], as: role, ...(reason?.text.trim() && { reason }), data: { act, name: step.name, ...(form && { form }) } },
  ])
}

/** Obligatory steps a flagged case still lacks; it does not close before. */
export function missingRiskSteps({ state, flow }: Pick<Turn, 'state' | 'flow'>): RiskStep[] {
  if (!state.highRisk) return []
  return (flow.risk?.steps ?? []).filter((step) => step.required && !state.risk?.steps.some((one) => one.act === step.act))
}

/** Whether a step was taken and is not to be taken again. */
export function isTaken(step: RiskStep, { risk }: Pick<Case, 'risk'>): boolean {
  return !step.again && risk?.steps.some((one) => one.act === step.act) === true
}
