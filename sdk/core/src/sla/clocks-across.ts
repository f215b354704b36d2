import type { Instant } from '../shared/instant.ts'
import { timeRuns, type ClockOptions, type Limits, type TimedRun } from './clocks.ts'
import { ClockHistory, type CalendarChange } from './history.ts'

type Era = { limits: Limits; since: number }
type Run = TimedRun & { era: Era }

/**
 * The clocks of a case that came under other versions on its way (衔接). What had ended, or was late by then, keeps the rules it ran under to its end;
 * what was running counts by the new version from its own start; a clock the new version does not know ends with the old one.
 */
export function timeAcross(policy: Limits, history: ClockHistory, now: Instant | undefined, options: ClockOptions): TimedRun[] {
  const { policies = () => undefined, upcomingPolicy } = options
  const changes = [...history.policyChanges]
  if (upcomingPolicy !== undefined && now !== undefined) changes.push({ index: history.events.length, at: now, version: upcomingPolicy })
  let era: Era = { limits: (history.pinned === undefined ? undefined : policies(history.pinned)) ?? policy, since: -1 }
  let runs: Run[] = timeRuns(era.limits, history, { now, options }).map((run) => ({ ...run, era }))
  for (const change of changes) {
    const limits = policies(change.version)
    if (!limits) continue
    const next: Era = (era = { limits, since: change.index })
    const fresh = timeRuns(limits, history, { now, options, since: change.index }).map((run) => ({ ...run, era: next }))
    runs = carryOver(runs, fresh, { change, history, options })
  }
  return runs
}

function carryOver(
  before: readonly Run[],
  fresh: readonly Run[],
  { change, history, options }: { change: CalendarChange; history: ClockHistory; options: ClockOptions },
): Run[] {
  const then = new ClockHistory(history.events.slice(0, change.index))
  const late = new Map<Era, Set<string>>()
  const wasLate = (run: Run) => {
    let known = late.get(run.era)
    if (!known) {
      const { limits, since } = run.era
      const seen = timeRuns(limits, then, { now: change.at, options: { ...options, explain: false, upcoming: undefined }, since })
      late.set(run.era, (known = new Set(seen.filter(({ clock }) => clock.breached).map(identity))))
    }
    return known.has(identity(run))
  }
  const hadEnded = ({ endIndex }: Run) => endIndex !== undefined && endIndex < change.index
  const kept = before.filter((run) => run.startIndex < change.index && (hadEnded(run) || wasLate(run)))
  const known = new Set(kept.map(identity))
  const taken = fresh.filter((run) => !hadEnded(run) && !known.has(identity(run)))
  const follows = new Set(taken.filter(({ startIndex }) => startIndex < change.index).map(owner))
  const dropped = before
    .filter((run) => run.startIndex < change.index && !known.has(identity(run)) && !follows.has(owner(run)))
    .map((run) => ({ ...run, endIndex: change.index, clock: cancelled(run, change.at) }))
  return renumber([...kept, ...dropped, ...taken])
}

/** Numbers the cycles of each rule and subject in the order they began. */
function renumber(runs: readonly Run[]): Run[] {
  const counts = new Map<string, number>()
  return runs
    .toSorted((a, b) => a.startIndex - b.startIndex)
    .map((run) => {
      const cycle = (counts.get(owner(run)) ?? 0) + 1
      counts.set(owner(run), cycle)
      return { ...run, clock: { ...run.clock, cycle, key: `${run.clock.clock}/${run.subject}/${cycle}` } }
    })
}

function cancelled({ clock }: Run, at: Instant): Run['clock'] {
  return { ...clock, status: 'cancelled', stoppedAt: at, breached: false }
}

function owner({ clock, subject }: TimedRun): string {
  return `${clock.clock}/${subject}`
}

function identity(run: TimedRun): string {
  return `${owner(run)}/${run.startIndex}`
}
