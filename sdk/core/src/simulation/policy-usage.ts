import type { CaseEvent } from '../case/event.ts'
import { evolve } from '../case/evolve.ts'
import type { Flow } from '../flow/schema.ts'
import { ASSIGNMENT_EVENTS, CASE_EVENTS } from '../policy/check-events.ts'
import type { Policy } from '../policy/schema.ts'
import type { Instant } from '../shared/instant.ts'
import { clocksOf } from '../sla/clocks.ts'
import { ClockHistory } from '../sla/history.ts'

/** What of a policy a case can make use of. */
export const USAGE_KINDS = ['category', 'item', 'clock', 'step', 'condition', 'rating'] as const
export type UsageKind = (typeof USAGE_KINDS)[number]

/** One thing of a policy that cases use, and where it stands. `key` is its id within the kind, whatever the place. */
export type Usable = { readonly kind: UsageKind; readonly key: string; readonly at: string }

/** How many cases used a thing, each counted once, and when the last of them was whistled. */
export type Usage = { readonly kind: UsageKind; readonly key: string; readonly cases: number; readonly last: Instant }

/**
 * Everything of a policy that cases can use (命中): its categories, items that may be whistled, clocks, steps of flows, rules with a condition
 * (派件规则, 升级, 督办, 审批) and items of rating forms; without what is out of use.
 */
export function usableOf({ categories, responsibilities, sla, flows, supervision, evaluation }: Policy): Usable[] {
  return [
    ...categories.flatMap(({ id, retired }, i) => (retired ? [] : [usable('category', id, `/categories/${i}`)])),
    ...responsibilities.items.flatMap(({ id, retired, whistle }, i) =>
      retired || !whistle ? [] : [usable('item', id, `/responsibilities/items/${i}`)],
    ),
    ...sla.clocks.map(({ id }, i) => usable('clock', id, `/sla/clocks/${i}`)),
    ...flows.flatMap((flow, f) => [
      ...flow.steps.map((step, i) => usable('step', `${flow.id}/${step.id}`, `/flows/${f}/steps/${i}`)),
      ...flow.assignment.steps.map((step, i) => usable('step', `${flow.id}/${step.id}`, `/flows/${f}/assignment/steps/${i}`)),
      ...(flow.approvals ?? []).map((rule, i) => usable('condition', `approval/${rule.id}`, `/flows/${f}/approvals/${i}`)),
    ]),
    ...(responsibilities.routes ?? []).map(({ id }, i) => usable('condition', `route/${id}`, `/responsibilities/routes/${i}`)),
    ...categories.flatMap(({ upgrades = [], retired }, c) =>
      retired ? [] : upgrades.map(({ id }, i) => usable('condition', `upgrade/${id}`, `/categories/${c}/upgrades/${i}`)),
    ),
    ...supervision.rules.map(({ id }, i) => usable('condition', `card/${id}`, `/supervision/rules/${i}`)),
    ...evaluation.forms.flatMap((form, f) =>
      form.items.map(({ id }, i) => usable('rating', `${form.id}/${id}`, `/evaluation/forms/${f}/items/${i}`)),
    ),
  ]
}

function usable(kind: UsageKind, key: string, at: string): Usable {
  return { kind, key, at }
}

/** Takes cases one by one and keeps only counts. */
export type UsageCount = { add(events: readonly CaseEvent[]): void; result(): Usage[] }

/** Counts which parts of a policy cases made use of (用得最少、没人命中). Things are known by id, so cases of earlier versions count too. */
export function openUsageCount(policy: Policy, until: Instant): UsageCount {
  const flows = new Map(policy.categories.map(({ id, flow }) => [id, policy.flows.find((one) => one.id === flow)]))
  const counts = new Map<string, { kind: UsageKind; key: string; cases: number; last: Instant }>()
  return {
    add(events) {
      const at = events[0]?.at
      if (at === undefined) return
      for (const used of usesOf(policy, { events, flows, until })) {
        const kind = used.slice(0, used.indexOf(' ')) as UsageKind
        const known = counts.get(used) ?? { kind, key: used.slice(kind.length + 1), cases: 0, last: at }
        counts.set(used, known)
        known.cases++
        known.last = Math.max(known.last, at)
      }
    },
    result: () => [...counts.values()],
  }
}

type Reading = { events: readonly CaseEvent[]; flows: ReadonlyMap<string, Flow | undefined>; until: Instant }

/** What one case used, as `kind key`. */
function usesOf(policy: Policy, { events, flows, until }: Reading): Set<string> {
  const used = new Set<string>()
  let state: ReturnType<typeof evolve> | undefined
  for (const event of events) {
    const flow = flows.get(state?.category ?? String(event.data.category))
    if (flow) for (const step of stepsOf(flow, event, state?.state)) used.add(`step ${flow.id}/${step}`)
    if (event.type === 'case.levelChanged' && typeof event.data.rule === 'string') used.add(`condition upgrade/${event.data.rule}`)
    state = evolve(state, event)
    if (state.route?.rule === 'route') used.add(`condition route/${state.route.id}`)
  }
  if (!state) return used
  used.add(`category ${state.category}`)
  if (state.item !== undefined) used.add(`item ${state.item}`)
  for (const { rule } of state.cards ?? []) if (rule !== undefined) used.add(`condition card/${rule}`)
  for (const { rule } of state.approvals ?? []) used.add(`condition approval/${rule}`)
  for (const { form, values } of state.ratings) for (const item of Object.keys(values)) used.add(`rating ${form}/${item}`)
  for (const { clock } of clocksOf(policy, new ClockHistory(events), until, { explain: false })) used.add(`clock ${clock}`)
  return used
}

/** The steps an event may have been: of the act that leaves such an event, from where the case was to where it came. */
function stepsOf({ steps, assignment }: Flow, { type, to }: CaseEvent, before: string | undefined): string[] {
  if (type.startsWith('assignment.'))
    return assignment.steps.flatMap((step) => (ASSIGNMENT_EVENTS[step.act].includes(type) ? [step.id] : []))
  return steps.flatMap((step) => {
    const [main] = CASE_EVENTS[step.act]
    const leads = to === undefined ? main === 'urge.sent' : step.to === to.state
    return main === type && leads && (before === undefined || step.from.includes(before)) ? [step.id] : []
  })
}
