import { holds } from '../condition/evaluate.ts'
import { END_PHASES, type Flow } from '../flow/schema.ts'
import type { Actor } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import { closersOf, openOrders, receiversFor, replierRole, ruleOf } from './act/order.ts'
import { isTaken } from './act/risk.ts'
import { sourcesOf } from './act/verification.ts'
import type { AllowedCommand } from './allowed.ts'
import type { Case } from './event.ts'
import { caseFacts } from './facts.ts'
import { caseRole, flowOf } from './permit.ts'

/** What an actor may do about a case besides the steps of its flow: give feedback, handle its risk, give, answer and close supervision orders. */
export function overlayCommands(policy: Policy, state: Case, actor: Actor): AllowedCommand[] {
  const flow = flowOf(policy, state.category)
  if (!flow) return []
  return [...feedback(flow, state, actor), ...replies(policy, state, actor), ...risk(flow, state, actor), ...orders(policy, state, actor)]
}

function feedback(flow: Flow, state: Case, actor: Actor): AllowedCommand[] {
  if (state.phase !== 'VERIFY') return []
  return sourcesOf({ state, flow })
    .filter((one) => caseRole(one.by, actor, state))
    .map(({ source, name, form }) => ({ command: 'giveFeedback', name, form, fixed: { source }, reason: 'none', reasons: [] }))
}

function risk(flow: Flow, state: Case, actor: Actor): AllowedCommand[] {
  const rule = flow.risk
  if (!rule || END_PHASES.includes(state.phase)) return []
  const marks: AllowedCommand[] = caseRole(rule.by, actor, state)
    ? [{ command: state.highRisk ? 'clearRisk' : 'flagRisk', name: rule.name, reason: 'required', reasons: [] }]
    : []
  if (!state.highRisk) return marks
  const steps = rule.steps
    .filter((step) => caseRole(step.by, actor, state) && !isTaken(step, state))
    .map(({ act, name, form, clause }): AllowedCommand => ({
      command: 'riskStep',
      name,
      form,
      clause,
      fixed: { act },
      reason: 'optional',
      reasons: [],
    }))
  return [...steps, ...marks]
}

function replies({ supervision }: Policy, state: Case, actor: Actor): AllowedCommand[] {
  return openOrders(state).flatMap((order): AllowedCommand[] => {
    const rule = ruleOf(supervision.orders, order)
    if (!rule) return []
    const { id, name, unit, status } = order
    const about = { name, ...(unit !== undefined && { unit }), fixed: { order: id }, clause: rule.clause, reasons: [] }
    const reply: AllowedCommand[] =
      status === 'open' && replierRole(rule, order, actor)
        ? [{ command: 'replyOrder', ...about, form: rule.replyForm, reason: 'none' }]
        : []
    const close: AllowedCommand[] = caseRole(closersOf(rule), actor, state)
      ? [{ command: 'closeOrder', ...about, reason: status === 'open' ? 'required' : 'optional' }]
      : []
    return [...reply, ...close]
  })
}

function orders({ supervision }: Policy, state: Case, actor: Actor): AllowedCommand[] {
  if (END_PHASES.includes(state.phase)) return []
  const facts = caseFacts(state)
  return (supervision.orders ?? []).flatMap((rule): AllowedCommand[] => {
    if (!caseRole(rule.by, actor, state) || !holds(rule.when, facts)) return []
    const open = openOrders(state).filter((one) => one.rule === rule.id)
    const free = receiversFor(rule, state).filter((one) => !open.some((order) => order.unit === one.unit))
    if (free.length === 0) return []
    const units = free.flatMap(({ unit }) => (unit === undefined ? [] : [{ id: unit, kind: 'unit', name: unit, unit }]))
    return [
      {
        command: 'issueOrder',
        name: rule.name,
        form: rule.form,
        clause: rule.clause,
        fixed: { order: rule.id },
        ...(rule.to === 'assignees' && { choices: units }),
        reason: 'none',
        reasons: [],
      },
    ]
  })
}
