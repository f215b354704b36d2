import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCivilDate, parseCivilDate } from '../calendar/civil.ts'
import type { Calendar, DayHours } from '../calendar/schema.ts'
import { computeDeadline, type DeadlineInput } from './deadline.ts'
import type { Allowance } from './measure.ts'
import type { Pause } from './pause.ts'

const MINUTE = 60_000
const RUNS = 500
/** 2026-02-27, a Friday, so that spans cross a month, a leap-year boundary being tested in `civil.test.ts`. */
const BASE = Date.UTC(2026, 1, 27)

/**
 * An oracle that shares nothing with the engine: it asks minute by minute whether the office is open,
 * with the platform's own dates and no compiled tables.
 */
class MinuteWalker {
  readonly #hours = new Map<string, DayHours>()
  readonly calendar: Calendar
  readonly pauses: readonly Pause[]
  constructor(calendar: Calendar, pauses: readonly Pause[]) {
    this.calendar = calendar
    this.pauses = pauses
  }
  shifted(t: number) {
    return new Date(t + this.calendar.utcOffsetMinutes * MINUTE)
  }
  date(t: number) {
    return this.shifted(t).toISOString().slice(0, 10)
  }
  clock(t: number) {
    return this.shifted(t).toISOString().slice(11, 16)
  }
  hours(t: number): DayHours {
    const date = this.date(t)
    const known = this.#hours.get(date)
    if (known) return known
    const found = this.#decide(date, (this.shifted(t).getUTCDay() + 6) % 7)
    this.#hours.set(date, found)
    return found
  }
  #decide(date: string, weekday: number): DayHours {
    const { exceptions, seasons = [], makeupHours } = this.calendar
    const today = exceptions.filter(({ from, to }) => from <= date && date <= to)
    const md = date.slice(5)
    const season = seasons.find(({ from, to }) => (from <= to ? from <= md && md <= to : md >= from || md <= to))
    const week = season?.week ?? this.calendar.week
    const days = [week[1], week[2], week[3], week[4], week[5], week[6], week[7]].map((hours) => hours ?? [])
    const usual = days[weekday] ?? []
    const custom = today.findLast((one) => one.kind === 'custom')
    if (custom) return custom.hours ?? []
    const makeup = today.findLast((one) => one.kind === 'makeup')
    if (makeup) return makeup.hours ?? makeupHours ?? (usual.length > 0 ? usual : (days.find((hours) => hours.length > 0) ?? []))
    return today.length > 0 ? [] : usual
  }
  open(t: number) {
    const clock = this.clock(t)
    return this.hours(t).some(([from, to]) => from <= clock && clock < to)
  }
  paused(t: number) {
    return this.pauses.some(({ from, to }) => from <= t && (to === null || t < to))
  }
  midnightAfter(t: number) {
    let at = t + MINUTE
    while (this.clock(at) !== '00:00') at += MINUTE
    return at
  }
  opening(t: number) {
    while (!this.open(t)) t += MINUTE
    return t
  }
  minutes(start: number, amount: number, counts: (t: number) => boolean) {
    let t = start
    for (let left = amount; ; t += MINUTE) {
      if (this.paused(t) || !counts(t)) continue
      left--
      if (left === 0) return t + MINUTE
    }
  }
  days(start: number, amount: number, { working, sameMoment }: { working: boolean; sameMoment: boolean }) {
    const begin = working ? this.opening(start) : start
    let left = amount
    for (let day = this.midnightAfter(begin); ; day = this.midnightAfter(day)) {
      const hours = this.hours(day)
      const works = hours.length > 0
      const [hour = 0, minute = 0] = (sameMoment && works ? this.clock(begin) : (hours.at(-1)?.[1] ?? '24:00')).split(':').map(Number)
      const last = day + (hour * 60 + minute) * MINUTE
      if (this.paused(last - MINUTE) || (working && !works) || (!works && left === 1)) continue
      left--
      if (left === 0) return last
    }
  }
  due({ amount, unit, basis, countRule = 'next-day-close' }: Allowance, start: number) {
    const minutes = amount * { minute: 1, hour: 60, day: 1_440 }[unit]
    if (basis === 'natural') return this.minutes(start, minutes, () => true)
    if (basis === 'calendar-days')
      return unit === 'day' && countRule === 'next-day-close'
        ? this.days(start, amount, { working: false, sameMoment: false })
        : this.minutes(start, minutes, () => true)
    if (basis === 'working-days' && unit === 'day' && countRule !== 'elapsed')
      return this.days(start, amount, { working: true, sameMoment: countRule === 'same-moment' })
    return this.minutes(start, unit === 'day' ? amount * this.standardDay() : minutes, (t) => this.open(t))
  }
  standardDay() {
    const first = Object.values(this.calendar.week).find((hours) => hours.length > 0) ?? []
    const at = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
    return first.reduce((sum, [from, to]) => sum + at(to) - at(from), 0)
  }
}

