import { copiedBy } from '../copy/copy-to.ts'
import type { RiskAct } from '../flow/risk-schema.ts'
import type { Case, CaseEvent } from './event.ts'
import type { IssuedOrder } from './overlay.ts'

/** Folds an event into what lies over a case: merging, feedback, risk, orders, rejection, callback. Other events leave it as it is. */
export function overlay(state: Case, event: CaseEvent): Case {
  const { at, by, data, type } = event
  switch (type) {
    case 'case.copied':
      return { ...state, copies: [...(state.copies ?? []), ...copiedBy(event)] }
    case 'case.merged':
      return { ...state, mergedInto: { ...(data.target as Named), at } }
    case 'case.unmerged':
      return { ...state, mergedInto: undefined }
    case 'case.targetClosed':
      return state.mergedInto ? { ...state, mergedInto: { ...state.mergedInto, closedAt: at } } : state
    case 'case.absorbed':
      return { ...state, merged: [...(state.merged ?? []), { ...named(data), at }] }
    case 'case.released':
      return { ...state, merged: (state.merged ?? []).filter((one) => one.case !== data.case) }
    case 'case.rejected':
      return { ...state, rejection: { at, by: by.person } }
    case 'case.readmitted':
      return { ...state, rejection: undefined }
    case 'case.feedbackGiven':
      return { ...state, feedback: withFeedback(state, event) }
    case 'case.callbackDone':
      return typeof data.satisfied === 'boolean'
        ? { ...state, callback: { round: state.round, at, by: by.person, satisfied: data.satisfied } }
        : state
    case 'appeal.decided':
      return state.callback && String(data.against).startsWith('callback/') && data.outcome === 'withdrawn'
        ? { ...state, callback: { ...state.callback, screened: true } }
        : state
    case 'risk.flagged':
      return { ...state, highRisk: true, risk: { since: at, by: by.person, steps: state.risk?.steps ?? [] } }
    case 'risk.cleared':
      return state.risk ? { ...state, highRisk: false, risk: { ...state.risk, clearedAt: at } } : state
    case 'risk.predicted':
    case 'risk.responded':
    case 'risk.followedUp':
    case 'risk.calledBack':
    case 'risk.fedBack':
      return withRiskStep(state, event)
    case 'order.issued':
      return { ...state, orders: [...(state.orders ?? []), newOrder(event)] }
    case 'order.replied':
      return { ...state, orders: patchOrder(state, data.id, { status: 'replied', repliedAt: at, reply: data.text as string }) }
    case 'order.closed':
      return { ...state, orders: patchOrder(state, data.id, { status: 'closed', closedAt: at }) }
    default:
      return state
  }
}

type Named = { case: string; number: string; town: string }

function named({ case: id, number, town }: Record<string, unknown>): Named {
  return { case: String(id), number: String(number), town: String(town) }
}

function withFeedback({ feedback = [], round }: Case, { at, by, data }: CaseEvent): NonNullable<Case['feedback']> {
  const source = data.source as NonNullable<Case['feedback']>[number]['source']
  const others = feedback.filter((one) => one.source !== source || one.round !== round)
  return [...others, { source, round, at, by: by.person, form: (data.form ?? {}) as Record<string, unknown> }]
}

function withRiskStep(state: Case, { at, by, data }: CaseEvent): Case {
  if (!state.risk) return state
  const step = { act: data.act as RiskAct, at, by: by.person, form: (data.form ?? {}) as Record<string, unknown> }
  return { ...state, risk: { ...state.risk, steps: [...state.risk.steps, step] } }
}

function newOrder({ at, by, unit, data }: CaseEvent): IssuedOrder {
  return {
    id: String(data.id),
    rule: String(data.order),
    name: String(data.name),
    ...(unit !== undefined && { unit }),
    status: 'open',
    text: data.text as string,
    issuedAt: at,
    issuedBy: { person: by.person, name: by.name, unit: by.unit },
  }
}

function patchOrder({ orders = [] }: Case, id: unknown, patch: Partial<IssuedOrder>): IssuedOrder[] {
  return orders.map((one) => (one.id === id ? { ...one, ...patch } : one))
}
