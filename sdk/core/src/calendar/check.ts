import { civilDay, civilParts, dayOfInstant, formatCivilDate, parseCivilDate, parseClockTime, type DayNumber } from './civil.ts'
import { isInSeason, monthDay } from './day-rule.ts'
import type { Calendar, CalendarException, DayHours, Week } from './schema.ts'
import type { Instant } from '../shared/instant.ts'

/** What can be wrong with a calendar that its schema allows. */
export const CALENDAR_PROBLEMS = [
  'calendar.hours.empty',
  'calendar.hours.unordered',
  'calendar.hours.overlapping',
  'calendar.date.invalid',
  'calendar.season.invalid-date',
  'calendar.season.overlapping',
  'calendar.season.no-hours',
  'calendar.week.no-hours',
  'calendar.exception.reversed',
  'calendar.exception.outside-coverage',
  'calendar.exception.overlapping',
  'calendar.exception.no-hours',
  'calendar.coverage.reversed',
  'calendar.coverage.ends-soon',
] as const

/** One finding: its code, a JSON pointer into the calendar, and the values its sentence needs. */
export type CalendarProblem = {
  readonly code: (typeof CALENDAR_PROBLEMS)[number]
  readonly at: string
  readonly params: Readonly<Record<string, unknown>>
}

/** Everything wrong with a calendar (体检), in reading order; an empty list if nothing is. */
export function checkCalendar(calendar: Calendar): CalendarProblem[] {
  const { week, makeupHours, seasons = [], exceptions, coverage, sources } = calendar
  return [
    ...checkWeek(week, '/week'),
    ...(hasHours(week) ? [] : [problem('calendar.week.no-hours', '/week')]),
    ...(makeupHours ? checkHours(makeupHours, '/makeupHours') : []),
    ...(makeupHours?.length === 0 ? [problem('calendar.hours.empty', '/makeupHours')] : []),
    ...seasons.flatMap((season, index) => checkSeason(season, `/seasons/${index}`)),
    ...checkSeasonOverlaps(seasons),
    ...exceptions.flatMap((exception, index) => checkException(exception, { at: `/exceptions/${index}`, calendar })),
    ...checkExceptionOverlaps(exceptions),
    ...checkRange(coverage, '/coverage', 'calendar.coverage.reversed'),
    ...sources.flatMap(({ date }, index) => (date === undefined ? [] : checkDate(date, `/sources/${index}/date`))),
  ]
}

/**
 * Whether the calendar covers the next `days` days (60 unless told) and, from 1 October, the whole of next year, whose holidays are announced
 * in autumn. Beyond its coverage every due time is provisional.
 */
export function checkCoverage(calendar: Calendar, now: Instant, days = 60): CalendarProblem[] {
  const today = dayOfInstant(now, calendar.utcOffsetMinutes)
  const { year, month } = civilParts(today)
  const until = month >= ANNOUNCED ? Math.max(today + days, civilDay(year + 1, 12, 31)) : today + days
  const to = parseCivilDate(calendar.coverage.to)
  if (to !== undefined && to >= until) return []
  return [problem('calendar.coverage.ends-soon', '/coverage/to', { to: calendar.coverage.to, needed: formatCivilDate(until) })]
}

/** The State Council announces next year's holidays in October or November. */
const ANNOUNCED = 10

function problem(code: CalendarProblem['code'], at: string, params: Record<string, unknown> = {}): CalendarProblem {
  return { code, at, params }
}

function checkWeek(week: Week, at: string): CalendarProblem[] {
  return Object.entries(week).flatMap(([day, hours]) => checkHours(hours, `${at}/${day}`))
}

function hasHours(week: Week): boolean {
  return Object.values(week).some((hours) => hours.length > 0)
}

function checkHours(hours: DayHours, at: string): CalendarProblem[] {
  return hours.flatMap(([from, to], index) => {
    const before = hours[index - 1]
    const place = `${at}/${index}`
    const [opens = 0, closes = 0] = [parseClockTime(from), parseClockTime(to)]
    const own = opens < closes ? [] : [problem('calendar.hours.empty', place, { from, to })]
    if (!before) return own
    const [lastOpens = 0, lastCloses = 0] = [parseClockTime(before[0]), parseClockTime(before[1])]
    if (opens < lastOpens) return [...own, problem('calendar.hours.unordered', place, { from, to, before: before[0] })]
    return opens < lastCloses ? [...own, problem('calendar.hours.overlapping', place, { from, to, before: before[1] })] : own
  })
}

