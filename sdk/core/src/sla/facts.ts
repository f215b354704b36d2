import type { Case } from '../case/event.ts'
import { caseFacts } from '../case/facts.ts'
import type { Facts } from '../condition/schema.ts'

/** What the conditions of clock rules read of a case as it stood: `case.*`, `form.*` and, for one assignment, `assignment.*`. */
export function clockFacts(state: Case | undefined, assignmentId?: string): Facts {
  return state ? caseFacts(state, assignmentId === undefined ? undefined : state.assignments.find((one) => one.id === assignmentId)) : {}
}
