import { civilParts, parseCivilDate, parseClockTime, weekday, type DayNumber } from './civil.ts'
import type { Calendar, CalendarException, DayHours, Week } from './schema.ts'

/** What a civil day is: `weekday` and `weekend` follow the week, the others an exception of that kind. */
export const DAY_KINDS = ['weekday', 'weekend', 'holiday', 'makeup', 'custom'] as const
export type DayKind = (typeof DAY_KINDS)[number]

/** Opening hours of one day as minutes since midnight: half-open, in order, disjoint. */
export type Hours = readonly (readonly [from: number, to: number])[]

/** The rule that decides a day. */
export type DayRule = { readonly kind: DayKind; readonly name?: string; readonly hours: Hours }

/**
 * Makes the function that decides every day of a calendar.
 *
 * Precedence: `custom` over `makeup` over `holiday` over the week; of two exceptions of one kind the later in the list wins.
 * A make-up day has its own `hours`, else `makeupHours`, else the hours the week gives that very day,
 * else those of the first working weekday of the week in force on that date (its season's, if a season covers it).
 */
export function dayRules(calendar: Calendar): (first: DayNumber, days: number) => DayRule[] {
  const base = readWeek(calendar.week)
  const seasons = (calendar.seasons ?? []).map(({ from, to, week }) => ({ from: monthDay(from), to: monthDay(to), week: readWeek(week) }))
  const makeupHours = calendar.makeupHours && readHours(calendar.makeupHours)
  const exceptions = calendar.exceptions.flatMap(readException).toSorted((a, b) => RANK[a.kind] - RANK[b.kind])

  function decide(day: DayNumber, exception: ReadException | undefined): DayRule {
    const { month, day: dayOfMonth } = civilParts(day)
    const date = month * 100 + dayOfMonth
    const week = seasons.find((season) => isInSeason(season, date))?.week ?? base
    const usual = week[weekday(day) - 1] ?? []
    if (!exception) return { kind: usual.length > 0 ? 'weekday' : 'weekend', hours: usual }
    const { kind, name, hours } = exception
    if (kind === 'holiday') return { kind, name, hours: [] }
    if (kind === 'custom') return { kind, name, hours: hours ?? [] }
    return { kind, name, hours: hours ?? makeupHours ?? (usual.length > 0 ? usual : (week.find((one) => one.length > 0) ?? [])) }
  }

  return (first, days) => {
    const painted: (ReadException | undefined)[] = Array.from({ length: days })
    for (const exception of exceptions) {
      const last = Math.min(exception.to - first, days - 1)
      for (let index = Math.max(exception.from - first, 0); index <= last; index++) painted[index] = exception
    }
    return painted.map((exception, index) => decide(first + index, exception))
  }
}

/** Reads opening hours into order; overlapping ones are joined and empty ones dropped, so that a draft with errors still has an answer. */
export function readHours(hours: DayHours): Hours {
  const read = hours
    .map(([from, to]): [number, number] => [parseClockTime(from) ?? 0, parseClockTime(to) ?? 0])
    .filter(([from, to]) => from < to)
    .toSorted((a, b) => a[0] - b[0])
  const joined: [number, number][] = []
  for (const [from, to] of read) {
    const before = joined.at(-1)
    if (before && from <= before[1]) before[1] = Math.max(before[1], to)
    else joined.push([from, to])
  }
  return joined
}

/** Minutes of a standard working day (标准工作日): those of the first working weekday of the base week, else of a season's. */
export function standardDayMinutes(calendar: Calendar): number {
  for (const week of [calendar.week, ...(calendar.seasons ?? []).map((season) => season.week)]) {
    const hours = readWeek(week).find((one) => one.length > 0)
    if (hours) return hours.reduce((sum, [from, to]) => sum + to - from, 0)
  }
  return 0
}

/** `MM-DD` as month × 100 + day, which orders like the date. */
export function monthDay(text: string): number {
  return Number(text.slice(0, 2)) * 100 + Number(text.slice(3, 5))
}

/** Whether a month-day lies in a season, both ends included; a season that ends before it begins wraps round the new year. */
export function isInSeason({ from, to }: { from: number; to: number }, date: number): boolean {
  return from <= to ? from <= date && date <= to : date >= from || date <= to
}

const RANK = { holiday: 0, makeup: 1, custom: 2 } as const

type ReadException = { kind: CalendarException['kind']; from: DayNumber; to: DayNumber; name: string; hours?: Hours }

/** Exceptions whose dates do not exist are left out here; `checkCalendar` reports them. */
function readException({ kind, from, to, name, hours }: CalendarException): ReadException[] {
  const [first, last] = [parseCivilDate(from), parseCivilDate(to)]
  return first === undefined || last === undefined ? [] : [{ kind, from: first, to: last, name, ...(hours && { hours: readHours(hours) }) }]
}

function readWeek(week: Week): readonly Hours[] {
  return ([1, 2, 3, 4, 5, 6, 7] as const).map((key) => readHours(week[key] ?? []))
}
