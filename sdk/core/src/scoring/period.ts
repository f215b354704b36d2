import { civilDay, civilParts, dayOfInstant, startOfDay } from '../calendar/civil.ts'
import type { Instant } from '../shared/instant.ts'
import type { ScoringModel } from './schema.ts'

export type PeriodUnit = ScoringModel['period']['unit']

/** The key of the period an instant falls into, in the county's offset: `2026-11`, `2026-Q4` or `2026`. */
export function periodKey(at: Instant, unit: PeriodUnit, utcOffsetMinutes: number): string {
  const { year, month } = civilParts(dayOfInstant(at, utcOffsetMinutes))
  if (unit === 'year') return String(year)
  return unit === 'quarter' ? `${year}-Q${Math.ceil(month / 3)}` : `${year}-${String(month).padStart(2, '0')}`
}

/** The half-open interval `[from, to)` a period key names; `undefined` for what is no key. */
export function periodBounds(key: string, utcOffsetMinutes: number): { from: Instant; to: Instant; unit: PeriodUnit } | undefined {
  const match = /^(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?$/.exec(key)
  if (!match) return undefined
  const [, year, month, quarter] = match
  const unit = month ? 'month' : quarter ? 'quarter' : 'year'
  const first = month ? Number(month) : quarter ? Number(quarter) * 3 - 2 : 1
  const months = { month: 1, quarter: 3, year: 12 }[unit]
  const begin = (index: number) =>
    startOfDay(civilDay(Number(year) + Math.floor((index - 1) / 12), ((index - 1) % 12) + 1, 1), utcOffsetMinutes)
  return { from: begin(first), to: begin(first + months), unit }
}

/** A period key as a person says it: 2026年11月, 2026年第4季度, 2026年. */
export function periodName(key: string, locale: 'zh' | 'en' = 'zh'): string {
  const [year = '', rest] = key.split('-')
  if (locale === 'en') return rest === undefined ? year : `${rest.startsWith('Q') ? rest : MONTHS[Number(rest) - 1]} ${year}`
  if (rest === undefined) return `${year}年`
  return rest.startsWith('Q') ? `${year}年第${rest.slice(1)}季度` : `${year}年${Number(rest)}月`
}
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
