import {
  conditionVocabulary,
  describeCondition,
  FACT_VOCABULARY,
  parseValue,
  conditionSchema,
  type Condition,
  type Policy,
} from '@shaotai/core'
import type { Language } from '../platform/i18n.ts'

/** Says the conditions of a policy as sentences, with the names of its own items, fields and units. */
export function conditionSayer(policy: Policy, { language, unitName }: { language: Language; unitName: (id: string) => string }) {
  const ofCases = conditionVocabulary(policy, 'notice')
  const ofFacts = FACT_VOCABULARY(policy)
  return (value: unknown, about: 'case' | 'fact' = 'case'): string | undefined => {
    if (value === undefined) return describeCondition(undefined, [], { locale: language })
    const parsed = parseValue(conditionSchema, value)
    if (!parsed.ok) return undefined
    return describeCondition(parsed.value as Condition, about === 'fact' ? ofFacts : ofCases, { locale: language, unitName })
  }
}
export type SayCondition = ReturnType<typeof conditionSayer>
