import { callsOf, leadAssignment, type Assignment, type Case, type Clock } from '@shaotai/core'
import type { Insertable } from 'kysely'
import { NEVER } from '../platform/db/columns.ts'
import type { AssignmentTable, CardTable, CaseCallTable, CaseTable, ClockTable } from '../platform/db/database.ts'

/** The case as one row of the lists. */
export function toCaseRow(county: string, state: Case, clocks: readonly Clock[], now: number): Insertable<CaseTable> {
  const next = nextClock(clocks)
  return {
    county_id: county,
    id: state.id,
    number: state.number,
    case_no: Number(/(\d+)$/.exec(state.number)?.[1] ?? 0),
    version: state.version,
    policy_hash: state.policy,
    town: state.town,
    category: state.category,
    level: state.level ?? null,
    item: state.item ?? null,
    title: state.title,
    place: placeText(state.form),
    lead_unit: leadAssignment(state)?.unit ?? null,
    state: state.state,
    phase: state.phase,
    round: state.round,
    emergency: state.emergency,
    suspended: state.suspended,
    disputed: state.disputed,
    card: state.card,
    high_risk: state.highRisk === true,
    suspended_until: (state.suspended && state.suspendedUntil) || null,
    overdue: clocks.some((clock) => clock.status === 'running' && clock.dueAt !== null && now > clock.dueAt),
    next_clock: next?.clock ?? null,
    next_due_at: next?.dueAt ?? NEVER,
    submitted_at: state.submittedAt,
    closed_at: state.closedAt ?? null,
    created_by: state.createdBy,
    updated_at: now,
  }
}

/** The assignments of a case as rows; ids are unique in the county because a case's own assignment ids are not. */
export function toAssignmentRows(county: string, state: Case, clocks: readonly Clock[], now: number): Insertable<AssignmentTable>[] {
  return state.assignments.map((one) => {
    const own = clocks.filter((clock) => clock.assignment === one.id)
    const next = nextClock(own)
    return {
      county_id: county,
      id: assignmentRowId(state.id, one),
      case_id: state.id,
      unit: one.unit,
      role: one.role,
      phase: one.phase,
      round: one.round,
      created_at: one.createdAt,
      signed_at: one.signedAt ?? null,
      arrived_at: one.arrivedAt ?? null,
      done_at: one.doneAt ?? null,
      next_clock: next?.clock ?? null,
      next_due_at: next?.dueAt ?? NEVER,
      overdue: own.some((clock) => clock.status === 'running' && clock.dueAt !== null && now > clock.dueAt),
    }
  })
}

/** The cards of a case as rows; reminders without a colour, and cards of the platform itself, are counted nowhere. */
export function toCardRows(county: string, state: Case): Insertable<CardTable>[] {
  return (state.cards ?? []).flatMap(({ id, unit, card, at, withdrawnAt }) =>
    unit === undefined || card === 'none'
      ? []
      : [{ county_id: county, case_id: state.id, id, unit, card, at, withdrawn_at: withdrawnAt ?? null }],
  )
}

/** The clocks of a case as rows. */
export function toClockRows(county: string, caseId: string, clocks: readonly Clock[]): Insertable<ClockTable>[] {
  return clocks.map((clock) => ({
    county_id: county,
    case_id: caseId,
    key: clock.key,
    clock: clock.clock,
    assignment: clock.assignment ?? null,
    unit: clock.unit ?? null,
    owner: clock.owner,
    status: clock.status,
    started_at: clock.startedAt,
    due_at: clock.dueAt,
    stopped_at: clock.stoppedAt ?? null,
    breached: clock.breached,
    provisional: clock.provisional,
  }))
}

/** Whom a case calls, as rows. */
export function toCallRows(county: string, state: Case): Insertable<CaseCallTable>[] {
  return callsOf(state).map(({ unit = '', role = '', person = '' }) => ({ county_id: county, case_id: state.id, unit, role, person }))
}

/** `<case>/<assignment>`. */
export function assignmentRowId(caseId: string, { id }: Pick<Assignment, 'id'>): string {
  return `${caseId}/${id}`
}

function nextClock(clocks: readonly Clock[]): Clock | undefined {
  return clocks.filter((clock) => clock.status === 'running' && clock.dueAt !== null).toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))[0]
}

/** By convention a form's field `place` says where: the lists show its address. */
function placeText(form: Record<string, unknown>): string {
  const place = Object.hasOwn(form, 'place') ? form.place : undefined
  if (typeof place === 'string') return place.slice(0, 200)
  const address = (place as { address?: unknown } | null | undefined)?.address
  return typeof address === 'string' ? address.slice(0, 200) : ''
}
