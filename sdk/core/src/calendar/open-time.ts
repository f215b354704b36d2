import { DAY, type Instant } from '../shared/instant.ts'
import type { DayNumber } from './civil.ts'
import { BLOCK_DAYS, EMPTY_BLOCKS, blockOf, indexOf, type DayPattern, type WorkingTime } from './compile.ts'

/** Milliseconds open in `[from, to)`; 0 if `to` is not after `from`. */
export function openBetween(time: WorkingTime, from: Instant, to: Instant): number {
  if (to <= from) return 0
  const firstDay = time.dayOf(from)
  const lastDay = time.dayOf(to)
  const first = openInDay(time.patternOf(firstDay), from - time.startOf(firstDay))
  const last = openInDay(time.patternOf(lastDay), to - time.startOf(lastDay))
  if (firstDay === lastDay) return last - first
  let sum = last - first
  const lastBlock = blockOf(lastDay)
  for (let id = blockOf(firstDay); id < lastBlock; id++) sum += time.block(id).open[BLOCK_DAYS] ?? 0
  return sum + (time.block(lastBlock).open[indexOf(lastDay)] ?? 0) - (time.block(blockOf(firstDay)).open[indexOf(firstDay)] ?? 0)
}

/** The earliest instant by which `amount` milliseconds have been open since `from`: exactly at closing it is the closing instant. `null` if there never are so many. */
export function addOpen(time: WorkingTime, from: Instant, amount: number): Instant | null {
  if (amount <= 0) return from
  const day = time.dayOf(from)
  let id = blockOf(day)
  let block = time.block(id)
  let target = amount + (block.open[indexOf(day)] ?? 0) + openInDay(time.patternOf(day), from - time.startOf(day))
  for (let empty = 0; empty < EMPTY_BLOCKS; block = time.block(++id)) {
    const total = block.open[BLOCK_DAYS] ?? 0
    if (target <= total) {
      const index = firstReaching(block.open, target)
      const pattern = time.patterns[block.pattern[index] ?? 0]
      return pattern ? time.startOf(id * BLOCK_DAYS + index) + timeOfOpen(pattern, target - (block.open[index] ?? 0)) : null
    }
    target -= total
    empty = total > 0 ? 0 : empty + 1
  }
  return null
}

/** The first open instant at or after `from`; `null` if there is none. */
export function nextOpen(time: WorkingTime, from: Instant): Instant | null {
  const day = time.dayOf(from)
  const moment = from - time.startOf(day)
  const pattern = time.patternOf(day)
  if (moment < pattern.close)
    for (let index = 0; index < pattern.to.length; index++)
      if (moment < (pattern.to[index] ?? 0)) return time.startOf(day) + Math.max(moment, pattern.from[index] ?? 0)
  const next = workingDayAfter(time, day, 1)
  return next === null ? null : time.startOf(next) + (time.patternOf(next).from[0] ?? 0)
}

/** The n-th working day (a day with any opening hours) after `day`, which itself is not counted. `null` if there never is one. */
export function workingDayAfter(time: WorkingTime, day: DayNumber, n: number): DayNumber | null {
  let id = blockOf(day)
  let block = time.block(id)
  let rank = block.rank[indexOf(day) + 1] ?? 0
  let left = n
  for (let empty = 0; empty < EMPTY_BLOCKS; block = time.block(++id)) {
    const available = block.workingDays.length - rank
    if (left <= available) return id * BLOCK_DAYS + (block.workingDays[rank + left - 1] ?? 0)
    left -= available
    rank = 0
    empty = available > 0 ? 0 : empty + 1
  }
  return null
}

/** Working days `d` with `after < d <= until`. */
export function workingDaysUpTo(time: WorkingTime, after: DayNumber, until: DayNumber): number {
  if (until <= after) return 0
  const lastBlock = blockOf(until)
  let sum = (time.block(lastBlock).rank[indexOf(until) + 1] ?? 0) - (time.block(blockOf(after)).rank[indexOf(after) + 1] ?? 0)
  for (let id = blockOf(after); id < lastBlock; id++) sum += time.block(id).workingDays.length
  return sum
}

/** The last closing of a working day. */
export function closeOf(time: WorkingTime, day: DayNumber): Instant {
  return time.startOf(day) + time.patternOf(day).close
}

/** Milliseconds since midnight of an instant, on its own civil day. */
export function momentOf(time: WorkingTime, instant: Instant): number {
  const moment = (instant + time.offset) % DAY
  return moment < 0 ? moment + DAY : moment
}

function openInDay(pattern: DayPattern, moment: number): number {
  if (moment >= pattern.close) return pattern.total
  let index = 0
  while (index < pattern.to.length && moment >= (pattern.to[index] ?? 0)) index++
  return (pattern.before[index] ?? 0) + Math.max(0, moment - (pattern.from[index] ?? 0))
}

/** The earliest moment of the day by which `open` > 0 milliseconds have been open. */
function timeOfOpen(pattern: DayPattern, open: number): number {
  let index = pattern.before.length - 1
  while (index > 0 && (pattern.before[index] ?? 0) >= open) index--
  return (pattern.from[index] ?? 0) + open - (pattern.before[index] ?? 0)
}

/** Index of the first day by whose end `target` is reached. */
function firstReaching(open: Float64Array, target: number): number {
  let low = 0
  let high = BLOCK_DAYS - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((open[middle + 1] ?? 0) >= target) high = middle
    else low = middle + 1
  }
  return low
}
