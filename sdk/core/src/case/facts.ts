import type { Facts } from '../condition/schema.ts'
import type { Assignment, Case } from './event.ts'

/** The facts that conditions on a case read: `case.*`, `form.*` and, for one assignment, `assignment.*`. */
export function caseFacts(state: Case, assignment?: Assignment): Facts {
  return {
    case: {
      category: state.category,
      level: state.level,
      item: state.item,
      situation: state.situation,
      source: state.source,
      town: state.town,
      emergency: state.emergency,
      phase: state.phase,
      state: state.state,
      round: state.round,
      returns: state.returns,
      supplements: state.supplements,
      disputed: state.disputed,
      signed: state.assignments.some((one) => one.signedAt !== undefined),
      card: state.card,
      offList: state.item === undefined,
      agency: state.agency !== undefined,
      blocked: state.blocked ?? 0,
      insisted: state.insisted === true,
      bypassed: state.bypassedAt !== undefined,
    },
    form: state.form,
    ...(assignment && { assignment: { unit: assignment.unit, role: assignment.role, phase: assignment.phase, round: assignment.round } }),
  }
}
