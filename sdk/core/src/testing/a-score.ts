import type { ScoreSubject } from '../scoring/appraisal.ts'
import type { ScoreFact } from '../scoring/facts.ts'
import type { ScoreEntry } from '../scoring/input.ts'
import type { ScoringModel } from '../scoring/schema.ts'
import { aPolicy } from './a-policy.ts'

/** The model of `aPolicy` (双项五星, open, department, month) with other documents in place. */
export function aModel(overrides: Partial<ScoringModel> = {}): ScoringModel {
  const [model] = aPolicy().scoring.models
  if (!model) throw new Error('aPolicy has a model')
  return { ...model, ...overrides }
}

let made = 0

/** What one finished assignment of a department left, of town T1 unless said otherwise. */
export function aFact(unit: string, values: Partial<ScoreFact> = {}): ScoreFact {
  return {
    kind: 'assignment',
    case: `c${++made}`,
    assignment: 'a1',
    unit,
    unitType: 'department',
    town: 'T1',
    category: 'quick',
    ...values,
  }
}

/** What one case left for its town. */
export function aTownFact(town: string, values: Partial<ScoreFact> = {}): ScoreFact {
  return { kind: 'case', case: `c${++made}`, assignment: '', unit: town, unitType: 'town', town, category: 'quick', ...values }
}

/** One entry, by a principal of town T1 unless said otherwise. */
export function anEntry(input: string, subject: string, value: string | null, by: Partial<ScoreEntry> = {}): ScoreEntry {
  const at = ++made
  return { id: `e${at}`, input, subject, value, at, unit: 'T1', person: 'p1', name: '王', role: 'town-principal', ...by }
}

export function someDepartments(...ids: string[]): ScoreSubject[] {
  return ids.map((id) => ({ id, type: 'department' }))
}
