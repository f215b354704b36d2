import { holds } from '../../condition/evaluate.ts'
import { MINUTE } from '../../shared/instant.ts'
import { refuse } from '../../shared/refusal.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { isBreached } from '../../sla/remaining.ts'
import type { SupervisionRule } from '../../supervision/schema.ts'
import { caseTimers, type CaseTimer } from '../case-timers.ts'
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
 * A timer of the case fell due: tells the warning or the breach, and lets the supervision rules of that moment act.
 * Nothing happens if the clock has stopped, moved or was paused meanwhile. A timer fires once, so each rule acts once per clock and cycle.
 */
export function fireClock({ context, state }: Turn, { timer: key }: { timer: string }): Result<Draft[]> {
  const timer = caseTimers(context.policy, context.clocks?.() ?? []).find((one) => one.key === key && one.at <= context.now)
  if (!timer) return ok([])
  const { clock } = timer
  // A warning that could not be given before the due time would only repeat the breach.
  if (timer.kind === 'warn' && isBreached(clock, context.now)) return ok([])
  const on = timer.kind === 'warn' ? 'warned' : 'breached'
  const about = { assignment: clock.assignment, unit: clock.unit }
  const facts = { clock: clock.clock, key: clock.key, dueAt: clock.dueAt, owner: clock.owner }
  const subject = state.assignments.find((one) => one.id === clock.assignment)
  const acting = context.policy.supervision.rules.filter(
    (rule) => rule.clock === clock.clock && rule.on === on && isOfTimer(rule, timer) && holds(rule.when, caseFacts(state, subject)),
  )
  const cards = acting.map(({ id, name, card, clause }): Draft => ({
    type: 'card.issued',
    ...about,
    data: { timer: key, ...facts, card, rule: id, name, clause },
  }))
  const told: Draft = { type: `clock.${on}`, ...about, data: { timer: key, ...facts, name: clock.name } }
  return ok(timer.rule === undefined ? [told, ...cards] : cards)
}

/** A rule that waits acts with its own timer, the others with the clock's. */
function isOfTimer(rule: SupervisionRule, timer: CaseTimer): boolean {
  return timer.rule === undefined ? (rule.afterMinutes ?? 0) === 0 || rule.on === 'warned' : rule.id === timer.rule
}
