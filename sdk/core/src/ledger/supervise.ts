import { holds } from '../condition/evaluate.ts'
import { isBreached } from '../sla/remaining.ts'
import { endConsultation } from './consult.ts'
import { entryFacts } from './facts.ts'
import type { LedgerSupervision } from './schema.ts'
import { entryTimers } from './timers.ts'
import type { EntryDraft, LedgerTurn } from './turn.ts'

/**
 * A timer of the entry fell due: tells the reminder or the breach and lets the supervision rules of that moment act.
 * Nothing happens if the clock has stopped, moved or stands still meanwhile.
 */
export function fireEntryClock(turn: LedgerTurn, key: string): EntryDraft[] {
  const { context, entry, ledger } = turn
  const timer = entryTimers(ledger, context.clocks?.() ?? []).find((one) => one.key === key && one.at <= context.now)
  if (!timer) return []
  if (timer.kind === 'consultation') return endConsultation(entry)
  const { clock, kind } = timer
  // A reminder that could not be given before the due time would only repeat the breach.
  if (kind === 'warn' && isBreached(clock, context.now)) return []
  const on = kind === 'warn' ? 'warned' : 'breached'
  const data = { timer: key, clock: clock.clock, name: clock.name, dueAt: clock.dueAt, unit: clock.unit }
  const facts = entryFacts(ledger, entry)
  const acting = timer.rule
    ? [timer.rule]
    : (ledger.supervision ?? []).filter(
        (rule) => rule.clock === clock.clock && rule.on === on && (on === 'warned' || (rule.afterDays ?? 0) === 0),
      )
  const cards = acting.filter((rule) => holds(rule.when, facts)).map((rule) => cardOf(rule, data))
  return timer.kind === 'after' ? cards : [{ type: `clock.${on}`, data }, ...cards]
}

function cardOf({ id, name, card, level, notify, clause }: LedgerSupervision, about: Record<string, unknown>): EntryDraft {
  return { type: 'card.issued', data: { ...about, rule: id, name, card, level: level ?? 0, notify, clause } }
}