const HOURS: DayHours[] = [
  [
    ['08:30', '12:00'],
    ['13:30', '17:30'],
  ],
  [['09:00', '17:00']],
  [['08:30', '12:00']],
  [['00:00', '24:00']],
  [['22:00', '24:00']],
  [
    ['06:00', '06:10'],
    ['12:00', '12:30'],
    ['20:00', '23:59'],
  ],
]
const hours = fc.constantFrom(...HOURS)
const week = fc.tuple(hours, hours, fc.boolean()).map(([one, two, saturday]): Calendar['week'] => ({
  1: one,
  2: one,
  3: two,
  4: one,
  5: two,
  ...(saturday && { 6: two }),
}))
const date = (offset: number) => formatCivilDate((parseCivilDate('2026-02-25') ?? 0) + offset)
const exception = fc
  .record({
    kind: fc.constantFrom('holiday' as const, 'makeup' as const, 'custom' as const),
    day: fc.nat(24),
    length: fc.nat(4),
    hours: fc.option(hours, { nil: undefined }),
  })
  .map(({ kind, day, length, hours }): Calendar['exceptions'][number] => ({
    kind,
    from: date(day),
    to: date(day + length),
    name: kind,
    hours,
  }))
const calendars = fc
  .record({
    utcOffsetMinutes: fc.constantFrom(480, 0, -300, 345),
    week,
    makeupHours: fc.option(hours, { nil: undefined }),
    seasons: fc.option(
      week.map((own) => [{ name: '季', from: '03-05', to: '03-12', week: own }]),
      { nil: undefined },
    ),
    exceptions: fc.array(exception, { maxLength: 4 }),
  })
  .map((parts): Calendar => ({ id: 'any', name: '任意', coverage: { from: '2026-01-01', to: '2026-03-10' }, sources: [], ...parts }))
const instants = fc.nat(14 * 1_440).map((minutes) => BASE + minutes * MINUTE)
const pauses = fc.array(
  fc
    .record({ from: instants, length: fc.nat(3 * 1_440) })
    .map(({ from, length }): Pause => ({ from, to: from + length * MINUTE, name: '停' })),
  { maxLength: 3 },
)
const countRule = fc.constantFrom('next-day-close' as const, 'same-moment' as const, 'elapsed' as const)
const dayGoals = fc.record({
  amount: fc.integer({ min: 1, max: 6 }),
  unit: fc.constant('day' as const),
  basis: fc.constantFrom('working-days' as const, 'calendar-days' as const),
  countRule,
})
const minuteGoals = fc.record({
  amount: fc.integer({ min: 1, max: 2_000 }),
  unit: fc.constant('minute' as const),
  basis: fc.constantFrom('natural' as const, 'working-minutes' as const),
})
const goals: fc.Arbitrary<Allowance> = fc.oneof(dayGoals, minuteGoals)
const due = (input: DeadlineInput) => computeDeadline(input).dueAt ?? Number.NaN

describe('the engine and a walk minute by minute agree', () => {
  it('on every basis, count rule, calendar and set of pauses', () => {
    fc.assert(
      fc.property(calendars, goals, instants, pauses, (calendar, goal, start, pauses) => {
        const expected = new MinuteWalker(calendar, pauses).due(goal, start)
        expect(due({ calendar, goal, start, pauses })).toBe(expected)
        expect(due({ calendar, goal, start, pauses, explain: false })).toBe(expected)
      }),
      { numRuns: RUNS },
    )
  })
})

