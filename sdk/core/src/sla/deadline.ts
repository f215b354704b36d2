import { compileCalendar, type WorkingTime } from '../calendar/compile.ts'
import { addOpen, nextOpen, openBetween } from '../calendar/open-time.ts'
import type { Calendar } from '../calendar/schema.ts'
import { DAY, type Instant } from '../shared/instant.ts'
import type { Segment } from './clock.ts'
import { countDays, pushFirstDay, type Reached } from './day-count.ts'
import { stagesOf, type Allowance, type Extension, type Stage } from './measure.ts'
import { orderPauses, type Pause } from './pause.ts'
import { COUNTED, pausedBy, SegmentList } from './segments.ts'

export type DeadlineInput = {
  readonly calendar: Calendar
  readonly goal: Allowance
  readonly start: Instant
  /** In any order; overlapping stretches count once. A planned end is given as `to`. */
  readonly pauses?: readonly Pause[]
  readonly extensions?: readonly Extension[]
  /** Fractions of the allowance, as numerator and denominator, at which to warn. */
  readonly warnAt?: readonly (readonly [numerator: number, denominator: number])[]
  /** `false` leaves `segments` empty: several times faster, for replays. Default true. */
  readonly explain?: boolean
}

export type Deadline = {
  /** When counting begins: clocks on working time start at the next opening. */
  readonly startsAt: Instant
  /** Breached after this instant; null while paused without a planned end, or if `unreachable`. */
  readonly dueAt: Instant | null
  /** Since when an open pause holds the clock. */
  readonly pausedSince?: Instant
  /** The calendar never opens long enough. */
  readonly unreachable?: true
  /** Some day between start and due has no loaded holidays: the due time may move. */
  readonly provisional: boolean
  readonly warnAt: Instant[]
  readonly segments: Segment[]
}

/**
 * The due time (到期时间) of one clock and why: stretches from start to due that join and whose counted ones add up to the allowance.
 * Ending exactly at closing is due at the closing instant. Pauses are measured in the clock's own unit. Extensions count on from the current due.
 */
