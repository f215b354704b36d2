import { DAY, MINUTE, type Instant } from '../shared/instant.ts'
import type { Clock } from '../sla/clock.ts'
import type { Scene } from './history-scene.ts'
import type { HistoryOptions } from './history.ts'
import { logNormal, pickWeighted, type Random } from './random.ts'

/** Whistles by hour of the day and day of the week: most on working mornings, a few at night. */
const HOURS = [1, 1, 1, 1, 1, 2, 4, 10, 34, 46, 40, 24, 12, 18, 36, 38, 30, 18, 10, 7, 6, 4, 3, 2]
const WEEKDAYS = [10, 10, 9, 9, 10, 5, 4]

/** When a whistle is blown. */
export function inventMoment(random: Random, { from, to }: HistoryOptions, offset: number): Instant {
  for (;;) {
    const day = from + Math.floor((random() * (to - from)) / DAY) * DAY
    const weekday = (Math.floor((day + offset * MINUTE) / DAY) + 3) % 7
    if (random() * 10 > (WEEKDAYS[weekday] ?? 10)) continue
    const hour = pickWeighted(
      random,
      HOURS.map((weight, value) => ({ value, weight })),
    )
    const midnight = Math.floor((day + offset * MINUTE) / DAY) * DAY - offset * MINUTE
    const at = midnight + hour * 60 * MINUTE + Math.floor(random() * 60 * MINUTE)
    if (at >= from && at < to) return at
  }
}

/** People use a share of the time they are given: each unit has its pace, and now and then something takes far longer. */
export function planMoment(scene: Scene, { startedAt, dueAt, unit }: Clock): Instant {
  const pace = scene.world.pace.get(unit ?? '') ?? 0.5
  const span = (dueAt ?? startedAt) - startedAt
  const at = startedAt + Math.max(2 * MINUTE, span * pace * 0.75 * logNormal(scene.random, 0.45))
  return span < 6 * 60 * MINUTE ? at : wake(scene, at)
}

/** Moves an act of the small hours to the next morning. */
export function wake({ world, random }: Scene, at: Instant): Instant {
  const local = (at + world.offset * MINUTE) % DAY
  const hour = local / (60 * MINUTE)
  if (hour >= 8 && hour < 18.5) return at
  return at - local + (hour < 8 ? 0 : DAY) + (8 + random() * 2) * 60 * MINUTE
}
