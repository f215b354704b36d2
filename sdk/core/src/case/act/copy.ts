import { END_PHASES } from '../../flow/schema.ts'
import { coversUnit, ROLES, type Actor, type Role } from '../../organisation/role.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import { fail, ok } from '../../shared/result.ts'
import { leadAssignment } from '../assignments.ts'
import type { CommandOf } from '../command.ts'
import type { Case } from '../event.ts'
import type { Act } from '../turn.ts'

/** The most units one case is copied to (抄送). */
export const COPIED_UNITS = 20

/**
 * Copies a case to units for information (抄送): they see it from now on and do nothing about it.
 * Refusals: those of `copyProblem`, `case.copy.known`, `case.copy.limit`.
 */
export const copy: Act<CommandOf<'copy'>['data']> = ({ state, context }, { units, note }) => {
  const problem = copyProblem(state, context.actor)
  if (problem) return fail(problem)
  const { copies = [] } = state
  const known = new Set([state.town, ...state.assignments.map((one) => one.unit), ...copies.map((one) => one.unit)])
  const index = units.findIndex((unit) => known.has(unit))
  if (index >= 0) return fail(refuse('case.copy.known', {}, { at: `/units/${index}` }))
  if (copies.length + units.length > COPIED_UNITS) return fail(refuse('case.copy.limit', { limit: COPIED_UNITS }, { at: '/units' }))
  const text = note?.trim() ?? ''
  const as = copier(state, context.actor)
  return ok([{ type: 'case.copied', ...(as && { as }), ...(text && { reason: { text } }), data: { units } }])
}

/** Why somebody may not copy a case to others: it has ended, or is neither their town's, theirs to lead, nor theirs to coordinate. Refusals: `case.copy.ended`, `case.copy.not-yours`. */
export function copyProblem(state: Case, actor: Actor): Refusal | undefined {
  if (END_PHASES.includes(state.phase)) return refuse('case.copy.ended', {})
  return copier(state, actor) ? undefined : refuse('case.copy.not-yours', {})
}

/** The role by which somebody copies: of the town that whistled, of the lead, or of the platform. */
function copier(state: Case, actor: Actor): Role | undefined {
  const lead = leadAssignment(state)?.unit
  return actor.roles.find((role) => {
    const { side } = ROLES[role]
    if (side === 'town') return coversUnit(actor, state.town)
    return side === 'department' ? lead !== undefined && actor.unit === lead && role !== 'responder' : side === 'platform'
  })
}
