import type { UnitType } from '../organisation/schema.ts'
import { countDenials, factsOfCase, issuedCards, type ScoreFact } from '../scoring/facts.ts'
import type { ScoreSubject } from '../scoring/appraisal.ts'
import { computeScores } from '../scoring/score.ts'
import type { ScoringModel } from '../scoring/schema.ts'
import { SUBJECT_TYPES } from '../scoring/select.ts'
import type { ScoreSheet } from '../scoring/sheet.ts'
import { computeClocks } from '../sla/clocks.ts'
import type { StoryMoment } from './story-expect.ts'

/**
 * The scores of a story so far: every case that is closed counts, as in a period that holds them all. Ask by `subject`, or by
 * `model@subject` where the policy has several models. Units the organisation does not name are departments, towns by their cases.
 */
export function scoreStory({ policy, cases, now, units }: Pick<StoryMoment, 'policy' | 'cases' | 'now' | 'units'>) {
  const types = new Map<string, UnitType>(units.map((unit) => [unit.id, unit.type]))
  for (const { state } of cases) {
    if (!types.has(state.town)) types.set(state.town, 'town')
    for (const { unit } of state.assignments) if (!types.has(unit)) types.set(unit, 'department')
  }
  const facts = cases.flatMap(({ state, events }) =>
    factsOfCase({
      policy,
      state,
      clocks: computeClocks(policy, events, now),
      unitTypes: types,
      cards: issuedCards(events),
      denials: countDenials(events),
    }),
  )
  const sheets = new Map<string, ScoreSheet[]>()
  const sheetsOf = (model: ScoringModel): ScoreSheet[] => {
    const known = sheets.get(model.id) ?? computeScores(model, facts, subjectsOf(model, types, facts))
    sheets.set(model.id, known)
    return known
  }
  return (name: string): ScoreSheet | undefined => {
    const at = name.indexOf('@')
    const model = at < 0 ? policy.scoring.models[0] : policy.scoring.models.find((one) => one.id === name.slice(0, at))
    return model && sheetsOf(model).find((sheet) => sheet.subject === name.slice(at + 1))
  }
}

/** Who a model scores among the units and people of a story; a person without a unit of its own counts as one of a department. */
function subjectsOf({ subject }: ScoringModel, types: ReadonlyMap<string, UnitType>, facts: readonly ScoreFact[]): ScoreSubject[] {
  if (subject !== 'person')
    return [...types].filter(([, type]) => SUBJECT_TYPES[subject].includes(type)).map(([id, type]) => ({ id, type }))
  const units = new Map(facts.flatMap(({ responders = [], unit }) => responders.map((person) => [person, unit] as const)))
  return [...units].map(([id, unit]) => ({ id, unit, type: types.get(unit) ?? 'department' }))
}
