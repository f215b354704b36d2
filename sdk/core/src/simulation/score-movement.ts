import type { UnitType } from '../organisation/schema.ts'
import type { Policy } from '../policy/schema.ts'
import type { ScoreFact } from '../scoring/facts.ts'
import { periodKey } from '../scoring/period.ts'
import type { ScoringModel } from '../scoring/schema.ts'
import { computeScores } from '../scoring/score.ts'
import { SUBJECT_TYPES } from '../scoring/select.ts'
import type { ScoreSheet } from '../scoring/sheet.ts'
import type { Instant } from '../shared/instant.ts'

/** How one subject's score and rank move. Null: no score, or no rank; a model that is new has nothing before. */
export type MovedSubject = {
  readonly subject: string
  readonly scoreBefore: string | null
  readonly scoreAfter: string | null
  readonly rankBefore: number | null
  readonly rankAfter: number | null
}

/** How a subject fares over all periods: in how many its score or rank moves, the most places it gains and loses in one. */
export type MovementSummary = { readonly subject: string; readonly periods: number; readonly gained: number; readonly lost: number }

/** One model of the draft: every period of it, every subject whose score or rank it changes there, and their sum. */
export type ScoreMovement = {
  readonly model: string
  readonly name: string
  readonly isNew: boolean
  readonly unit: ScoringModel['period']['unit']
  /** Every period with facts, oldest first; the first and last may be cut by the ends of the history. */
  readonly periods: readonly { readonly period: string; readonly subjects: readonly MovedSubject[] }[]
  readonly summary: readonly MovementSummary[]
}

/** A fact and when its case counted: see `countedAt`. */
export type DatedFact = { readonly at: Instant; readonly fact: ScoreFact }

type Sides = {
  readonly before: Policy
  readonly after: Policy
  readonly facts: { readonly before: readonly DatedFact[]; readonly after: readonly DatedFact[] }
  readonly units: readonly { readonly id: string; readonly type: UnitType }[]
}

/** Scores every period of a history twice: by the policy in force and by the draft. What people enter by hand is not part of a history. */
export function compareScores({ before, after, facts, units }: Sides): ScoreMovement[] {
  const offset = after.calendars.find((one) => one.id === after.sla.calendar)?.utcOffsetMinutes ?? 0
  return after.scoring.models.map((model) => {
    const { unit } = model.period
    const old = before.scoring.models.find((one) => one.id === model.id)
    const [was, is] = [byPeriod(facts.before, unit, offset), byPeriod(facts.after, unit, offset)]
    const periods = [...new Set([...was.keys(), ...is.keys()])].toSorted().map((period) => {
      const sheets = new Map(old ? sheetsOf(old, was.get(period) ?? [], units).map((sheet) => [sheet.subject, sheet]) : [])
      const subjects = sheetsOf(model, is.get(period) ?? [], units)
        .map((sheet) => moveSubject(sheets.get(sheet.subject), sheet))
        .filter(hasMoved)
      return { period, subjects }
    })
    return { model: model.id, name: model.name, isNew: old === undefined, unit, periods, summary: summarise(periods) }
  })
}

/** A subject before and after. */
export function moveSubject(was: ScoreSheet | undefined, is: ScoreSheet): MovedSubject {
  return {
    subject: is.subject,
    scoreBefore: was?.score ?? null,
    scoreAfter: is.score,
    rankBefore: was?.rank ?? null,
    rankAfter: is.rank,
  }
}

function byPeriod(facts: readonly DatedFact[], unit: ScoringModel['period']['unit'], offset: number): Map<string, ScoreFact[]> {
  const periods = new Map<string, ScoreFact[]>()
  for (const { at, fact } of facts) {
    const key = periodKey(at, unit, offset)
    const own = periods.get(key)
    if (own) own.push(fact)
    else periods.set(key, [fact])
  }
  return periods
}

function sheetsOf(model: ScoringModel, facts: readonly ScoreFact[], units: Sides['units']): ScoreSheet[] {
  const types = SUBJECT_TYPES[model.subject]
  const people = model.subject === 'person' ? new Set(facts.flatMap((fact) => fact.responders ?? [])) : []
  const subjects = [...units.filter((unit) => types.includes(unit.type)), ...[...people].map((id) => ({ id, type: 'department' as const }))]
  return computeScores(model, facts, subjects)
}

function hasMoved({ scoreBefore, scoreAfter, rankBefore, rankAfter }: MovedSubject): boolean {
  return scoreBefore !== scoreAfter || rankBefore !== rankAfter
}

/** Who moves in most periods comes first. */
function summarise(periods: ScoreMovement['periods']): MovementSummary[] {
  const sums = new Map<string, { periods: number; gained: number; lost: number }>()
  for (const { subject, rankBefore, rankAfter } of periods.flatMap((one) => one.subjects)) {
    const sum = sums.get(subject) ?? { periods: 0, gained: 0, lost: 0 }
    sums.set(subject, sum)
    sum.periods++
    const places = rankBefore === null || rankAfter === null ? 0 : rankAfter - rankBefore
    sum.gained = Math.max(sum.gained, -places)
    sum.lost = Math.max(sum.lost, places)
  }
  return [...sums]
    .map(([subject, sum]) => ({ subject, ...sum }))
    .toSorted((a, b) => b.periods - a.periods || (a.subject < b.subject ? -1 : 1))
}
