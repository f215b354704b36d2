import { refuse } from '../../shared/refusal.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { activeAssignments } from '../assignments.ts'
import type { CommandOf } from '../command.ts'
import type { Case } from '../event.ts'
import type { Submitted } from '../evolve.ts'
import { countyDay, isInForce, successorOf } from '../../responsibility/in-force.ts'
import { limitsOf } from '../../responsibility/limits.ts'
import { checkReason, enter, flowOf, permitStep } from '../permit.ts'
import { findItem, proposeRoute } from '../route.ts'
import { adjudicated } from './adjudication.ts'
import { attemptProblem } from './admission.ts'
import { assignUnits } from './assign-units.ts'
import { bypassDrafts, bypassOf } from './bypass.ts'
import type { Act, DecideContext, Draft, Turn } from '../turn.ts'

/**
 * Blows a whistle (吹哨). The case pins the policy and records the proposed route with its reason.
 * Refusals: `case.submit.cluster`, `case.category.unknown`, `case.item.unknown`, `case.item.not-in-force`, `case.item.not-whistle`, `case.item.off-list`, `case.situation.unknown`, `case.source.unknown`, `case.command.not-your-role`.
 */
export function submit(context: DecideContext, data: CommandOf<'submit'>['data']): Result<Draft[]> {
  const { policy, actor, identity } = context
  if (actor.covers) return fail(refuse('case.submit.cluster', {}))
  const category = policy.categories.find((one) => one.id === data.category && !one.retired)
  const flow = category && flowOf(policy, category.id)
  if (!category || !flow) return fail(refuse('case.category.unknown', { category: data.category }, { at: '/category' }))
  const problem = checkItem(context, data) ?? checkChoices(context, data)
  if (problem) return fail(problem)
  if (!identity) return fail(refuse('case.command.no-case', { command: 'submit' }))

  const item = findItem(policy, data.item)
  const situation = item?.situations.find((one) => one.id === data.situation)
  const emergency = category.emergency || situation?.emergency === true
  const town = actor.unit
  const blank = {
    category: category.id,
    town,
    emergency,
    state: flow.initial,
    phase: 'DRAFT',
    form: data.form,
    assignments: [],
    round: 1,
    returns: 0,
    supplements: 0,
    disputed: false,
    card: 'none',
  }
  const { form, ...asked } = data
  const limits = item && limitsOf(item, situation)
  const route = proposeRoute(policy, { ...asked, form, town, emergency }, countyDay(policy, context.now))
  // A case that does not exist yet has no version, clocks or ratings; what is decided here reads the fields above.
  const whistle = { ...blank, ...asked, ...(item?.stationedAgency !== undefined && { agency: item.stationedAgency }) } as unknown as Case
  const submitted: Submitted = {
    ...asked,
    ...identity,
    form,
    policy: context.policyHash,
    town,
    emergency,
    title: titleOf(form) ?? situation?.name ?? item?.name ?? category.name,
    ...(limits && { limits }),
    route,
    ...(item?.stationedAgency !== undefined && { agency: item.stationedAgency }),
  }
  const turn = { context, state: whistle, flow }
  const bypass = bypassOf(turn, route)
  if (bypass)
    return ok([
      { type: 'case.submitted', as: bypass.role, to: enter(flow, bypass.rule.to), data: submitted },
      ...bypassDrafts(turn, bypass),
    ])
  const permit = permitStep(turn, 'submit')
  if (!permit.ok) return permit
  const unproved = attemptProblem(context, whistle)
  if (unproved) return fail(unproved)
  return ok([{ type: 'case.submitted', as: permit.value.role, to: enter(flow, permit.value.step.to), data: submitted }])
}

/** Completes a case that was returned for supplement (补正): the whole form again, and a note of what was changed. Refusals: `case.reason.*`. */
export const supplement: Act<CommandOf<'supplement'>['data']> = (turn, data) => {
  const permit = permitStep(turn, 'supplement')
  if (!permit.ok) return permit
  const { step, role } = permit.value
  const note = checkReason(step, data.reason)
  if (!note.ok) return note
  const unproved = attemptProblem(turn.context, { ...turn.state, form: { ...turn.state.form, ...data.form } })
  if (unproved) return fail(unproved)
  return ok([
    {
      type: 'case.supplemented',
      as: role,
      to: enter(turn.flow, step.to),
      ...(note.value && { reason: note.value }),
      data: { form: data.form, title: titleOf(data.form) ?? turn.state.title },
    },
  ])
}

