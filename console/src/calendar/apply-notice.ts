import { parseCivilDate, weekday, type Calendar } from '@shaotai/core'
import { changeDays, exceptionAt, nextYearOf, shift } from './calendar-days.ts'
import { endOfYear } from './read-dates.ts'
import type { NoticeRow } from './read-notice.ts'

/** What one row would do to the calendar: nothing, because it says so already; add; replace something else; or quarrel with another row. */
export type RowEffect =
  | { effect: 'known' }
  | { effect: 'new' }
  | { effect: 'replaces'; replaced: string }
  | { effect: 'clashes'; with: number }
export type Weighed = NoticeRow & RowEffect & { doubt?: 'already-work' | 'long' }

const LONG = 15

/** Weighs each row against the calendar and the other rows, before anything is changed. */
export function weighRows(calendar: Calendar, rows: readonly NoticeRow[]): Weighed[] {
  return rows.map((row) => {
    const doubt = doubtOf(calendar, row)
    return { ...row, ...effectOf(calendar, row, rows), ...(doubt && { doubt }) }
  })
}

function effectOf(calendar: Calendar, row: NoticeRow, rows: readonly NoticeRow[]): RowEffect {
  const clash = rows.find((other) => other.kind !== row.kind && other.from <= row.to && row.from <= other.to)
  if (clash) return { effect: 'clashes', with: clash.line }
  const found = daysOf(row).map((date) => exceptionAt(calendar, date)?.exception)
  if (found.every((one) => one?.kind === row.kind && one.name === nameOrKind(row))) return { effect: 'known' }
  const other = found.find((one) => one !== undefined)
  return other ? { effect: 'replaces', replaced: other.name } : { effect: 'new' }
}

function doubtOf({ week }: Calendar, row: NoticeRow): Weighed['doubt'] {
  const days = daysOf(row)
  if (days.length > LONG) return 'long'
  const works = (date: string) => (week[weekday(parseCivilDate(date) ?? 0)] ?? []).length > 0
  return row.kind === 'makeup' && days.some(works) ? 'already-work' : undefined
}

/** The calendar with the rows in it: days they name are theirs alone, the year counts as loaded where `until` says so, the notice is its source. */
export function applyNotice(
  calendar: Calendar,
  rows: readonly NoticeRow[],
  { until, source }: { until?: string | undefined; source?: Calendar['sources'][number] | undefined },
): Calendar {
  const exceptions = rows.reduce((list, row) => changeDays(list, row, { kind: row.kind, name: nameOrKind(row) }), [
    ...calendar.exceptions,
  ] as Calendar['exceptions'])
  const { coverage, sources } = calendar
  return {
    ...calendar,
    exceptions: exceptions.toSorted((a, b) => a.from.localeCompare(b.from)),
    coverage: until !== undefined && until > coverage.to ? { ...coverage, to: until } : coverage,
    sources: source && source.title !== '' ? [...sources.filter((one) => one.title !== source.title), source] : sources,
  }
}

/** Up to when the calendar would be loaded after the notice of a year; `undefined` when a year between is still missing. */
export function coverageAfter(calendar: Calendar, year: number): string | undefined {
  return year <= nextYearOf(calendar) ? endOfYear(year) : undefined
}

function nameOrKind({ name, kind }: NoticeRow): string {
  return name || (kind === 'makeup' ? '调休上班' : '放假')
}

/** At most a year of days: a longer stretch is a mistake anyway. */
function daysOf({ from, to }: Pick<NoticeRow, 'from' | 'to'>): string[] {
  const days: string[] = []
  for (let date = from; date <= to && days.length < 366; date = shift(date, 1)) days.push(date)
  return days
}
