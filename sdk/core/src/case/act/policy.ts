import { ok } from '../../shared/result.ts'
import type { Clock } from '../../sla/clock.ts'
import type { Policy } from '../../policy/schema.ts'
import type { Case } from '../event.ts'
import { flowOf } from '../permit.ts'
import type { Act, Draft } from '../turn.ts'

/**
 * A version that running cases follow came into force (衔接): from now on the case is handled under it, and each due time that moved is told.
 * A case that stands where the version knows no place keeps its own; nothing happens to it.
 */
export const applyPolicy: Act<{ version: string }> = ({ context, state }, { version }) => {
  const { upcoming } = context
  if (state.policy === version || !upcoming || !canFollow(upcoming, state)) return ok([])
  const before = new Map((context.clocks?.() ?? []).map((clock) => [clock.key, clock]))
  const moved = (context.clocks?.(version, 'policy') ?? []).flatMap((clock): Draft[] => {
    const was = before.get(clock.key)
    return was && isOpen(clock) && (was.dueAt !== clock.dueAt || was.provisional !== clock.provisional) ? [recomputed(clock, was)] : []
  })
  return ok([{ type: 'case.policyChanged', data: { version, was: state.policy } }, ...moved])
}

/** Whether a version has a place for a running case: its category, its level, the state it is in, and the rules of what is open on it. */
export function canFollow(policy: Policy, state: Case): boolean {
  const category = policy.categories.find((one) => one.id === state.category)
  const flow = flowOf(policy, state.category)
  if (!category || !flow || !flow.states.some((one) => one.id === state.state && one.phase === state.phase)) return false
  if (state.level !== undefined && !category.levels?.some((one) => one.id === state.level)) return false
  const requests = state.requests.filter((request) => request.status === 'open')
  const approvals = (state.approvals ?? []).filter(({ status }) => status === 'open' || status === 'sent-back')
  return (
    requests.every((request) => flow.requests.some((rule) => rule.kind === request.kind)) &&
    approvals.every((approval) => flow.approvals?.some((rule) => rule.id === approval.rule)) &&
    (state.panel?.status !== 'open' || flow.panel !== undefined)
  )
}

/** An open clock that moved, told with what it was. */
export function recomputed(clock: Clock, was: Clock): Draft {
  const { clock: rule, key, name, owner, dueAt, provisional, assignment, unit } = clock
  return { type: 'clock.recomputed', assignment, unit, data: { clock: rule, key, name, owner, dueAt, provisional, wasDueAt: was.dueAt } }
}

/** Whether a clock still runs or stands. */
export function isOpen({ status }: Clock): boolean {
  return status === 'running' || status === 'paused'
}
