import { DAY, MINUTE } from '@shaotai/core'

/** `YYYY-MM-DDTHH:mm` on the county's clock for an instant. */
export function instantToCivil(instant: number, offset: number): string {
  return new Date(instant + offset * MINUTE).toISOString().slice(0, 16)
}

/** The instant of a `YYYY-MM-DDTHH:mm` on the county's clock; NaN when it is none. */
export function civilToInstant(civil: string, offset: number): number {
  return Date.parse(`${civil.slice(0, 16)}:00Z`) - offset * MINUTE
}

/** A moment as stored: milliseconds, or RFC 3339 text. Undefined when it is neither. */
export function readMoment(value: unknown): number | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value !== 'string') return undefined
  const instant = Date.parse(value)
  return Number.isNaN(instant) ? undefined : instant
}

/** A moment as its schema stores it. Text carries the county's offset, so that it means the same everywhere. */
export function writeMoment(instant: number, type: 'integer' | 'string', offset: number): number | string {
  if (type === 'integer') return instant
  const size = Math.abs(offset)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${instantToCivil(instant, offset)}:00${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

/** The start of the county's day an instant lies in. */
export function startOfDay(instant: number, offset: number): number {
  const local = instant + offset * MINUTE
  return Math.floor(local / DAY) * DAY - offset * MINUTE
}
