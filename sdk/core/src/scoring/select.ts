import { holds } from '../condition/evaluate.ts'
import type { UnitType } from '../organisation/schema.ts'
import { personalFact, type ScoreFact } from './facts.ts'
import type { ScoringModel } from './schema.ts'

/** The facts a model may count, by subject: of its kind, under the unit, town or people that answer for them. */
export function selectFacts(model: ScoringModel, facts: readonly ScoreFact[]): Map<string, ScoreFact[]> {
  const bySubject = new Map<string, ScoreFact[]>()
  for (const fact of facts) {
    if (fact.kind !== model.population.fact) continue
    for (const subject of subjectsOf(model, fact)) {
      const mine = model.subject === 'person' ? personalFact(fact, subject) : fact
      const own = bySubject.get(subject)
      if (own) own.push(mine)
      else bySubject.set(subject, [mine])
    }
  }
  return bySubject
}

/** The facts indicators rest on: those of the subject that the model's population admits. */
export function selectPopulation(model: ScoringModel, facts: readonly ScoreFact[]): ScoreFact[] {
  const { where } = model.population
  return where ? facts.filter((fact) => holds(where, fact)) : [...facts]
}

/** The kinds of unit that are subjects of a model; people come from the facts and the organisation. */
export const SUBJECT_TYPES: Readonly<Record<ScoringModel['subject'], readonly UnitType[]>> = {
  department: ['department', 'enterprise'],
  town: ['town'],
  'stationed-agency': ['stationed-agency'],
  person: [],
}

function subjectsOf({ subject }: ScoringModel, fact: ScoreFact): readonly string[] {
  if (subject === 'town') return [fact.town]
  return subject === 'person' ? (fact.responders ?? []) : [fact.unit]
}
