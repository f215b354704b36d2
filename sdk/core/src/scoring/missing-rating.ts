import { evaluateCondition } from '../condition/evaluate.ts'
import { addFractions, compareFractions, divideFractions, fractionOf, wholeFraction, type Fraction } from '../shared/fraction.ts'
import type { ScoreFact } from './facts.ts'
import type { Indicator } from './indicator.ts'
import type { ScoringModel } from './schema.ts'

type Mean = Extract<Indicator, { mean: string }>

/**
 * What a rating nobody gave counts as, on the scale it would have been given on: its best end (默认满分) or its middle (默认中位); nothing where
 * it is not counted (不计), which is so unless the policy says otherwise. The best end is the one worth most points.
 */
export function assumedRating({ missing = 'skip', scale }: Mean): Fraction | undefined {
  if (missing === 'skip') return undefined
  const [low, high] = scale.from.map(fractionOf) as [Fraction, Fraction]
  if (missing === 'middle') return divideFractions(addFractions(low, high), wholeFraction(2))
  const [start, end] = scale.to.map(fractionOf) as [Fraction, Fraction]
  return compareFractions(start, end) > 0 ? low : high
}

/** Whether a fact's rating is one nobody gave: what was given and screened out (甄别剔除) counts for nothing instead. */
export function isUnrated(fact: ScoreFact, { mean: path }: Mean): boolean {
  return !(Object.hasOwn(fact, path) && typeof fact[path] === 'number') && fact['eval.screened'] !== true
}

/** Whether a model counts no case that nobody rated for an indicator, so that what such a case counts as is never asked. */
export function leavesOutUnrated({ population }: Pick<ScoringModel, 'population'>, { where }: Pick<Mean, 'where'>): boolean {
  return [population.where, where].some((one) => one !== undefined && evaluateCondition(one, UNRATED).value === false)
}

const UNRATED = { 'eval.rated': false, 'eval.screened': false }
