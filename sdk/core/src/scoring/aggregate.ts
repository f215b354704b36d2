import { holds } from '../condition/evaluate.ts'
import type { Condition } from '../condition/schema.ts'
import { addFractions, divideFractions, wholeFraction, ZERO, type Fraction } from '../shared/fraction.ts'
import type { ScoreFact } from './facts.ts'
import type { Indicator } from './indicator.ts'
import { groupBy } from '../shared/group.ts'
import { exactNumber } from './rescale.ts'

/** Facts added up: the total, in how many parts it is to be divided (facts, or towns), the facts it rests on and how many they are. */
export type Aggregate = { total: Fraction; parts: number; sample: number; facts: readonly ScoreFact[] }

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
  const path = 'mean' in indicator ? indicator.mean : indicator.sum
  const read = population.flatMap((fact) => {
    const value = factNumber(fact, path, indicator.where)
    return value === undefined ? [] : [{ fact, value }]
  })
  const facts = read.map(({ fact }) => fact)
  if (!('mean' in indicator) || indicator.each !== 'town')
    return { total: addNumbers(read.map(({ value }) => value)), parts: facts.length, sample: facts.length, facts }
  const towns = groupBy(read, ({ fact }) => fact.town)
  const means = [...towns.values()].map((own) => divideFractions(addNumbers(own.map(({ value }) => value)), wholeFraction(own.length)))
  return { total: means.reduce(addFractions, ZERO), parts: means.length, sample: facts.length, facts }
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
