import { MINUTE, type Instant } from '../shared/instant.ts'
import type { Clock } from './clock.ts'

/** How much of its allowance a clock has used, in milliseconds of its own measure. Compare as `used * n <= allowed * m`: no division needed. */
export type Share = { readonly used: number; readonly allowed: number }

/** Whether a clock is late at `now`: strictly after due, equal is in time. An ended clock is judged by when it ended; a cancelled one is never late. */
export function isBreached(clock: Pick<Clock, 'status' | 'dueAt' | 'stoppedAt'>, now: Instant): boolean {
  if (clock.status === 'cancelled' || clock.dueAt === null) return false
  return (clock.stoppedAt ?? now) > clock.dueAt
}

/**
 * The share used at an instant, from the clock's segments: what they counted before it, of all they count.
 * Clocks in days count the time of their counted days, the last one up to its closing. After due the wall clock runs on,
 * so that a late clock has always used more than it was allowed. Needs a clock that was computed with segments.
 */
export function usedShare(clock: Pick<Clock, 'segments' | 'dueAt'>, at: Instant): Share {
  let used = 0
  let allowed = 0
  for (const { from, to, counted } of clock.segments) {
    if (!counted) continue
    allowed += to - from
    used += Math.max(0, Math.min(at, to) - from)
  }
  return { used: clock.dueAt !== null && at > clock.dueAt ? allowed + at - clock.dueAt : used, allowed }
}

/** Minutes of its own measure that a clock has used at an instant, rounded down. */
export function usedMinutes(clock: Pick<Clock, 'segments' | 'dueAt'>, at: Instant): number {
  return Math.floor(usedShare(clock, at).used / MINUTE)
}

/** Wall-clock milliseconds until due at `now`, negative when late, for a countdown. Null while there is no due time. An ended clock stands still. */
export function remaining(clock: Pick<Clock, 'dueAt' | 'stoppedAt'>, now: Instant): number | null {
  return clock.dueAt === null ? null : clock.dueAt - (clock.stoppedAt ?? now)
}
