import { holds } from '../condition/evaluate.ts'
import type { Condition } from '../condition/schema.ts'
import { addFractions, divideFractions, multiplyFractions, wholeFraction, ZERO, type Fraction } from '../shared/fraction.ts'
import type { ScoreFact } from './facts.ts'
import type { Indicator } from './indicator.ts'
import { assumedRating, isUnrated } from './missing-rating.ts'
import { groupBy } from '../shared/group.ts'
import { exactNumber } from './rescale.ts'

/**
 * Facts added up: the total, in how many parts it is to be divided (facts, or towns), the facts it rests on and how many they are. `assumed`:
 * those of them that nobody rated and that count by the policy's choice, each as `assumedValue`.
 */
export type Aggregate = {
  total: Fraction
  parts: number
  sample: number
  facts: readonly ScoreFact[]
  assumed?: ReadonlySet<ScoreFact>
  assumedValue?: Fraction
}

type Counting = Extract<Indicator, { ratio: unknown } | { mean: string } | { count: unknown } | { sum: string }>

/** Adds the facts of a population up as an indicator says. Whole numbers are added as integers. */
export function aggregate(indicator: Counting, population: readonly ScoreFact[]): Aggregate {
  if ('ratio' in indicator) {
    const facts = population.filter((fact) => holds(indicator.ratio.den, fact))
    const met = facts.filter((fact) => holds(indicator.ratio.num, fact)).length
    return { total: wholeFraction(met), parts: facts.length, sample: facts.length, facts }
  }
  if ('count' in indicator) {
    const facts = population.filter((fact) => holds(indicator.count, fact))
    return { total: wholeFraction(facts.length), parts: 1, sample: population.length, facts }
  }
  if ('mean' in indicator) return averaged(indicator, population)
  const read = population.flatMap((fact) => {
    const value = factNumber(fact, indicator.sum, indicator.where)
    return value === undefined ? [] : [{ fact, value }]
  })
  const facts = read.map(({ fact }) => fact)
  return { total: addNumbers(read.map(({ value }) => value)), parts: facts.length, sample: facts.length, facts }
}

function averaged(indicator: Extract<Indicator, { mean: string }>, population: readonly ScoreFact[]): Aggregate {
  const assumedValue = assumedRating(indicator)
  const { mean: path, where } = indicator
  const read = population.flatMap((fact): { fact: ScoreFact; value: number | undefined }[] => {
    const value = factNumber(fact, path, where)
    if (value !== undefined) return [{ fact, value }]
    return assumedValue && isUnrated(fact, indicator) && (!where || holds(where, fact)) ? [{ fact, value: undefined }] : []
  })
  const facts = read.map(({ fact }) => fact)
  const assumed = new Set(read.flatMap(({ fact, value }) => (value === undefined ? [fact] : [])))
  const sumOf = (own: typeof read) => {
    const given = own.flatMap(({ value }) => value ?? [])
    const rest = multiplyFractions(assumedValue ?? ZERO, wholeFraction(own.length - given.length))
    return addFractions(addNumbers(given), rest)
  }
  const base = { sample: facts.length, facts, ...(assumedValue && { assumed, assumedValue }) }
  if (indicator.each !== 'town') return { ...base, total: sumOf(read), parts: facts.length }
  const towns = groupBy(read, ({ fact }) => fact.town)
  const means = [...towns.values()].map((own) => divideFractions(sumOf(own), wholeFraction(own.length)))
  return { ...base, total: means.reduce(addFractions, ZERO), parts: means.length }
}

/** The number a fact has at a path; undefined when it has none or the condition leaves it out. */
export function factNumber(fact: ScoreFact, path: string, where: Condition | undefined): number | undefined {
  const value = Object.hasOwn(fact, path) ? fact[path] : undefined
  return typeof value === 'number' && Number.isFinite(value) && (!where || holds(where, fact)) ? value : undefined
}

/** The exact sum of numbers. */
export function addNumbers(values: readonly number[]): Fraction {
  let whole = 0
  let rest = ZERO
  for (const value of values) {
    // A tiny decimal would vanish in the integer; it is added exactly.
    if (Number.isSafeInteger(value) && Number.isSafeInteger(whole + value)) whole += value
    else rest = addFractions(rest, exactNumber(value))
  }
  return addFractions(rest, wholeFraction(whole))
}
