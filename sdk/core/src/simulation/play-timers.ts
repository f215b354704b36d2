import { caseTimers } from '../case/case-timers.ts'
import type { SystemCommand } from '../case/command.ts'
import { decide } from '../case/decide.ts'
import type { Case, CaseEvent } from '../case/event.ts'
import { evolve, replay } from '../case/evolve.ts'
import { stateTimers } from '../case/state-timers.ts'
import { SYSTEM } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import type { Instant } from '../shared/instant.ts'
import { computeClocks } from '../sla/clocks.ts'

/** Fires every warning and breach of a case, every planned end of a suspension and deadline of a request that falls due before `until`, in order, as the server's timers would. */
export function playTimers(policy: Policy, policyHash: string, before: CaseEvent[], until: Instant): CaseEvent[] {
  let events = before
  let state: Case | undefined
  const fired = new Set<unknown>(before.map((event) => event.data.timer))
  for (;;) {
    const played = events
    state ??= replay(played)
    const next = caseTimers(policy, computeClocks(policy, played, until, { explain: false })).find(
      (timer) => timer.at < until && !fired.has(timer.key),
    )
    const [waiting] = state ? stateTimers(policy, state) : []
    const first = waiting && waiting.at < until && (!next || waiting.at <= next.at) ? waiting : undefined
    if (!next && !first) return events
    const now = Math.max((first ?? next)?.at ?? 0, played.at(-1)?.at ?? 0)
    const context = { policy, policyHash, actor: SYSTEM, now, clocks: () => computeClocks(policy, played, now, { explain: false }) }
    const command: SystemCommand = first?.command ?? { name: 'fireClock', data: { timer: next?.key ?? '' } }
    const decided = decide(context, state, command)
    if (!decided.ok || (first && decided.value.length === 0)) return events
    // A timer that finds nothing to do has fired all the same.
    if (!first) fired.add(next?.key)
    events = [...events, ...decided.value]
    for (const event of decided.value) {
      fired.add(event.data.timer)
      state = evolve(state, event)
    }
  }
}
