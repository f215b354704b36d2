import type { WorkingTime } from '../calendar/compile.ts'
import { openBetween, workingDayAfter, closeOf, momentOf } from '../calendar/open-time.ts'
import { DAY, type Instant } from '../shared/instant.ts'
import { pauseOver, type Pause } from './pause.ts'
import { BEYOND, COUNTED, dayOff, FIRST_DAY, OFF_HOURS, pausedBy, type SegmentList } from './segments.ts'
import type { Stage } from './measure.ts'

/** Where counting ended: at a due instant, in an open pause, or nowhere because the calendar never opens again. */
export type Reached = { readonly dueAt: Instant } | { readonly pausedSince: Instant; readonly pause?: Pause } | 'never'

type DayStage = Extract<Stage, { by: 'days' }>

/**
 * Counts whole days from `start`, whose own day is the first and is not counted (Civil Code 201).
 *
 * A day is used when its last moment (closing; midnight on a day off; for `same-moment` the clock time of the start) passes with the clock running:
 * a pause that covers k such moments moves the due by k days, and a pause between two of them by none.
 * A calendar day that would be the last and is a day off gives way to the next working day (Civil Code 203).
 */
export function countDays(
  time: WorkingTime,
  start: Instant,
  { stage, pauses, list }: { stage: DayStage; pauses: readonly Pause[]; list?: SegmentList },
): Reached {
  if (!list) {
    const dueAt = countFreely(time, start, stage)
    if (dueAt === null) return 'never'
    if (pauses.every((pause) => pause.from >= dueAt || (pause.to !== null && pause.to <= start))) return { dueAt }
  }
  return walkDays(time, start, { stage, pauses, list })
}

function countFreely(time: WorkingTime, start: Instant, { days, of, end }: DayStage): Instant | null {
  const first = time.dayOf(start)
  const nth = of === 'working' ? workingDayAfter(time, first, days) : workingDayAfter(time, first + days - 1, 1)
  if (nth === null) return null
  return end === 'close' ? closeOf(time, nth) : time.startOf(nth) + momentOf(time, start)
}

function walkDays(
  time: WorkingTime,
  start: Instant,
  { stage, pauses, list }: { stage: DayStage; pauses: readonly Pause[]; list?: SegmentList },
): Reached {
  const moment = momentOf(time, start)
  let left = stage.days
  for (let day = time.dayOf(start) + 1; ;) {
    const from = time.startOf(day)
    const works = time.patternOf(day).total > 0
    const last = stage.end === 'same-moment' && works ? from + moment : works ? closeOf(time, day) : from + DAY
    const pause = pauseOver(pauses, last)
    if (pause) {
      if (pause.to === null) {
        list?.push(from, pause.from, pausedBy(pause))
        return { pausedSince: Math.max(pause.from, start), pause }
      }
      const resumes = Math.max(time.dayOf(pause.to), day + 1)
      list?.push(from, time.startOf(resumes), pausedBy(pause))
      day = resumes
      continue
    }
    if (!works && (stage.of === 'working' || left === 1)) {
      if (workingDayAfter(time, day, 1) === null) return 'never'
      list?.push(from, from + DAY, dayOff(time, day))
      day++
      continue
    }
    left--
    if (left === 0 && last === from) list?.addDay()
    else list?.push(from, left === 0 ? last : from + DAY, { ...(time.isCovered(day) ? COUNTED : BEYOND), days: 1 })
    if (left === 0) return { dueAt: last }
    day++
  }
}

/**
 * The rest of the day a count begins on: the first day, not counted; but to the same moment it runs from the start.
 * After an earlier stage it is off-hours, unless the office is still open.
 */
export function pushFirstDay(
  time: WorkingTime,
  list: SegmentList,
  { from, to, continues, end }: { from: Instant; to: Instant; continues: boolean; end: DayStage['end'] },
): void {
  const running = time.isCovered(time.dayOf(from)) ? COUNTED : BEYOND
  const first = end === 'same-moment' ? running : FIRST_DAY
  list.push(from, to, continues && openBetween(time, from, to) === 0 ? OFF_HOURS : first)
}
