import type { SimulationScores } from '@shaotai/api'
import type { Instant, ModelComparison, ScoringModel } from '@shaotai/core'
import type { LoadingPages } from '../../simulation/load-pages.ts'

/** A period that can be tried: `whole` when the twelve months hold all of it, `ended` when it is over. */
export type TrialPeriod = { readonly key: string; readonly facts: number; readonly whole: boolean; readonly ended: boolean }

/** One draft of a model beside the one in force, on one period. A model that is new is compared with itself. */
export type Trial = {
  readonly before: ScoringModel
  readonly after: ScoringModel
  readonly period: string
  readonly inputs: SimulationScores
}

/** Ratings a draft reads and cases lack: how many of the counted facts have none. */
export type MissingRating = { readonly path: string; readonly missing: number; readonly of: number; readonly unknown: boolean }

export type TrialResult = { readonly comparison: ModelComparison; readonly missing: readonly MissingRating[]; readonly took: number }

/** What the page asks of the worker. */
export type TrialQuestion =
  | { readonly type: 'load'; readonly address: string; readonly limit: number; readonly now: Instant }
  | {
      readonly type: 'periods'
      readonly id: number
      readonly unit: ScoringModel['period']['unit']
      readonly offset: number
      readonly now: Instant
    }
  | { readonly type: 'compare'; readonly id: number; readonly trial: Trial; readonly offset: number; readonly known: readonly string[] }
  | { readonly type: 'explain'; readonly id: number; readonly trial: Trial; readonly offset: number; readonly subject: string }

/** What the worker answers. */
export type TrialAnswer =
  | { readonly type: 'loading'; readonly progress: LoadingPages }
  | { readonly type: 'loaded'; readonly facts: number }
  | { readonly type: 'failed'; readonly status: number }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'broken'; readonly id: number; readonly message: string }
