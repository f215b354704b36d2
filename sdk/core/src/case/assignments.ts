import type { Join } from '../flow/schema.ts'
import type { Assignment, Case, Rating } from './event.ts'

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

/** What a responder is named by in ratings and facts: the person's id, or the name of somebody without an account. */
export function responderKey({ person, name }: Assignment['responders'][number]): string {
  return person ?? name
}

/** Names of responders whom none of these ratings judges. */
export function unratedPeople(assignments: readonly Assignment[], ratings: readonly Rating[]): string[] {
  return assignments.flatMap(({ id, responders }) =>
    responders
      .filter((one) => !ratings.some((rating) => rating.assignment === id && rating.person === responderKey(one)))
      .map((one) => one.name),
  )
}

/** Whether two entries mean one person: by id, by name where somebody has none. */
export function isSamePerson(one: Assignment['responders'][number], other: Assignment['responders'][number]): boolean {
  return one.person !== undefined && other.person !== undefined ? one.person === other.person : one.name === other.name
}
