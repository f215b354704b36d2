import { holds } from '../condition/evaluate.ts'
import {
  addFractions,
  compareFractions,
  exactDecimal,
  fractionOf,
  multiplyFractions,
  wholeFraction,
  ZERO,
  type Fraction,
} from '../shared/fraction.ts'
import type { ScoreFact } from './facts.ts'
import type { ScoringModel } from './schema.ts'

/** One adjustment (加扣分): how often it happened, and the points it gave. */
export type Adjustment = { id: string; name: string; count: number; points: string }

/** Adjustments and vetoes of one subject over all its facts, rated or not: a card counts even where nobody rated. The total is capped. */
export function adjust(
  model: ScoringModel,
  facts: readonly ScoreFact[],
): { adjustments: Adjustment[]; total: Fraction; vetoes: NonNullable<ScoringModel['veto']> } {
  let total = ZERO
  const adjustments = (model.adjustments ?? []).map(({ id, name, count: when, per, points }) => {
    const count = facts.filter((fact) => holds(when, fact)).length
    const given = multiplyFractions(wholeFraction(Math.floor(count / per)), fractionOf(points))
    total = addFractions(total, given)
    return { id, name, count, points: exactDecimal(given) }
  })
  const vetoes = (model.veto ?? []).filter((one) => facts.some((fact) => holds(one.count, fact)))
  return { adjustments, total: capped(model, total), vetoes }
}

function capped({ adjustmentCap }: ScoringModel, total: Fraction): Fraction {
  if (!adjustmentCap) return total
  const [least, most] = [fractionOf(adjustmentCap[0]), fractionOf(adjustmentCap[1])]
  if (compareFractions(total, least) < 0) return least
  return compareFractions(total, most) > 0 ? most : total
}
