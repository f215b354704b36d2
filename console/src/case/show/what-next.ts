import type { CaseView } from '@shaotai/api'
import type { Policy } from '@shaotai/core'
import type { TFunction } from 'i18next'
import { formatMoment } from '../../platform/format/format.ts'
import { stateNameOf } from '../../policy-data/names.ts'
import type { Action } from './action/action.ts'

/** What a submitted command led to: done, where the case stands, and what is due next. */
export function whatNext(
  view: CaseView,
  policy: Policy,
  action: Action,
  { t, unit }: { t: TFunction; unit: (id: string) => string },
): string {
  const { case: state, clocks } = view
  const running = clocks.filter((one) => one.status === 'running' && one.dueAt !== null).toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
  // Whoever has just acted wants to know what they owe next; others what comes first.
  const next = running.find((one) => one.unit !== undefined && one.unit === action.unit) ?? running[0]
  const done = t('case:next.done', { name: action.name, state: stateNameOf(policy, state.category, state.state) })
  if (!next || next.dueAt === null) return done
  const who = next.unit ? unit(next.unit) : next.owner === 'town' ? unit(state.town) : t('case:next.platform')
  return done + t('case:next.due', { who, clock: next.name, time: formatMoment(next.dueAt) })
}
