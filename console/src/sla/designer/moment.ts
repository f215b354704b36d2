import { DAY, MINUTE, type Instant } from '@shaotai/core'

/** Friday 17:20 of this week on the county's wall: the moment at which rules show their edges. */
export function fridayAfternoon(now: Instant, offset: number): Instant {
  const day = Math.floor((now + offset * MINUTE) / DAY)
  // Day 0 was a Thursday.
  const weekday = (day + 4) % 7
  const friday = day + ((5 - weekday + 7) % 7)
  return friday * DAY + (17 * 60 + 20) * MINUTE - offset * MINUTE
}
