import {
  civilDay,
  civilParts,
  compileCalendar,
  formatCivilDate,
  formatClockTime,
  parseCivilDate,
  weekday,
  type Calendar,
  type CalendarException,
  type CivilDate,
  type DayHours,
  type DayKind,
} from '@shaotai/core'

/** What a day is called: 工作日 休息日 节假日 调休上班 半天; `special` is any other arrangement of hours. */
export const DAY_MARKS = ['work', 'rest', 'holiday', 'makeup', 'half', 'special'] as const
export type DayMark = (typeof DAY_MARKS)[number]

/** A day of the year view. `day` of the month, `weekday` 1–7 from Monday. */
export type YearDay = {
  date: CivilDate
  day: number
  weekday: number
  mark: DayMark
  name: string | undefined
  hours: DayHours
  covered: boolean
}

/** The twelve months of a year, every day as the calendar decides it. */
export function yearOf(calendar: Calendar, year: number): YearDay[][] {
  const time = compileCalendar(calendar)
  const usual = minutesOf(standardHours(calendar))
  return Array.from({ length: 12 }, (_month, index) => {
    const first = civilDay(year, index + 1, 1)
    const next = index === 11 ? civilDay(year + 1, 1, 1) : civilDay(year, index + 2, 1)
    return Array.from({ length: next - first }, (_day, offset) => {
      const number = first + offset
      const { from, to } = time.patternOf(number)
      const hours: DayHours = Array.from(from, (start, at) => [clock(start), clock(to[at] ?? 0)])
      return {
        date: formatCivilDate(number),
        day: offset + 1,
        weekday: weekday(number),
        mark: markOf(time.kindOf(number), minutesOf(hours), usual),
        name: time.nameOf(number),
        hours,
        covered: time.isCovered(number),
      }
    })
  })
}

function markOf(kind: DayKind, minutes: number, usual: number): DayMark {
  if (kind === 'weekday') return 'work'
  if (kind === 'weekend') return 'rest'
  if (kind !== 'custom') return kind
  if (minutes === 0) return 'holiday'
  return minutes < usual ? 'half' : 'special'
}

/** Hours of the first working weekday: what a day usually has. */
export function standardHours({ week }: Calendar): DayHours {
  return ([1, 2, 3, 4, 5, 6, 7] as const).map((key) => week[key] ?? []).find((hours) => hours.length > 0) ?? []
}

/** What becomes of a day: an exception, or `undefined` for what the week says. */
export type DayChange = Pick<CalendarException, 'kind' | 'name' | 'hours'> | undefined

/** The exceptions with some days changed: what lay over them is cut back, so that no two arrangements share a day. */
export function changeDays(exceptions: readonly CalendarException[], { from, to }: { from: CivilDate; to: CivilDate }, change: DayChange) {
  const kept = exceptions.flatMap((one): CalendarException[] => {
    if (one.to < from || to < one.from) return [one]
    return [...(one.from < from ? [{ ...one, to: shift(from, -1) }] : []), ...(to < one.to ? [{ ...one, from: shift(to, 1) }] : [])]
  })
  if (!change) return kept
  const at = kept.findIndex((one) => one.from > to)
  return kept.toSpliced(at < 0 ? kept.length : at, 0, { ...change, from, to })
}

/** A date some days later; of text that is no date, the text. */
export function shift(date: CivilDate, days: number): CivilDate {
  const day = parseCivilDate(date)
  return day === undefined ? date : formatCivilDate(day + days)
}

/** The arrangement that decides a day, and its place in the list. */
export function exceptionAt({ exceptions }: Calendar, date: CivilDate): { index: number; exception: CalendarException } | undefined {
  const covering = exceptions
    .map((exception, index) => ({ index, exception }))
    .filter(({ exception: one }) => one.from <= date && date <= one.to)
  return (['custom', 'makeup', 'holiday'] as const)
    .map((kind) => covering.findLast(({ exception }) => exception.kind === kind))
    .find((found) => found !== undefined)
}

/** The whole day's hours as text, `08:30-12:00 13:30-17:30`. */
export function writeHours(hours: DayHours): string {
  return hours.map(([from, to]) => `${from}-${to}`).join(' ')
}

/** Hours as people type them: `8:30-12:00, 13:30-17:30`, `8.30~12`, full-width signs too. `undefined` when it cannot be read. */
export function readHours(text: string): DayHours | undefined {
  const plain = text.normalize('NFKC').trim()
  if (plain === '' || /^(休息|放假|无|-)$/.test(plain)) return []
  const spans = [...plain.matchAll(/(\d{1,2})(?:[:.时](\d{2})?)?分?\s*(?:至|到|[-~—–])+\s*(\d{1,2})(?:[:.时](\d{2})?)?分?/g)]
  if (plain.replaceAll(/(\d{1,2})(?:[:.时](\d{2})?)?分?\s*(?:至|到|[-~—–])+\s*(\d{1,2})(?:[:.时](\d{2})?)?分?|[\s,、;和]/g, '') !== '')
    return undefined
  const hours = spans.map(([, h1, m1 = '0', h2, m2 = '0']): [number, number] => [
    Number(h1) * 60 + Number(m1),
    Number(h2) * 60 + Number(m2),
  ])
  const fits = hours.every(([from, to], index) => from < to && to <= 1440 && from >= (hours[index - 1]?.[1] ?? 0))
  return fits && hours.length <= 6 ? hours.map(([from, to]) => [formatClockTime(from), formatClockTime(to)]) : undefined
}

/** The year after the one that is loaded whole. */
export function nextYearOf({ coverage }: Calendar): number {
  const day = parseCivilDate(coverage.to)
  if (day === undefined) return 2000
  const { year, month, day: dayOfMonth } = civilParts(day)
  return month === 12 && dayOfMonth === 31 ? year + 1 : year
}

function minutesOf(hours: DayHours): number {
  const read = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
  return hours.reduce((sum, [from, to]) => sum + read(to) - read(from), 0)
}

function clock(milliseconds: number): string {
  return formatClockTime(Math.round(milliseconds / 60_000))
}
