import { caseTimers } from '../case/case-timers.ts'
import type { SystemCommand } from '../case/command.ts'
import { decide } from '../case/decide.ts'
import type { Case, CaseEvent } from '../case/event.ts'
import { evolve, replay } from '../case/evolve.ts'
import { SYSTEM } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import type { Instant } from '../shared/instant.ts'
import { computeClocks } from '../sla/clocks.ts'

/** Fires every warning and breach of a case, and every planned end of a suspension, that falls due before `until`, in order, as the server's timers would. */
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
    const resumes = state?.suspended ? state.suspendedUntil : undefined
    const isResumed = resumes !== undefined && resumes < until && (!next || resumes <= next.at)
    if (!next && !isResumed) return events
    const now = Math.max((isResumed ? resumes : next?.at) ?? 0, played.at(-1)?.at ?? 0)
    const context = { policy, policyHash, actor: SYSTEM, now, clocks: () => computeClocks(policy, played, now, { explain: false }) }
    const command: SystemCommand = isResumed ? { name: 'endSuspension', data: {} } : { name: 'fireClock', data: { timer: next?.key ?? '' } }
    const decided = decide(context, state, command)
    if (!decided.ok || decided.value.length === 0) return events
    events = [...events, ...decided.value]
    for (const event of decided.value) {
      fired.add(event.data.timer)
      state = evolve(state, event)
    }
  }
}
