import { holds } from '../condition/evaluate.ts'
import type { ScoreFact } from './facts.ts'
import type { ScoringModel } from './schema.ts'

/** The facts a model may count, by subject: of its kind, under the unit that answers for them. */
export function selectFacts(model: ScoringModel, facts: readonly ScoreFact[]): Map<string, ScoreFact[]> {
  const bySubject = new Map<string, ScoreFact[]>()
  for (const fact of facts) {
    if (fact.kind !== model.population.fact) continue
    const subject = subjectOf(model, fact)
    const own = bySubject.get(subject)
    if (own) own.push(fact)
    else bySubject.set(subject, [fact])
  }
  return bySubject
}

/** The facts indicators rest on: those of the subject that the model's population admits. */
export function selectPopulation(model: ScoringModel, facts: readonly ScoreFact[]): ScoreFact[] {
  const { where } = model.population
  return where ? facts.filter((fact) => holds(where, fact)) : [...facts]
}

function subjectOf({ subject }: ScoringModel, fact: ScoreFact): string {
  if (subject === 'town') return fact.town
  if (subject === 'person') return typeof fact.person === 'string' ? fact.person : ''
  return fact.unit
}
