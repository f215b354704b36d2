import { addFractions, divideFractions, sumFractions, wholeFraction, ZERO, type Fraction } from '../shared/fraction.ts'

export type Combination = 'mean' | 'sum' | 'last'

/** Several figures as one: their mean, their sum, or the last. `undefined` of none. */
export function combine(values: readonly Fraction[], how: Combination): Fraction | undefined {
  if (values.length === 0) return undefined
  if (how === 'last') return values.at(-1)
  return how === 'sum' ? sumFractions(values) : divideFractions(values.reduce(addFractions, ZERO), wholeFraction(values.length))
}

/** What each of so many figures brings to the combination: factors that add up to the whole. */
export function shareOf(index: number, count: number, how: Combination): Fraction {
  if (how === 'mean') return divideFractions(wholeFraction(1), wholeFraction(count))
  return how === 'sum' || index === count - 1 ? wholeFraction(1) : ZERO
}
