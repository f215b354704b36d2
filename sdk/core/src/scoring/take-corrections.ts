import {
  addFractions,
  compareFractions,
  exactDecimal,
  parseAmount,
  subtractFractions,
  sumFractions,
  ZERO,
  type Fraction,
} from '../shared/fraction.ts'
import type { Bounds } from './bounds.ts'
import type { Correction } from './sheet.ts'

/**
 * The corrections a period takes (计入下期更正). They never carry a score beyond what its model can give: what goes over the most, or under the
 * least, is withheld and stays owed to the next period. Of several the last gives way first.
 */
export function takeCorrections(own: Fraction, corrections: readonly Correction[], { least, most }: Bounds): Correction[] {
  const total = addFractions(own, sumFractions(corrections.map(differenceOf)))
  if (most && compareFractions(total, most) > 0) return withhold(corrections, subtractFractions(total, most), 1)
  return least && compareFractions(total, least) < 0 ? withhold(corrections, subtractFractions(least, total), -1) : [...corrections]
}

/** Takes `excess` back from the corrections that go in a direction, the last first. */
function withhold(corrections: readonly Correction[], excess: Fraction, sign: 1 | -1): Correction[] {
  let left = excess
  const kept = corrections.toReversed().map((one) => {
    const difference = differenceOf(one)
    const size = sign === 1 ? difference : subtractFractions(ZERO, difference)
    if (compareFractions(size, ZERO) <= 0 || compareFractions(left, ZERO) <= 0) return one
    const back = compareFractions(size, left) < 0 ? size : left
    left = subtractFractions(left, back)
    const signed = sign === 1 ? back : subtractFractions(ZERO, back)
    return { ...one, difference: exactDecimal(subtractFractions(difference, signed)), withheld: exactDecimal(signed) }
  })
  return kept.toReversed()
}

function differenceOf({ difference }: Correction): Fraction {
  return parseAmount(difference) ?? ZERO
}
