import { holds } from '../condition/evaluate.ts'
import { divideFractions, exactDecimal, multiplyFractions, wholeFraction, ZERO, type Fraction } from '../shared/fraction.ts'
import type { ScoreFact } from './facts.ts'
import { exactNumber, factNumber, HUNDRED, rescale } from './measure.ts'
import type { Indicator, ScoringModel } from './schema.ts'
import { leavesOf, scoreSubject, type ScoreInputs, type ScoreSheet, type ScoreTerm } from './score.ts'
import { selectFacts, selectPopulation } from './select.ts'

/** One case behind a term: the value it had and the exact points it brought. The points of a term's cases add up to the term's. */
export type ExplainedFact = { case: string; assignment: string; value: number | boolean; points: string }

/** A subject's sheet with the cases behind each term, adjustment and veto. */
export type ScoreExplanation = {
  sheet: ScoreSheet
  terms: (ScoreTerm & { facts: ExplainedFact[] })[]
  adjustments: { id: string; facts: { case: string; assignment: string }[] }[]
  vetoes: { id: string; facts: { case: string; assignment: string }[] }[]
}

/** Opens a score to the cases behind it. The sheet is the one `computeScores` gives, without a rank. */
export function explainScore(
  model: ScoringModel,
  facts: readonly ScoreFact[],
  subject: string,
  inputs: ScoreInputs = {},
): ScoreExplanation {
  const own = selectFacts(model, facts).get(subject) ?? []
  const population = selectPopulation(model, own)
  const sheet = scoreSubject(model, own, subject, inputs)
  const leaves = leavesOf(model.parts)
  const named = (when: Parameters<typeof holds>[0]) =>
    own.filter((fact) => holds(when, fact)).map(({ case: id, assignment }) => ({ case: id, assignment }))
  return {
    sheet,
    terms: sheet.terms.map((term, index) => {
      const leaf = leaves[index]
      const indicator = leaf && Object.hasOwn(model.indicators, leaf.use) ? model.indicators[leaf.use] : undefined
      return { ...term, facts: leaf && indicator ? contributions(indicator, population, leaf.weight) : [] }
    }),
    adjustments: (model.adjustments ?? []).map(({ id, count }) => ({ id, facts: named(count) })),
    vetoes: (model.veto ?? []).map(({ id, count }) => ({ id, facts: named(count) })),
  }
}

function contributions(indicator: Indicator, population: readonly ScoreFact[], weight: Fraction): ExplainedFact[] {
  if ('ratio' in indicator) {
    const asked = population.filter((fact) => holds(indicator.ratio.den, fact))
    const each = multiplyFractions(weight, divideOr(HUNDRED, asked.length))
    return asked.map((fact) => {
      const met = holds(indicator.ratio.num, fact)
      return explained(fact, met, met ? each : ZERO)
    })
  }
  if ('count' in indicator) return population.filter((fact) => holds(indicator.count, fact)).map((fact) => explained(fact, true, weight))
  if (!('mean' in indicator) && !('sum' in indicator)) return []
  const path = 'mean' in indicator ? indicator.mean : indicator.sum
  const read = population.flatMap((fact) => {
    const value = factNumber(fact, path, indicator)
    return value === undefined ? [] : [{ fact, value }]
  })
  return read.map(({ fact, value }) => {
    const worth =
      'mean' in indicator ? divideFractions(rescale(indicator.scale, exactNumber(value)), wholeFraction(read.length)) : exactNumber(value)
    return explained(fact, value, multiplyFractions(weight, worth))
  })
}

function explained(fact: ScoreFact, value: number | boolean, points: Fraction): ExplainedFact {
  return { case: fact.case, assignment: fact.assignment, value, points: exactDecimal(points) }
}

function divideOr(value: Fraction, by: number): Fraction {
  return by === 0 ? ZERO : divideFractions(value, wholeFraction(by))
}
