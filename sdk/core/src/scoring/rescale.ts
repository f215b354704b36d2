import {
  addFractions,
  divideFractions,
  fractionOf,
  makeFraction,
  multiplyFractions,
  subtractFractions,
  wholeFraction,
  type Fraction,
} from '../shared/fraction.ts'
import type { Scale } from './indicator.ts'

/** Carries a value from one interval to another, linearly and exactly. */
export function rescale({ from, to }: Scale, value: Fraction): Fraction {
  const [low, high, start, end] = [...from, ...to].map(fractionOf) as [Fraction, Fraction, Fraction, Fraction]
  const width = subtractFractions(high, low)
  if (width.n === 0n) return start
  const part = divideFractions(subtractFractions(value, low), width)
  return addFractions(start, multiplyFractions(part, subtractFractions(end, start)))
}

/** Any finite number as the exact fraction it is in binary. */
export function exactNumber(value: number): Fraction {
  if (Number.isSafeInteger(value)) return wholeFraction(value)
  let scaled = value
  let denominator = 1n
  while (!Number.isInteger(scaled)) {
    scaled *= 2
    denominator *= 2n
  }
  return makeFraction(BigInt(scaled), denominator)
}
