import type { CaseView } from '@shaotai/api'
import {
  allowedCommands,
  computeClocks,
  flowOf,
  forecastClocks,
  suggestValue,
  usedShare,
  type Actor,
  type Case,
  type CaseEvent,
  type Clock,
  type Policy,
} from '@shaotai/core'
import type { CaseRules } from '../policy/policy.store.ts'
import { maskCase } from './mask-personal.ts'

/** Everything a case page needs, as one person may see it. */
export function viewCase(
  { policy, version, calendars, policies }: CaseRules,
  events: readonly CaseEvent[],
  state: Case,
  actor: Actor & { readonly standsFor?: readonly Actor[] },
  now: number,
  clocks: readonly Clock[] = computeClocks(policy, events, now, { calendars, policies }),
): CaseView {
  return {
    case: maskCase(policy, state, actor),
    policyVersion: version,
    clocks: [...clocks],
    forecast: flowOf(policy, state.category) ? forecastClocks(policy, events, now) : [],
    allowed: allowedCommands(policy, state, actor, { now, clocks, standsFor: actor.standsFor }),
    suggestions: suggestions(policy, state, clocks),
  }
}

function suggestions(policy: Policy, state: Case, clocks: readonly Clock[]): CaseView['suggestions'] {
  if (state.phase !== 'EVALUATE' && state.phase !== 'CONSENT') return []
  const done = state.assignments.filter((one) => one.phase === 'DONE')
  return policy.evaluation.forms.flatMap((form) =>
    done.flatMap((assignment) =>
      form.items.flatMap((item) => {
        const clock = item.suggestion && clocks.find((one) => one.clock === item.suggestion?.clock && one.assignment === assignment.id)
        if (!clock) return []
        const share = usedShare(clock, clock.stoppedAt ?? clock.startedAt)
        const value = suggestValue(item, share)
        return value === undefined ? [] : [{ assignment: assignment.id, form: form.id, item: item.id, value, clock: clock.clock, ...share }]
      }),
    ),
  )
}
