import type { UnitType } from '../organisation/schema.ts'
import type { Policy } from '../policy/schema.ts'
import type { ScoreFact } from '../scoring/facts.ts'
import type { ScoringModel } from '../scoring/schema.ts'
import { computeScores } from '../scoring/score.ts'
import { SUBJECT_TYPES } from '../scoring/select.ts'
import type { ScoreSheet } from '../scoring/sheet.ts'

/** How one subject's score and rank move. Null: no score, or no rank; a model that is new has nothing before. */
export type MovedSubject = {
  readonly subject: string
  readonly scoreBefore: string | null
  readonly scoreAfter: string | null
  readonly rankBefore: number | null
  readonly rankAfter: number | null
}

/** One model of the draft, and every subject whose score or rank it changes. */
export type ScoreMovement = {
  readonly model: string
  readonly name: string
  readonly isNew: boolean
  readonly subjects: readonly MovedSubject[]
}

type Sides = {
  readonly before: Policy
  readonly after: Policy
  readonly facts: { readonly before: readonly ScoreFact[]; readonly after: readonly ScoreFact[] }
  readonly units: readonly { readonly id: string; readonly type: UnitType }[]
}

/** Scores a history twice, as one period: by the policy in force and by the draft. What people enter by hand is not part of a history. */
export function compareScores({ before, after, facts, units }: Sides): ScoreMovement[] {
  return after.scoring.models.map((model) => {
    const old = before.scoring.models.find((one) => one.id === model.id)
    const was = new Map(old ? sheetsOf(old, facts.before, units).map((sheet) => [sheet.subject, sheet]) : [])
    const is = sheetsOf(model, facts.after, units)
    const subjects = is.map((sheet) => move(was.get(sheet.subject), sheet)).filter(hasMoved)
    return { model: model.id, name: model.name, isNew: old === undefined, subjects }
  })
}

function sheetsOf(model: ScoringModel, facts: readonly ScoreFact[], units: Sides['units']): ScoreSheet[] {
  const types = SUBJECT_TYPES[model.subject]
  const people = model.subject === 'person' ? new Set(facts.flatMap((fact) => fact.responders ?? [])) : []
  const subjects = [...units.filter((unit) => types.includes(unit.type)), ...[...people].map((id) => ({ id, type: 'department' as const }))]
  return computeScores(model, facts, subjects)
}

function move(was: ScoreSheet | undefined, is: ScoreSheet): MovedSubject {
  return {
    subject: is.subject,
    scoreBefore: was?.score ?? null,
    scoreAfter: is.score,
    rankBefore: was?.rank ?? null,
    rankAfter: is.rank,
  }
}

function hasMoved({ scoreBefore, scoreAfter, rankBefore, rankAfter }: MovedSubject): boolean {
  return scoreBefore !== scoreAfter || rankBefore !== rankAfter
}
