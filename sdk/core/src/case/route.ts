import { evaluateCondition } from '../condition/evaluate.ts'
import type { Policy } from '../policy/schema.ts'
import { itemInForce } from '../responsibility/in-force.ts'
import type { ListItem } from '../responsibility/schema.ts'
import type { CivilDate } from '../shared/instant.ts'
import type { Route } from './event.ts'

/** What is known about a whistle before it is dispatched. */
export type RouteInput = {
  category: string
  level?: string
  item?: string
  situation?: string
  source?: string
  town: string
  emergency: boolean
  form: Record<string, unknown>
}

/**
 * Who should get a case, by which rule (依单派件): the first routing rule whose condition holds, else the entry of the item if it is in
 * force on the civil day of the whistle, else nobody: the dispatcher decides. Missing facts never make a rule hold; its trace says what was missing.
 */
export function proposeRoute(policy: Pick<Policy, 'responsibilities'>, input: RouteInput, day: CivilDate): Route {
  const { form, ...facts } = input
  for (const rule of policy.responsibilities.routes ?? []) {
    const { value, trace } = evaluateCondition(rule.when, { case: facts, form })
    if (value === true)
      return { rule: 'route', id: rule.id, name: rule.name, clause: rule.clause, lead: rule.lead, cooperating: rule.cooperating, trace }
  }
  const item = itemInForce(policy, input.item, day)
  if (!item) return { rule: 'off-list', name: '清单未列此事项', cooperating: [] }
  return { rule: 'item', id: item.id, name: item.name, clause: item.legalBasis.join('、'), lead: item.lead, cooperating: item.cooperating }
}

/** A list item by id. */
export function findItem(policy: Pick<Policy, 'responsibilities'>, id: string | undefined): ListItem | undefined {
  return id === undefined ? undefined : policy.responsibilities.items.find((item) => item.id === id)
}
