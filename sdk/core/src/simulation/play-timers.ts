import { decide } from '../case/decide.ts'
import type { CaseEvent } from '../case/event.ts'
import { replay } from '../case/evolve.ts'
import { SYSTEM } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import type { Instant } from '../shared/instant.ts'
import { computeClocks } from '../sla/clocks.ts'
import { clockTimers } from '../sla/timers.ts'

/** Fires every warning and breach of a case that falls due before `until`, in order, as the server's timers would. */
export function playTimers(policy: Policy, policyHash: string, before: CaseEvent[], until: Instant): CaseEvent[] {
  let events = before
  for (;;) {
    const fired = new Set(
      events
        .filter((event) => event.type === 'clock.warned' || event.type === 'clock.breached')
        .map((event) => `${event.type} ${String(event.data.key)}`),
    )
    const [next] = clockTimers(computeClocks(policy, events, until))
      .filter((timer) => timer.at < until && !fired.has(`${timer.kind === 'warn' ? 'clock.warned' : 'clock.breached'} ${timer.clock.key}`))
      .toSorted((a, b) => a.at - b.at)
    if (!next) return events
    const [played, now] = [events, Math.max(next.kind === 'breach' ? next.at + 1 : next.at, events.at(-1)?.at ?? 0)]
    const context = { policy, policyHash, actor: SYSTEM, now, clocks: () => computeClocks(policy, played, now) }
    const decided = decide(context, replay(events), { name: 'fireClock', data: { key: next.clock.key, kind: next.kind } })
    if (!decided.ok || decided.value.length === 0) return events
    events = [...events, ...decided.value]
  }
}
