import { holds } from '../../condition/evaluate.ts'
import { MINUTE } from '../../shared/instant.ts'
import { refuse } from '../../shared/refusal.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { Clock } from '../../sla/clock.ts'
import { openAssignments } from '../assignments.ts'
import type { CommandOf } from '../command.ts'
import { caseFacts } from '../facts.ts'
import { permitStep } from '../permit.ts'
import type { Act, Draft, Turn } from '../turn.ts'

/** Urges every open handler (催办), at most once per interval. Refusal: `case.urge.too-soon` with minutes to wait, `case.urge.nobody`. */
export const urge: Act<CommandOf<'urge'>['data']> = (turn, { text }) => {
  const { state, context, flow } = turn
  const permit = permitStep(turn, 'urge')
  if (!permit.ok) return permit
  const units = openAssignments(state).map((one) => one.unit)
  if (units.length === 0) return fail(refuse('case.urge.nobody', {}))
  const last = state.urges.findLast((one) => one.by === context.actor.person)
  const wait = last ? last.at + flow.limits.urgeIntervalMinutes * MINUTE - context.now : 0
  if (wait > 0) return fail(refuse('case.urge.too-soon', { minutes: Math.ceil(wait / MINUTE) }))
  return ok([{ type: 'urge.sent', as: permit.value.role, ...(text && { reason: { text } }), data: { units } }])
}

/**
 * A clock's timer fell due. Nothing happens if the clock has stopped, moved or was paused meanwhile.
 * Cards follow the supervision rules, once per clock cycle, because a timer fires once.
 */
export function fireClock({ context, state }: Turn, { key, kind }: { key: string; kind: 'warn' | 'breach' }): Result<Draft[]> {
  const clock = context.clocks?.().find((one) => one.key === key)
  if (!clock || clock.status !== 'running' || !isDue(clock, kind, context.now)) return ok([])
  const on = kind === 'warn' ? 'warned' : 'breached'
  const about = { assignment: clock.assignment, unit: clock.unit }
  const told: Draft = {
    type: `clock.${on}`,
    ...about,
    data: { clock: clock.clock, key, name: clock.name, dueAt: clock.dueAt, owner: clock.owner },
  }
  const subject = state.assignments.find((one) => one.id === clock.assignment)
  const cards = context.policy.supervision.rules
    .filter((rule) => rule.clock === clock.clock && rule.on === on && rule.card !== 'none' && holds(rule.when, caseFacts(state, subject)))
    .map((rule): Draft => ({
      type: 'card.issued',
      ...about,
      data: { card: rule.card, rule: rule.id, name: rule.name, clock: clock.clock, clause: rule.clause },
    }))
  return ok([told, ...cards])
}

function isDue(clock: Clock, kind: 'warn' | 'breach', now: number): boolean {
  if (clock.dueAt === null) return false
  return kind === 'breach' ? now > clock.dueAt : clock.warnAt.some((at) => at <= now) && now <= clock.dueAt
}
