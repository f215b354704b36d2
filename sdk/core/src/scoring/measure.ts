import { pathsOf } from '../condition/paths.ts'
import type { Condition } from '../condition/schema.ts'
import {
  compareFractions,
  divideFractions,
  exactDecimal,
  fractionOf,
  multiplyFractions,
  parseAmount,
  wholeFraction,
  ONE,
  ZERO,
  type Fraction,
} from '../shared/fraction.ts'
import { aggregate } from './aggregate.ts'
import type { Appraisal } from './appraisal.ts'
import { findBand } from './bands.ts'
import { combine } from './combine.ts'
import { ratersOf, type ScoreFact } from './facts.ts'
import type { Indicator } from './indicator.ts'
import { rescale } from './rescale.ts'
import type { ScoringModel } from './schema.ts'
import type { Operand, Working } from './sheet.ts'

/** What an indicator came to. `value` is undefined without a sample (or input) when the model excludes such subjects. */
export type Measured = {
  value: Fraction | undefined
  numerator: Fraction
  denominator: Fraction
  /** Facts or entries it rests on. */
  sample: number
  /** Whose judgements it rests on, each once; undefined where it is no judgement. */
  raters?: readonly string[]
  how: Working
}

export const HUNDRED = wholeFraction(100)

/** Measures one indicator of one subject. Other indicators it is made of are asked of the appraisal, which measures each once. */
export function measure(appraisal: Appraisal, subject: string, id: string): Measured {
  const { model } = appraisal
  const indicator = Object.hasOwn(model.indicators, id) ? model.indicators[id] : undefined
  if (!indicator) return given(undefined, { op: 'unknown' })
  if ('ratio' in indicator || 'mean' in indicator || 'count' in indicator || 'sum' in indicator)
    return measureFacts(model, indicator, appraisal.populationOf(subject))
  if ('constant' in indicator) return given(fractionOf(indicator.constant), { op: 'constant' })
  if ('model' in indicator) return measureModel(appraisal, subject, indicator)
  if ('manual' in indicator) return measureEntries(appraisal, subject, indicator)
  return measureDerived(appraisal, subject, indicator)
}

type FactIndicator = Extract<Indicator, { ratio: unknown } | { mean: string } | { count: unknown } | { sum: string }>

function measureFacts(model: ScoringModel, indicator: FactIndicator, population: readonly ScoreFact[]): Measured {
  const { total, parts, sample, facts, assumed } = aggregate(indicator, population)
  const paths = judgedPaths(indicator)
  const raters = paths.length > 0 ? { raters: [...new Set(facts.flatMap((fact) => ratersOf(fact, paths)))] } : {}
  if ('count' in indicator) return { value: total, numerator: total, denominator: ONE, sample, ...raters, how: { op: 'count' } }
  if ('sum' in indicator) return { value: total, numerator: total, denominator: ONE, sample, ...raters, how: { op: 'sum' } }
  const denominator = wholeFraction(parts)
  const mean = parts === 0 ? undefined : divideFractions(total, denominator)
  if ('ratio' in indicator) {
    const value = mean && multiplyFractions(mean, HUNDRED)
    return orEmpty(model, { value, numerator: total, denominator, sample, ...raters, how: { op: 'ratio' } }, HUNDRED)
  }
  const value = mean && rescale(indicator.scale, mean)
  const { each = 'fact', missing = 'skip' } = indicator
  const how: Working = { op: 'mean', each, ...(missing !== 'skip' && assumed?.size && { missing, assumed: assumed.size }) }
  return orEmpty(model, { value, numerator: total, denominator, sample, ...raters, how }, fractionOf(indicator.scale.to[1]))
}

/** Ratings an indicator reads: what makes it a judgement. Whether something was rated at all is none. */
function judgedPaths(indicator: FactIndicator): string[] {
  const conditions: (Condition | undefined)[] =
    'ratio' in indicator ? [indicator.ratio.num, indicator.ratio.den] : 'count' in indicator ? [indicator.count] : [indicator.where]
  const read = 'mean' in indicator ? [indicator.mean] : 'sum' in indicator ? [indicator.sum] : []
  const paths = [...read, ...conditions.flatMap((one) => (one ? pathsOf(one) : []))]
  return [...new Set(paths.filter((path) => path.startsWith('eval.') && path !== 'eval.rated' && path !== 'eval.screened'))]
}

