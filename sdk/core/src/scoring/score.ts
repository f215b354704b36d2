import {
  addFractions,
  exactDecimal,
  formatFraction,
  multiplyFractions,
  parseAmount,
  roundHalfUp,
  ZERO,
  type Fraction,
} from '../shared/fraction.ts'
import { adjust } from './adjust.ts'
import { boundsOf } from './bounds.ts'
import { openAppraisal, type Appraisal, type ScoreInputs, type ScoreSubject } from './appraisal.ts'
import { ratersOf, type ScoreFact } from './facts.ts'
import { leavesOf, type Leaf } from './leaves.ts'
import type { Measured } from './measure.ts'
import { rankSheets } from './rank.ts'
import type { ScoringModel } from './schema.ts'
import type { ScoreSheet, ScoreTerm } from './sheet.ts'
import { takeCorrections } from './take-corrections.ts'

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
  return scoreAll(openAppraisal(model, facts, subjects, inputs), subjects)
}

/** The same in an appraisal that is open already. */
export function scoreAll(appraisal: Appraisal, subjects: readonly ScoreSubject[]): ScoreSheet[] {
  const sheets = subjects.map(({ id }) => scoreSubject(appraisal, id))
  return rankSheets(appraisal.model, sheets, subjects)
}

/** The sheet of one subject, not ranked. */
export function scoreSubject(appraisal: Appraisal, subject: string): ScoreSheet {
  const { model, inputs } = appraisal
  const values = leavesOf(model.parts).map((leaf) => ({ leaf, measured: appraisal.measured(subject, leaf.use) }))
  const parts = values.map(({ leaf, measured: { value } }) => (value === undefined ? undefined : multiplyFractions(leaf.weight, value)))
  const scored = parts.every((points) => points !== undefined)
  const adjusted = adjust(appraisal, subject)
  const owed = inputs.corrections && Object.hasOwn(inputs.corrections, subject) ? (inputs.corrections[subject] ?? []) : []
  const own = scored ? parts.reduce<Fraction>((sum, points) => addFractions(sum, points ?? ZERO), adjusted.total) : undefined
  const corrections = own && owed.length > 0 ? takeCorrections(own, owed, boundsOf(model)) : owed
  const total = own && corrections.reduce((sum, one) => addFractions(sum, parseAmount(one.difference) ?? ZERO), own)
  return {
    subject,
    score: total ? roundHalfUp(total, model.rounding.digits) : null,
    exact: total ? formatFraction(total) : null,
    rank: null,
    facts: appraisal.populationOf(subject).length,
    raters: countRaters(
      appraisal,
      subject,
      values.map(({ measured }) => measured),
    ),
    terms: values.map(({ leaf, measured }) => termOf(leaf, measured)),
    adjustments: adjusted.adjustments,
    adjustment: exactDecimal(adjusted.total),
    corrections: [...corrections],
    veto: adjusted.vetoes.map((one) => one.name),
    outcomes: adjusted.vetoes.map((one) => one.outcome),
  }
}

function termOf(leaf: Leaf, { value, numerator, denominator, sample, raters, how }: Measured): ScoreTerm {
  return {
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
    raters: raters ? raters.length : null,
    how,
  }
}

function countRaters(appraisal: Appraisal, subject: string, measured: readonly Measured[]): number {
  const entered = (appraisal.model.inputs ?? []).flatMap((input) => appraisal.entriesOf(subject, input.id).raters)
  const rated = appraisal.populationOf(subject).flatMap((fact) => ratersOf(fact))
  return new Set([...entered, ...rated, ...measured.flatMap((one) => one.raters ?? [])]).size
}
