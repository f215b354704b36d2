import { dayOfInstant, formatInstant } from '../calendar/civil.ts'
import { MINUTE, type Instant } from '../shared/instant.ts'
import type { Clock, Segment } from './clock.ts'

/** Every sentence an explanation can use; the console has one for each. */
export const EXPLAIN_CODES = [
  'clock.explain.start',
  'clock.explain.rule',
  'clock.explain.date',
  'clock.explain.opens',
  'clock.explain.counted',
  'clock.explain.counted-days',
  'clock.explain.lunch',
  'clock.explain.off-hours',
  'clock.explain.weekend',
  'clock.explain.holiday',
  'clock.explain.custom-off',
  'clock.explain.first-day',
  'clock.explain.paused',
  'clock.explain.paused-open',
  'clock.explain.extension',
  'clock.explain.due',
  'clock.explain.no-due',
  'clock.explain.unreachable',
  'clock.explain.provisional',
  'clock.explain.stopped',
] as const

/** One line of an explanation: a sentence's code and its values. Local times are `YYYY-MM-DDTHH:mm`, durations whole minutes. */
export type ExplainLine = { readonly code: (typeof EXPLAIN_CODES)[number]; readonly params: Readonly<Record<string, unknown>> }

/** Why a clock is due when it is (为什么这个时间到期), line by line, as data: start, rule and clause, every stretch, extensions, due, what is provisional. */
export function explainClock(clock: Clock, utcOffsetMinutes: number): ExplainLine[] {
  const local = (instant: Instant) => formatInstant(instant, utcOffsetMinutes)
  const { goal, basis, countRule, startedAt, startsAt = startedAt, dueAt } = clock
  const lines: ExplainLine[] = [
    { code: 'clock.explain.start', params: { at: local(startedAt), clock: clock.name, cycle: clock.cycle } },
    clock.date === undefined
      ? {
          code: 'clock.explain.rule',
          params: { name: clock.name, amount: goal.amount, unit: goal.unit, basis, countRule, clause: goal.clause, goal: goal.index },
        }
      : { code: 'clock.explain.date', params: { name: clock.name, clause: goal.clause } },
  ]
  if (startsAt > startedAt) lines.push({ code: 'clock.explain.opens', params: { at: local(startsAt) } })
  clock.segments.forEach((segment, index) => {
    const between = clock.segments[index - 1]?.counted === true && clock.segments[index + 1]?.counted === true
    lines.push(explainSegment(segment, { local, isBreak: between && isSameDay(segment, utcOffsetMinutes) }))
  })
  for (const { amount, unit, at } of clock.extensions ?? [])
    lines.push({ code: 'clock.explain.extension', params: { amount, unit, at: local(at) } })
  if (dueAt !== null) lines.push({ code: 'clock.explain.due', params: { at: local(dueAt) } })
  else if (clock.unreachable) lines.push({ code: 'clock.explain.unreachable', params: { calendar: clock.calendar } })
  else
    lines.push({ code: 'clock.explain.no-due', params: { since: clock.pausedSince === undefined ? undefined : local(clock.pausedSince) } })
  if (clock.provisional) lines.push({ code: 'clock.explain.provisional', params: { calendar: clock.calendar } })
  if (clock.stoppedAt !== undefined)
    lines.push({ code: 'clock.explain.stopped', params: { at: local(clock.stoppedAt), status: clock.status, breached: clock.breached } })
  return lines
}

function explainSegment(segment: Segment, { local, isBreak }: { local: (instant: Instant) => string; isBreak: boolean }): ExplainLine {
  const { from, to, counted, why, name, days, pause } = segment
  const span = { from: local(from), to: local(to), minutes: Math.floor((to - from) / MINUTE) }
  if (counted) {
    const provisional = why === 'beyond-coverage'
    return days === undefined
      ? { code: 'clock.explain.counted', params: { ...span, provisional } }
      : { code: 'clock.explain.counted-days', params: { ...span, days, provisional } }
  }
  if (why === 'paused')
    return {
      code: from === to ? 'clock.explain.paused-open' : 'clock.explain.paused',
      params: { ...span, ...(name !== undefined && { name }), pause },
    }
  if (why === 'off-hours' && isBreak) return { code: 'clock.explain.lunch', params: span }
  return { code: `clock.explain.${why}` as ExplainLine['code'], params: { ...span, ...(name !== undefined && { name }) } }
}

/** Off-hours between two openings of one day are the lunch break (午休). */
function isSameDay({ from, to }: Segment, utcOffsetMinutes: number): boolean {
  return dayOfInstant(from, utcOffsetMinutes) === dayOfInstant(to, utcOffsetMinutes)
}
