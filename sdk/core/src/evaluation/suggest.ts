import { parseFraction } from '../shared/fraction.ts'
import type { EvaluationItem } from './schema.ts'

/** How much of its allowance a clock used, both in whole milliseconds (or both in whole days). */
export type ClockUse = { readonly used: number; readonly allowed: number }

/**
 * The value suggested to the rater (建议星级): the first band whose share of the allowance covers what was used, exactly.
 * `undefined` when the item has no suggestion, no band covers it, or there is no allowance to compare with.
 */
export function suggestValue(item: Pick<EvaluationItem, 'suggestion'>, { used, allowed }: ClockUse): number | undefined {
  if (!item.suggestion || !Number.isFinite(used) || !Number.isFinite(allowed) || allowed <= 0) return undefined
  const spent = BigInt(Math.ceil(used))
  const allowance = BigInt(Math.ceil(allowed))
  return item.suggestion.bands.find(({ upTo }) => {
    const share = upTo === undefined ? undefined : parseFraction(upTo)
    return upTo === undefined || (share !== undefined && spent * share.d <= share.n * allowance)
  })?.value
}
