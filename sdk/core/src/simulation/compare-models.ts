import { openAppraisal, type Appraisal, type ScoreInputs, type ScoreSubject } from '../scoring/appraisal.ts'
import type { ScoreFact } from '../scoring/facts.ts'
import type { ScoringModel } from '../scoring/schema.ts'
import { leavesOf } from '../scoring/leaves.ts'
import { scoreAll } from '../scoring/score.ts'
import { reweigh, scoreSensitivity, type Sensitivity } from '../scoring/sensitivity.ts'
import type { ScoreSheet } from '../scoring/sheet.ts'
import { moveSubject, type MovedSubject } from './score-movement.ts'

/** Facts below which a subject's score says little (件数少). */
export const FEW_FACTS = 10

/** One period scored by a model and by its draft (考核试算). */
export type ModelComparison = {
  /** Every subject, in the order of the subjects given; `facts` are those its score rests on under the draft, `few` says they are too few. */
  readonly subjects: readonly (MovedSubject & { readonly facts: number; readonly few: boolean })[]
  /** Part by part of the draft: what five points more or less of its weight would do. */
  readonly sensitivity: readonly Sensitivity[]
}

/** The facts of one period, the subjects of the model, and what people entered or other models gave. */
export type ComparedPeriod = {
  readonly facts: readonly ScoreFact[]
  readonly subjects: readonly ScoreSubject[]
  readonly inputs?: ScoreInputs
}

/** Scores one period under two models, now → then. What was measured is kept: another weight, rounding or outcome only weighs again. */
export function compareModels(period: ComparedPeriod): (before: ScoringModel, after: ScoringModel) => ModelComparison {
  const sheetsOf = openScorer(period)
  return (before, after) => {
    const was = new Map(sheetsOf(before).map((sheet) => [sheet.subject, sheet]))
    const is = sheetsOf(after)
    return {
      subjects: is.map((sheet) => ({
        ...moveSubject(was.get(sheet.subject), sheet),
        facts: sheet.facts,
        few: sheet.facts < FEW_FACTS,
      })),
      sensitivity: scoreSensitivity(after, is, period.subjects),
    }
  }
}

/** Scores models of one period; measures only what it has not measured. */
function openScorer({ facts, subjects, inputs }: ComparedPeriod): (model: ScoringModel) => ScoreSheet[] {
  const kept = new Map<string, { appraisal: Appraisal; sheets: ScoreSheet[]; uses: ReadonlySet<string> }>()
  return (model) => {
    const key = JSON.stringify(measuredBy(model))
    const uses = leavesOf(model.parts).map((leaf) => leaf.use)
    const known = kept.get(key)
    if (known && uses.every((use) => known.uses.has(use))) return reweigh(model, known.sheets, { subjects })
    const appraisal: Appraisal = known ? { ...known.appraisal, model } : openAppraisal(model, facts, subjects, inputs)
    const sheets = scoreAll(appraisal, subjects)
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(key, { appraisal, sheets, uses: new Set(uses) })
    return sheets
  }
}

/** A handful of drafts somebody goes to and fro between. */
const MOST_KEPT = 8

/** Everything of a model but how what was measured is weighed, rounded, ranked and named. */
function measuredBy({
  name: _name,
  parts: _parts,
  constraints: _constraints,
  rounding: _rounding,
  ties: _ties,
  outcomes: _outcomes,
  visibility: _visibility,
  period: _period,
  ...rest
}: ScoringModel) {
  return rest
}
