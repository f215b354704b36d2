import { END_PHASES, type AssignmentPhase, type CasePhase } from '@shaotai/core'
import type { Tone } from './tone.ts'

export const ASSIGNMENT_TONES: Record<AssignmentPhase, Tone> = {
  PENDING: 'amber',
  SIGNED: 'blue',
  ARRIVED: 'blue',
  WORKING: 'blue',
  DONE: 'green',
  RETURNED: 'grey',
  CANCELLED: 'grey',
  WAIVED: 'grey',
}

const CASE_TONES: Partial<Record<CasePhase, Tone>> = {
  DRAFT: 'amber',
  TRIAGE: 'amber',
  APPROVAL: 'amber',
  ADMISSION: 'amber',
  ADJUDICATION: 'purple',
  CONSULT: 'purple',
  CONSENT: 'amber',
  EVALUATE: 'amber',
  CALLBACK: 'amber',
  CLOSED: 'green',
}

/** How settled a case is, by its phase. */
export function caseTone(phase: CasePhase): Tone {
  return CASE_TONES[phase] ?? (END_PHASES.includes(phase) ? 'grey' : 'blue')
}