type Season = NonNullable<Calendar['seasons']>[number]

function checkSeason({ name, from, to, week }: Season, at: string): CalendarProblem[] {
  const invalid = (['from', 'to'] as const).flatMap((key) => {
    const date = { from, to }[key]
    // 2000 is a leap year: 02-29 is a fair end of a season.
    return parseCivilDate(`2000-${date}`) === undefined ? [problem('calendar.season.invalid-date', `${at}/${key}`, { name, date })] : []
  })
  return [
    ...invalid,
    ...checkWeek(week, `${at}/week`),
    ...(hasHours(week) ? [] : [problem('calendar.season.no-hours', `${at}/week`, { name })]),
  ]
}

function checkSeasonOverlaps(seasons: readonly Season[]): CalendarProblem[] {
  const spans = seasons.map(({ name, from, to }) => ({ name, from: monthDay(from), to: monthDay(to) }))
  return spans.flatMap((span, index) => {
    const other = spans.slice(0, index).find((one) => isInSeason(one, span.from) || isInSeason(span, one.from))
    return other ? [problem('calendar.season.overlapping', `/seasons/${index}`, { name: span.name, with: other.name })] : []
  })
}

function checkException(exception: CalendarException, { at, calendar }: { at: string; calendar: Calendar }): CalendarProblem[] {
  const { kind, name, from, to, hours } = exception
  const found = [...checkRange(exception, at, 'calendar.exception.reversed', name), ...(hours ? checkHours(hours, `${at}/hours`) : [])]
  if (kind === 'makeup' && hours?.length === 0) found.push(problem('calendar.exception.no-hours', `${at}/hours`, { name }))
  const [first, last] = [parseCivilDate(from), parseCivilDate(to)]
  const [begins, ends] = [parseCivilDate(calendar.coverage.from), parseCivilDate(calendar.coverage.to)]
  if (first === undefined || last === undefined || begins === undefined || ends === undefined) return found
  if (first < begins || last > ends)
    found.push(problem('calendar.exception.outside-coverage', at, { name, from, to, coverage: calendar.coverage }))
  return found
}

/** Two exceptions of different kinds on one day: precedence decides, but nobody should have to know it. Same kinds overlap harmlessly unless hours differ. */
function checkExceptionOverlaps(exceptions: readonly CalendarException[]): CalendarProblem[] {
  const spans = exceptions.flatMap((exception, index) => {
    const [from, to] = [parseCivilDate(exception.from), parseCivilDate(exception.to)]
    return from === undefined || to === undefined || from > to ? [] : [{ index, from, to, exception }]
  })
  const active: typeof spans = []
  const found: CalendarProblem[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from || a.index - b.index)) {
    for (const other of active) {
      if (other.to < span.from || isSameRule(other.exception, span.exception)) continue
      const [earlier, later] = other.index < span.index ? [other, span] : [span, other]
      found.push(
        problem('calendar.exception.overlapping', `/exceptions/${later.index}`, {
          date: formatCivilDate(span.from),
          name: later.exception.name,
          kind: later.exception.kind,
          with: earlier.exception.name,
          withKind: earlier.exception.kind,
          withAt: `/exceptions/${earlier.index}`,
        }),
      )
    }
    for (let index = active.length - 1; index >= 0; index--) if ((active[index]?.to ?? 0) < span.from) active.splice(index, 1)
    if (found.length >= MOST_OVERLAPS) break
    active.push(span)
  }
  return found.toSorted((a, b) => a.at.localeCompare(b.at, 'en', { numeric: true }))
}
const MOST_OVERLAPS = 100

function isSameRule(a: CalendarException, b: CalendarException): boolean {
  return a.kind === b.kind && JSON.stringify(a.hours) === JSON.stringify(b.hours)
}

function checkRange(
  { from, to }: { from: string; to: string },
  at: string,
  reversed: CalendarProblem['code'],
  name?: string,
): CalendarProblem[] {
  const found = [...checkDate(from, `${at}/from`), ...checkDate(to, `${at}/to`)]
  const [first, last]: (DayNumber | undefined)[] = [parseCivilDate(from), parseCivilDate(to)]
  return first !== undefined && last !== undefined && first > last
    ? [...found, problem(reversed, at, { ...(name !== undefined && { name }), from, to })]
    : found
}

function checkDate(date: string, at: string): CalendarProblem[] {
  return parseCivilDate(date) === undefined ? [problem('calendar.date.invalid', at, { date })] : []
}