/**
 * Dispatches a case (派件) to one lead and its cooperating units. Departing from the proposed route needs a reason.
 * Refusals: `case.dispatch.lead-among-cooperating`, `case.dispatch.reason-required`.
 */
export const dispatch: Act<CommandOf<'dispatch'>['data']> = (turn, data) => assign(turn, data, 'dispatch')

/** Changes the units (改派, 加派): units that stay keep their assignment and its clocks; others are cancelled or created. */
export const redispatch: Act<CommandOf<'redispatch'>['data']> = (turn, data) => assign(turn, data, 'redispatch')

/** Decides who is responsible (定责), where no panel does; its own act, never a way to change the units elsewhere. */
export const adjudicate: Act<CommandOf<'adjudicate'>['data']> = (turn, data) => assign(turn, data, 'adjudicate')

function assign(turn: Turn, data: CommandOf<'dispatch'>['data'], act: 'dispatch' | 'redispatch' | 'adjudicate'): Result<Draft[]> {
  const { state, flow } = turn
  const permit = permitStep(turn, act)
  if (!permit.ok) return permit
  const { step, role } = permit.value
  if (data.cooperating.includes(data.lead))
    return fail(refuse('case.dispatch.lead-among-cooperating', { unit: data.lead }, { at: '/cooperating' }))
  const reason = checkReason(step, data.reason)
  if (!reason.ok) return reason
  const differs = act === 'dispatch' && differsFromRoute(state, data)
  if (differs && !reason.value)
    return fail(refuse('case.dispatch.reason-required', { lead: state.route?.lead }, { at: '/reason', why: state.route }))

  if (act === 'adjudicate' && state.panel?.status === 'open') return fail(refuse('case.panel.decides', {}))
  const units = { lead: data.lead, cooperating: data.cooperating }
  if (act === 'adjudicate')
    return ok(
      adjudicated(turn, step, units, { ...(data.form && { form: data.form }) }).map((draft, index) =>
        index === 0 ? { ...draft, as: role, reason: reason.value } : draft,
      ),
    )
  return ok([
    {
      type: 'case.dispatched',
      as: role,
      to: enter(flow, step.to),
      reason: reason.value,
      data: { ...units, differs, again: activeAssignments(state).length > 0, ...(data.form && { form: data.form }) },
    },
    ...assignUnits(turn, units),
  ])
}

function differsFromRoute({ route }: Case, data: { lead: string; cooperating: readonly string[] }): boolean {
  if (!route?.lead) return false
  return (
    route.lead !== data.lead ||
    route.cooperating.length !== data.cooperating.length ||
    !route.cooperating.every((unit) => data.cooperating.includes(unit))
  )
}

function checkItem({ policy, now }: DecideContext, { item: id, situation }: CommandOf<'submit'>['data']) {
  if (id === undefined) return policy.responsibilities.offList === 'refuse' ? refuse('case.item.off-list', {}, { at: '/item' }) : undefined
  const item = findItem(policy, id)
  if (!item || item.retired) return refuse('case.item.unknown', { item: id }, { at: '/item' })
  const day = countyDay(policy, now)
  if (!isInForce(item, day)) {
    const next = successorOf(policy, id, day)
    const dates = { from: item.effectiveFrom, to: item.effectiveTo }
    return refuse('case.item.not-in-force', { item: item.name, ...dates, next: next?.name ?? '' }, { at: '/item', why: { next: next?.id } })
  }
  if (!item.whistle) return refuse('case.item.not-whistle', { item: item.name }, { at: '/item', why: { duties: item.duties?.town } })
  if (situation !== undefined && !item.situations.some((one) => one.id === situation))
    return refuse('case.situation.unknown', { situation }, { at: '/situation' })
  return undefined
}

function checkChoices({ policy }: DecideContext, { category, level, source }: CommandOf<'submit'>['data']) {
  if (source !== undefined && !policy.sources.some((one) => one.id === source))
    return refuse('case.source.unknown', { source }, { at: '/source' })
  const levels = policy.categories.find((one) => one.id === category)?.levels ?? []
  if (level !== undefined && !levels.some((one) => one.id === level)) return refuse('case.level.unknown', { level }, { at: '/level' })
  return undefined
}

function titleOf(form: Record<string, unknown>): string | undefined {
  const title = Object.hasOwn(form, 'title') ? form.title : undefined
  return typeof title === 'string' && title.trim() !== '' ? title.trim().slice(0, 200) : undefined
}
