import { civilDay, civilParts, dayOfInstant, startOfDay } from '../calendar/civil.ts'
import type { Instant } from '../shared/instant.ts'
import type { LedgerPhase } from './schema.ts'

/** What a write-off round reads of an entry. `dueAt` is the due time of the ledger's write-off clock; null while it has none. */
export type WriteOffFact = {
  readonly unit: string
  readonly phase: LedgerPhase
  readonly dueAt: Instant | null
  readonly endedAt: Instant | null
}

/** A month `2026-11` or quarter `2026-Q4` as a half-open stretch. */
export type Round = { readonly key: string; readonly from: Instant; readonly to: Instant }

/** 应销 due to be written off in the round (what was left over from earlier ones included), 已销 of them, 超期 of them not in time, 提前 written off before their round. */
export type WriteOffCount = { due: number; done: number; overdue: number; early: number }

/** The round of this key; `undefined` for text that is neither a month nor a quarter. */
export function readRound(key: string, utcOffsetMinutes: number): Round | undefined {
  const match = /^(\d{4})-(?:Q([1-4])|(0[1-9]|1[0-2]))$/.exec(key)
  if (!match) return undefined
  const year = Number(match[1])
  const [first, months] = match[2] === undefined ? [Number(match[3]), 1] : [Number(match[2]) * 3 - 2, 3]
  const end = first + months
  const start = (y: number, m: number) => startOfDay(civilDay(y, m, 1), utcOffsetMinutes)
  return { key, from: start(year, first), to: end > 12 ? start(year + 1, end - 12) : start(year, end) }
}

/** The key of the month or quarter an instant lies in. */
export function roundOf(at: Instant, unit: 'month' | 'quarter', utcOffsetMinutes: number): string {
  const { year, month } = civilParts(dayOfInstant(at, utcOffsetMinutes))
  return unit === 'month' ? `${year}-${String(month).padStart(2, '0')}` : `${year}-Q${Math.ceil(month / 3)}`
}

/**
 * The count of one round (月度、季度销账, S2-24), in all and per responsible unit. Due: fell due before the round's end and was not ended
 * before its beginning. Refused and cancelled entries count nowhere. Overdue is judged at `now`, or at the round's end once that is past.
 */
export function countWriteOffs(
  facts: readonly WriteOffFact[],
  round: Round,
  now: Instant,
): { total: WriteOffCount; units: ({ unit: string } & WriteOffCount)[] } {
  const total = none()
  const units = new Map<string, WriteOffCount>()
  for (const fact of facts) {
    const counted = countOne(fact, round, now)
    if (!counted) continue
    const unit = units.get(fact.unit) ?? none()
    units.set(fact.unit, unit)
    for (const key of ['due', 'done', 'overdue', 'early'] as const) {
      total[key] += counted[key]
      unit[key] += counted[key]
    }
  }
  return { total, units: [...units].map(([unit, count]) => ({ unit, ...count })).toSorted((a, b) => (a.unit < b.unit ? -1 : 1)) }
}

function countOne({ phase, dueAt, endedAt }: WriteOffFact, { from, to }: Round, now: Instant): WriteOffCount | undefined {
  if (phase === 'REFUSED' || phase === 'CANCELLED' || dueAt === null) return undefined
  if (endedAt !== null && endedAt < from) return undefined
  const isDone = phase === 'DONE' && endedAt !== null && endedAt < to
  // The end of a day named by a date is the first instant of the next: due in the day before it.
  if (dueAt > to) return isDone ? { due: 0, done: 0, overdue: 0, early: 1 } : undefined
  const judgedAt = isDone ? endedAt : Math.min(now, to)
  return { due: 1, done: isDone ? 1 : 0, overdue: judgedAt > dueAt ? 1 : 0, early: 0 }
}

function none(): WriteOffCount {
  return { due: 0, done: 0, overdue: 0, early: 0 }
}
