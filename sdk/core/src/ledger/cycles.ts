import type { Facts } from '../condition/schema.ts'
import type { Instant } from '../shared/instant.ts'
import type { Pause } from '../sla/pause.ts'
import type { EntryEvent, LedgerEntry } from './event.ts'
import { evolveLedgerEntry } from './evolve.ts'
import { entryFacts } from './facts.ts'
import { LEDGER_ENDS, type Ledger, type LedgerClock } from './schema.ts'

/** One run of an entry's clock: from entering a starting state to what ended it. */
export type EntryCycle = {
  startedAt: Instant
  /** What conditions of goals read: the entry as it was at the start. */
  facts: Facts
  /** The form as it stood when the cycle ended; for an open one as it stands now. */
  form: LedgerEntry['form']
  pauses: Pause[]
  end?: { status: 'met' | 'cancelled'; at: Instant }
}

/** The cycles of one rule of a ledger. One event first ends a cycle, then may start the next; an end of the entry cancels what still runs. */
export function findEntryCycles(rule: LedgerClock, ledger: Ledger, events: readonly EntryEvent[]): EntryCycle[] {
  const asks = rule.from.length === 0
  const cycles: EntryCycle[] = []
  let entry: LedgerEntry | undefined
  let running: EntryCycle | undefined
  for (const event of events) {
    const before: string | undefined = entry?.state
    entry = evolveLedgerEntry(entry, event)
    if (running) {
      running.form = entry.form
      const status = asks ? endOfConsultation(event, entry.state !== before) : endOfClock(rule, event)
      if (status) {
        running.end = { status, at: event.at }
        resume(running, event.at)
        running = undefined
      } else if (event.to) {
        if (rule.pauseIn?.includes(event.to.state)) hold(running, event.at, nameOf(ledger, event.to.state))
        else resume(running, event.at)
      }
    }
    if (!running && (asks ? event.type === 'consultation.opened' : event.to !== undefined && rule.from.includes(event.to.state))) {
      running = { startedAt: event.at, facts: entryFacts(ledger, entry), form: entry.form, pauses: [] }
      if (event.to && rule.pauseIn?.includes(event.to.state)) hold(running, event.at, nameOf(ledger, event.to.state))
      cycles.push(running)
    }
  }
  return cycles
}

function endOfClock(rule: LedgerClock, { to }: EntryEvent): 'met' | 'cancelled' | undefined {
  if (!to) return undefined
  if (rule.until.includes(to.state)) return 'met'
  return LEDGER_ENDS.includes(to.phase) ? 'cancelled' : undefined
}

function endOfConsultation({ type }: EntryEvent, hasLeft: boolean): 'met' | 'cancelled' | undefined {
  return type === 'consultation.ended' ? 'met' : hasLeft ? 'cancelled' : undefined
}

function hold(cycle: EntryCycle, at: Instant, name: string): void {
  if (cycle.pauses.at(-1)?.to === null) return
  cycle.pauses.push({ from: at, to: null, kind: 'state', name })
}

function resume(cycle: EntryCycle, at: Instant): void {
  const last = cycle.pauses.at(-1)
  if (last?.to === null) cycle.pauses[cycle.pauses.length - 1] = { ...last, to: at }
}

function nameOf(ledger: Ledger, state: string): string {
  return ledger.states.find((one) => one.id === state)?.name ?? state
}
