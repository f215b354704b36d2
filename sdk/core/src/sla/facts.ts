import type { CaseEvent } from '../case/event.ts'
import { replay } from '../case/evolve.ts'
import { caseFacts } from '../case/facts.ts'
import type { Facts } from '../condition/schema.ts'

/** What the conditions of clock rules read, as the events left it: `case.*`, `form.*` and, for one assignment, `assignment.*`. */
export function clockFacts(events: readonly CaseEvent[], assignmentId?: string): Facts {
  const state = replay(events)
  return state ? caseFacts(state, assignmentId === undefined ? undefined : state.assignments.find((one) => one.id === assignmentId)) : {}
}
