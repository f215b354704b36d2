import type { Policy } from '../policy/schema.ts'
import { MINUTE, type Instant } from '../shared/instant.ts'
import type { Clock } from '../sla/clock.ts'
import { endOf } from '../sla/duration.ts'
import { clockTimers, type ClockTimer } from '../sla/timers.ts'
import type { SupervisionRule } from '../supervision/schema.ts'

/** A moment at which the system acts on a case. `rule` names the supervision rule that waits for some time after the breach. */
export type CaseTimer = ClockTimer & { readonly rule?: string }

/**
 * Every timer of a case's clocks: warnings and breaches, and supervision rules that act a while after a breach.
 * Keys are stable: those of `clockTimers`, and `<clock key>/after/<rule id>`.
 */
export function caseTimers(policy: Pick<Policy, 'supervision' | 'sla' | 'calendars'>, clocks: readonly Clock[]): CaseTimer[] {
  const later = clocks.flatMap((clock): CaseTimer[] => {
    const { key, dueAt, status } = clock
    if (status !== 'running' || dueAt === null) return []
    return policy.supervision.rules
      .filter((rule) => rule.clock === clock.clock && rule.on === 'breached' && waits(rule))
      .flatMap((rule): CaseTimer[] => {
        const at = actsAt(policy, rule, dueAt)
        return at === null ? [] : [{ key: `${key}/after/${rule.id}`, at, kind: 'breach', clock, rule: rule.id }]
      })
  })
  return [...clockTimers(clocks), ...later].toSorted((a, b) => a.at - b.at)
}

/** Whether a rule lets some time pass after the breach. */
export function waits({ after, afterMinutes = 0 }: Pick<SupervisionRule, 'after' | 'afterMinutes'>): boolean {
  return after !== undefined || afterMinutes > 0
}

/** `after` counts as the county counts time, on its calendar; `afterMinutes` by the clock on the wall. */
function actsAt(policy: Pick<Policy, 'sla' | 'calendars'>, { after, afterMinutes = 0 }: SupervisionRule, dueAt: Instant): Instant | null {
  if (!after) return dueAt + 1 + afterMinutes * MINUTE
  const end = endOf(policy, dueAt, after)
  return end === null ? null : end + 1
}
