import type { WorkingTime } from '../calendar/compile.ts'
import { MINUTE } from '../shared/instant.ts'
import type { Goal } from './schema.ts'

/** What of a goal decides how long it is. */
export type Allowance = Pick<Goal, 'amount' | 'unit' | 'basis' | 'countRule'>

/** A granted extension (延期), counted from the current due as the goal itself is counted. */
export type Extension = { readonly amount: number; readonly unit: 'hour' | 'day' }

/**
 * One stretch to be counted: milliseconds of wall-clock (`natural`) or of opening hours (`open`),
 * or whole days, of which `calendar` days end on a working day (Civil Code 203).
 */
export type Stage =
  | { readonly by: 'natural' | 'open'; readonly ms: number }
  | { readonly by: 'days'; readonly days: number; readonly of: 'working' | 'calendar'; readonly end: 'close' | 'same-moment' }

/**
 * The stages of an allowance and its extensions, in order.
 *
 * | basis | minutes, hours | days |
 * |---|---|---|
 * | natural | wall clock | n × 24 h |
 * | working-minutes | opening hours | n standard days of opening hours |
 * | working-days | opening hours | by count rule; `elapsed` = n standard days of opening hours |
 * | calendar-days | wall clock | `next-day-close` by days; the other rules n × 24 h |
 *
 * Stages of one kind are joined. Extensions of calendar days are not: each continues from the due before it, which may have moved off a holiday.
 */
export function stagesOf(time: WorkingTime, allowance: Allowance, extensions: readonly Extension[] = []): Stage[] {
  const stages = [stageOf(time, allowance)]
  for (const { amount, unit } of extensions) {
    const next = stageOf(time, { ...allowance, amount, unit })
    const last = stages.at(-1)
    if (last && last.by !== 'days' && last.by === next.by) stages[stages.length - 1] = { by: last.by, ms: last.ms + next.ms }
    else if (last?.by === 'days' && next.by === 'days' && last.of === 'working')
      stages[stages.length - 1] = { ...last, days: last.days + next.days }
    else stages.push(next)
  }
  return stages
}

/** Whether a goal is counted in whole days, so that its segments carry `days`. */
export function countsDays({ unit, basis, countRule = 'next-day-close' }: Omit<Allowance, 'amount'>): boolean {
  return (
    unit === 'day' && (basis === 'working-days' ? countRule !== 'elapsed' : basis === 'calendar-days' && countRule === 'next-day-close')
  )
}

function stageOf(time: WorkingTime, allowance: Allowance): Stage {
  const { amount, unit, basis, countRule } = allowance
  if (countsDays(allowance)) {
    const of = basis === 'working-days' ? 'working' : 'calendar'
    return { by: 'days', days: amount, of, end: countRule === 'same-moment' ? 'same-moment' : 'close' }
  }
  const by = basis === 'natural' || basis === 'calendar-days' ? 'natural' : 'open'
  const day = by === 'natural' ? 1_440 * MINUTE : time.standardDay
  return { by, ms: amount * (unit === 'minute' ? MINUTE : unit === 'hour' ? 60 * MINUTE : day) }
}
