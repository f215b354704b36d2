import {
  caseSeatClaims,
  caseTimers,
  stateTimers,
  computeClocks,
  type CalendarsOf,
  type Case,
  type CaseEvent,
  type Clock,
  type LimitsOf,
  type Policy,
} from '@shaotai/core'
import type { Insertable } from 'kysely'
import { toSeatRows, type SeatRow } from '../approval/seat-rows.ts'
import type { AssignmentTable, CardTable, CaseCallTable, CaseTable, ClockTable } from '../platform/db/database.ts'
import type { Timer } from '../platform/timers/timer-service.ts'
import { toAssignmentRows, toCallRows, toCardRows, toCaseRow, toClockRows } from './case-rows.ts'

/** Timers of cases: a clock's warning or breach, the planned end of a suspension, and the deadline of a request. */
export const CLOCK_TIMER = 'case.clock'
export const SUSPENSION_TIMER = 'case.suspension'
export const REQUEST_TIMER = 'case.request'

/** Everything that is kept of a case besides its events: it follows from them, and is kept so that lists and timers can ask. */
export type Projection = {
  case: Insertable<CaseTable>
  assignments: Insertable<AssignmentTable>[]
  calls: Insertable<CaseCallTable>[]
  seats: SeatRow[]
  clocks: Insertable<ClockTable>[]
  cards: Insertable<CardTable>[]
  timers: Timer[]
}

type Projected = { policy: Policy; state: Case; clocks: readonly Clock[] }

/** The rows and timers a case should have at `now`. */
export function project(county: string, { policy, state, clocks }: Projected, now: number): Projection {
  return {
    case: toCaseRow(county, state, clocks, now),
    assignments: toAssignmentRows(county, state, clocks, now),
    calls: toCallRows(county, state),
    seats: toSeatRows(county, { kind: 'case', id: state.id }, caseSeatClaims(policy, state)),
    clocks: toClockRows(county, state.id, clocks),
    cards: toCardRows(county, state),
    timers: toTimers(policy, state, clocks),
  }
}

/** The rows a case already has: those of its last event, which were written with it. */
export function storedProjection(
  county: string,
  { policy, calendars, policies }: { policy: Policy; calendars: CalendarsOf | undefined; policies?: LimitsOf | undefined },
  state: Case,
  events: readonly CaseEvent[],
): Projection {
  const at = events.at(-1)?.at ?? 0
  return project(county, { policy, state, clocks: computeClocks(policy, events, at, { calendars, policies, explain: false }) }, at)
}

/** The columns to write: those that changed, and whether the case is late, which also changes by waiting. */
export function changedColumns<R extends object>(row: R, stored: R): string[] {
  return Object.keys(row).filter((column) => column === 'overdue' || row[column as keyof R] !== stored[column as keyof R])
}

/** The rows to write: new ones, and those of which anything changed. Both lists are in the order of the case's events. */
export function changedRows<R extends object>(rows: readonly R[], stored: readonly R[]): R[] {
  const known = new Set(stored.map((row) => JSON.stringify(row)))
  return rows.filter((row) => !known.has(JSON.stringify(row)))
}

export function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Timers follow the clocks: new ones are added, those of clocks that stopped go, those of clocks that moved move. A fired one stays fired. */
function toTimers(policy: Policy, state: Case, clocks: readonly Clock[]): Timer[] {
  const timers: Timer[] = caseTimers(policy, clocks).map(({ key, at }) => ({
    key: `${state.id}/${key}`,
    caseId: state.id,
    at,
    kind: CLOCK_TIMER,
    payload: { timer: key },
  }))
  for (const { key, at, command } of stateTimers(policy, state))
    timers.push({
      key: `${state.id}/${key}`,
      caseId: state.id,
      at,
      kind: command.name === 'expireRequest' ? REQUEST_TIMER : SUSPENSION_TIMER,
      payload: command.data,
    })
  return timers
}
