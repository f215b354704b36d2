import { dayOfInstant, formatCivilDate } from '../calendar/civil.ts'
import type { Policy } from '../policy/schema.ts'
import type { CivilDate, Instant } from '../shared/instant.ts'
import type { ListItem } from './schema.ts'

/** Whether an item of the list holds on a day: not withdrawn, begun, and not ended. Both dates are included. */
export function isInForce({ retired, effectiveFrom, effectiveTo }: ListItem, day: CivilDate): boolean {
  return !retired && (effectiveFrom === undefined || effectiveFrom <= day) && (effectiveTo === undefined || day <= effectiveTo)
}

/** The item of this id, if it holds on the day. */
export function itemInForce(policy: Pick<Policy, 'responsibilities'>, id: string | undefined, day: CivilDate): ListItem | undefined {
  const item = id === undefined ? undefined : policy.responsibilities.items.find((one) => one.id === id)
  return item && isInForce(item, day) ? item : undefined
}

/** The items that hold on a day: what forms offer, routes read and the gate permits. */
export function itemsInForce(policy: Pick<Policy, 'responsibilities'>, day: CivilDate): ListItem[] {
  return policy.responsibilities.items.filter((item) => isInForce(item, day))
}

/** The item that took the place of one that ended, on a day; it may be several changes later. */
export function successorOf(policy: Pick<Policy, 'responsibilities'>, id: string, day: CivilDate): ListItem | undefined {
  const { items } = policy.responsibilities
  let before = id
  for (let steps = 0; steps < items.length; steps++) {
    const next = items.find((one) => one.replaces === before)
    if (!next) return undefined
    if (isInForce(next, day)) return next
    before = next.id
  }
  return undefined
}

/** The versions of one matter, oldest first: an item, what it replaced and what replaced it. */
export function versionsOf(policy: Pick<Policy, 'responsibilities'>, id: string): ListItem[] {
  const { items } = policy.responsibilities
  const find = (wanted: string | undefined) => (wanted === undefined ? undefined : items.find((one) => one.id === wanted))
  const chain: ListItem[] = []
  const add = (item: ListItem | undefined, at: 'before' | 'after'): boolean => {
    if (!item || chain.includes(item)) return false
    if (at === 'before') chain.unshift(item)
    else chain.push(item)
    return true
  }
  add(find(id), 'after')
  while (add(find(chain[0]?.replaces), 'before'));
  while (
    add(
      items.find((one) => one.replaces !== undefined && one.replaces === chain.at(-1)?.id),
      'after',
    )
  );
  return chain
}

/** The county's civil day of an instant, by the offset of its working calendar. */
export function countyDay(policy: Pick<Policy, 'calendars' | 'sla'>, at: Instant): CivilDate {
  const calendar = policy.calendars.find((one) => one.id === policy.sla.calendar)
  return formatCivilDate(dayOfInstant(at, calendar?.utcOffsetMinutes ?? 480))
}
