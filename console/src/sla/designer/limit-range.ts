import type { Goal } from '@shaotai/core'

/** What a slider of a limit spans, in the limit's own unit, and what it names. */
export type LimitRange = { readonly min: number; readonly max: number; readonly marks: readonly number[] }

const LEAST: Record<Goal['unit'], number> = { minute: 60, hour: 6, day: 5 }

/** From 1 to twice the limit in force, and never less than is usual for its unit; a limit that lies beyond is still on it. */
export function limitRange(goal: Pick<Goal, 'amount' | 'unit'>, inForce: Pick<Goal, 'amount' | 'unit'> | undefined): LimitRange {
  const base = inForce?.unit === goal.unit ? inForce.amount : undefined
  const max = Math.max(LEAST[goal.unit], 2 * (base ?? 0), goal.amount)
  return { min: 1, max, marks: [...new Set([1, base ?? Math.ceil(max / 2), max])] }
}
