import { civilDay, formatCivilDate, parseCivilDate, type CivilDate } from '@shaotai/core'

/** A stretch of days found in a text, both ends included, and where in the text it stands. `wrong`: a day that does not exist. */
export type FoundDates = { from: CivilDate; to: CivilDate; start: number; end: number; wrong?: string }

const YEAR = String.raw`(?:(\d{4})\s*[年./-]\s*)?`
const DATE = String.raw`${YEAR}(\d{1,2})\s*(?:月|[./-])\s*(\d{1,2})\s*[日号]?`
const COMPACT = String.raw`(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)`
const UNTIL = String.raw`\s*(?:至|到|[-~—–―－～])+\s*`
const LAST = String.raw`(?:${DATE}|(\d{1,2})\s*[日号]?)`
const RANGES = new RegExp(`${COMPACT}(?:${UNTIL}${COMPACT})?|(?<![\\d.])${DATE}(?:${UNTIL}${LAST}(?![\\d月年]))?`, 'g')

/**
 * The dates in a text as people write them: `2027年10月1日至7日`, `10月1日—10月7日`, `2027-10-01`, `2027/10/1 - 2027/10/7`, `10.1–10.7`,
 * `20271001`. A date without a year is of `year`; a stretch that ends in an earlier month than it begins began the year before.
 */
export function readDates(text: string, year: number): FoundDates[] {
  return [...text.matchAll(RANGES)].flatMap((match): FoundDates[] => {
    const [whole, y8, m8, d8, y8b, m8b, d8b, y1, m1, d1, y2, m2, d2, only] = match
    const found = { start: match.index, end: match.index + whole.length }
    if (y8 !== undefined) return [span(dateOf(y8, m8, d8), dateOf(y8b ?? y8, m8b ?? m8, d8b ?? d8), found)]
    const month = Number(m2 ?? m1)
    const last = dateOf(y2 ?? y1 ?? year, month, d2 ?? only ?? d1)
    const began = y1 ?? (Number(m1) > month ? Number(y2 ?? year) - 1 : (y2 ?? year))
    return [span(dateOf(began, m1, d1), last, found)]
  })
}

type Part = string | number | undefined

function dateOf(year: Part, month: Part, day: Part): string {
  const two = (part: Part) => String(Number(part)).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

function span(from: string, to: string, found: { start: number; end: number }): FoundDates {
  const wrong = [from, to].find((date) => parseCivilDate(date) === undefined)
  return { from, to, ...found, ...(wrong !== undefined && { wrong }) }
}

/** The last day of a year. */
export function endOfYear(year: number): CivilDate {
  return formatCivilDate(civilDay(year, 12, 31))
}
