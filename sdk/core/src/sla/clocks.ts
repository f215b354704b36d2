import type { Calendar } from '../calendar/schema.ts'
import { compileCalendar } from '../calendar/compile.ts'
import type { CaseEvent } from '../case/event.ts'
import type { Policy } from '../policy/schema.ts'
import { MINUTE, type Instant } from '../shared/instant.ts'
import type { Clock } from './clock.ts'
import { computeDeadline } from './deadline.ts'
import type { Cycle } from './cycles.ts'
import { ClockHistory, type CalendarChange, type Subject } from './history.ts'
import { countsDays } from './measure.ts'
import type { Pause } from './pause.ts'
import { planClocks } from './plan.ts'
import { timeAcross } from './clocks-across.ts'
import { chooseGoal, findRuns, goalOf, type Run } from './runs.ts'
import type { Goal } from './schema.ts'

export type ClockOptions = {
  /** `false` leaves `segments` empty: for replays of many cases. Default true. */
  readonly explain?: boolean
  /** Looks up the calendars of the version a `case.calendarChanged` names. Without it, such events change nothing. */
  readonly calendars?: CalendarsOf
  /** Looks up the version a `case.policyChanged` names, and the one the case began under. Without it, all clocks follow the policy given. */
  readonly policies?: LimitsOf
  /** A version whose calendars would apply from `now` on, after all that is recorded. */
  readonly upcoming?: string
  /** A version that would apply from `now` on as a whole; with `policies` only. */
  readonly upcomingPolicy?: string
}

/** What clocks read of a policy. */
export type Limits = Pick<Policy, 'sla' | 'calendars'>
/** The limits of a published version, by its content hash. */
export type LimitsOf = (version: string) => Limits | undefined

/** The calendars of a published version, by its content hash. */
export type CalendarsOf = (version: string) => readonly Calendar[] | undefined

/**
 * Every clock of one case, derived from its events: rule by rule, subject by subject, cycle by cycle.
 * `now` decides only whether an open clock is breached and whether a pause with a planned end is over; without it open clocks are never breached.
 *
 * The goal is the first whose condition holds at the start. A level change (升级) while the clock runs, and before it is breached,
 * chooses again; start, pauses and extensions stay. Ends of the case or assignment cancel what still runs; a cancelled clock is never breached.
 *
 * A clock counts on the pinned calendar until the case records another (`case.calendarChanged`): then clocks still running and not breached
 * count on that one from their start, and so do later ones. What ended before is never touched.
 */
export function computeClocks(policy: Limits, events: readonly CaseEvent[], now?: Instant, options: ClockOptions = {}): Clock[] {
  return clocksOf(policy, new ClockHistory(events), now, options)
}

/** The same from a history that was read before: for those who ask again with other rules. */
export function clocksOf(policy: Limits, history: ClockHistory, now?: Instant, options: ClockOptions = {}): Clock[] {
  const timed = options.policies ? timeAcross(policy, history, now, options) : timeRuns(policy, history, { now, options })
  return timed.map(({ clock }) => clock)
}

/** A clock, and between which events it ran. */
export type TimedRun = { clock: Clock; subject: string; startIndex: number; endIndex?: number }

/** Every clock under one version. `since`: the event by which the case came under it; calendars that changed before are its own affair. */
export function timeRuns(
  policy: Limits,
  history: ClockHistory,
  { now, options, since = -1 }: { now: Instant | undefined; options: ClockOptions; since?: number },
): TimedRun[] {
  const pinned = policy.calendars.find((one) => one.id === policy.sla.calendar)
  if (!pinned) return []
  const changes = calendarChanges(history, now, options.upcoming).filter(({ index }) => index > since)
  const timed: TimedRun[] = []
  for (const plan of planClocks(policy.sla)) {
    let number = 0
    let subject: Subject | undefined
    const context: Context = { now, explain: options.explain ?? true, calendar: pinned, calendars: options.calendars }
    for (const run of findRuns(plan, history)) {
      if (run.subject !== subject) number = 0
      subject = run.subject
      context.calendar = changes.length === 0 ? pinned : calendarFor(run, changes, { ...context, calendar: pinned })
      const clock = toClock(run, number + 1, context)
      if (!clock) continue
      number++
      const { startIndex, end } = run.cycle
      timed.push({ clock, subject: run.subject.id, startIndex, ...(end && { endIndex: end.index }) })
    }
  }
  return timed
}

