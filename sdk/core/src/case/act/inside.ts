import type { AssignmentAct } from '../../flow/schema.ts'
import { refuse } from '../../shared/refusal.ts'
import { fail, ok } from '../../shared/result.ts'
import { isSamePerson } from '../assignments.ts'
import type { CommandOf } from '../command.ts'
import { checkReason, permitAssignmentStep, targetAssignment } from '../permit.ts'
import type { Act, Turn } from '../turn.ts'

/** Hands the work over to another person of the unit (转办); clocks go on. Refusal: `case.transfer.same-person`. */
export const transfer: Act<CommandOf<'transfer'>['data']> = (turn, data) => passOn(turn, 'transfer', data)

/** Lets another person of the unit do it for a time; it comes back by `handBack` (委派). Refusals: `case.transfer.same-person`, `case.delegate.too-deep`. */
export const delegate: Act<CommandOf<'delegate'>['data']> = (turn, data) => passOn(turn, 'delegate', data)

/** What was delegated comes back to who delegated it. Refusal: `case.delegate.nothing`. */
export const handBack: Act<CommandOf<'handBack'>['data']> = (turn, data) => {
  const permitted = permit(turn, 'handBack', data.assignment)
  if (!permitted.ok) return permitted
  const { assignment, step, role } = permitted.value
  const to = assignment.delegatedBy?.at(-1)
  if (!to) return fail(refuse('case.delegate.nothing', {}))
  const reason = checkReason(step, data.reason)
  if (!reason.ok) return reason
  const { id, unit, handler } = assignment
  return ok([{ type: 'assignment.handedBack', as: role, assignment: id, unit, reason: reason.value, data: { from: handler, to } }])
}

/** More people respond (加派); those already named stay. Refusals: `case.responders.none-new`, `.too-many`. */
export const addResponders: Act<CommandOf<'addResponders'>['data']> = (turn, data) => {
  const permitted = permit(turn, 'addResponders', data.assignment)
  if (!permitted.ok) return permitted
  const { assignment, role } = permitted.value
  const { id, unit, responders } = assignment
  const added = data.responders.filter((one) => !responders.some((known) => isSamePerson(known, one)))
  if (added.length === 0) return fail(refuse('case.responders.none-new', {}, { at: '/responders' }))
  if (responders.length + added.length > MOST_RESPONDERS)
    return fail(refuse('case.responders.too-many', { most: MOST_RESPONDERS }, { at: '/responders' }))
  return ok([{ type: 'assignment.respondersAdded', as: role, assignment: id, unit, data: { responders: added } }])
}

/** How deep a delegation may be delegated on. */
const DEEPEST = 5
const MOST_RESPONDERS = 50

function passOn(turn: Turn, act: 'transfer' | 'delegate', { assignment: id, to, reason: given }: CommandOf<'transfer'>['data']) {
  const permitted = permit(turn, act, id)
  if (!permitted.ok) return permitted
  const { assignment, step, role } = permitted.value
  const reason = checkReason(step, given)
  if (!reason.ok) return reason
  const { person, name } = turn.context.actor
  const from = assignment.handler ?? (act === 'delegate' ? { person, name } : undefined)
  if (from && isSamePerson(from, to)) return fail(refuse('case.transfer.same-person', { name: to.name }, { at: '/to' }))
  if (act === 'delegate' && (assignment.delegatedBy?.length ?? 0) >= DEEPEST)
    return fail(refuse('case.delegate.too-deep', { most: DEEPEST }))
  const type = act === 'transfer' ? 'assignment.transferred' : 'assignment.delegated'
  return ok([
    {
      type,
      as: role,
      assignment: assignment.id,
      unit: assignment.unit,
      reason: reason.value,
      data: { ...(from && { from }), to },
    } as const,
  ])
}

function permit(turn: Turn, act: AssignmentAct, id: string | undefined) {
  const assignment = targetAssignment(turn, id)
  if (!assignment.ok) return assignment
  const permitted = permitAssignmentStep(turn, act, assignment.value)
  return permitted.ok ? ok({ ...permitted.value, assignment: assignment.value }) : permitted
}
