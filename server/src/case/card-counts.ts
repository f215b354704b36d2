import { cardPeriods, periodBounds, type CardCount, type CaseEvent, type Policy } from '@shaotai/core'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'

/**
 * The cards that units about to get one already hold in the periods the policy counts, over all cases, those withdrawn aside. A unit's count is read under a
 * lock of that unit, so that of two cards at once, on any number of servers, one sees the other.
 */
export async function cardCounts(tx: Tx, policy: Policy, issued: readonly CaseEvent[]): Promise<CardCount[] | undefined> {
  const wanted = cardPeriods({ policy, now: tx.now })
  const units = [...new Set(issued.flatMap(({ type, unit }) => (type === 'card.issued' && unit !== undefined ? [unit] : [])))].toSorted()
  if (wanted.length === 0 || units.length === 0) return undefined
  const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
  await lock(tx, units)
  const counts: CardCount[] = []
  for (const { card, period } of wanted) {
    const bounds = periodBounds(period, offset)
    if (!bounds) continue
    const rows = await tx.db
      .selectFrom('cards')
      .select((eb) => ['unit', eb.fn.countAll<number>().as('count')])
      .where('county_id', '=', tx.context.county)
      .where('unit', 'in', units)
      .where('card', '=', card)
      .where('at', '>=', bounds.from)
      .where('at', '<', bounds.to)
      .where('withdrawn_at', 'is', null)
      .groupBy('unit')
      .execute()
    counts.push(...rows.map(({ unit, count }) => ({ unit, card, period, count: Number(count) })))
  }
  return counts
}

/** Holds each unit's counter until the commit; in the order of ids, so that two never wait for each other. */
async function lock(tx: Tx, units: readonly string[]): Promise<void> {
  for (const unit of units)
    await tx.db
      .insertInto('counters')
      .values({ county_id: tx.context.county, name: `cards/${unit}`, value: 1 })
      .onConflict((conflict) => conflict.columns(['county_id', 'name']).doUpdateSet((eb) => ({ value: eb('counters.value', '+', 1) })))
      .execute()
}
