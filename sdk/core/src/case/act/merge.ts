import { END_PHASES } from '../../flow/schema.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import { fail, ok } from '../../shared/result.ts'
import type { CommandOf, RelatedCase } from '../command.ts'
import type { CaseRequest } from '../event.ts'
import { checkReason, enter, permitStep } from '../permit.ts'
import type { Act, Draft, Turn } from '../turn.ts'
import { cancelOpen } from './simple.ts'

/**
 * Merges a case into an open one about the same matter (并件): its tasks and clocks are cancelled and it follows the other. Each case is decided
 * on its own: this is the merged one; the target learns of it by `absorb`.
 * Refusals: `case.merge.itself`, `.unknown`, `.target-ended`, `.has-merged`, `.other-town`.
 */
export const merge: Act<CommandOf<'merge'>['data']> = (turn, { target, reason, form }) => {
  const permit = permitStep(turn, 'merge')
  if (!permit.ok) return permit
  const { step, role } = permit.value
  const why = checkReason(step, reason)
  if (!why.ok) return why
  const problem = mergeProblem(turn, target) ?? otherTown(turn)
  if (problem) return fail(problem)
  const merged = mergeInto(turn, { as: role, reason: why.value, ...(form && { form }) })
  return ok(merged)
}

/** Takes a merged case out again, as long as the case it follows is not closed. Refusals: `case.unmerge.not-merged`, `.target-closed`. */
export const unmerge: Act<CommandOf<'unmerge'>['data']> = (turn, { reason, form }) => {
  const permit = permitStep(turn, 'unmerge')
  if (!permit.ok) return permit
  const { step, role } = permit.value
  const why = checkReason(step, reason)
  if (!why.ok) return why
  const { mergedInto } = turn.state
  if (!mergedInto) return fail(refuse('case.unmerge.not-merged', {}))
  if (isTargetClosed(turn)) return fail(refuse('case.unmerge.target-closed', {}))
  const { case: target, number, town } = mergedInto
  return ok([
    {
      type: 'case.unmerged',
      as: role,
      to: enter(turn.flow, step.to),
      reason: why.value,
      data: { target: { case: target, number, town }, ...(form && { form }) },
    },
  ])
}

/** What a target records of a case that now follows it, or no longer does, and a merged case of the closing it waited for. */
export function note(type: 'case.absorbed' | 'case.released' | 'case.targetClosed'): Act<RelatedCase> {
  return ({ state }, { case: id, number, town }) => {
    const known = state.merged?.some((one) => one.case === id) === true
    const follows = state.mergedInto?.case === id && state.mergedInto.closedAt === undefined
    const concerns = type === 'case.absorbed' ? !known : type === 'case.released' ? known : follows
    return ok(concerns ? [{ type, data: { case: id, number, town } }] : [])
  }
}

/** Why a case cannot follow this target, whoever asks. */
export function mergeProblem(
  { state, context: { related } }: Pick<Turn, 'state' | 'context'>,
  target: string | undefined,
): Refusal | undefined {
  if (target === state.id) return refuse('case.merge.itself', {}, { at: '/target' })
  // A case out of the actor's reach looks like one that does not exist.
  if (target === undefined || related?.id !== target) return refuse('case.merge.unknown', {}, { at: '/target' })
  if (END_PHASES.includes(related.phase)) return refuse('case.merge.target-ended', { number: related.number }, { at: '/target' })
  const followers = state.merged ?? []
  return followers.length > 0 ? refuse('case.merge.has-merged', { numbers: followers.map((one) => one.number) }) : undefined
}

/** The events by which a case follows `context.related`: its tasks are cancelled, what was asked about it lapses. */
export function mergeInto(
  turn: Turn,
  { form, ...by }: Pick<Draft, 'as' | 'reason'> & { form?: Record<string, unknown>; request?: string },
): Draft[] {
  const { flow, state, context } = turn
  const { request, ...signed } = by
  const target = context.related
  const step = flow.steps.find((one) => one.act === 'merge')
  if (!target || !step) return []
  const { id, number, town } = target
  return [
    { type: 'case.merged', ...signed, to: enter(flow, step.to), data: { target: { case: id, number, town }, ...(form && { form }) } },
    ...cancelOpen(turn),
    ...state.requests.filter((one) => one.status === 'open' && one.id !== request).map(lapse),
  ]
}

function otherTown({ state, flow, context: { related, actor } }: Turn): Refusal | undefined {
  if (related?.town === state.town) return undefined
  const across = flow.merge?.acrossTowns ?? []
  return across.some((role) => actor.roles.includes(role))
    ? undefined
    : refuse('case.merge.other-town', { roles: across }, { at: '/target' })
}

function isTargetClosed({ state, context: { related } }: Turn): boolean {
  return state.mergedInto?.closedAt !== undefined || related?.phase === 'CLOSED'
}

function lapse({ id, kind, assignment, unit }: CaseRequest): Draft {
  return { type: 'request.expired', assignment, unit, data: { request: id, kind, because: 'merged' } }
}
