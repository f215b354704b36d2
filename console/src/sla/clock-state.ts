import type { Clock } from '@shaotai/core'

/** How a clock stands at a moment: what remains or is over (ms), and how pressing it is. */
export type ClockState = {
  state: 'running' | 'paused' | 'met' | 'metLate' | 'cancelled'
  /** Until due; negative once over; null without a due time. */
  left: number | null
  tone: 'red' | 'amber' | 'blue' | 'green' | 'grey'
}

/** Reads a clock at `now`. Amber begins at the first warning, red once less than a tenth of the span is left or it is over. */
export function stateOf(clock: Pick<Clock, 'status' | 'dueAt' | 'startedAt' | 'breached' | 'warnAt'>, now: number): ClockState {
  if (clock.status === 'cancelled') return { state: 'cancelled', left: null, tone: 'grey' }
  if (clock.status === 'met') return { state: clock.breached ? 'metLate' : 'met', left: null, tone: clock.breached ? 'red' : 'green' }
  if (clock.status === 'paused' || clock.dueAt === null) return { state: 'paused', left: null, tone: 'grey' }
  const left = clock.dueAt - now
  const warned = clock.warnAt.some((at) => now >= at)
  const last = left <= (clock.dueAt - clock.startedAt) / 10
  return { state: 'running', left, tone: left <= 0 || last ? 'red' : warned ? 'amber' : 'blue' }
}

/** Which of the three announcements is due: half, four fifths, all of the span used. */
export function stageOf(startedAt: number, dueAt: number, now: number): 0 | 1 | 2 | 3 {
  const used = (now - startedAt) / Math.max(1, dueAt - startedAt)
  return used >= 1 ? 3 : used >= 0.8 ? 2 : used >= 0.5 ? 1 : 0
}
