import { holds } from '../../condition/evaluate.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { isBreached } from '../../sla/remaining.ts'
import type { SupervisionRule } from '../../supervision/schema.ts'
import { caseTimers, waits, type CaseTimer } from '../case-timers.ts'
import type { Clock } from '../../sla/clock.ts'
import { openAssignments } from '../assignments.ts'
import type { CommandOf } from '../command.ts'
import { caseFacts } from '../facts.ts'
import type { Case } from '../event.ts'
import { urgeProblem } from '../in-time.ts'
import { enter, permitStep } from '../permit.ts'
import type { Act, Draft, Turn } from '../turn.ts'
import { withHandovers } from './card.ts'

/** Urges every open handler (催办), at most once per interval. Refusals: those of `urgeProblem`. */
export const urge: Act<CommandOf<'urge'>['data']> = (turn, { text }) => {
  const { state, context, flow } = turn
  const permit = permitStep(turn, 'urge')
  if (!permit.ok) return permit
  const problem = urgeProblem({ state, flow }, context.actor, context.now)
  if (problem) return fail(problem)
  const units = openAssignments(state).map((one) => one.unit)
  return ok([{ type: 'urge.sent', as: permit.value.role, ...(text && { reason: { text } }), data: { units } }])
}

/**
 * A timer of the case fell due: tells the warning or the breach, and lets the supervision rules of that moment act.
 * Nothing happens if the clock has stopped, moved or was paused meanwhile. A timer fires once, so each rule acts once per clock and cycle.
 */
export function fireClock(turn: Turn, { timer: key }: { timer: string }): Result<Draft[]> {
  const { context, state } = turn
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
    (rule) =>
      rule.clock === clock.clock &&
      rule.on === on &&
      isOfTimer(rule, timer) &&
      !wasIssued(state, rule, clock) &&
      holds(rule.when, caseFacts(state, subject)),
  )
  const cards = acting.map(({ id, name, card, clause }): Draft => ({
    type: 'card.issued',
    ...about,
    data: { timer: key, ...facts, card, rule: id, name, clause },
  }))
  const told: Draft = { type: `clock.${on}`, ...about, data: { timer: key, ...facts, name: clock.name } }
  const followed = withHandovers({ state, context }, cards)
  return ok(timer.rule === undefined ? [told, ...followed, ...automaticConsent(turn, timer)] : followed)
}

/** A rule acts once per clock, unit and round: a task given again, or a clock begun again in the same round, brings no second card. */
function wasIssued({ cards = [], round }: Case, rule: SupervisionRule, { clock, unit }: Clock): boolean {
  return cards.some((one) => one.rule === rule.id && one.clock === clock && one.unit === unit && one.round === round)
}

/** Silence is consent only where the county set it, and then at the end of the clock that the town's consent stops (T21). */
function automaticConsent({ state, flow, context }: Turn, { kind, clock }: CaseTimer): Draft[] {
  const { automatic, neverAutomatic } = flow.consent
  const stops = context.policy.sla.clocks.find((one) => one.id === clock.clock)?.stop.includes('case.consented')
  if (!automatic || neverAutomatic || kind !== 'breach' || !stops || state.phase !== 'CONSENT') return []
  const step = flow.steps.find((one) => one.act === 'consent' && one.from.includes(state.state) && holds(one.when, caseFacts(state)))
  return step ? [{ type: 'case.consented', to: enter(flow, step.to), data: { automatic: true } }] : []
}

/** A rule that waits acts with its own timer, the others with the clock's. */
function isOfTimer(rule: SupervisionRule, timer: CaseTimer): boolean {
  return timer.rule === undefined ? !waits(rule) || rule.on === 'warned' : rule.id === timer.rule
}
