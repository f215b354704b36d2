import type { Calendar } from '../calendar/schema.ts'
import { compileCalendar } from '../calendar/compile.ts'
import { workingDayAfter } from '../calendar/open-time.ts'
import type { Instant } from '../shared/instant.ts'
import { periodBounds, periodKey, type PeriodUnit } from './period.ts'
import type { ScoringModel } from './schema.ts'

/**
 * When a period locks (锁定): at the end of the n-th working day after it, or at its end for n = 0. Until then it is on trial (试行).
 * Null for what is no period, and on a calendar without working days.
 */
export function lockInstant({ period }: Pick<ScoringModel, 'period'>, key: string, calendar: Calendar): Instant | null {
  const bounds = periodBounds(key, calendar.utcOffsetMinutes)
  if (!bounds) return null
  if (period.closeAfterWorkingDays === 0) return bounds.to
  const time = compileCalendar(calendar)
  const day = workingDayAfter(time, time.dayOf(bounds.to) - 1, period.closeAfterWorkingDays)
  return day === null ? null : time.startOf(day + 1)
}

/** The periods of a unit inside a longer one, in order: the months of `2026-Q4`. A period is inside itself. */
export function periodsWithin(key: string, unit: PeriodUnit, utcOffsetMinutes: number): string[] {
  const bounds = periodBounds(key, utcOffsetMinutes)
  if (!bounds) return []
  const keys: string[] = []
  for (let at = bounds.from; at < bounds.to;) {
    const inside = periodKey(at, unit, utcOffsetMinutes)
    const own = periodBounds(inside, utcOffsetMinutes)
    // A quarter is not inside a month.
    if (!own || own.from < bounds.from || own.to > bounds.to) return []
    keys.push(inside)
    at = own.to
  }
  return keys
}

/** The period before one, of the same unit; undefined for what is no period. */
export function periodBefore(key: string, utcOffsetMinutes: number): string | undefined {
  const bounds = periodBounds(key, utcOffsetMinutes)
  return bounds && periodKey(bounds.from - 1, bounds.unit, utcOffsetMinutes)
}
