import { ROLES, type Actor, type Role } from '../organisation/role.ts'
import { END_PHASES } from '../flow/schema.ts'
import type { SeatState } from '../approval/approval.ts'
import type { Case } from './event.ts'

/**
 * Somebody a case calls (召集): a role at a unit; with `role` absent everybody of the unit, with `unit` absent that role wherever it sits;
 * with `person` one person alone.
 * They may see it while it does.
 */
export type Call = { readonly unit?: string; readonly role?: Role; readonly person?: string }

/**
 * Who is called to a case besides its town and its departments: seats of its approvals and their copies, seats of its panel, units asked to a
 * consultation, screeners of an open appeal. Who has taken part keeps seeing it until it ends, whom it is copied to also afterwards.
 */
export function callsOf(state: Case): Call[] {
  const calls = [...copiesOf(state), ...actorsOf(state)]
  return [...new Map(calls.map((call) => [`${call.unit ?? ''} ${call.role ?? ''} ${call.person ?? ''}`, call])).values()]
}

/** Whom the case is copied to, by people or by an approval: they read. */
function copiesOf(state: Case): Call[] {
  const copied = (state.copies ?? []).map(({ unit, person }): Call => (person ? { person: person.id } : { unit }))
  if (END_PHASES.includes(state.phase)) return copied
  const ofApprovals = (state.approvals ?? []).flatMap(({ copies }) => copies)
  return [...copied, ...ofApprovals.flatMap(({ unit, role }): Call[] => (unit ? [{ unit, role }] : []))]
}

/** Whom the case asks to act. */
function actorsOf(state: Case): Call[] {
  return [...screenersOf(state), ...(END_PHASES.includes(state.phase) ? [] : deliberatorsOf(state))]
}

/** Seats, the panel, and those asked to a consultation, as long as the case runs. */
function deliberatorsOf(state: Case): Call[] {
  const calls: Call[] = []
  for (const { status, seats } of state.approvals ?? [])
    for (const seat of seats) if (seat.answer || status === 'open') calls.push(...seatCall(seat))
  for (const { unit, role, vote } of state.panel?.seats ?? []) if (vote || state.panel?.status === 'open') calls.push({ unit, role })
  for (const { participants, closedAt } of state.consultations ?? [])
    if (closedAt === undefined) calls.push(...participants.map((unit) => ({ unit })))
  return calls
}

/** Independent screeners, as long as an appeal is open, also of a case that has ended. */
function screenersOf({ requests, approvals = [] }: Case): Call[] {
  return requests.flatMap(({ id, kind, status, data }): Call[] => {
    if (kind !== 'appeal' || status !== 'open') return []
    const alone = Array.isArray(data.calls) ? data.calls.map((role) => ({ role: role as Role })) : []
    const group = approvals.filter((one) => one.request === id).flatMap((one) => one.seats)
    return [...alone, ...group.flatMap(seatCall)]
  })
}

/** Whom a seat calls: its role at its unit, or, of those who see only what calls them, its role anywhere. */
function seatCall({ unit, role }: Pick<SeatState, 'unit' | 'role'>): Call[] {
  if (unit) return [{ unit, role }]
  return unit === undefined && isCalledRole(role) ? [{ role }] : []
}

/** Whether a case calls this person to act: who only got a copy of it is not. */
export function isCalled(state: Case, actor: Actor): boolean {
  return actorsOf(state).some(
    ({ unit, role }) => (unit === undefined || unit === actor.unit) && (role === undefined || actor.roles.includes(role)),
  )
}

/** Whether a role acts on cases only while they call it. */
export function isCalledRole(role: Role): boolean {
  return ROLES[role].side === 'called'
}
