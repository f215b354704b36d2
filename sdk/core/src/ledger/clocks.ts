import { compileCalendar } from '../calendar/compile.ts'
import { dayOfInstant, parseCivilDate, startOfDay, type DayNumber } from '../calendar/civil.ts'
import { nextOpen } from '../calendar/open-time.ts'
import type { Calendar } from '../calendar/schema.ts'
import { holds } from '../condition/evaluate.ts'
import type { Policy } from '../policy/schema.ts'
import { DAY, type Instant } from '../shared/instant.ts'
import type { Clock } from '../sla/clock.ts'
import { computeDeadline } from '../sla/deadline.ts'
import { countsDays } from '../sla/measure.ts'
import { readFraction } from '../sla/plan.ts'
import { findEntryCycles, type EntryCycle } from './cycles.ts'
import type { EntryEvent, LedgerEntry } from './event.ts'
import { replayLedgerEntry } from './evolve.ts'
import type { Ledger, LedgerClock } from './schema.ts'
import { ledgerOf } from './turn.ts'

/** A clock of a ledger entry: the same value as a case's clock, so that rulers, countdowns and explanations read both. */
export type EntryClock = Clock

/** The clock of a consultation, beside those of the ledger: an id no county can give. */
export const CONSULTATION_CLOCK = '$consultation'

/**
 * Every clock of one entry, derived from its events. `now` decides only whether an open clock is breached.
 * A clock with a date field is due at the end of that day (24:00) and has no due time while the field is empty: it is left out.
 */
export function computeEntryClocks(
  policy: Pick<Policy, 'ledgers' | 'calendars' | 'sla'>,
  events: readonly EntryEvent[],
  now?: Instant,
  { explain = true }: { explain?: boolean } = {},
): EntryClock[] {
  const entry = replayLedgerEntry(events)
  const ledger = entry && ledgerOf(policy, entry.ledger)
  const calendar = policy.calendars.find((one) => one.id === policy.sla.calendar)
  if (!entry || !ledger || !calendar) return []
  const context = { ledger, entry, calendar, now, explain }
  return [...(ledger.clocks ?? []), ...consultationClock(ledger)].flatMap((rule) =>
    findEntryCycles(rule, ledger, events).flatMap((cycle, index) => toClock(rule, cycle, { ...context, number: index + 1 }) ?? []),
  )
}

type Context = { ledger: Ledger; entry: LedgerEntry; calendar: Calendar; now: Instant | undefined; explain: boolean; number: number }

/** The consultation as a clock, so that its end is a timer and its due time explains itself. */
function consultationClock({ consultation }: Ledger): LedgerClock[] {
  if (!consultation) return []
  return [{ id: CONSULTATION_CLOCK, name: consultation.name, owner: 'county', from: [], until: [], goals: [consultation.limit] }]
}

function toClock(rule: LedgerClock, cycle: EntryCycle, context: Context): EntryClock | undefined {
  const { entry, calendar, now, number } = context
  const due = rule.dateField === undefined ? dueByGoal(rule, cycle, context) : dueByDate(rule, rule.dateField, cycle, context)
  if (!due) return undefined
  const status = cycle.end?.status ?? (cycle.pauses.some((pause) => pause.to === null) ? 'paused' : 'running')
  const judgedAt = status === 'cancelled' ? undefined : (cycle.end?.at ?? now)
  const unit = rule.owner === 'county' ? undefined : rule.owner === 'author' ? entry.author : entry.owner
  return {
    key: `${rule.id}/${entry.id}/${number}`,
    clock: rule.id,
    name: rule.name,
    per: 'case',
    owner: rule.owner === 'county' ? 'platform' : 'assignee',
    cycle: number,
    status,
    startedAt: cycle.startedAt,
    breached: judgedAt !== undefined && due.dueAt !== null && judgedAt > due.dueAt,
    extendedBy: 0,
    calendar: calendar.id,
    ...due,
    warnAt: reminders(rule, due, cycle.startedAt, calendar),
    ...(unit !== undefined && { unit }),
    ...(cycle.end && { stoppedAt: cycle.end.at }),
  }
}

type Due = Pick<
  Clock,
  'dueAt' | 'startsAt' | 'basis' | 'goal' | 'countRule' | 'provisional' | 'segments' | 'warnAt' | 'pausedSince' | 'unreachable' | 'date'
>

function dueByGoal(rule: LedgerClock, cycle: EntryCycle, { calendar, explain }: Context): Due | undefined {
  const index = (rule.goals ?? []).findIndex((goal) => holds(goal.when, cycle.facts))
  const goal = rule.goals?.[index]
  if (!goal) return undefined
  const warnAt = (rule.warnAt ?? []).map(readFraction)
  const { startsAt, dueAt, provisional, segments, ...rest } = computeDeadline({
    calendar,
    goal,
    start: cycle.startedAt,
    pauses: cycle.pauses,
    warnAt,
    explain,
  })
  const clause = goal.clause ?? rule.clause
  return {
    startsAt,
    dueAt,
    provisional,
    segments,
    basis: goal.basis,
    goal: { amount: goal.amount, unit: goal.unit, index, ...(clause !== undefined && { clause }) },
    ...(countsDays(goal) && { countRule: goal.countRule ?? 'next-day-close' }),
    warnAt: rest.warnAt,
    ...(rest.pausedSince !== undefined && { pausedSince: rest.pausedSince }),
    ...(rest.unreachable && { unreachable: true }),
  }
}

function dueByDate(rule: LedgerClock, field: string, cycle: EntryCycle, { calendar, explain }: Context): Due | undefined {
  const date = cycle.form[field]
  const day = typeof date === 'string' ? parseCivilDate(date) : undefined
  if (day === undefined) return undefined
  const dueAt = startOfDay(day + 1, calendar.utcOffsetMinutes)
  const { startedAt } = cycle
  const span = Math.max(0, dueAt - startedAt)
  const warnAt = (rule.warnAt ?? []).map(readFraction).map(([n, d]) => startedAt + Math.ceil((span * n) / d))
  return {
    startsAt: startedAt,
    dueAt,
    provisional: false,
    basis: 'calendar-days',
    goal: { amount: Math.max(1, Math.ceil(span / DAY)), unit: 'day', index: 0, ...(rule.clause !== undefined && { clause: rule.clause }) },
    date: field,
    segments: explain && span > 0 ? [{ from: startedAt, to: dueAt, counted: true, why: 'counted' }] : [],
    warnAt,
  }
}

/** Shares of the time and days before the due day together, each once and in order; a day's reminder comes when the office opens. */
function reminders(rule: LedgerClock, { dueAt, warnAt }: Due, startedAt: Instant, calendar: Calendar): Instant[] {
  if (dueAt === null) return []
  const time = compileCalendar(calendar)
  const dueDay = dayOfInstant(dueAt - 1, calendar.utcOffsetMinutes)
  const openingOf = (day: DayNumber) => nextOpen(time, startOfDay(day, calendar.utcOffsetMinutes))
  const days = (rule.remindDays ?? []).map((before) => openingOf(dueDay - before))
  const kept = [...warnAt, ...days].filter((at): at is Instant => at !== null && at > startedAt && at <= dueAt)
  return [...new Set(kept)].toSorted((a, b) => a - b)
}
