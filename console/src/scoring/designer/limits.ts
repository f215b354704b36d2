import { compareFractions, parseFraction, type Fraction, type ScoringModel } from '@shaotai/core'

/** What binds the weight of a part, where that stands, and whether the weight keeps to it. */
export type Limit = { readonly min?: string; readonly max?: string; readonly source: string; readonly kept: boolean }

/** The constraints on one part. `weight` is its share of the whole score. */
export function limitsOf(model: ScoringModel, part: string, weight: Fraction): Limit[] {
  return (model.constraints ?? [])
    .filter((one) => one.part === part)
    .map(({ min, max, source }) => {
      const [least, most] = [min, max].map((bound) => (bound === undefined ? undefined : parseFraction(bound)))
      const kept = (!least || compareFractions(weight, least) >= 0) && (!most || compareFractions(weight, most) <= 0)
      return { ...(min !== undefined && { min }), ...(max !== undefined && { max }), source, kept }
    })
}
