import type { AssignmentAct } from '../../flow/schema.ts'
import { refuse } from '../../shared/refusal.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { CommandOf } from '../command.ts'
import type { EventName } from '../event-name.ts'
import { countEvidence } from '../evidence.ts'
import { checkReason, permitAssignmentStep, targetAssignment } from '../permit.ts'
import type { Act, Draft, Turn } from '../turn.ts'
import { respondersProblem } from './responders.ts'

type OnAssignment = CommandOf<'sign'>['data']

/** The department accepts its assignment (签收, 受理). */
export const sign: Act<OnAssignment> = (turn, data) => act(turn, 'sign', 'assignment.signed', data)

/** The department reports on site (到场, 报到), or the town confirms that it did. Evidence is what the step demands. */
export function arrive(kind: 'arrive' | 'confirmArrival'): Act<OnAssignment> {
  return (turn, data) => act(turn, kind, 'assignment.arrived', data, { confirmedByTown: kind === 'confirmArrival' })
}

/** The department submits its preliminary plan (初步解决方案). */
export const plan: Act<OnAssignment> = (turn, data) => act(turn, 'plan', 'assignment.planSubmitted', data)

/** The department replies with result and evidence (答复, 报结). */
export const reply: Act<OnAssignment> = (turn, data) => act(turn, 'reply', 'assignment.done', data)

/** A cooperating unit is no longer needed; it does not block the join. The lead cannot be waived. */
export const waive: Act<OnAssignment> = (turn, data) => {
  const assignment = targetAssignment(turn, data.assignment)
  if (!assignment.ok) return assignment
  if (assignment.value.role === 'lead') return fail(refuse('case.waive.lead', {}, { at: '/assignment' }))
  return act(turn, 'waive', 'assignment.waived', data)
}

/** Names the people who respond (派员); the step may demand how many. */
export const nameResponders: Act<CommandOf<'nameResponders'>['data']> = (turn, { assignment: id, responders }) => {
  const permitted = permit(turn, 'nameResponders', id)
  if (!permitted.ok) return permitted
  const { assignment, step, role } = permitted.value
  const least = step.minResponders ?? 1
  if (responders.length < least) return fail(refuse('case.responders.too-few', { least, given: responders.length }, { at: '/responders' }))
  const unfit = respondersProblem(turn, step, assignment, responders)
  if (unfit) return fail(unfit)
  return ok([{ type: 'assignment.respondersNamed', as: role, assignment: assignment.id, unit: assignment.unit, data: { responders } }])
}

/** A note on progress (进展). */
export const progress: Act<CommandOf<'progress'>['data']> = (turn, { assignment: id, text }) => {
  const permitted = permit(turn, 'progress', id)
  if (!permitted.ok) return permitted
  const { assignment, role } = permitted.value
  return ok([{ type: 'assignment.progressed', as: role, assignment: assignment.id, unit: assignment.unit, data: { text } }])
}

function act(turn: Turn, name: AssignmentAct, event: EventName, data: OnAssignment, facts: Record<string, unknown> = {}): Result<Draft[]> {
  const permitted = permit(turn, name, data.assignment)
  if (!permitted.ok) return permitted
  const { assignment, step, role } = permitted.value
  const reason = checkReason(step, data.reason)
  if (!reason.ok) return reason
  const lacking = step.evidence && lackingEvidence(turn, step.evidence, step.form, data.form ?? {})
  if (lacking) return fail(lacking)
  return ok([
    {
      type: event,
      as: role,
      assignment: assignment.id,
      unit: assignment.unit,
      reason: reason.value,
      data: { ...facts, ...(data.form && { form: data.form }) },
    },
  ])
}

function permit(turn: Turn, name: AssignmentAct, id: string | undefined) {
  const assignment = targetAssignment(turn, id)
  if (!assignment.ok) return assignment
  const permitted = permitAssignmentStep(turn, name, assignment.value)
  return permitted.ok ? ok({ ...permitted.value, assignment: assignment.value }) : permitted
}

function lackingEvidence(
  { context, state }: Turn,
  needed: { photos?: number; location?: boolean },
  formId: string | undefined,
  form: Record<string, unknown>,
) {
  const given = countEvidence(
    context.policy.forms.find((one) => one.id === formId),
    form,
  )
  const item = context.policy.responsibilities.items.find((one) => one.id === state.item)
  const photos = Math.max(needed.photos ?? 0, needed.photos === undefined ? 0 : (item?.evidence?.photos ?? 0))
  if (given.photos < photos) return refuse('case.evidence.photos', { least: photos, given: given.photos }, { at: '/form' })
  if (needed.location && !given.located) return refuse('case.evidence.location', {}, { at: '/form' })
  return undefined
}
