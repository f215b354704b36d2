import type { CaseAct, Flow, Step } from './schema.ts'

/**
 * Whether the system can take a step by itself: joins and closing always, admission by its tables, and where the flow has what decides: an approval
 * bound to the state, a panel.
 */
export function isDerivedStep(flow: Flow, step: Step): boolean {
  if (!step.by.includes('system')) return false
  switch (step.act) {
    case 'admit':
    case 'deny':
    case 'signed':
    case 'arrived':
    case 'resultSubmitted':
    case 'close':
    case 'openAdjudication':
      return true
    case 'approve':
    case 'disapprove':
      return flow.states.some((state) => state.approval !== undefined && step.from.includes(state.id))
    case 'adjudicate':
      return flow.panel !== undefined
    default:
      return false
  }
}

/** The acts people may take in a state. */
export function personActs(flow: Flow, state: string): Set<CaseAct> {
  return new Set(
    flow.steps.filter((step) => step.from.includes(state) && step.by.some((role) => role !== 'system')).map((step) => step.act),
  )
}
