import type { Calendar, Instant, Overdue, Policy, RankedOverdue, YearReplay } from '@shaotai/core'
import { civilDay } from './civil-day.ts'

/** A share of late clocks before and after, as numbers from 0 to 1; undefined where there is no clock. */
export type Rates = { readonly before: number | undefined; readonly after: number | undefined }

export function ratesOf({ clocksBefore, clocks, lateBefore, late }: Overdue): Rates {
  return { before: clocksBefore > 0 ? lateBefore / clocksBefore : undefined, after: clocks > 0 ? late / clocks : undefined }
}

/** Which way a figure moved. */
export type Move = 'up' | 'down' | 'same'

export function moveOf(before: number | undefined, after: number | undefined): Move {
  if (before === undefined || after === undefined || before === after) return 'same'
  return after > before ? 'up' : 'down'
}

/** Places won (positive) or lost; undefined where somebody has no place on one of the sides. Place 1 is the best. */
export function placesWon({ rankBefore, rank }: RankedOverdue): number | undefined {
  return rankBefore === null || rank === null ? undefined : rankBefore - rank
}

/** Best first; who has no clock under the draft comes last. */
export function byRank(rows: readonly RankedOverdue[]): RankedOverdue[] {
  return rows.toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || b.clocks - a.clocks)
}

/** Whether a draft changes any limit, or only the rule in focus is shown as it stands. */
export function isUnchanged({ total }: Pick<YearReplay, 'total'>): boolean {
  return total.newlyLate === 0 && total.noLongerLate === 0 && total.lateBefore === total.late && total.clocksBefore === total.clocks
}

/** The days of a stretch of time for which the holidays of a policy's calendar are not loaded; undefined: all are. */
export function calendarGap(
  policy: Policy,
  from: Instant,
  until: Instant,
): { calendar: Calendar; before: boolean; after: boolean } | undefined {
  const calendar = policy.calendars.find((one) => one.id === policy.sla.calendar)
  if (!calendar) return undefined
  const before = civilDay(from, calendar.utcOffsetMinutes) < calendar.coverage.from
  const after = civilDay(until, calendar.utcOffsetMinutes) > calendar.coverage.to
  return before || after ? { calendar, before, after } : undefined
}
