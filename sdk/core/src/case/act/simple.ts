import type { CaseAct } from '../../flow/schema.ts'
import { refuse } from '../../shared/refusal.ts'
import { fail, ok } from '../../shared/result.ts'
import { openAssignments } from '../assignments.ts'
import type { EventName } from '../event-name.ts'
import { checkReason, enter, permitStep } from '../permit.ts'
import type { Act, Draft, Turn } from '../turn.ts'

type Simple = { reason?: { id?: string; text: string }; form?: Record<string, unknown>; level?: string }

/** An act that only moves the case along one step and records reason and form. Ends cancel what is still open. Refusal: `case.supplement.too-many`. */
export function approveStep(act: CaseAct, event: EventName): Act<Simple> {
  return (turn, data) => {
    const permit = permitStep(turn, act)
    if (!permit.ok) return permit
    const reason = checkReason(permit.value.step, data.reason)
    if (!reason.ok) return reason
    if (act === 'returnToTown' && turn.state.supplements >= turn.flow.limits.supplements)
      return fail(refuse('case.supplement.too-many', { most: turn.flow.limits.supplements }))
    const { step, role } = permit.value
    const moved: Draft = {
      type: event,
      as: role,
      to: enter(turn.flow, step.to),
      reason: reason.value,
      data: { ...(data.form && { form: data.form }), ...(data.level && { level: data.level }) },
    }
    return ok([moved, ...(endsCase(moved) ? cancelOpen(turn) : [])])
  }
}

/** Cancels every open assignment, when the case itself ends. */
export function cancelOpen({ state }: Turn): Draft[] {
  return openAssignments(state).map(({ id, unit }) => ({ type: 'assignment.cancelled', assignment: id, unit, data: {} }))
}

function endsCase({ to }: Draft): boolean {
  return to?.phase === 'RECALLED' || to?.phase === 'REJECTED' || to?.phase === 'VOID' || to?.phase === 'DRAFT'
}
