import type { UnitType } from '../organisation/schema.ts'
import { compareFractions, ONE, parseAmount, ZERO, type Fraction } from '../shared/fraction.ts'
import { groupBy } from '../shared/group.ts'
import { combine, type Combination } from './combine.ts'
import type { ScoreFact } from './facts.ts'
import { currentEntries, type ScoreEntry } from './input.ts'
import { measure, type Measured } from './measure.ts'
import { raterOfEntry } from './entry.ts'
import type { ScoringModel } from './schema.ts'
import { selectFacts, selectPopulation } from './select.ts'
import type { Correction } from './sheet.ts'

/** Who is scored: a unit or person, the type (of the person's unit) that decides whether it is ranked, and whom it belongs to. */
export type ScoreSubject = { readonly id: string; readonly type: UnitType; readonly unit?: string; readonly parent?: string }

/** A published score of another model: null when that period has none. */
export type PeriodScore = { readonly period: string; readonly score: string | null }

/** What no fact gives: what people entered, the scores of other models by model and subject, what earlier periods still owe. */
export type ScoreInputs = {
  readonly entries?: readonly ScoreEntry[]
  readonly scores?: Readonly<Record<string, Readonly<Record<string, readonly PeriodScore[]>>>>
  readonly corrections?: Readonly<Record<string, readonly Correction[]>>
}

/** The entries of one input about one subject. */
export type EnteredFigures = {
  entries: readonly ScoreEntry[]
  values: Fraction[]
  combined: Fraction | undefined
  way: Combination
  /** Units of towns and departments that entered: they judge. Who enters a survey for the platform does not. */
  raters: string[]
}

/** One model applied to one period: every indicator of every subject is measured at most once. */
export type Appraisal = {
  readonly model: ScoringModel
  readonly inputs: ScoreInputs
  factsOf(subject: string): readonly ScoreFact[]
  populationOf(subject: string): readonly ScoreFact[]
  subjectOf(id: string): ScoreSubject | undefined
  entriesOf(subject: string, input: string): EnteredFigures
  measured(subject: string, indicator: string): Measured
  /** The place of a subject by an indicator among those the model ranks; null when it has no value or is not ranked. */
  placeOf(indicator: string, order: 'high-first' | 'low-first', subject: string): { rank: number | null; among: number }
}

/** Prepares a model's appraisal of a period; nothing is measured before it is asked for. */
export function openAppraisal(
  model: ScoringModel,
  facts: readonly ScoreFact[],
  subjects: readonly ScoreSubject[],
  inputs: ScoreInputs = {},
): Appraisal {
  const bySubject = selectFacts(model, facts)
  const byId = new Map(subjects.map((subject) => [subject.id, subject]))
  const entries = groupBy(currentEntries(inputs.entries ?? []), (entry) => `${entry.input}/${entry.subject}`)
  const populations = once((subject) => selectPopulation(model, bySubject.get(subject) ?? []))
  const running = new Set<string>()
  const measures = once((key) => {
    const [indicator, subject] = cut(key)
    running.add(key)
    const measured = measure(appraisal, subject, indicator)
    running.delete(key)
    return measured
  })
  const rankings = once((key) => {
    const [order, indicator] = cut(key)
    return rankBy(model, subjects, order, (id) => appraisal.measured(id, indicator).value)
  })
  const appraisal: Appraisal = {
    model,
    inputs,
    factsOf: (subject) => bySubject.get(subject) ?? [],
    populationOf: populations,
    subjectOf: (id) => byId.get(id),
    entriesOf: (subject, input) => enteredFigures(model, input, entries.get(`${input}/${subject}`) ?? []),
    // An indicator made of itself is a red finding of the check; here it has no value instead of no end.
    measured: (subject, indicator) => {
      const key = `${indicator} ${subject}`
      return running.has(key) ? UNMEASURED : measures(key)
    },
    placeOf: (indicator, order, subject) => {
      const ranking = rankings(`${order} ${indicator}`)
      return { rank: ranking.get(subject) ?? null, among: ranking.size }
    },
  }
  return appraisal
}

const UNMEASURED: Measured = { value: undefined, numerator: ZERO, denominator: ONE, sample: 0, how: { op: 'unknown' } }

function enteredFigures({ inputs = [] }: ScoringModel, id: string, entries: readonly ScoreEntry[]): EnteredFigures {
  const way = inputs.find((one) => one.id === id)?.combine ?? 'mean'
  const ordered = entries.toSorted((a, b) => a.at - b.at)
  const values = ordered.flatMap((entry) => parseAmount(entry.value ?? '') ?? [])
  const raters = [...new Set(ordered.flatMap((entry) => raterOfEntry(entry) ?? []))]
  return { entries: ordered, values, combined: combine(values, way), way, raters }
}

function rankBy(
  model: ScoringModel,
  subjects: readonly ScoreSubject[],
  order: string,
  valueOf: (subject: string) => Fraction | undefined,
): Map<string, number> {
  const values = subjects
    .filter(({ type }) => (model.ranks as readonly string[]).includes(type))
    .flatMap(({ id }) => {
      const value = valueOf(id)
      return value ? [{ id, value }] : []
    })
  const before = (a: Fraction, b: Fraction) => (order === 'low-first' ? compareFractions(a, b) : compareFractions(b, a))
  return new Map(values.map(({ id, value }) => [id, 1 + values.filter((other) => before(other.value, value) < 0).length]))
}

function cut(key: string): [string, string] {
  const at = key.indexOf(' ')
  return [key.slice(0, at), key.slice(at + 1)]
}

function once<T>(answer: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const now = answer(key)
    known.set(key, now)
    return now
  }
}
