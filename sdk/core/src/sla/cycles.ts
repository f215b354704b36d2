import type { CaseEvent } from '../case/event.ts'
import type { Instant } from '../shared/instant.ts'
import type { ClockHistory, Subject } from './history.ts'
import type { Extension } from './measure.ts'
import type { Pause } from './pause.ts'
import { ASSIGNMENT_ENDS, CANCEL, START, STOP, type RulePlan } from './plan.ts'

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
  end?: { status: 'met' | 'cancelled'; at: Instant }
}

/**
 * The cycles of one rule for one subject. One event first stops, then cancels, then starts; a start while running changes nothing.
 * A start after the end: `restart` begins a new cycle, `ignore` nothing, `resume` goes on with the met cycle (a cancelled one is void: a new one begins).
 */
export function findCycles({ rule, does }: RulePlan, history: ClockHistory, subject: Subject): Cycle[] {
  const cycles: Cycle[] = []
  const perAssignment = rule.per === 'assignment'
  let running: Cycle | undefined
  for (let index = 0; index < history.events.length; index++) {
    const event = history.events[index]
    if (!event) break
    if (perAssignment ? !concerns(event, subject) : rule.appliesTo === 'lead' && isCooperating(event, history)) continue
    if (running) note(running, { event, index, clock: rule.id })
    const effect = does.get(event.type) ?? 0
    if (effect === 0) continue
    const ends = effect & STOP ? 'met' : effect & CANCEL ? 'cancelled' : undefined
    if (running && ends) {
      running.end = { status: ends, at: event.at }
      running = undefined
    }
    if (perAssignment && event.assignment === subject.id && ASSIGNMENT_ENDS.includes(event.type)) return cycles
    if (effect & START && !running) {
      running = start(cycles, { event, index, mode: rule.onReentry })
    }
  }
  return cycles
}

/** An assignment's clock hears its own events and, once it exists, those of the case. */
function concerns(event: CaseEvent, subject: Subject): boolean {
  if (event.assignment === subject.id) return true
  return event.at >= subject.createdAt && (event.assignment === undefined || event.type.startsWith('case.'))
}

function isCooperating({ assignment }: CaseEvent, history: ClockHistory): boolean {
  return assignment !== undefined && history.assignments.some((one) => one.id === assignment && one.role === 'cooperating')
}

function note(cycle: Cycle, { event, index, clock }: { event: CaseEvent; index: number; clock: string }): void {
  if (event.type === 'case.levelChanged') cycle.levelChanges.push(index)
  if (event.type !== 'assignment.extended' || event.data.clock !== clock) return
  const { amount, unit } = event.data
  if (typeof amount === 'number' && amount > 0 && (unit === 'hour' || unit === 'day')) cycle.extensions.push({ amount, unit, at: event.at })
}

function start(
  cycles: Cycle[],
  { event, index, mode }: { event: CaseEvent; index: number; mode: 'restart' | 'ignore' | 'resume' },
): Cycle | undefined {
  const last = cycles.at(-1)
  if (last && mode === 'ignore') return undefined
  if (last && mode === 'resume' && last.end?.status === 'met') {
    last.gaps.push({ from: last.end.at, to: event.at, kind: 'stopped' })
    delete last.end
    return last
  }
  const cycle: Cycle = { startedAt: event.at, startIndex: index, gaps: [], extensions: [], levelChanges: [] }
  cycles.push(cycle)
  return cycle
}
