import { holds } from '../condition/evaluate.ts'
import { decideAdmission } from '../admission/decide.ts'
import { END_PHASES, type CaseAct } from '../flow/schema.ts'
import type { Policy } from '../policy/schema.ts'
import { derivePanel, panelData } from './act/adjudication.ts'
import { registrationOwed } from './act/bypass.ts'
import { deriveUpgrade } from './act/level.ts'
import { openOrders, ruleOf } from './act/order.ts'
import { missingRiskSteps } from './act/risk.ts'
import { activeAssignments, isJoined, openAssignments, unratedPeople } from './assignments.ts'
import { deriveApproval } from './derive-approval.ts'
import type { Case } from './event.ts'
import type { EventName } from './event-name.ts'
import { caseFacts } from './facts.ts'
import { enter } from './permit.ts'
import type { Draft, Turn } from './turn.ts'

/**
 * The one step the system takes by itself from here, if any: joins of signing, arriving and replying, admission, and closing.
 * A case closes only when nothing is open, every obligatory evaluation of the round is given and, where the flow demands it, the town has consented.
 */
export function deriveSteps(turn: Turn): Draft[] {
  const { context, state, flow } = turn
  if (isRiskNew(turn)) return [{ type: 'risk.flagged', data: { automatic: true } }]
  for (const derive of [deriveApproval, derivePanel, deriveUpgrade]) {
    const drafts = derive(turn)
    if (drafts.length > 0) return drafts
  }
  for (const step of flow.steps) {
    if (!step.by.includes('system') || !step.from.includes(state.state) || !holds(step.when, caseFacts(state))) continue
    const derived = DERIVED[step.act]
    const data = derived?.when({ context, state, flow })
    if (derived && data) return [{ type: derived.event, to: enter(flow, step.to), data }]
  }
  return []
}

type Derived = { event: EventName; when: (turn: Turn) => Record<string, unknown> | false }

const DERIVED: Partial<Record<CaseAct, Derived>> = {
  admit: { event: 'case.admitted', when: (turn) => admission(turn, 'allow') },
  deny: { event: 'case.denied', when: (turn) => admission(turn, 'deny') },
  signed: { event: 'case.signed', when: ({ state, flow }) => isJoined(flow.joins.signed, state, (one) => one.phase !== 'PENDING') && {} },
  arrived: {
    event: 'case.arrived',
    when: ({ state, flow }) => isJoined(flow.joins.arrived, state, (one) => one.arrivedAt !== undefined) && {},
  },
  resultSubmitted: {
    event: 'case.resultSubmitted',
    when: ({ state, flow }) => isJoined(flow.joins.done, state, (one) => one.phase === 'DONE') && {},
  },
  openAdjudication: { event: 'case.adjudicationOpened', when: (turn) => isPanelDue(turn) && panelData(turn) },
  close: { event: 'case.closed', when: (turn) => mayClose(turn) && {} },
}

function mayClose(turn: Turn): boolean {
  const { context, state, flow } = turn
  const consented = state.consentedAt !== undefined || !flow.consent.required
  const nothingOpen =
    !registrationOwed(state) && openAssignments(state).length === 0 && !state.requests.some((request) => request.status === 'open')
  return (
    consented && nothingOpen && isEvaluated(context.policy, state) && missingRiskSteps({ state, flow }).length === 0 && !isOrdered(turn)
  )
}

/** Whether an order that keeps the case open is not closed yet. */
function isOrdered({ context, state }: Pick<Turn, 'context' | 'state'>): boolean {
  return openOrders(state).some((order) => ruleOf(context.policy.supervision.orders, order)?.blocksClosing === true)
}

/** Whether the flow's condition makes a case high-risk that nobody has marked or cleared yet. */
function isRiskNew({ state, flow }: Pick<Turn, 'state' | 'flow'>): boolean {
  const when = flow.risk?.when
  return when !== undefined && state.risk === undefined && !END_PHASES.includes(state.phase) && holds(when, caseFacts(state))
}

/** Whether every obligatory evaluation of this round has been given for every finished assignment, and for everybody who responded. */
function isEvaluated(policy: Policy, state: Case): boolean {
  const finished = activeAssignments(state).filter((one) => one.phase === 'DONE')
  return policy.evaluation.forms
    .filter((form) => form.obligatory && holds(form.when, caseFacts(state)))
    .every((form) => {
      const given = state.ratings.filter((rating) => rating.form === form.id && rating.round === state.round)
      if (form.subject === 'person') return unratedPeople(finished, given).length === 0
      return form.subject !== 'assignment' || finished.every((one) => given.some((rating) => rating.assignment === one.id))
    })
}

/** The nth granted return since the last adjudication puts a case before the panel (第三次退回). */
function isPanelDue({ state, flow }: Turn): boolean {
  return state.phase !== 'ADJUDICATION' && state.returns - (state.panelReturns ?? 0) >= flow.limits.returnsBeforePanel
}

/** After the town principal has insisted, and where the table says so, a person decides. A policy whose tables do not apply admits. */
function admission({ context, state }: Turn, wanted: 'allow' | 'deny'): Record<string, unknown> | false {
  if (state.insisted) return false
  const decision = decideAdmission(context.policy, caseFacts(state)) ?? NOT_APPLICABLE
  return decision.result === wanted && decision
}

const NOT_APPLICABLE = { table: '', row: '', result: 'allow', message: '' }