type Context = {
  now: Instant | undefined
  explain: boolean
  calendar: Calendar
  calendars: CalendarsOf | undefined
}

/** The calendar a cycle counts on: the last one that came to apply before its end, unless the cycle was breached by then. */
function calendarFor(run: Run, changes: readonly CalendarChange[], context: Context): Calendar {
  const { cycle } = run
  let { calendar } = context
  for (const { index, at, version } of changes) {
    if (cycle.end && index > cycle.end.index) break
    const next = context.calendars?.(version)?.find((one) => one.id === calendar.id)
    if (next && (index < cycle.startIndex || !isLate(run, { ...context, calendar }, at))) calendar = next
  }
  return calendar
}

function calendarChanges({ calendarChanges: recorded, events }: ClockHistory, now: Instant | undefined, upcoming: string | undefined) {
  return upcoming === undefined || now === undefined ? recorded : [...recorded, { index: events.length, at: now, version: upcoming }]
}

function isLate(run: Run, context: Context, at: Instant): boolean {
  const dueAt = toClock(run, 1, { ...context, explain: false })?.dueAt
  return dueAt != null && at > dueAt
}

function toClock(run: Run, number: number, { now, calendar, explain }: Context): Clock | undefined {
  const { plan, history, subject, cycle, pauses } = run
  const { rule } = plan
  const index = chooseGoal(run, calendar)
  const goal = goalOf(run, index)
  if (index === undefined || !goal) return undefined
  const deadline = computeDeadline({
    calendar,
    goal,
    start: cycle.startedAt,
    pauses,
    extensions: cycle.extensions,
    warnAt: plan.warnAt,
    explain,
  })
  const { dueAt } = deadline
  const status = cycle.end?.status ?? (isPaused(pauses, now) ? 'paused' : 'running')
  const judgedAt = status === 'cancelled' ? undefined : (cycle.end?.at ?? now)
  const clock: Clock = {
    key: `${rule.id}/${subject.id}/${number}`,
    clock: rule.id,
    name: rule.name,
    per: rule.per,
    owner: rule.owner,
    cycle: number,
    status,
    basis: goal.basis,
    goal: { amount: goal.amount, unit: goal.unit, index },
    startedAt: cycle.startedAt,
    startsAt: deadline.startsAt,
    dueAt,
    breached: judgedAt !== undefined && dueAt !== null && judgedAt > dueAt,
    extendedBy: extendedBy(cycle, goal, calendar),
    warnAt: deadline.warnAt,
    provisional: deadline.provisional,
    calendar: calendar.id,
    segments: deadline.segments,
  }
  const unit = rule.owner === 'town' ? history.town : rule.owner === 'assignee' ? subject.unit : undefined
  if (rule.per === 'assignment') clock.assignment = subject.id
  if (rule.per === 'order') clock.order = subject.id
  if (unit !== undefined) clock.unit = unit
  if (goal.clause !== undefined) clock.goal.clause = goal.clause
  if (goal.countRule !== undefined) clock.countRule = goal.countRule
  else if (countsDays(goal)) clock.countRule = 'next-day-close'
  if (deadline.pausedSince !== undefined) clock.pausedSince = deadline.pausedSince
  if (cycle.end) clock.stoppedAt = cycle.end.at
  if (cycle.extensions.length > 0) clock.extensions = cycle.extensions
  if (deadline.unreachable) clock.unreachable = true
  return clock
}

/** Whether a pause holds the clock at `now`; without `now`, whether one has no recorded end. */
function isPaused(pauses: readonly Pause[], now: Instant | undefined): boolean {
  return pauses.some(({ from, to, planned }) => to === null || (now === undefined ? planned === true : from <= now && now < to))
}

/** Extensions in the unit of the goal. A day is a standard day for clocks on opening hours. */
function extendedBy(cycle: Cycle, goal: Goal, calendar: Calendar): number {
  if (cycle.extensions.length === 0) return 0
  const standard = compileCalendar(calendar).standardDay / MINUTE
  const usesOpen = (goal.basis === 'working-minutes' || goal.basis === 'working-days') && !countsDays(goal)
  const day = usesOpen && standard > 0 ? standard : 1_440
  const minutes = cycle.extensions.reduce((sum, { amount, unit }) => sum + amount * (unit === 'hour' ? 60 : day), 0)
  return Math.ceil(minutes / (goal.unit === 'minute' ? 1 : goal.unit === 'hour' ? 60 : day))
}
