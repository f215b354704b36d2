import type { Case, CaseEvent, Rating } from '../case/event.ts'
import type { EvaluationForm } from '../evaluation/schema.ts'
import { ROLES, type Actor, type Role } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import type { ScoringModel } from './schema.ts'
import type { ScoreSheet } from './sheet.ts'

/** Who sees everything of what is back to back, where the county names nobody else. */
const SEEING: Role[] = ['supervisor', 'county-leader']

/** Whether a person sees a model's judgements one by one. In the open everybody does. */
export function seesJudgements({ visibility: { mode, seenBy = SEEING } }: Pick<ScoringModel, 'visibility'>, { roles }: Actor): boolean {
  return mode === 'open' || roles.some((role) => seenBy.includes(role))
}

/**
 * A sheet as a person may see it. Back to back (背靠背) everybody but `seenBy` sees aggregates only, of at least `minRaters` raters behind every
 * judgement, and only of locked periods: a figure that moves with each new rating would tell the rating.
 */
export function showSheet(model: ScoringModel, sheet: ScoreSheet, actor: Actor, locked: boolean): ScoreSheet {
  if (seesJudgements(model, actor) || (locked && hasEnoughRaters(model, sheet))) return sheet
  return {
    ...sheet,
    score: null,
    exact: null,
    rank: null,
    facts: 0,
    raters: 0,
    terms: [],
    adjustments: [],
    adjustment: '0',
    corrections: [],
    veto: [],
    outcomes: [],
  }
}

/** Whether every judgement of a sheet has enough raters. What nobody judged tells nothing of anybody. */
export function hasEnoughRaters({ visibility }: ScoringModel, { terms, adjustments }: ScoreSheet): boolean {
  return [...terms, ...adjustments].every(({ raters }) => raters === null || raters === 0 || raters >= visibility.minRaters)
}

/** A case with only those ratings a person may see: on a back-to-back form the own, and all for `seenBy`. That one was given stays visible. */
export function showRatings(policy: Policy, state: Case, actor: Actor): Case {
  const ratings = state.ratings.map((rating) => showRating(policy, state, rating, actor))
  return ratings.every((rating, index) => rating === state.ratings[index]) ? state : { ...state, ratings }
}

/** The same in the events: what was rated, and who rated, is left out. */
export function showRatingEvents(policy: Policy, state: Case, events: readonly CaseEvent[], actor: Actor): CaseEvent[] {
  return events.map((event) => {
    const given = event.type === 'case.evaluated' && Array.isArray(event.data.ratings) ? (event.data.ratings as Rating[]) : undefined
    const shown = given?.map((rating) => showRating(policy, state, rating, actor))
    if (!given || !shown || shown.every((rating, index) => rating === given[index])) return event
    const { as: _role, ...rest } = event
    return { ...rest, by: NOBODY, data: { ...event.data, ratings: shown } }
  })
}
const NOBODY: Actor = { person: '', name: '评价人', unit: '', roles: [] }

function showRating(policy: Policy, state: Case, rating: Rating, actor: Actor): Rating {
  const form = policy.evaluation.forms.find((one) => one.id === rating.form)
  if (!form || maySeeRating(form, state, rating, actor)) return rating
  const { comment: _comment, ...rest } = rating
  return { ...rest, by: '', values: {} }
}

/** An independent screener is called to a case to look at its ratings. */
const SEEING_RATINGS: Role[] = [...SEEING, 'screener']

function maySeeRating(
  { visibility, seenBy = SEEING_RATINGS }: EvaluationForm,
  { town }: Case,
  { rater, by }: Rating,
  actor: Actor,
): boolean {
  if (visibility === 'open' || by === actor.person || actor.roles.some((role) => seenBy.includes(role))) return true
  return rater === 'town' && actor.unit === town && actor.roles.some((role) => ROLES[role].side === 'town')
}
