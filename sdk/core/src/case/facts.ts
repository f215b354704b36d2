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
      highRisk: state.highRisk === true,
      suspended: state.suspended,
      urges: state.urges?.length ?? 0,
      orders: state.orders?.filter((one) => one.status !== 'closed').length ?? 0,
      merged: state.merged?.length ?? 0,
      sample: sampleOf(state.id ?? ''),
    },
    form: state.form,
    ...(assignment && { assignment: { unit: assignment.unit, role: assignment.role, phase: assignment.phase, round: assignment.round } }),
  }
}

/** A number from 0 to 99 that a case keeps for life, evenly spread over cases (FNV-1a of its id): a rule draws its share by it, e.g. one in five below 20. */
export function sampleOf(id: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193)
  // The low bits of this hash are the weaker ones.
  return ((hash >>> 0) >>> 8) % 100
}