describe('segments', () => {
  it('join from start to due, neighbours differ, and the counted ones sum to the allowance', () => {
    const extensions = fc.array(fc.record({ amount: fc.integer({ min: 1, max: 3 }), unit: fc.constant('day' as const) }), { maxLength: 2 })
    fc.assert(
      fc.property(calendars, goals, instants, pauses, extensions, (calendar, goal, start, pauses, extensions) => {
        const { dueAt, segments } = computeDeadline({ calendar, goal, start, pauses, extensions })
        expect(segments[0]?.from).toBe(start)
        expect(segments.at(-1)?.to).toBe(dueAt)
        for (const [index, { from, to, why, name }] of segments.entries()) {
          expect(to).toBeGreaterThan(from)
          const next = segments[index + 1]
          if (next) expect([next.from, `${next.why} ${next.name}` === `${why} ${name}`]).toEqual([to, false])
        }
        const extended = extensions.reduce((sum, one) => sum + one.amount, 0)
        const counted = segments.filter((one) => one.counted)
        const inDays =
          goal.unit === 'day' && (goal.basis === 'working-days' ? goal.countRule !== 'elapsed' : goal.countRule === 'next-day-close')
        if (inDays) expect(counted.reduce((sum, one) => sum + (one.days ?? 0), 0)).toBe(goal.amount + extended)
        else {
          const wallClock = goal.basis === 'natural' || goal.basis === 'calendar-days'
          const day = wallClock ? 1_440 : new MinuteWalker(calendar, []).standardDay()
          const minutes = goal.amount * (goal.unit === 'day' ? day : 1) + extended * day
          expect(counted.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(minutes * MINUTE)
        }
      }),
      { numRuns: RUNS },
    )
  })
})

describe('laws', () => {
  it('a later start is never due earlier', () => {
    fc.assert(
      fc.property(calendars, goals, instants, fc.nat(3_000), pauses, (calendar, goal, start, later, any) => {
        // To the same moment, a pause that ends between two starting moments takes a day from the earlier one only.
        const pauses = goal.countRule === 'same-moment' ? [] : any
        expect(due({ calendar, goal, start, pauses })).toBeLessThanOrEqual(due({ calendar, goal, start: start + later * MINUTE, pauses }))
      }),
      { numRuns: RUNS },
    )
  })

  it('due(start, a + b) = due(due(start, a), b) for clocks in minutes, and an extension by b is the same', () => {
    fc.assert(
      fc.property(calendars, minuteGoals, fc.integer({ min: 1, max: 30 }), instants, pauses, (calendar, goal, hours, start, pauses) => {
        const first = due({ calendar, goal, start, pauses })
        const together = due({ calendar, goal: { ...goal, amount: goal.amount + hours * 60 }, start, pauses })
        expect(due({ calendar, goal: { ...goal, amount: hours * 60 }, start: first, pauses })).toBe(together)
        expect(due({ calendar, goal, start, pauses, extensions: [{ amount: hours, unit: 'hour' }] })).toBe(together)
      }),
      { numRuns: RUNS },
    )
  })

  it('a pause of no length and a pause after due change nothing', () => {
    fc.assert(
      fc.property(calendars, goals, instants, instants, (calendar, goal, start, at) => {
        const plain = due({ calendar, goal, start })
        expect(
          due({
            calendar,
            goal,
            start,
            pauses: [
              { from: at, to: at },
              { from: plain, to: null },
            ],
          }),
        ).toBe(plain)
      }),
    )
  })

  it('a pause never makes a due earlier, and pausing twice at once is pausing once', () => {
    fc.assert(
      fc.property(calendars, goals, instants, pauses, (calendar, goal, start, pauses) => {
        const paused = due({ calendar, goal, start, pauses })
        expect(paused).toBeGreaterThanOrEqual(due({ calendar, goal, start }))
        expect(due({ calendar, goal, start, pauses: [...pauses, ...pauses.toReversed()] })).toBe(paused)
      }),
    )
  })

  it('working a day off never makes a due later', () => {
    fc.assert(
      fc.property(calendars, goals, instants, fc.nat(28), pauses, (calendar, goal, start, offset, any) => {
        // Working a day off changes which moment ends it (its closing, not midnight) or begins a count to the same moment; a pause may then cost it.
        const pauses = goal.basis === 'calendar-days' || goal.countRule === 'same-moment' ? [] : any
        const day = date(offset)
        const noon = Date.parse(`${day}T12:00:00Z`) - calendar.utcOffsetMinutes * MINUTE
        fc.pre(new MinuteWalker(calendar, []).hours(noon).length === 0 && calendar.exceptions.every((one) => one.kind !== 'custom'))
        const makeup: Calendar = {
          ...calendar,
          exceptions: [...calendar.exceptions, { kind: 'makeup', from: day, to: day, name: '调休上班' }],
        }
        expect(due({ calendar: makeup, goal, start, pauses })).toBeLessThanOrEqual(due({ calendar, goal, start, pauses }))
      }),
      { numRuns: RUNS },
    )
  })

  it('warnings come in order, between start and due', () => {
    fc.assert(
      fc.property(calendars, goals, instants, pauses, (calendar, goal, start, pauses) => {
        const { dueAt, startsAt, warnAt } = computeDeadline({
          calendar,
          goal,
          start,
          pauses,
          warnAt: [
            [1, 3],
            [1, 2],
            [4, 5],
            [1, 1],
          ],
        })
        const [first = 0] = warnAt
        expect(first).toBeGreaterThanOrEqual(startsAt)
        expect(warnAt.at(-1)).toBeLessThanOrEqual(dueAt ?? 0)
        expect(warnAt.toSorted((a, b) => a - b)).toEqual(warnAt)
      }),
    )
  })

  it('a calendar shifted with its offset gives the same local answer', () => {
    fc.assert(
      fc.property(calendars, goals, instants, (calendar, goal, start) => {
        const shift = 60 * MINUTE
        const moved: Calendar = { ...calendar, utcOffsetMinutes: calendar.utcOffsetMinutes + 60 }
        expect(due({ calendar: moved, goal, start: start - shift })).toBe(due({ calendar, goal, start }) - shift)
      }),
    )
  })
})
