import { activeAssignments } from '../assignments.ts'
import type { Draft, Turn } from '../turn.ts'

/** Units that stay in the same part keep their assignment and its clocks; the others' are cancelled, new ones begin. */
export function assignUnits({ state }: Pick<Turn, 'state'>, units: { lead: string; cooperating: readonly string[] }): Draft[] {
  const wanted = [{ unit: units.lead, role: 'lead' as const }, ...units.cooperating.map((unit) => ({ unit, role: 'cooperating' as const }))]
  const active = activeAssignments(state)
  const leaving = active.filter((one) => !wanted.some((want) => want.unit === one.unit && want.role === one.role))
  const joining = wanted.filter((want) => !active.some((one) => one.unit === want.unit && one.role === want.role))
  return [
    ...leaving.map(({ id, unit }): Draft => ({ type: 'assignment.cancelled', assignment: id, unit, data: {} })),
    ...joining.map(({ unit, role }, index): Draft => ({
      type: 'assignment.created',
      assignment: `a${state.assignments.length + index + 1}`,
      unit,
      data: { role, round: state.round },
    })),
  ]
}
