import type { Policy } from '../policy/schema.ts'
import { MINUTE } from '../shared/instant.ts'
import type { Clock } from '../sla/clock.ts'
import { clockTimers, type ClockTimer } from '../sla/timers.ts'

/** A moment at which the system acts on a case. `rule` names the supervision rule that waits for some time after the breach. */
export type CaseTimer = ClockTimer & { readonly rule?: string }

/**
 * Every timer a case needs: its clocks' warnings and breaches, and supervision rules that act a while after a breach.
 * Keys are stable: those of `clockTimers`, and `<clock key>/after/<rule id>`.
 */
export function caseTimers(policy: Pick<Policy, 'supervision'>, clocks: readonly Clock[]): CaseTimer[] {
  const later = clocks.flatMap((clock): CaseTimer[] => {
    const { key, dueAt, status } = clock
    if (status !== 'running' || dueAt === null) return []
    return policy.supervision.rules
      .filter((rule) => rule.clock === clock.clock && rule.on === 'breached' && (rule.afterMinutes ?? 0) > 0)
      .map((rule) => ({
        key: `${key}/after/${rule.id}`,
        at: dueAt + 1 + (rule.afterMinutes ?? 0) * MINUTE,
        kind: 'breach',
        clock,
        rule: rule.id,
      }))
  })
  return [...clockTimers(clocks), ...later].toSorted((a, b) => a.at - b.at)
}
