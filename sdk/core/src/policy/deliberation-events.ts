import type { EventName } from '../case/event-name.ts'
import type { ApprovalRule } from '../approval/schema.ts'
import type { Flow } from '../flow/schema.ts'

/** The events that a flow's approvals, panel, bypass and consultation can bring about. */
export function deliberationEvents({ approvals = [], panel, bypass, consultation, states, steps }: Flow): EventName[] {
  const into = new Set(states.filter((state) => state.phase === 'ADJUDICATION').map((state) => state.id))
  return [
    ...approvals.flatMap(approvalEvents),
    ...(panel ? PANEL : []),
    ...(panel?.proposesListChange ? (['listChange.proposed'] as const) : []),
    ...(bypass ? BYPASS : []),
    ...(consultation?.mayChange ?? []).flatMap((what) => CONSULTATION[what]),
    ...(steps.some((step) => step.act === 'closeConsultation' && into.has(step.to)) ? (['case.adjudicationOpened'] as const) : []),
  ]
}

function approvalEvents({ addSeat, passOn, sendBack, withdraw, copies }: ApprovalRule): EventName[] {
  return [
    'approval.opened',
    'approval.signed',
    'approval.passed',
    'approval.failed',
    'approval.cancelled',
    ...(addSeat ? (['approval.seatAdded', 'approval.seatRemoved'] as const) : []),
    ...(passOn ? (['approval.passedOn'] as const) : []),
    ...(passOn?.includes('delegate') ? (['approval.advised'] as const) : []),
    ...((sendBack ?? withdraw) ? (['approval.sentBack', 'approval.resubmitted'] as const) : []),
    ...(copies ? (['approval.copied', 'approval.read'] as const) : []),
  ]
}

const PANEL: readonly EventName[] = ['panel.voted', 'panel.recused', 'panel.tied', 'panel.inquorate']
const BYPASS: readonly EventName[] = ['case.bypassed', 'case.registered', 'case.dispatched', 'assignment.created']
const CONSULTATION: Record<'units' | 'due' | 'level', readonly EventName[]> = {
  units: ['assignment.created', 'assignment.cancelled'],
  due: ['assignment.extended'],
  level: ['case.levelChanged'],
}
