import { dayOfInstant, nextOpening, startOfDay, type Calendar, type Instant } from '@shaotai/core'
import type { OffsetClock } from '../platform/clock/clock.ts'
import type { TimerService } from '../platform/timers/timer-service.ts'

/** More would fire on one journey than anybody can look at; the clock then stands where it stopped. */
const MOST_STOPS = 5000

export type Journey = { fired: number; arrived: boolean }

/**
 * Moves a clock forward as real time would pass: it stops at the moment of every timer on the way, and what a timer schedules is met
 * in its turn. `onStop` keeps how far it came.
 */
export async function travel(
  { timers, clock, onStop }: { timers: Pick<TimerService, 'nextDue' | 'fireDue'>; clock: OffsetClock; onStop: () => void },
  to: Instant,
): Promise<Journey> {
  let fired = 0
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    fired += await timers.fireDue()
    const next = await timers.nextDue()
    if (next === undefined || next > to) {
      if (to > clock.now()) clock.moveTo(to)
      onStop()
      return { fired, arrived: true }
    }
    if (next > clock.now()) clock.moveTo(next)
    onStop()
  }
  return { fired, arrived: false }
}

/** When work begins on the next working day, by a calendar; the same hour tomorrow where it knows of none. */
export function nextMorning(calendar: Calendar | undefined, now: Instant): Instant {
  const offset = calendar?.utcOffsetMinutes ?? 480
  const tomorrow = startOfDay(dayOfInstant(now, offset) + 1, offset)
  return (calendar && nextOpening(calendar, tomorrow)) ?? tomorrow + 9 * 3_600_000
}
