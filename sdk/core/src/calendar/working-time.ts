import type { CountRule } from '../sla/schema.ts'
import { MINUTE, type CivilDate, type Instant } from '../shared/instant.ts'
import { formatCivilDate, formatClockTime, parseCivilDate, type DayNumber } from './civil.ts'
import { compileCalendar, type WorkingTime } from './compile.ts'
import type { DayKind } from './day-rule.ts'
import { addOpen, closeOf, momentOf, nextOpen, openBetween, workingDayAfter, workingDaysUpTo } from './open-time.ts'
import type { Calendar, DayHours } from './schema.ts'

export { compileCalendar, type WorkingTime } from './compile.ts'
export { DAY_KINDS, type DayKind } from './day-rule.ts'

/** A stretch `[from, to)` of opening hours, with what its day is and, for an exception, its name. */
export type WorkingInterval = { readonly from: Instant; readonly to: Instant; readonly kind: DayKind; readonly name?: string }

/** One civil day as the calendar decides it. `covered` is false where holidays have not been loaded. */
export type CalendarDay = {
  readonly date: CivilDate
  readonly kind: DayKind
  readonly name?: string
  readonly hours: DayHours
  readonly working: boolean
  readonly covered: boolean
}

/** The opening hours within `[from, to)`, in order. */
export function workingIntervals(calendar: Calendar, from: Instant, to: Instant): WorkingInterval[] {
  const time = compileCalendar(calendar)
  const found: WorkingInterval[] = []
  if (to <= from) return found
  for (let day = time.dayOf(from); time.startOf(day) < to; day++) {
    const start = time.startOf(day)
    const pattern = time.patternOf(day)
    const name = time.nameOf(day)
    for (let index = 0; index < pattern.from.length; index++) {
      const opens = Math.max(from, start + (pattern.from[index] ?? 0))
      const closes = Math.min(to, start + (pattern.to[index] ?? 0))
      if (opens < closes) found.push({ from: opens, to: closes, kind: time.kindOf(day), ...(name !== undefined && { name }) })
    }
  }
  return found
}

/** What a civil date is: kind, name, hours. `undefined` if there is no such date. */
export function dayKind(calendar: Calendar, date: CivilDate): CalendarDay | undefined {
  const day = parseCivilDate(date)
  return day === undefined ? undefined : describe(compileCalendar(calendar), day)
}

/** What the civil day of an instant is. */
export function dayAt(calendar: Calendar, instant: Instant): CalendarDay {
  const time = compileCalendar(calendar)
  return describe(time, time.dayOf(instant))
}

/** Whether the calendar's holidays are loaded for every day of `[from, to)`, or for the day of `from`. */
export function isCovered(calendar: Calendar, from: Instant, to: Instant = from): boolean {
  const time = compileCalendar(calendar)
  return time.isCovered(time.dayOf(from)) && time.isCovered(time.dayOf(Math.max(from, to - 1)))
}

/** Whether the office is open at an instant. The closing instant itself is not open. */
export function isWorkingTime(calendar: Calendar, instant: Instant): boolean {
  return nextOpening(calendar, instant) === instant
}

/** The first open instant at or after `instant`; `null` if the calendar never opens again. */
export function nextOpening(calendar: Calendar, instant: Instant): Instant | null {
  return nextOpen(compileCalendar(calendar), instant)
}

/** The earliest instant by which so many minutes have been open since `from`. Ending exactly at closing gives the closing instant. `null` if never. */
export function addWorkingMinutes(calendar: Calendar, from: Instant, minutes: number): Instant | null {
  return addOpen(compileCalendar(calendar), from, minutes * MINUTE)
}

/** Minutes open in `[from, to)`: whole if both ends are on whole minutes. */
export function workingMinutesBetween(calendar: Calendar, from: Instant, to: Instant): number {
  return openBetween(compileCalendar(calendar), from, to) / MINUTE
}

/** Working days after the civil day of `from`, up to and including that of `to`. */
export function workingDaysBetween(calendar: Calendar, from: Instant, to: Instant): number {
  const time = compileCalendar(calendar)
  return workingDaysUpTo(time, time.dayOf(from), time.dayOf(to))
}

/**
 * `days` working days (≥ 1) after `from`, which first moves to the next opening. A day with any opening hours is one working day, half days too.
 * `next-day-close`: closing of the n-th following working day. `same-moment`: the same clock time on it. `elapsed`: n standard days of open minutes.
 * `null` if the calendar never has so many.
 */
export function addWorkingDays(
  calendar: Calendar,
  from: Instant,
  { days, countRule = 'next-day-close' }: { days: number; countRule?: CountRule },
): Instant | null {
  const time = compileCalendar(calendar)
  if (countRule === 'elapsed') return time.standardDay > 0 ? addOpen(time, from, days * time.standardDay) : null
  const start = nextOpen(time, from)
  const last = start === null ? null : workingDayAfter(time, time.dayOf(start), days)
  if (start === null || last === null) return null
  return countRule === 'same-moment' ? time.startOf(last) + momentOf(time, start) : closeOf(time, last)
}

function describe(time: WorkingTime, day: DayNumber): CalendarDay {
  const { from, to, total } = time.patternOf(day)
  const name = time.nameOf(day)
  return {
    date: formatCivilDate(day),
    kind: time.kindOf(day),
    ...(name !== undefined && { name }),
    hours: from.map((opens, index) => [formatClockTime(opens / MINUTE), formatClockTime((to[index] ?? 0) / MINUTE)]),
    working: total > 0,
    covered: time.isCovered(day),
  }
}
