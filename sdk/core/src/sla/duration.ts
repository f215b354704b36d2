import type { Policy } from '../policy/schema.ts'
import type { Instant } from '../shared/instant.ts'
import { computeDeadline } from './deadline.ts'
import type { Duration } from './duration-schema.ts'

/** The last moment of a length of time begun at `start`, on the policy's calendar; `null` when the calendar never opens long enough. */
export function endOf({ sla, calendars }: Pick<Policy, 'sla' | 'calendars'>, start: Instant, duration: Duration): Instant | null {
  const calendar = calendars.find((one) => one.id === sla.calendar)
  return calendar ? computeDeadline({ calendar, goal: duration, start, explain: false }).dueAt : null
}
