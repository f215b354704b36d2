import { DAY, type Instant } from '../shared/instant.ts'
import { CONSULTATION_CLOCK, type EntryClock } from './clocks.ts'
import type { Ledger, LedgerSupervision } from './schema.ts'

/** A moment at which the system acts on an entry: a reminder, a breach, a rule that waits some days after it, the end of a consultation. */
export type EntryTimer = {
  readonly key: string
  readonly at: Instant
  readonly kind: 'warn' | 'breach' | 'after' | 'consultation'
  readonly clock: EntryClock
  readonly rule?: LedgerSupervision
}

/**
 * The timers of an entry's running clocks, in order of time. The due time is part of a key: when an extension moves it,
 * reminders and supervision begin again for the new one.
 */
export function entryTimers(ledger: Pick<Ledger, 'supervision'>, clocks: readonly EntryClock[]): EntryTimer[] {
  return clocks
    .flatMap((clock): EntryTimer[] => {
      const { dueAt, status, warnAt } = clock
      if (status !== 'running' || dueAt === null) return []
      const key = `${clock.key}/${dueAt}`
      if (clock.clock === CONSULTATION_CLOCK) return [{ key: `${key}/end`, at: dueAt + 1, kind: 'consultation', clock }]
      return [
        ...warnAt.map((at, index): EntryTimer => ({ key: `${key}/warn/${index + 1}`, at, kind: 'warn', clock })),
        { key: `${key}/breach`, at: dueAt + 1, kind: 'breach', clock },
        ...(ledger.supervision ?? [])
          .filter((rule) => rule.clock === clock.clock && rule.on === 'breached' && (rule.afterDays ?? 0) > 0)
          .map((rule): EntryTimer => ({
            key: `${key}/after/${rule.id}`,
            at: dueAt + 1 + (rule.afterDays ?? 0) * DAY,
            kind: 'after',
            clock,
            rule,
          })),
      ]
    })
    .toSorted((a, b) => a.at - b.at)
}
