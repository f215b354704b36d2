import { LEDGER_ENDS, type LedgerPhase } from '@shaotai/core'
import type { Tone } from '../case/tone.ts'

const TONES: Record<LedgerPhase, Tone> = {
  OPEN: 'amber',
  DOING: 'blue',
  REVIEW: 'purple',
  DONE: 'green',
  REFUSED: 'grey',
  CANCELLED: 'grey',
}

/** How settled an entry is, by its phase. */
export function entryTone(phase: LedgerPhase): Tone {
  return TONES[phase]
}

/** What a list shows: entries still open, those of them past due, those written off, or all. */
export const VIEWS = ['open', 'overdue', 'done', 'all'] as const
export type View = (typeof VIEWS)[number]

/** A view as conditions of the list query. */
export function filtersOf(view: View, now: number) {
  const open = { field: 'phase', operator: 'nin' as const, value: [...LEDGER_ENDS] }
  if (view === 'open') return [open]
  if (view === 'overdue') return [open, { field: 'nextDueAt', operator: 'lt' as const, value: now }]
  return view === 'done' ? [{ field: 'phase', operator: 'eq' as const, value: 'DONE' }] : []
}