export function computeDeadline({ calendar, goal, start, pauses, extensions, warnAt, explain = true }: DeadlineInput): Deadline {
  const time = compileCalendar(calendar)
  const stages = stagesOf(time, goal, extensions)
  const held = pauses && pauses.length > 0 ? orderPauses(pauses) : NO_PAUSES
  const list = explain ? new SegmentList() : undefined
  const startsAt = usesOpeningHours(stages) ? nextOpen(time, start) : start
  const reached = startsAt === null ? 'never' : runStages(time, { start, startsAt, stages, pauses: held, list })
  const dueAt = reached !== 'never' && 'dueAt' in reached ? reached.dueAt : null
  const deadline: Writable<Deadline> = {
    startsAt: startsAt ?? start,
    dueAt,
    provisional: false,
    warnAt: [],
    segments: list?.segments ?? [],
  }
  let until = dueAt ?? start
  if (reached === 'never') deadline.unreachable = true
  else if ('pausedSince' in reached) {
    list?.pushOpen(reached.pausedSince, reached.pause)
    deadline.pausedSince = until = reached.pausedSince
  }
  if (goal.basis !== 'natural') deadline.provisional = !isSpanCovered(time, start, until)
  if (warnAt && dueAt !== null && startsAt !== null)
    deadline.warnAt = warnAt.map((at) => warnInstant(time, { at, stages, pauses: held, startsAt, dueAt }))
  return deadline
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

const NO_PAUSES: readonly Pause[] = []

type Run = { start: Instant; startsAt: Instant; stages: readonly Stage[]; pauses: readonly Pause[]; list?: SegmentList }

function runStages(time: WorkingTime, { start, startsAt, stages, pauses, list }: Run): Reached {
  let at = startsAt
  for (let index = 0; index < stages.length; index++) {
    const stage = stages[index]
    if (!stage) break
    const from = index === 0 ? start : at
    if (stage.by === 'days') {
      if (list) pushStart(time, list, { from, at, pauses, continues: index > 0, end: stage.end })
      const reached = countDays(time, at, { stage, pauses, list })
      if (reached === 'never' || !('dueAt' in reached)) return trimTo(reached, list)
      at = reached.dueAt
    } else {
      const reached = countMs(time, from, { by: stage.by, ms: stage.ms, pauses })
      if (list && reached !== 'never')
        pushMs(time, list, { by: stage.by, from, to: 'dueAt' in reached ? reached.dueAt : reached.pausedSince, pauses })
      if (reached === 'never' || !('dueAt' in reached)) return reached
      at = reached.dueAt
    }
  }
  return { dueAt: at }
}

/** Counts milliseconds of wall clock or opening hours from `start`, standing still in pauses. */
function countMs(
  time: WorkingTime,
  start: Instant,
  { by, ms, pauses }: { by: 'natural' | 'open'; ms: number; pauses: readonly Pause[] },
): Reached {
  if (ms <= 0) return 'never'
  let at = start
  let left = ms
  for (const pause of pauses) {
    if (pause.to !== null && pause.to <= at) continue
    if (pause.from > at) {
      const available = by === 'natural' ? pause.from - at : openBetween(time, at, pause.from)
      if (available >= left) break
      left -= available
    }
    if (pause.to === null) return { pausedSince: Math.max(pause.from, start), pause }
    at = pause.to
  }
  const dueAt = by === 'natural' ? at + left : addOpen(time, at, left)
  return dueAt === null ? 'never' : { dueAt }
}

function pushMs(
  time: WorkingTime,
  list: SegmentList,
  { by, from, to, pauses }: { by: 'natural' | 'open'; from: Instant; to: Instant; pauses: readonly Pause[] },
): void {
  const pushRunning = (begin: Instant, end: Instant) =>
    by === 'natural' ? list.push(begin, end, COUNTED) : list.pushOpenHours(time, begin, end)
  let at = from
  for (const pause of pauses) {
    const end = Math.min(pause.to ?? to, to)
    if (end <= at || pause.from >= to) continue
    if (pause.from > at) pushRunning(at, pause.from)
    list.push(Math.max(at, pause.from), end, pausedBy(pause))
    at = end
  }
  if (at < to) pushRunning(at, to)
}

/** Before the first counted day: waiting for the office to open, then the rest of the first day. */
function pushStart(
  time: WorkingTime,
  list: SegmentList,
  {
    from,
    at,
    pauses,
    continues,
    end,
  }: { from: Instant; at: Instant; pauses: readonly Pause[]; continues: boolean; end: 'close' | 'same-moment' },
): void {
  const firstDay = time.startOf(time.dayOf(at))
  if (from < firstDay) pushMs(time, list, { by: 'open', from, to: firstDay, pauses })
  pushFirstDay(time, list, { from: Math.max(from, firstDay), to: firstDay + DAY, continues, end })
}

/** An open pause that begins on the first day ends the list there. */
function trimTo(reached: Reached, list: SegmentList | undefined): Reached {
  if (!list || reached === 'never' || !('pausedSince' in reached)) return reached
  while ((list.segments.at(-1)?.from ?? -Infinity) >= reached.pausedSince) list.segments.pop()
  const last = list.segments.at(-1)
  if (last && last.to > reached.pausedSince) last.to = reached.pausedSince
  return reached
}

/**
 * When a share of the allowance is used. A clock in minutes or hours warns in its own measure; a clock in days by the share
 * of opening hours between start and due, so that a warning never falls into the night.
 */
function warnInstant(
  time: WorkingTime,
  {
    at,
    stages,
    pauses,
    startsAt,
    dueAt,
  }: { at: readonly [number, number]; stages: readonly Stage[]; pauses: readonly Pause[]; startsAt: Instant; dueAt: Instant },
): Instant {
  const [stage] = stages
  const own = stages.length === 1 && stage && stage.by !== 'days' ? stage : undefined
  const open = own ? 0 : runningOpen(time, { from: startsAt, to: dueAt, pauses })
  const by = own?.by ?? (open > 0 ? 'open' : 'natural')
  const total = own?.ms ?? (open > 0 ? open : dueAt - startsAt)
  const reached = countMs(time, startsAt, { by, ms: Math.ceil((total * at[0]) / at[1]), pauses: own || open > 0 ? pauses : NO_PAUSES })
  return reached !== 'never' && 'dueAt' in reached ? Math.min(reached.dueAt, dueAt) : startsAt
}

/** Opening hours between two instants outside pauses. Only stretches that run are looked at: a pause may be planned for a thousand years. */
function runningOpen(time: WorkingTime, { from, to, pauses }: { from: Instant; to: Instant; pauses: readonly Pause[] }): number {
  let at = from
  let sum = 0
  for (const pause of pauses) {
    sum += openBetween(time, at, Math.min(pause.from, to))
    at = Math.max(at, pause.to ?? to)
  }
  return sum + openBetween(time, at, to)
}

function usesOpeningHours(stages: readonly Stage[]): boolean {
  const [first] = stages
  return first !== undefined && (first.by === 'open' || (first.by === 'days' && first.of === 'working'))
}

function isSpanCovered(time: WorkingTime, from: Instant, to: Instant): boolean {
  return time.isCovered(time.dayOf(from)) && time.isCovered(time.dayOf(Math.max(from, to - 1)))
}
