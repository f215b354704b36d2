import {
  compareModels,
  explainScore,
  openAppraisal,
  openScorePages,
  periodBounds,
  periodKey,
  readPaths,
  type DatedFact,
  type ScoreExplanation,
  type ScoreFact,
  type ScorePage,
  type ScoreInputs,
  type ScoringModel,
} from '@shaotai/core'
import type { MissingRating, Trial, TrialPeriod, TrialResult } from './trial-message.ts'

/** Answers what a draft of a model would do on the facts of a year. */
export type ModelTrial = {
  periods(unit: ScoringModel['period']['unit'], offset: number, now: number): TrialPeriod[]
  compare(trial: Trial, offset: number, known: readonly string[]): Omit<TrialResult, 'took'>
  explain(trial: Trial, offset: number, subject: string): ScoreExplanation
}

/** Opens the pages of a year for trials. Facts of a period are read once for as long as the same paths of them are read. */
export function openTrial(pages: readonly ScorePage[], since: number): ModelTrial {
  let last: { key: string; inputs: Trial['inputs']; facts: ScoreFact[]; compare: ReturnType<typeof compareModels> } | undefined
  const prepare = ({ before, after, period, inputs }: Trial, offset: number) => {
    const key = JSON.stringify([period, offset, readsOf(before), readsOf(after)])
    if (last?.key === key && last.inputs === inputs) return last
    const facts = last?.key === key ? last.facts : within(openScorePages(pages, [before, after]), period, offset)
    last = { key, inputs, facts, compare: compareModels({ facts, subjects: inputs.subjects, inputs: inputs as ScoreInputs }) }
    return last
  }
  return {
    periods: (unit, offset, now) => periodsOf(pages, { unit, offset, now, since }),
    compare: (trial, offset, known) => {
      const { compare, facts } = prepare(trial, offset)
      return { comparison: compare(trial.before, trial.after), missing: missingRatings(trial, facts, known) }
    },
    explain: (trial, offset, subject) => {
      const { facts } = prepare(trial, offset)
      return explainScore(trial.after, facts, subject, { inputs: trial.inputs as ScoreInputs, subjects: trial.inputs.subjects })
    },
  }
}

/** Newest first; a period before the twelve months is not offered, one they cut says so. */
function periodsOf(
  pages: readonly ScorePage[],
  { unit, offset, now, since }: { unit: ScoringModel['period']['unit']; offset: number; now: number; since: number },
): TrialPeriod[] {
  const counts = new Map<string, number>([[periodKey(now, unit, offset), 0]])
  for (const page of pages)
    for (const at of page.at) {
      const key = periodKey(at, unit, offset)
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  return [...counts]
    .map(([key, facts]) => {
      const bounds = periodBounds(key, offset)
      return { key, facts, whole: (bounds?.from ?? 0) >= since, ended: (bounds?.to ?? 0) <= now }
    })
    .toSorted((a, b) => (a.key < b.key ? 1 : -1))
}

/** The period a trial begins with: the newest that is over and whole and has facts, else the newest with facts, else the running one. */
export function firstPeriod(periods: readonly TrialPeriod[]): string | undefined {
  const filled = periods.filter((one) => one.facts > 0)
  return (filled.find((one) => one.ended && one.whole) ?? filled[0] ?? periods[0])?.key
}

function within(facts: readonly DatedFact[], period: string, offset: number): ScoreFact[] {
  const bounds = periodBounds(period, offset)
  return bounds ? facts.flatMap(({ at, fact }) => (at >= bounds.from && at < bounds.to ? [fact] : [])) : []
}

/** Ratings the draft reads, and in how many of the facts it counts they are missing. `known`: the ratings collected under the rules in force. */
function missingRatings({ after, inputs }: Trial, facts: readonly ScoreFact[], known: readonly string[]): MissingRating[] {
  const paths = readPaths([after.indicators, after.adjustments, after.veto]).filter(
    (path) => path.startsWith('eval.') && path !== 'eval.rated' && path !== 'eval.screened',
  )
  if (paths.length === 0) return []
  const appraisal = openAppraisal(after, facts, inputs.subjects)
  const counted = inputs.subjects.flatMap(({ id }) => appraisal.populationOf(id))
  return paths
    .map((path) => ({
      path,
      missing: counted.filter((fact) => fact[path] === undefined).length,
      of: counted.length,
      unknown: !known.includes(path),
    }))
    .filter(({ missing, unknown }) => missing > 0 || unknown)
}

function readsOf({ population, indicators, adjustments, veto }: ScoringModel) {
  return readPaths([population, indicators, adjustments, veto])
}
