import type { Ledger, LedgerClock } from '../ledger/schema.ts'
import { compareFractions, ONE, parseFraction, ZERO } from '../shared/fraction.ts'
import { finding, type Finding } from './finding-codes.ts'
import { dateField, reachedStates, type LedgerFields } from './ledger-fields.ts'

/** Clocks of a ledger: one way to know the due time, a stop that comes, warnings before it, and supervision that has something to wait for. */
export function checkLedgerClocks(ledger: Ledger, fields: LedgerFields, at: string): Finding[] {
  const reached = reachedStates(ledger)
  return [
    ...(ledger.clocks ?? []).flatMap((clock, index) => checkClock(clock, { fields, reached, at: `${at}/clocks/${index}` })),
    ...(ledger.supervision ?? []).flatMap((rule, index) => {
      const clock = ledger.clocks?.find((one) => one.id === rule.clock)
      const warns = (clock?.warnAt?.length ?? 0) + (clock?.remindDays?.length ?? 0) > 0
      return rule.on === 'warned' && clock && !warns
        ? [finding('policy.supervision.never-warned', `${at}/supervision/${index}/on`, { name: rule.name, clock: clock.name })]
        : []
    }),
  ]
}

type Place = { fields: LedgerFields; reached: ReadonlySet<string>; at: string }

function checkClock(clock: LedgerClock, { fields, reached, at }: Place): Finding[] {
  const named = { clock: clock.name }
  const both = (clock.goals === undefined) === (clock.dateField === undefined)
  const stops = clock.until.some((state) => reached.has(state) && !clock.from.includes(state))
  return [
    ...(both ? [finding('policy.ledger.clock-goal', at, named)] : []),
    ...(stops ? [] : [finding('policy.ledger.clock-never-stops', `${at}/until`, named)]),
    ...(clock.dateField !== undefined && (clock.pauseIn?.length ?? 0) > 0
      ? [finding('policy.ledger.clock-pause-date', `${at}/pauseIn`, named, { op: 'remove', at: `${at}/pauseIn` })]
      : []),
    ...dateField(fields, clock.dateField, `${at}/dateField`),
    ...(clock.warnAt ?? []).flatMap((text, index) => {
      const share = parseFraction(text)
      const sound = share && compareFractions(share, ZERO) > 0 && compareFractions(share, ONE) < 0
      return sound ? [] : [finding('policy.clock.warning-late', `${at}/warnAt/${index}`, { ...named, given: text })]
    }),
  ]
}
