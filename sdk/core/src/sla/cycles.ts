import type { CaseEvent } from '../case/event.ts'
import type { Instant } from '../shared/instant.ts'
import type { ClockHistory, Subject } from './history.ts'
import type { Extension } from './measure.ts'
import type { Pause } from './pause.ts'
import { CANCEL, END, NOTE, START, STOP, type RulePlan } from './plan.ts'

/** One run of a clock: from a start event to what ended it. */
export type Cycle = {
  startedAt: Instant
  /** Index of the start event. */
  startIndex: number
  /** Stretches between a stop and the start that resumed the clock. */
  gaps: Pause[]
  extensions: (Extension & { at: Instant })[]
  /** Indexes of level changes while it ran. */
  levelChanges: number[]
  end?: { status: 'met' | 'cancelled'; at: Instant; index: number }
}

/**
 * The cycles of one rule for one subject. One event first stops, then cancels, then starts; a start while running changes nothing.
 * A start after the end: `restart` begins a new cycle, `ignore` nothing, `resume` goes on with the met cycle (a cancelled one is void: a new one begins,
 * unless the case was only merged meanwhile).
 */
export function findCycles({ rule, does }: RulePlan, history: ClockHistory, subject: Subject): Cycle[] {
  const cycles: Cycle[] = []
  const heard = rule.per !== 'case' ? history.heardBy(subject) : rule.appliesTo === 'lead' ? history.withoutCooperating() : history.all
  let running: Cycle | undefined
  for (const index of heard) {
    const effect = does[history.codes[index] ?? 0] ?? 0
    // Most events do nothing to a clock; one that runs still notes some, one that does not waits for its start.
    if (effect === 0 || (!running && (effect & START) === 0 && (effect & END) === 0)) continue
    const event = history.events[index]
    if (!event) break
    if (running && effect & NOTE) note(running, { event, index, clock: rule.id })
    const ends = effect & STOP ? 'met' : effect & CANCEL ? 'cancelled' : undefined
    if (running && ends) {
      running.end = { status: ends, at: event.at, index }
      running = undefined
    }
    if (effect & END && event.assignment === subject.id) return cycles
    if (effect & START && !running) {
      running = start(cycles, { event, index, mode: rule.onReentry, voided: isVoided(cycles.at(-1), history, event) })
    }
  }
  return cycles
}

/** A cancelled run is void, except that of a case taken out of a merger again: while it was merged its time only stood still. */
function isVoided(last: Cycle | undefined, { events }: ClockHistory, { type }: CaseEvent): boolean {
  return last?.end?.status === 'cancelled' && !(type === 'case.unmerged' && events[last.end.index]?.type === 'case.merged')
}

function note(cycle: Cycle, { event, index, clock }: { event: CaseEvent; index: number; clock: string }): void {
  if (event.type === 'case.levelChanged') cycle.levelChanges.push(index)
  if (event.type !== 'assignment.extended' || event.data.clock !== clock) return
  const { amount, unit } = event.data
  if (typeof amount === 'number' && amount > 0 && (unit === 'hour' || unit === 'day')) cycle.extensions.push({ amount, unit, at: event.at })
}

function start(
  cycles: Cycle[],
  { event, index, mode, voided }: { event: CaseEvent; index: number; mode: 'restart' | 'ignore' | 'resume'; voided: boolean },
): Cycle | undefined {
  const last = cycles.at(-1)
  if (last && mode === 'ignore') return undefined
  if (last?.end && mode === 'resume' && !voided) {
    last.gaps.push({ from: last.end.at, to: event.at, kind: 'stopped' })
    delete last.end
    return last
  }
  const cycle: Cycle = { startedAt: event.at, startIndex: index, gaps: [], extensions: [], levelChanges: [] }
  cycles.push(cycle)
  return cycle
}
