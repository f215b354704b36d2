import { holds } from '../condition/evaluate.ts'
import {
  compareFractions,
  exactDecimal,
  fractionOf,
  makeFraction,
  multiplyFractions,
  sumFractions,
  ZERO,
  type Fraction,
} from '../shared/fraction.ts'
import { addNumbers, factNumber } from './aggregate.ts'
import type { Appraisal } from './appraisal.ts'
import type { ScoringModel } from './schema.ts'
import type { Adjustment } from './sheet.ts'

type AdjustmentRule = NonNullable<ScoringModel['adjustments']>[number]
type Veto = NonNullable<ScoringModel['veto']>[number]

/**
 * Adjustments and vetoes of one subject over all its facts, rated or not: a card counts even where nobody rated. Whole multiples of `per`
 * count: two yellow cards −1 leaves the third without effect. The total is capped.
 */
export function adjust(appraisal: Appraisal, subject: string): { adjustments: Adjustment[]; total: Fraction; vetoes: Veto[] } {
  const { model } = appraisal
  const given = (model.adjustments ?? []).map((rule) => ({ rule, ...weigh(appraisal, subject, rule) }))
  return {
    adjustments: given.map(({ rule: { id, name }, count, points, raters }) => ({ id, name, count, points: exactDecimal(points), raters })),
    total: capped(model, sumFractions(given.map(({ points }) => points))),
    vetoes: (model.veto ?? []).filter((one) => applies(appraisal, subject, one)),
  }
}

function weigh(appraisal: Appraisal, subject: string, rule: AdjustmentRule): { count: number; points: Fraction; raters: number | null } {
  if ('manual' in rule) {
    const { values, combined, raters } = appraisal.entriesOf(subject, rule.manual)
    return { count: values.length, points: combined ?? ZERO, raters: raters.length > 0 ? raters.length : null }
  }
  const facts = appraisal.factsOf(subject)
  const counted =
    'count' in rule
      ? makeFraction(BigInt(facts.filter((fact) => holds(rule.count, fact)).length))
      : addNumbers(facts.flatMap((fact) => factNumber(fact, rule.sum, rule.where) ?? []))
  const times = counted.n / (counted.d * BigInt(rule.per))
  return { count: Number(counted.n / counted.d), points: multiplyFractions(makeFraction(times), fractionOf(rule.points)), raters: null }
}

function applies(appraisal: Appraisal, subject: string, veto: Veto): boolean {
  if ('count' in veto) return appraisal.factsOf(subject).some((fact) => holds(veto.count, fact))
  return appraisal.entriesOf(subject, veto.manual).values.some((value) => compareFractions(value, ZERO) > 0)
}

function capped({ adjustmentCap }: ScoringModel, total: Fraction): Fraction {
  if (!adjustmentCap) return total
  const [least, most] = [fractionOf(adjustmentCap[0]), fractionOf(adjustmentCap[1])]
  if (compareFractions(total, least) < 0) return least
  return compareFractions(total, most) > 0 ? most : total
}
