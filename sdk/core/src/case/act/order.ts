import { evaluateCondition } from '../../condition/evaluate.ts'
import { END_PHASES } from '../../flow/schema.ts'
import { mayActFor, ROLES, type Actor, type Role } from '../../organisation/role.ts'
import { refuse } from '../../shared/refusal.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { OrderRule } from '../../supervision/order-schema.ts'
import { activeAssignments, leadAssignment, openAssignments } from '../assignments.ts'
import type { CommandOf } from '../command.ts'
import type { Case } from '../event.ts'
import { caseFacts } from '../facts.ts'
import type { IssuedOrder } from '../overlay.ts'
import { caseRole } from '../permit.ts'
import type { Act, Draft, Turn } from '../turn.ts'
import { withHandovers } from './card.ts'

/**
 * Gives a supervision order (督办单) to each unit it is for; a card may go with it.
 * Refusals: `case.order.unknown`, `.ended`, `.nobody`, `.unknown-unit`, `.already-open`, `case.command.not-your-role`, `.guard`.
 */
export const issueOrder: Act<CommandOf<'issueOrder'>['data']> = (turn, data) => {
  const { state, context } = turn
  const rule = context.policy.supervision.orders?.find((one) => one.id === data.order)
  if (!rule) return fail(refuse('case.order.unknown', {}, { at: '/order' }))
  const role = caseRole(rule.by, context.actor, state)
  if (!role) return fail(refuse('case.command.not-your-role', { act: rule.name, roles: rule.by }))
  if (END_PHASES.includes(state.phase)) return fail(refuse('case.order.ended', { name: rule.name }))
  const guard = rule.when && evaluateCondition(rule.when, caseFacts(state))
  if (guard && guard.value !== true) return fail(refuse('case.command.guard', { act: rule.name, note: '' }, { why: guard.trace }))
  const receivers = receiversOf(turn, rule, data.units)
  if (!receivers.ok) return receivers
  const text = data.text.trim()
  const issued = receivers.value.flatMap((receiver, index): Draft[] => {
    const id = `o${(state.orders?.length ?? 0) + index + 1}`
    const order: Draft = {
      type: 'order.issued',
      as: role,
      ...receiver,
      data: { id, order: rule.id, name: rule.name, text, clause: rule.clause, ...(data.form && { form: data.form }) },
    }
    const card: Draft[] =
      rule.card === undefined || rule.card === 'none'
        ? []
        : [{ type: 'card.issued', as: role, ...receiver, data: { card: rule.card, order: id, name: rule.name, clause: rule.clause } }]
    return [order, ...card]
  })
  return ok(withHandovers(turn, issued))
}

/** The unit an order is for answers it. Refusals: `case.order.not-open`, `.not-yours`. */
export const replyOrder: Act<CommandOf<'replyOrder'>['data']> = ({ state, context }, data) => {
  const order = findOrder(state, data.order)
  const rule = order && ruleOf(context.policy.supervision.orders, order)
  if (!order || !rule || order.status === 'closed') return fail(refuse('case.order.not-open', {}, { at: '/order' }))
  const role = replierRole(rule, order, context.actor)
  if (!role) return fail(refuse('case.order.not-yours', { name: order.name }))
  return ok([
    {
      type: 'order.replied',
      as: role,
      unit: order.unit,
      data: { id: order.id, order: order.rule, name: order.name, text: data.text.trim(), ...(data.form && { form: data.form }) },
    },
  ])
}

/** Those who gave an order close it; one that was not answered needs a reason. Refusals: `case.order.not-open`, `case.command.not-your-role`, `case.reason.required`. */
export const closeOrder: Act<CommandOf<'closeOrder'>['data']> = ({ state, context }, data) => {
  const order = findOrder(state, data.order)
  const rule = order && ruleOf(context.policy.supervision.orders, order)
  if (!order || !rule || order.status === 'closed') return fail(refuse('case.order.not-open', {}, { at: '/order' }))
  const role = caseRole(closersOf(rule), context.actor, state)
  if (!role) return fail(refuse('case.command.not-your-role', { act: rule.name, roles: closersOf(rule) }))
  const text = data.reason?.text.trim() ?? ''
  if (order.status === 'open' && text === '') return fail(refuse('case.reason.required', { act: rule.name }, { at: '/reason' }))
  return ok([
    {
      type: 'order.closed',
      as: role,
      unit: order.unit,
      ...(text !== '' && { reason: { text } }),
      data: { id: order.id, order: order.rule, name: order.name, answered: order.status === 'replied' },
    },
  ])
}

/** Orders of a case that are not closed. */
export function openOrders(state: Case): IssuedOrder[] {
  return (state.orders ?? []).filter((one) => one.status !== 'closed')
}

/** The rule an order was given by. */
export function ruleOf(rules: readonly OrderRule[] | undefined, order: Pick<IssuedOrder, 'rule'>): OrderRule | undefined {
  return rules?.find((one) => one.id === order.rule)
}

/** The role by which somebody may answer an order: of the unit it is for, or of the platform. */
export function replierRole(rule: OrderRule, order: Pick<IssuedOrder, 'unit'>, actor: Actor): Role | undefined {
  return rule.replyBy.find((role) => {
    const { side } = ROLES[role]
    const own = side === 'town' || side === 'department'
    return own === (order.unit !== undefined) && mayActFor(role, actor, order.unit ?? '')
  })
}

/** Who closes an order: whom the rule names, else whoever may give it. */
export function closersOf(rule: OrderRule): readonly Role[] {
  return rule.closeBy ?? rule.by
}

/** The units an order of this rule may be for now: several for 应哨单位, one otherwise, none when there is nobody. */
export function receiversFor({ to }: OrderRule, state: Case): { assignment?: string; unit?: string }[] {
  if (to === 'town') return [{ unit: state.town }]
  if (to === 'platform') return [{}]
  const lead = leadAssignment(state)
  const assigned =
    to === 'lead' ? (lead ? [lead] : []) : openAssignments(state).length > 0 ? openAssignments(state) : activeAssignments(state)
  return assigned.map(({ id, unit }) => ({ assignment: id, unit }))
}

function receiversOf(
  { state }: Turn,
  rule: OrderRule,
  units: readonly string[] | undefined,
): Result<{ assignment?: string; unit?: string }[]> {
  const possible = receiversFor(rule, state)
  if (possible.length === 0) return fail(refuse('case.order.nobody', { name: rule.name }))
  const unknown = units?.find((unit) => !possible.some((one) => one.unit === unit))
  if (unknown !== undefined) return fail(refuse('case.order.unknown-unit', { unit: unknown }, { at: '/units' }))
  const wanted = units && units.length > 0 ? possible.filter((one) => one.unit !== undefined && units.includes(one.unit)) : possible
  const open = openOrders(state).filter((one) => one.rule === rule.id)
  const free = wanted.filter((one) => !open.some((order) => order.unit === one.unit))
  return free.length === 0 ? fail(refuse('case.order.already-open', { name: rule.name })) : ok(free)
}

function findOrder(state: Case, id: string): IssuedOrder | undefined {
  return state.orders?.find((one) => one.id === id)
}
