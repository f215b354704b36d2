import type { Join } from '../flow/schema.ts'
import type { Assignment, Case } from './event.ts'

/** Assignments that still count: not returned, cancelled or waived. */
export function activeAssignments(state: Case): Assignment[] {
  return state.assignments.filter((one) => one.phase !== 'RETURNED' && one.phase !== 'CANCELLED' && one.phase !== 'WAIVED')
}

/** Active assignments whose work is not done. */
export function openAssignments(state: Case): Assignment[] {
  return activeAssignments(state).filter((one) => one.phase !== 'DONE')
}

/** The active lead assignment, if there is one. */
export function leadAssignment(state: Case): Assignment | undefined {
  return activeAssignments(state).find((one) => one.role === 'lead')
}

/** Whether a join rule holds: waived, cancelled and returned assignments do not block, but a case without a lead never moves on. */
export function isJoined(join: Join, state: Case, reached: (assignment: Assignment) => boolean): boolean {
  const lead = leadAssignment(state)
  if (!lead) return false
  if (join === 'lead') return reached(lead)
  const active = activeAssignments(state)
  if (join === 'all') return active.every(reached)
  return active.filter(reached).length >= Math.min(join, active.length)
}
