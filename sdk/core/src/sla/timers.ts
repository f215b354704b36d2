import type { Instant } from '../shared/instant.ts'
import type { Clock } from './clock.ts'

/** A moment at which something must happen: a warning before the due time, or the breach. */
export type ClockTimer = { readonly key: string; readonly at: Instant; readonly kind: 'warn' | 'breach'; readonly clock: Clock }

/**
 * The timers of running clocks, in order of time. Keys are stable: `<clock key>/warn/<n>`, n counting the rule's warnings from 1,
 * and `<clock key>/breach`. A breach is due one millisecond after the due time: equal is in time.
 */
export function clockTimers(clocks: readonly Clock[]): ClockTimer[] {
  return clocks
    .flatMap((clock): ClockTimer[] => {
      const { key, status, dueAt, warnAt } = clock
      if (status !== 'running' || dueAt === null) return []
      const warnings = warnAt.map((at, index): ClockTimer => ({ key: `${key}/warn/${index + 1}`, at, kind: 'warn', clock }))
      return [...warnings, { key: `${key}/breach`, at: dueAt + 1, kind: 'breach', clock }]
    })
    .toSorted((a, b) => a.at - b.at)
}
