import { ROLES, type Actor, type Role } from '../organisation/role.ts'
import { END_PHASES } from '../flow/schema.ts'
import type { Case } from './event.ts'

/**
 * Somebody a case calls (召集): a role at a unit; with `role` absent everybody of the unit, with `unit` absent that role wherever it sits.
 * They may see it while it does.
 */
export type Call = { readonly unit?: string; readonly role?: Role }

/**
 * Who is called to a case besides its town and its departments: seats of its approvals and their copies, seats of its panel, units asked to a
 * consultation, screeners of an open appeal. Who has taken part keeps seeing it until it ends.
 */
export function callsOf(state: Case): Call[] {
  const calls: Call[] = screenersOf(state)
  if (END_PHASES.includes(state.phase)) return calls
  for (const { status, seats, copies } of state.approvals ?? []) {
    for (const { unit, role, answer } of seats) if (unit && (answer || status === 'open')) calls.push({ unit, role })
    for (const { unit, role } of copies) if (unit) calls.push({ unit, role })
  }
  for (const { unit, role, vote } of state.panel?.seats ?? []) if (vote || state.panel?.status === 'open') calls.push({ unit, role })
  for (const { participants, closedAt } of state.consultations ?? [])
    if (closedAt === undefined) calls.push(...participants.map((unit) => ({ unit })))
  return [...new Map(calls.map((call) => [`${call.unit ?? ''} ${call.role ?? ''}`, call])).values()]
}

/** Independent screeners, as long as an appeal is open, also of a case that has ended. */
function screenersOf({ requests }: Case): Call[] {
  return requests.flatMap(({ kind, status, data }) =>
    kind === 'appeal' && status === 'open' && Array.isArray(data.calls) ? data.calls.map((role) => ({ role: role as Role })) : [],
  )
}

/** Whether a case calls this person. */
export function isCalled(state: Case, actor: Actor): boolean {
  return callsOf(state).some(
    ({ unit, role }) => (unit === undefined || unit === actor.unit) && (role === undefined || actor.roles.includes(role)),
  )
}

/** Whether a role acts on cases only while they call it. */
export function isCalledRole(role: Role): boolean {
  return ROLES[role].side === 'called'
}
