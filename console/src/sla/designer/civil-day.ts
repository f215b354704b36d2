import { MINUTE, type Instant } from '@shaotai/core'

/** The county's date of an instant, `2026-03-01`. */
export function civilDay(instant: Instant, offset: number): string {
  return new Date(instant + offset * MINUTE).toISOString().slice(0, 10)
}
