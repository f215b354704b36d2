import { holds } from '../condition/evaluate.ts'
import {
  addFractions,
  divideFractions,
  fractionOf,
  makeFraction,
  multiplyFractions,
  parseFraction,
  subtractFractions,
  wholeFraction,
  ONE,
  ZERO,
  type Fraction,
} from '../shared/fraction.ts'
import type { ScoreFact } from './facts.ts'
import type { Indicator, ScoringModel } from './schema.ts'
import type { ScoreInputs } from './score.ts'

/** What an indicator came to. `value` is undefined without a sample (or input) when the model excludes such subjects. */
export type Measured = { value: Fraction | undefined; numerator: Fraction; denominator: Fraction; sample: number }

export const HUNDRED = wholeFraction(100)

/** Measures one indicator over a population. Whole numbers are added as integers; fractions begin where the sums are divided. */
export function measure(
  model: ScoringModel,
  id: string,
  population: readonly ScoreFact[],
  { subject, inputs }: { subject: string; inputs: ScoreInputs },
): Measured {
  const indicator = Object.hasOwn(model.indicators, id) ? model.indicators[id] : undefined
  if (!indicator) return given(undefined)
  if ('ratio' in indicator) {
    const asked = population.filter((fact) => holds(indicator.ratio.den, fact))
    const met = asked.filter((fact) => holds(indicator.ratio.num, fact)).length
    return share(model, wholeFraction(met), asked.length, (ratio) => multiplyFractions(ratio, HUNDRED), HUNDRED)
  }
  if ('mean' in indicator) {
    const { total, sample } = addUp(population, indicator.mean, indicator)
    return share(model, total, sample, (mean) => rescale(indicator.scale, mean), fractionOf(indicator.scale.to[1]))
  }
  if ('count' in indicator)
    return counted(wholeFraction(population.filter((fact) => holds(indicator.count, fact)).length), population.length)
  if ('sum' in indicator) {
    const { total, sample } = addUp(population, indicator.sum, indicator)
    return counted(total, sample)
  }
  if ('constant' in indicator) return given(fractionOf(indicator.constant))
  const [table, key] = 'model' in indicator ? [inputs.scores, indicator.model] : [inputs.manual, indicator.manual]
  const text = own(own(table, key), subject)
  return orEmpty(model, given(text === undefined ? undefined : parseFraction(text)), HUNDRED)
}

/** The value one fact adds to a mean or sum; undefined when the fact does not have it or the indicator leaves it out. */
export function factNumber(
  fact: ScoreFact,
  path: string,
  { where }: Extract<Indicator, { mean: string } | { sum: string }>,
): number | undefined {
  const value = Object.hasOwn(fact, path) ? fact[path] : undefined
  return typeof value === 'number' && Number.isFinite(value) && (!where || holds(where, fact)) ? value : undefined
}

/** Carries a value from one interval to another, linearly and exactly. */
export function rescale({ from, to }: Extract<Indicator, { mean: string }>['scale'], value: Fraction): Fraction {
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

function addUp(population: readonly ScoreFact[], path: string, indicator: Extract<Indicator, { mean: string } | { sum: string }>) {
  let whole = 0
  let rest = ZERO
  let sample = 0
  for (const fact of population) {
    const value = factNumber(fact, path, indicator)
    if (value === undefined) continue
    sample++
    // A tiny decimal would vanish in the integer; it is added exactly.
    if (Number.isSafeInteger(value) && Number.isSafeInteger(whole + value)) whole += value
    else rest = addFractions(rest, exactNumber(value))
  }
  return { total: addFractions(rest, wholeFraction(whole)), sample }
}

function share(model: ScoringModel, total: Fraction, sample: number, finish: (mean: Fraction) => Fraction, full: Fraction): Measured {
  const denominator = wholeFraction(sample)
  const value = sample === 0 ? undefined : finish(divideFractions(total, denominator))
  return orEmpty(model, { value, numerator: total, denominator, sample }, full)
}

function orEmpty({ emptyDenominator }: ScoringModel, measured: Measured, full: Fraction): Measured {
  if (measured.value !== undefined || emptyDenominator === 'exclude') return measured
  return { ...measured, value: emptyDenominator === 'full' ? full : ZERO }
}

function counted(value: Fraction, sample: number): Measured {
  return { value, numerator: value, denominator: ONE, sample }
}

function given(value: Fraction | undefined): Measured {
  return { value, numerator: value ?? ZERO, denominator: ONE, sample: 0 }
}

function own<T>(table: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return table && Object.hasOwn(table, key) ? table[key] : undefined
}
