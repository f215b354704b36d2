import type { UnitType } from '../organisation/schema.ts'
import {
  addFractions,
  exactDecimal,
  formatFraction,
  fractionOf,
  multiplyFractions,
  roundHalfUp,
  wholeFraction,
  ZERO,
  type Fraction,
} from '../shared/fraction.ts'
import { adjust, type Adjustment } from './adjust.ts'
import type { ScoreFact } from './facts.ts'
import { measure, type Measured } from './measure.ts'
import { rankSheets } from './rank.ts'
import type { ScoreNode, ScoringModel } from './schema.ts'
import { selectFacts, selectPopulation } from './select.ts'

/** Who is scored: a unit (or town) and its type, which decides whether it is ranked. */
export type ScoreSubject = { readonly id: string; readonly type: UnitType }

/** Values no fact gives: typed in by people, or scores of another model; fractions as text, by subject id. */
export type ScoreInputs = {
  readonly manual?: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly scores?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** One leaf of the weighted tree. `value` is the indicator's, `points` is weight × value; both exact: a decimal, or a fraction when it has none. */
export type ScoreTerm = {
  part: string
  name: string
  /** The branches it hangs on, outermost first. */
  within: string[]
  use: string
  /** Its weight in the whole score: the product down the tree. */
  weight: string
  value: string | null
  points: string | null
  numerator: string
  denominator: string
  /** Facts the value rests on. */
  sample: number
}

/** The score of one subject, with everything that made it. */
export type ScoreSheet = {
  subject: string
  /** Rounded once, to the model's digits. Null: no sample, or an input is missing; not ranked. */
  score: string | null
  /** The same before rounding, as a fraction. */
  exact: string | null
  /** Null: not scored, or of a type the model does not rank. */
  rank: number | null
  facts: number
  /** Towns that rated something in the population: the raters behind a back-to-back score. */
  raters: number
  terms: ScoreTerm[]
  adjustments: Adjustment[]
  /** Sum of the adjustments after the cap. */
  adjustment: string
  /** Vetoes (一票否决) that apply, by name. */
  veto: string[]
  /** What follows (结果运用): from the rank and from vetoes. */
  outcomes: string[]
}

/**
 * Scores every subject (考核): exact fractions throughout, one rounding at the end, whatever the order of the facts.
 * `facts` are those of the period; the model's population chooses among them. Adjustments and vetoes look at all of the subject's facts.
 * A ratio is worth 0…100, a mean what its scale says. Ranks compare the published, rounded scores, so that equal figures share a rank.
 */
export function computeScores(
  model: ScoringModel,
  facts: readonly ScoreFact[],
  subjects: readonly ScoreSubject[],
  inputs: ScoreInputs = {},
): ScoreSheet[] {
  const bySubject = selectFacts(model, facts)
  const sheets = subjects.map(({ id }) => scoreSubject(model, bySubject.get(id) ?? [], id, inputs))
  return rankSheets(model, sheets, subjects)
}

/** The sheet of one subject from its own facts, not ranked. */
export function scoreSubject(model: ScoringModel, facts: readonly ScoreFact[], subject: string, inputs: ScoreInputs): ScoreSheet {
  const population = selectPopulation(model, facts)
  const measured = new Map<string, Measured>()
  const measureOnce = (id: string): Measured => {
    const known = measured.get(id) ?? measure(model, id, population, { subject, inputs })
    measured.set(id, known)
    return known
  }
  const leaves = leavesOf(model.parts)
  const values = leaves.map((leaf) => ({ leaf, measured: measureOnce(leaf.use) }))
  const parts = values.map(({ leaf, measured: { value } }) => (value === undefined ? undefined : multiplyFractions(leaf.weight, value)))
  const scored = parts.every((points) => points !== undefined)
  const adjusted = adjust(model, facts)
  const total = scored ? parts.reduce<Fraction>((sum, points) => addFractions(sum, points ?? ZERO), adjusted.total) : undefined
  return {
    subject,
    score: total ? roundHalfUp(total, model.rounding.digits) : null,
    exact: total ? formatFraction(total) : null,
    rank: null,
    facts: population.length,
    raters: new Set(population.filter((fact) => fact['eval.rated'] === true).map((fact) => fact.town)).size,
    terms: values.map(({ leaf, measured: { value, numerator, denominator, sample } }) => ({
      part: leaf.id,
      name: leaf.name,
      within: leaf.within,
      use: leaf.use,
      weight: formatFraction(leaf.weight),
      value: value === undefined ? null : exactDecimal(value),
      points: value === undefined ? null : exactDecimal(multiplyFractions(leaf.weight, value)),
      numerator: exactDecimal(numerator),
      denominator: exactDecimal(denominator),
      sample,
    })),
    adjustments: adjusted.adjustments,
    adjustment: exactDecimal(adjusted.total),
    veto: adjusted.vetoes.map((one) => one.name),
    outcomes: adjusted.vetoes.map((one) => one.outcome),
  }
}

/** A leaf of the tree with the product of the weights above it. */
export type Leaf = { id: string; name: string; use: string; weight: Fraction; within: string[] }

/** The leaves of a weighted tree, in order. */
export function leavesOf(nodes: readonly ScoreNode[], weight: Fraction = wholeFraction(1), within: string[] = []): Leaf[] {
  return nodes.flatMap((node) => {
    const own = multiplyFractions(weight, fractionOf(node.weight))
    return 'use' in node
      ? [{ id: node.id, name: node.name, use: node.use, weight: own, within }]
      : leavesOf(node.parts, own, [...within, node.name])
  })
}
