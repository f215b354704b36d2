import { leadAssignment } from '../assignments.ts'
import type { CaseRequest } from '../event.ts'
import { enter } from '../permit.ts'
import type { Draft, Turn } from '../turn.ts'

/** A return is granted: the task goes, and when it was the lead's the case goes back to dispatch. The nth return makes it disputed. */
export function returnDrafts({ state, flow }: Turn, { id, assignment, unit }: CaseRequest, facts: Record<string, unknown> = {}): Draft[] {
  const wasLead = leadAssignment(state)?.id === assignment
  const triage = flow.steps.find((step) => step.act === 'dispatch')?.from[0]
  const disputed = state.returns + 1 >= flow.limits.returnsBeforePanel
  return [
    {
      type: 'assignment.returned',
      assignment,
      unit,
      to: wasLead && triage ? enter(flow, triage) : undefined,
      data: { request: id, disputed, ...facts },
    },
  ]
}
