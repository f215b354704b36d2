import type { Bulletin, ScoreEntry, ScoreExplanation, ScoreFact, ScoreSheet, ScoringModel } from '@shaotai/core'
import type { JsonText } from './columns.ts'

/** What people entered for a score. Rows are only added: a later one replaces or withdraws an earlier one. */
export interface ScoreEntryTable {
  county_id: string
  id: string
  model: string
  period: string
  entry: JsonText<ScoreEntry>
  created_at: number
}

/** A locked period of a model, as it was published; a revision is one recomputed with a reason. Rows are only added. */
export interface ScorePeriodTable {
  county_id: string
  model: string
  period: string
  revision: number
  locked_at: number
  locked_by: string
  reason: string | null
  policy_hash: string
  policy_version: number
  /** Number and newest writing of the period's facts when it was locked: whether anything changed since. */
  facts_state: string
  /** The model as it was applied. */
  rules: JsonText<ScoringModel>
  bulletin: JsonText<Bulletin>
}

/** One subject's part of a published result: its sheet, what stands behind each term, and the facts themselves. */
export interface ScoreResultTable {
  county_id: string
  model: string
  period: string
  revision: number
  subject: string
  position: number
  sheet: JsonText<ScoreSheet>
  explained: JsonText<ScoreExplanation>
  facts: JsonText<ScoreFact[]>
}
