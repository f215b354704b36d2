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
