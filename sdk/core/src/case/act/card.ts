import { periodKey } from '../../scoring/period.ts'
import type { Case } from '../event.ts'
import type { CardCount, Draft, Turn } from '../turn.ts'

type Given = Pick<Turn, 'state' | 'context'>

/**
 * Cards to be issued, and what follows from their number: every so many of one colour to one unit in a period are handed over to the discipline
 * office (移交纪检, S1-29). Counts of other cases come with the context.
 */
export function withHandovers({ state, context }: Given, cards: readonly Draft[]): Draft[] {
  const { policy, now } = context
  const issued: { unit: string; card: unknown }[] = []
  return cards.flatMap((draft) => {
    const { unit, data } = draft
    if (draft.type !== 'card.issued' || unit === undefined || data.card === 'none') return [draft]
    issued.push({ unit, card: data.card })
    const here = issued.filter((one) => one.unit === unit && one.card === data.card).length
    const rules = (policy.supervision.handovers ?? []).filter((rule) => rule.card === data.card)
    return [
      draft,
      ...rules.flatMap(({ id, name, card, per, count, clause }): Draft[] => {
        const period = periodKey(now, per, offsetOf(policy))
        const total = countBefore({ state, context }, { unit, card, period, per }) + here
        if (total % count !== 0) return []
        return [{ type: 'discipline.handedOver', unit, data: { rule: id, name, card, count: total, period, clause } }]
      }),
    ]
  })
}

/** The colours and periods whose counts a decision on this case may need: what the caller reads before it asks. */
export function cardPeriods({ policy, now }: Pick<Turn['context'], 'policy' | 'now'>): { card: Case['card']; period: string }[] {
  const wanted = (policy.supervision.handovers ?? []).map(({ card, per }) => ({ card, period: periodKey(now, per, offsetOf(policy)) }))
  return [...new Map(wanted.map((one) => [`${one.card} ${one.period}`, one])).values()]
}

function countBefore({ state, context }: Given, of: Omit<CardCount, 'count'> & { per: 'month' | 'quarter' | 'year' }): number {
  const { policy, cardCounts } = context
  if (cardCounts) return cardCounts.find((one) => one.unit === of.unit && one.card === of.card && one.period === of.period)?.count ?? 0
  const same = (state.cards ?? []).filter((one) => one.unit === of.unit && one.card === of.card && one.withdrawnAt === undefined)
  return same.filter((one) => periodKey(one.at, of.per, offsetOf(policy)) === of.period).length
}

function offsetOf(policy: Turn['context']['policy']): number {
  return policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
}