/** The published scores of another model in the periods this one covers. Missing periods are listed, and count as the indicator says. */
function measureModel(
  { model, inputs, subjectOf }: Appraisal,
  subject: string,
  { model: other, of = 'self', combine: way = 'mean', missing = 'skip' }: Extract<Indicator, { model: string }>,
): Measured {
  const known = subjectOf(subject)
  const whose = of === 'self' ? subject : of === 'unit' ? known?.unit : known?.parent
  const periods = (whose === undefined ? undefined : own(own(inputs.scores, other), whose)) ?? []
  const found = periods.map(({ score }) => (score === null ? undefined : parseAmount(score)))
  const values = missing === 'zero' ? found.map((one) => one ?? ZERO) : found.filter((one) => one !== undefined)
  const complete = missing !== 'no-score' || values.length === periods.length
  const how: Working = {
    op: 'model',
    model: other,
    of,
    combine: way,
    missing,
    periods: periods.map(({ period, score }) => ({ period, score })),
  }
  const total = combine(values, 'sum') ?? ZERO
  const value = complete ? combine(values, way) : undefined
  return orEmpty(model, { value, numerator: total, denominator: wholeFraction(values.length), sample: values.length, how }, HUNDRED)
}

function measureEntries({ model, entriesOf }: Appraisal, subject: string, indicator: Extract<Indicator, { manual: string }>): Measured {
  const { combined, values, way, raters } = entriesOf(subject, indicator.manual)
  const value = combined && indicator.scale ? rescale(indicator.scale, combined) : combined
  const measured: Measured = {
    value,
    numerator: combine(values, 'sum') ?? ZERO,
    denominator: wholeFraction(values.length),
    sample: values.length,
    ...(raters.length > 0 && { raters }),
    how: { op: 'manual', input: indicator.manual, combine: way },
  }
  return orEmpty(model, measured, indicator.scale ? fractionOf(indicator.scale.to[1]) : HUNDRED)
}

type Derived = Extract<Indicator, { quotient: unknown } | { bands: unknown } | { cap: unknown } | { rank: unknown }>

function measureDerived(appraisal: Appraisal, subject: string, indicator: Derived): Measured {
  const { model } = appraisal
  const ask = (use: string) => {
    const measured = appraisal.measured(subject, use)
    const named = Object.hasOwn(model.indicators, use) ? model.indicators[use] : undefined
    const operand: Operand = { use, name: named?.name ?? use, value: measured.value ? exactDecimal(measured.value) : null }
    return { measured, operand }
  }
  if ('quotient' in indicator) {
    const [of, by] = [ask(indicator.quotient.of), ask(indicator.quotient.by)]
    const [part, whole] = [of.measured.value, by.measured.value]
    const value = part && whole && whole.n !== 0n ? multiplyFractions(divideFractions(part, whole), HUNDRED) : undefined
    const raters = [of.measured.raters, by.measured.raters].flatMap((one) => one ?? [])
    return orEmpty(
      model,
      {
        value,
        numerator: part ?? ZERO,
        denominator: whole ?? ZERO,
        sample: of.measured.sample,
        ...((of.measured.raters ?? by.measured.raters) && { raters: [...new Set(raters)] }),
        how: { op: 'quotient', of: of.operand, by: by.operand },
      },
      HUNDRED,
    )
  }
  if ('rank' in indicator) {
    const { of, points, rest } = indicator.rank
    const { measured, operand } = ask(of)
    const { rank, among } = appraisal.placeOf(of, indicator.rank.order, subject)
    const text = rank === null ? undefined : (points[rank - 1] ?? rest)
    const value = text === undefined ? undefined : fractionOf(text)
    return orEmpty(model, { ...measured, value, how: { op: 'rank', of: operand, rank, among } }, fractionOf(points[0] ?? '0'))
  }
  if ('bands' in indicator) {
    const { measured, operand } = ask(indicator.bands.of)
    const band = measured.value && findBand(indicator.bands.steps, measured.value)
    const value = band && fractionOf(band.points)
    return { ...measured, value, how: { op: 'bands', of: operand, band: band ?? null } }
  }
  const { measured, operand } = ask(indicator.cap.of)
  const { value, reached } = keepWithin(measured.value, indicator.cap)
  return { ...measured, value, how: { op: 'cap', of: operand, reached } }
}

function keepWithin(value: Fraction | undefined, { min, max }: { min?: string; max?: string }) {
  const [least, most] = [min === undefined ? undefined : fractionOf(min), max === undefined ? undefined : fractionOf(max)]
  if (value && least && compareFractions(value, least) < 0) return { value: least, reached: 'min' as const }
  if (value && most && compareFractions(value, most) > 0) return { value: most, reached: 'max' as const }
  return { value, reached: null }
}

function orEmpty({ emptyDenominator }: ScoringModel, measured: Measured, full: Fraction): Measured {
  if (measured.value !== undefined || emptyDenominator === 'exclude') return measured
  return { ...measured, value: emptyDenominator === 'full' ? full : ZERO }
}

function given(value: Fraction | undefined, how: Working): Measured {
  return { value, numerator: value ?? ZERO, denominator: ONE, sample: 0, how }
}

function own<T>(table: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return table && Object.hasOwn(table, key) ? table[key] : undefined
}
