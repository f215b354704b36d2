import type { Case, CaseEvent } from '../case/event.ts'
import { evolve } from '../case/evolve.ts'
import type { EventName } from '../case/event-name.ts'
import { SYSTEM } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import type { Instant } from '../shared/instant.ts'
import type { Clock } from '../sla/clock.ts'
import { computeClocks } from '../sla/clocks.ts'

/** A clock that has not started: when it would start and be due at the latest. */
export type Forecast = {
  clock: string
  name: string
  owner: Clock['owner']
  unit?: string
  startsAt: Instant
  dueAt: Instant
  provisional: boolean
}

const MOST_STEPS = 40

/**
 * The latest due times of clocks still to come (最迟时间): every step before them is assumed to happen exactly when it is due.
 * Shown to the clerk who blows: who must have done what by when. Nothing of it is stored.
 */
export function forecastClocks(policy: Policy, events: readonly CaseEvent[], now: Instant): Forecast[] {
  let known: ReadonlySet<string> | undefined
  const forecast = new Map<string, Forecast>()
  const future = [...events]
  let state: Case | undefined
  let folded = 0
  for (let step = 0; step < MOST_STEPS; step++) {
    const clocks = computeClocks(policy, future, now, { explain: false })
    known ??= new Set(clocks.map((clock) => clock.key))
    const running = clocks.filter((clock) => clock.status === 'running' && clock.dueAt !== null)
    for (const clock of running) if (!known.has(clock.key) && !forecast.has(clock.key)) forecast.set(clock.key, toForecast(clock))
    const next = running.toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))[0]
    if (!next) break
    // An expected event carries next to no data: the last ones are never folded.
    for (; folded < future.length; folded++) state = evolve(state, future[folded] as CaseEvent)
    if (!state) break
    const stops = expectedEvents(policy, state, { clock: next, last: future.at(-1)?.at ?? 0 })
    if (stops.length === 0) break
    future.push(...stops)
  }
  return [...forecast.values()]
}

function toForecast({ clock, name, owner, unit, startedAt, dueAt, provisional }: Clock): Forecast {
  return { clock, name, owner, ...(unit !== undefined && { unit }), startsAt: startedAt, dueAt: dueAt ?? startedAt, provisional }
}

/** The events by which a clock would stop at its due time: its first stop event, and the assignments a dispatch creates. */
function expectedEvents(policy: Policy, state: Case, { clock, last }: { clock: Clock; last: Instant }): CaseEvent[] {
  const rule = policy.sla.clocks.find((one) => one.id === clock.clock)
  const type: EventName | undefined = rule?.stop[0]
  if (!type || type === 'case.closed') return []
  const at = Math.max(clock.dueAt ?? 0, last)
  const event = (name: EventName, extra: Partial<CaseEvent>, offset: number): CaseEvent => ({
    seq: state.version + 1 + offset,
    type: name,
    at,
    by: SYSTEM,
    data: {},
    ...extra,
  })
  if (type === 'case.dispatched') {
    const { lead, cooperating = [] } = state.route ?? {}
    if (!lead) return []
    const units = [lead, ...cooperating]
    return [
      event(type, {}, 0),
      ...units.map((unit, index) =>
        event(
          'assignment.created',
          { assignment: `a${index + 1}`, unit, data: { role: index === 0 ? 'lead' : 'cooperating', round: state.round } },
          index + 1,
        ),
      ),
    ]
  }
  if (clock.per === 'assignment') {
    const stop = event(type, { assignment: clock.assignment, unit: clock.unit }, 0)
    const isLead = state.assignments.find((one) => one.id === clock.assignment)?.role === 'lead'
    return type === 'assignment.done' && isLead ? [stop, event('case.resultSubmitted', {}, 1)] : [stop]
  }
  return [event(type, { data: EXPECTED_DATA[type] ?? {} }, 0)]
}

/** What an expected event must carry so that a clock which reads what became of the case can go on from it. */
const EXPECTED_DATA: Partial<Record<EventName, CaseEvent['data']>> = { 'case.evaluated': { ratings: [] } }
