import { foldApproval } from '../approval/fold.ts'
import { foldPanel } from '../panel/fold.ts'
import type { Case, CaseEvent } from './event.ts'

type Measures = NonNullable<Case['consultations']>[number]['measures']

/** Folds an event into how a case is decided about: approvals, admission, bypass, panel, consultation. Other events leave it as it is. */
export function deliberate(state: Case, event: CaseEvent): Case {
  const { type, at, data } = event
  if (type.startsWith('approval.')) return { ...state, approvals: foldApproval(state.approvals ?? [], event) }
  switch (type) {
    case 'case.denied':
      return { ...state, blocked: (state.blocked ?? 0) + 1 }
    case 'case.insisted':
      return { ...state, insisted: true }
    case 'case.bypassed':
      return { ...state, bypassedAt: at }
    case 'case.registered':
      return { ...state, registeredAt: at }
    case 'case.adjudicationOpened':
    case 'panel.voted':
    case 'panel.recused':
    case 'panel.tied':
    case 'panel.inquorate':
      return { ...state, panel: foldPanel(state.panel, event) }
    case 'case.adjudicated':
      return { ...state, panel: foldPanel(state.panel, event), panelReturns: state.returns, bound: unitsOf(data) }
    case 'case.consultationOpened':
      return {
        ...state,
        consultations: [...(state.consultations ?? []), { openedAt: at, participants: (data.participants as string[] | undefined) ?? [] }],
      }
    case 'case.consultationClosed':
      return { ...state, consultations: closed(state, event) }
    default:
      return state
  }
}

function closed({ consultations = [] }: Case, { at, data }: CaseEvent): Case['consultations'] {
  const measures = (data.minutes as { measures?: Measures } | undefined)?.measures
  return consultations.map((one, index) =>
    index === consultations.length - 1 ? { ...one, closedAt: at, ...(measures && { measures }) } : one,
  )
}

/** The units a decision names. */
function unitsOf({ lead, cooperating }: Record<string, unknown>): string[] {
  return [lead, ...(Array.isArray(cooperating) ? cooperating : [])].filter((unit): unit is string => typeof unit === 'string')
}
