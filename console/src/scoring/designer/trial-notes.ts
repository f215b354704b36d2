import type { TFunction } from 'i18next'
import { FACT_VOCABULARY, type Policy, type ScoringModel } from '@shaotai/core'
import { fewFacts, readsFacts, type ComparedSubject } from './movement.ts'
import type { TrialResult } from './trial-message.ts'

type Say = TFunction<'scoring'>
const NAMED = 6

/** What a forecast leaves out or what it rests on little, as sentences. `policy`: the draft, which names its ratings. */
export function trialNotes(
  { comparison: { subjects }, missing }: TrialResult,
  { model, policy, name, t }: { model: ScoringModel; policy: Policy; name: (id: string) => string; t: Say },
): string[] {
  const listed = (all: readonly ComparedSubject[]) =>
    `${all
      .slice(0, NAMED)
      .map((one) => name(one.subject))
      .join(t('scoring:trial.comma'))}${all.length > NAMED ? t('scoring:trial.andMore') : ''}`
  const labels = new Map(FACT_VOCABULARY(policy).map((term) => [term.path, term.name]))
  const few = fewFacts(subjects, readsFacts(model.indicators))
  const without = subjects.filter((one) => one.scoreAfter === null)
  return [
    ...missing.map((one) =>
      t(one.unknown ? 'scoring:trial.neverCollected' : 'scoring:trial.missing', {
        name: labels.get(one.path) ?? one.path,
        count: one.missing,
        of: one.of,
      }),
    ),
    ...(without.length > 0 ? [t('scoring:trial.without', { count: without.length, names: listed(without) })] : []),
    ...(few.length > 0 ? [t('scoring:trial.few', { count: few.length, names: listed(few) })] : []),
  ]
}
