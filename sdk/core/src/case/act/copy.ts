import { copyTo } from '../../copy/copy-to.ts'
import { END_PHASES } from '../../flow/schema.ts'
import { coversUnit, ROLES, type Actor, type Role } from '../../organisation/role.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import { fail, ok } from '../../shared/result.ts'
import { leadAssignment } from '../assignments.ts'
import type { CommandOf } from '../command.ts'
import type { Case } from '../event.ts'
import type { Act } from '../turn.ts'

/** Copies a case to units and people for information (抄送): they see it from now on and do nothing about it. Refusals: those of `copyProblem` and `copyTo`. */
export const copy: Act<CommandOf<'copy'>['data']> = ({ state, context: { actor, people } }, data) => {
  const as = copier(state, actor)
  const problem = copyProblem(state, actor)
  if (problem || !as) return fail(problem ?? refuse('case.copy.not-yours', {}))
  const copied = copyTo({ copies: state.copies ?? [], seeing: seeingUnits(state), actor, as, people }, data)
  const text = data.note?.trim() ?? ''
  return copied.ok ? ok([{ type: 'case.copied', as, ...(text && { reason: { text } }), data: copied.value }]) : copied
}

/** Why somebody may not copy a case to others: it has ended, or is neither their town's, theirs to lead, nor theirs to coordinate. Refusals: `case.copy.ended`, `case.copy.not-yours`. */
export function copyProblem(state: Case, actor: Actor): Refusal | undefined {
  if (END_PHASES.includes(state.phase)) return refuse('case.copy.ended', {})
  return copier(state, actor) ? undefined : refuse('case.copy.not-yours', {})
}

/** Units that see a case without a copy: the town that whistled and those it was dispatched to. */
export function seeingUnits({ town, assignments }: Pick<Case, 'town' | 'assignments'>): string[] {
  return [town, ...assignments.map((one) => one.unit)]
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
