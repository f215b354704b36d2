import { describe, expect, it } from 'vitest'
import cn2026 from '../../../../templates/calendars/cn-2026.json' with { type: 'json' }
import { formatInstant, parseLocal } from '../calendar/civil.ts'
import type { Calendar } from '../calendar/schema.ts'
import { computeDeadline, type DeadlineInput } from './deadline.ts'
import type { Allowance } from './measure.ts'

const china = cn2026 as Calendar
const at = (text: string) => parseLocal(text, 480)
const local = (instant: number | null) => (instant === null ? null : formatInstant(instant, 480))

const natural = (amount: number, unit: Allowance['unit']): Allowance => ({ amount, unit, basis: 'natural' })
const open = (amount: number, unit: Allowance['unit']): Allowance => ({ amount, unit, basis: 'working-minutes' })
const workingDays = (amount: number, countRule?: Allowance['countRule']): Allowance => ({
  amount,
  unit: 'day',
  basis: 'working-days',
  countRule,
})
const calendarDays = (amount: number, countRule?: Allowance['countRule']): Allowance => ({
  amount,
  unit: 'day',
  basis: 'calendar-days',
  countRule,
})

const compute = (goal: Allowance, start: string, more: Partial<DeadlineInput> = {}) =>
  computeDeadline({ calendar: china, goal, start: at(start), ...more })
const due = (goal: Allowance, start: string, more: Partial<DeadlineInput> = {}) => {
  const explained = compute(goal, start, more)
  expect(compute(goal, start, { ...more, explain: false }).dueAt).toBe(explained.dueAt)
  return local(explained.dueAt)
}
const story = (goal: Allowance, start: string, more: Partial<DeadlineInput> = {}) =>
  compute(goal, start, more).segments.map(({ from, to, counted, why, name, days }) =>
    [local(from)?.slice(5), local(to)?.slice(5), counted ? '+' : '-', why, name, days].filter((part) => part !== undefined).join(' '),
  )
const pause = (from: string, to: string | null, name = '检测') => ({ from: at(from), to: to === null ? null : at(to), name })

describe('wall clock', () => {
  it.each([
    ['Friday 17:20 + 30 minutes', natural(30, 'minute'), '2026-03-06T17:20', '2026-03-06T17:50'],
    ['3 hours into the night', natural(3, 'hour'), '2026-03-06T22:00', '2026-03-07T01:00'],
    ['3 hours over the new year, not provisional', natural(3, 'hour'), '2026-12-31T23:00', '2027-01-01T02:00'],
    ['2 days are 48 hours', natural(2, 'day'), '2026-02-14T10:00', '2026-02-16T10:00'],
  ])('%s', (_name, goal, start, expected) => {
    expect(due(goal, start)).toBe(expected)
    expect(compute(goal, start).provisional).toBe(false)
  })
})

describe('opening hours', () => {
  it.each([
    ['Friday 17:20 + 30 minutes: 10 on Friday, 20 on Monday', open(30, 'minute'), '2026-03-06T17:20', '2026-03-09T08:50'],
    ['before opening', open(1, 'hour'), '2026-03-06T07:00', '2026-03-06T09:30'],
    ['in lunch', open(1, 'hour'), '2026-03-06T12:30', '2026-03-06T14:30'],
    ['after closing', open(1, 'hour'), '2026-03-06T17:31', '2026-03-09T09:30'],
    ['exactly at closing', open(1, 'hour'), '2026-03-06T17:30', '2026-03-09T09:30'],
    ['exactly at opening', open(1, 'hour'), '2026-03-06T08:30', '2026-03-06T09:30'],
    ['on a holiday', open(1, 'hour'), '2026-10-03T10:00', '2026-10-08T09:30'],
    ['on a make-up Sunday', open(1, 'hour'), '2026-09-20T10:00', '2026-09-20T11:00'],
    ['ending exactly at lunch is due at lunch', open(210, 'minute'), '2026-03-06T08:30', '2026-03-06T12:00'],
    ['ending exactly at closing is due at closing', open(1, 'hour'), '2026-03-06T16:30', '2026-03-06T17:30'],
    ['lunch does not count', open(2, 'hour'), '2026-03-06T11:00', '2026-03-06T14:30'],
    ['one standard day', open(1, 'day'), '2026-03-06T10:00', '2026-03-09T10:00'],
  ])('%s', (_name, goal, start, expected) => {
    expect(due(goal, start)).toBe(expected)
  })
})

describe('working days, the first not counted, to closing', () => {
  it.each([
    ['3 days in a plain week', workingDays(3), '2026-03-02T10:00', '2026-03-05T17:30'],
    ['over a weekend', workingDays(3), '2026-03-05T10:00', '2026-03-10T17:30'],
    ['over 国庆, to the make-up Saturday', workingDays(3), '2026-09-30T16:00', '2026-10-10T17:30'],
    ['over 春节, past the make-up Saturdays', workingDays(3), '2026-02-13T16:00', '2026-02-25T17:30'],
    ['past the make-up Saturday after 春节', workingDays(5), '2026-02-13T16:00', '2026-02-27T17:30'],
    ['and onto it', workingDays(6), '2026-02-13T16:00', '2026-02-28T17:30'],
    ['before opening: that day is the first', workingDays(1), '2026-03-02T06:00', '2026-03-03T17:30'],
    ['in lunch: that day is the first', workingDays(1), '2026-03-02T12:30', '2026-03-03T17:30'],
    ['after closing: the next working day is the first', workingDays(1), '2026-03-02T18:00', '2026-03-04T17:30'],
    ['exactly at closing: likewise', workingDays(1), '2026-03-02T17:30', '2026-03-04T17:30'],
    ['in a holiday: the first day after it is the first', workingDays(3), '2026-10-03T10:00', '2026-10-12T17:30'],
    ['on a make-up day', workingDays(1), '2026-10-10T09:00', '2026-10-12T17:30'],
    ['10 days', workingDays(10), '2026-04-24T09:00', '2026-05-12T17:30'],
  ])('%s', (_name, goal, start, expected) => {
    expect(due(goal, start)).toBe(expected)
  })

  it('hours on a clock of working days are opening hours', () => {
    expect(due({ amount: 4, unit: 'hour', basis: 'working-days' }, '2026-03-06T16:30')).toBe('2026-03-09T11:30')
  })
})

describe('other ways to count days', () => {
  it.each([
    ['same moment', workingDays(3, 'same-moment'), '2026-09-30T16:00', '2026-10-10T16:00'],
    ['same moment, from a holiday: from the next opening', workingDays(1, 'same-moment'), '2026-10-03T16:00', '2026-10-09T08:30'],
    ['elapsed: 2 × 7.5 hours', workingDays(2, 'elapsed'), '2026-03-05T16:00', '2026-03-09T16:00'],
    ['calendar days, first not counted', calendarDays(5), '2026-03-02T10:00', '2026-03-09T17:30'],
    ['calendar days ending on a working day', calendarDays(4), '2026-03-02T10:00', '2026-03-06T17:30'],
    ['calendar days ending on a Saturday move to Monday', calendarDays(5), '2026-03-02T10:00', '2026-03-09T17:30'],
    ['calendar days ending in 国庆 move past it', calendarDays(15), '2026-09-18T10:00', '2026-10-08T17:30'],
    ['calendar days ending on a make-up Sunday stay', calendarDays(2), '2026-09-18T10:00', '2026-09-20T17:30'],
    ['calendar days from a holiday begin there', calendarDays(2), '2026-10-06T10:00', '2026-10-08T17:30'],
    ['calendar days, same moment: n × 24 hours', calendarDays(3, 'same-moment'), '2026-09-30T16:00', '2026-10-03T16:00'],
    ['calendar days, elapsed: n × 24 hours', calendarDays(3, 'elapsed'), '2026-09-30T16:00', '2026-10-03T16:00'],
  ])('%s', (_name, goal, start, expected) => {
    expect(due(goal, start)).toBe(expected)
  })
})

describe('days that differ', () => {
  const half: Calendar = {
    ...china,
    exceptions: [{ kind: 'custom', from: '2026-03-06', to: '2026-03-06', name: '提前下班', hours: [['08:30', '12:00']] }],
  }
  const summer: Calendar = {
    ...china,
    seasons: [
      {
        name: '夏季作息',
        from: '06-01',
        to: '09-30',
        week: Object.fromEntries(
          [1, 2, 3, 4, 5].map((day) => [
            day,
            [
              ['08:30', '12:00'],
              ['14:30', '18:00'],
            ],
          ]),
        ),
      },
    ],
  }

  it.each([
    ['a half day is a whole working day, to its own closing', half, workingDays(1), '2026-03-05T10:00', '2026-03-06T12:00'],
    ['opening hours stop at noon', half, open(2, 'hour'), '2026-03-06T11:00', '2026-03-09T09:30'],
    ['the same moment is kept though the office has closed', half, workingDays(1, 'same-moment'), '2026-03-05T16:00', '2026-03-06T16:00'],
    ['summer begins in the middle: closing at 18:00', summer, workingDays(2), '2026-05-29T17:00', '2026-06-02T18:00'],
    ['and lunch is longer', summer, open(8, 'hour'), '2026-05-29T17:00', '2026-06-02T09:00'],
    ['a make-up Sunday in summer has summer hours', summer, workingDays(1), '2026-09-18T09:00', '2026-09-20T18:00'],
    ['summer ends in the middle', summer, workingDays(1), '2026-09-30T09:00', '2026-10-08T17:30'],
  ])('%s', (_name, calendar, goal, start, expected) => {
    expect(due(goal, start, { calendar })).toBe(expected)
  })
})

describe('beyond coverage', () => {
  it('is provisional and marks the days nobody has loaded', () => {
    expect(compute(workingDays(3), '2026-12-30T16:00')).toMatchObject({ provisional: true, dueAt: at('2027-01-04T17:30') })
    expect(story(workingDays(3), '2026-12-30T16:00')).toEqual([
      '12-30T16:00 12-31T00:00 - first-day',
      '12-31T00:00 01-01T00:00 + counted 1',
      '01-01T00:00 01-02T00:00 + beyond-coverage 1',
      '01-02T00:00 01-04T00:00 - weekend',
      '01-04T00:00 01-04T17:30 + beyond-coverage 1',
    ])
  })

  it.each([
    ['due on the last loaded day', workingDays(1), '2026-12-30T16:00', false],
    ['due on the first day not loaded', workingDays(1), '2026-12-31T16:00', true],
    ['started before coverage', open(1, 'hour'), '2024-12-31T16:00', true],
    ['wall clock never', natural(10, 'day'), '2026-12-31T16:00', false],
  ])('%s: %s', (_name, goal, start, provisional) => {
    expect(compute(goal, start).provisional).toBe(provisional)
  })

  it('a night shift that ends with the last loaded day is not provisional', () => {
    const calendar: Calendar = { ...china, week: { ...china.week, 4: [['22:00', '24:00']] } }
    const night = compute(open(2, 'hour'), '2026-12-31T22:00', { calendar })
    expect(night).toMatchObject({ dueAt: at('2026-12-31T24:00'), provisional: false })
  })

  it('a calendar that never opens has no due time and says so', () => {
    const closed: Calendar = { ...china, week: {}, exceptions: [] }
    for (const goal of [open(1, 'minute'), open(1, 'day'), workingDays(1), workingDays(1, 'elapsed'), calendarDays(1)])
      expect(compute(goal, '2026-03-06T10:00', { calendar: closed })).toMatchObject({ dueAt: null, unreachable: true })
    expect(compute(natural(1, 'hour'), '2026-03-06T10:00', { calendar: closed }).dueAt).toBe(at('2026-03-06T11:00'))
  })
})

describe('pauses are measured in the unit of the clock', () => {
  const hours = natural(3, 'hour')
  it.each([
    ['wall clock: moved by its length', hours, '2026-03-06T10:00', [pause('2026-03-06T11:00', '2026-03-06T13:00')], '2026-03-06T15:00'],
    ['from before the start', hours, '2026-03-06T10:00', [pause('2026-03-06T09:00', '2026-03-06T11:00')], '2026-03-06T14:00'],
    ['wholly before the start: nothing', hours, '2026-03-06T10:00', [pause('2026-03-06T08:00', '2026-03-06T09:00')], '2026-03-06T13:00'],
    ['beginning exactly at due: nothing', hours, '2026-03-06T10:00', [pause('2026-03-06T13:00', '2026-03-06T15:00')], '2026-03-06T13:00'],
    ['after due: nothing', hours, '2026-03-06T10:00', [pause('2026-03-07T13:00', null)], '2026-03-06T13:00'],
    ['of no length: nothing', hours, '2026-03-06T10:00', [pause('2026-03-06T11:00', '2026-03-06T11:00')], '2026-03-06T13:00'],
    [
      'two that overlap count once',
      hours,
      '2026-03-06T10:00',
      [pause('2026-03-06T11:00', '2026-03-06T13:00'), pause('2026-03-06T12:00', '2026-03-06T14:00')],
      '2026-03-06T16:00',
    ],
    [
      'one inside another counts once',
      hours,
      '2026-03-06T10:00',
      [pause('2026-03-06T11:00', '2026-03-06T14:00'), pause('2026-03-06T12:00', '2026-03-06T13:00')],
      '2026-03-06T16:00',
    ],
    [
      'opening hours: over a weekend only its opening hours',
      open(4, 'hour'),
      '2026-03-06T15:00',
      [pause('2026-03-06T16:30', '2026-03-09T09:30')],
      '2026-03-09T12:00',
    ],
    [
      'opening hours: over a night, nothing',
      open(4, 'hour'),
      '2026-03-05T16:00',
      [pause('2026-03-05T18:00', '2026-03-06T08:00')],
      '2026-03-06T11:00',
    ],
    ['days: two days', workingDays(3), '2026-03-02T10:00', [pause('2026-03-03T10:00', '2026-03-05T09:00')], '2026-03-09T17:30'],
    [
      'days: over a weekend is one day, not three',
      workingDays(3),
      '2026-03-05T10:00',
      [pause('2026-03-06T16:00', '2026-03-09T09:00')],
      '2026-03-11T17:30',
    ],
    [
      'days: only over the weekend, nothing',
      workingDays(3),
      '2026-03-05T10:00',
      [pause('2026-03-06T17:30', '2026-03-09T08:30')],
      '2026-03-10T17:30',
    ],
    [
      'days: within one day, nothing',
      workingDays(3),
      '2026-03-02T10:00',
      [pause('2026-03-03T09:00', '2026-03-03T17:00')],
      '2026-03-05T17:30',
    ],
    [
      'days: on the first day, nothing',
      workingDays(3),
      '2026-03-02T10:00',
      [pause('2026-03-02T11:00', '2026-03-03T09:00')],
      '2026-03-05T17:30',
    ],
    [
      'days: over 国庆 only the working days',
      workingDays(3),
      '2026-09-28T10:00',
      [pause('2026-09-29T10:00', '2026-10-08T10:00')],
      '2026-10-10T17:30',
    ],
    [
      'days: up to the very closing is that day',
      workingDays(1),
      '2026-03-02T10:00',
      [pause('2026-03-03T09:00', '2026-03-03T17:30')],
      '2026-03-04T17:30',
    ],
    [
      'days: from the very closing is not',
      workingDays(1),
      '2026-03-02T10:00',
      [pause('2026-03-03T17:30', '2026-03-05T09:00')],
      '2026-03-03T17:30',
    ],
    [
      'calendar days: every day, then off the weekend',
      calendarDays(3),
      '2026-03-02T10:00',
      [pause('2026-03-03T10:00', '2026-03-05T09:00')],
      '2026-03-09T17:30',
    ],
    [
      'planned for a very long time',
      workingDays(3),
      '2026-03-02T10:00',
      [pause('2026-03-03T10:00', '2126-03-05T09:00')],
      '2126-03-07T17:30',
    ],
  ])('%s', (_name, goal, start, pauses, expected) => {
    expect(due(goal, start, { pauses })).toBe(expected)
  })

  it('a pause planned for all of time is answered at once', () => {
    const forever = { from: at('2026-03-03T10:00'), to: 8_640_000_000_000_000 }
    for (const goal of [natural(3, 'day'), open(3, 'day'), workingDays(3), workingDays(3, 'same-moment'), calendarDays(3)])
      expect(compute(goal, '2026-03-02T10:00', { pauses: [forever], warnAt: [[4, 5]] }).dueAt).toBeGreaterThan(forever.to)
  })

  it.each([
    ['wall clock', hours, ['03-06T10:00 03-06T11:00 + counted', '03-06T11:00 03-06T11:00 - paused 检测']],
    ['opening hours', open(3, 'hour'), ['03-06T10:00 03-06T11:00 + counted', '03-06T11:00 03-06T11:00 - paused 检测']],
    ['days', workingDays(3), ['03-06T10:00 03-06T11:00 - first-day', '03-06T11:00 03-06T11:00 - paused 检测']],
  ])('an open pause leaves no due time: %s', (_name, goal, segments) => {
    const pauses = [pause('2026-03-06T11:00', null)]
    expect(compute(goal, '2026-03-06T10:00', { pauses })).toMatchObject({ dueAt: null, pausedSince: at('2026-03-06T11:00'), warnAt: [] })
    expect(story(goal, '2026-03-06T10:00', { pauses })).toEqual(segments)
  })
})

describe('extensions count on from the current due', () => {
  const day = (amount: number) => ({ amount, unit: 'day' as const })
  const hour = (amount: number) => ({ amount, unit: 'hour' as const })
  it.each([
    ['working days', workingDays(3), '2026-03-02T10:00', [day(3)], '2026-03-10T17:30'],
    ['twice', workingDays(3), '2026-03-02T10:00', [day(1), day(2)], '2026-03-10T17:30'],
    ['over a make-up day', workingDays(2), '2026-09-30T10:00', [day(1)], '2026-10-10T17:30'],
    ['calendar days, from where the weekend moved it', calendarDays(5), '2026-03-02T10:00', [day(2)], '2026-03-11T17:30'],
    ['hours on the wall clock', natural(3, 'hour'), '2026-03-06T16:00', [hour(2)], '2026-03-06T21:00'],
    ['a day on the wall clock', natural(3, 'hour'), '2026-03-06T16:00', [day(1)], '2026-03-07T19:00'],
    ['hours on opening hours', open(1, 'hour'), '2026-03-06T16:30', [hour(2)], '2026-03-09T10:30'],
    ['a day on opening hours is a standard day', open(1, 'hour'), '2026-03-06T10:00', [day(1)], '2026-03-09T11:00'],
    ['hours on working days are opening hours', workingDays(1), '2026-03-05T10:00', [hour(2)], '2026-03-09T10:30'],
  ])('%s', (_name, goal, start, extensions, expected) => {
    expect(due(goal, start, { extensions })).toBe(expected)
  })

  it('and pauses still move them', () => {
    expect(due(workingDays(3), '2026-03-02T10:00', { extensions: [day(1)], pauses: [pause('2026-03-06T10:00', '2026-03-10T09:00')] })).toBe(
      '2026-03-10T17:30',
    )
  })
})

describe('when counting begins', () => {
  it.each([
    ['on the wall clock at once', natural(1, 'hour'), '2026-03-06T18:00', '2026-03-06T18:00'],
    ['calendar days at once', calendarDays(3), '2026-03-07T10:00', '2026-03-07T10:00'],
    ['opening hours at the next opening', open(1, 'hour'), '2026-03-06T18:00', '2026-03-09T08:30'],
    [
      'hours on a clock of working days likewise',
      { amount: 1, unit: 'hour', basis: 'working-days' },
      '2026-03-06T18:00',
      '2026-03-09T08:30',
    ],
    ['working days likewise', workingDays(3), '2026-03-06T18:00', '2026-03-09T08:30'],
  ] as const)('%s', (_name, goal, start, expected) => {
    expect(local(compute(goal, start).startsAt)).toBe(expected)
  })
})

describe('an open pause', () => {
  it.each([
    ['on the wall clock', natural(3, 'hour'), '2026-03-02T11:00'],
    ['on opening hours', open(3, 'hour'), '2026-03-02T11:00'],
    ['in days', workingDays(3), '2026-03-03T11:00'],
  ] as const)('leaves no due time and no warnings, explained or not: %s', (_name, goal, from) => {
    for (const explain of [true, false]) {
      const deadline = compute(goal, '2026-03-02T10:00', { explain, pauses: [pause(from, null)], warnAt: [[1, 2]] })
      expect(deadline).toMatchObject({ dueAt: null, pausedSince: at(from), warnAt: [] })
      expect(deadline).not.toHaveProperty('unreachable')
    }
  })
})

describe('why: every stretch with its reason', () => {
  it('10 minutes on Friday, 20 on Monday', () => {
    expect(story(open(30, 'minute'), '2026-03-06T17:20')).toEqual([
      '03-06T17:20 03-06T17:30 + counted',
      '03-06T17:30 03-07T00:00 - off-hours',
      '03-07T00:00 03-09T00:00 - weekend',
      '03-09T00:00 03-09T08:30 - off-hours',
      '03-09T08:30 03-09T08:50 + counted',
    ])
  })

  it('3 working days over 国庆', () => {
    expect(story(workingDays(3), '2026-09-30T16:00')).toEqual([
      '09-30T16:00 10-01T00:00 - first-day',
      '10-01T00:00 10-08T00:00 - holiday 国庆节',
      '10-08T00:00 10-10T17:30 + counted 3',
    ])
  })

  it('to the same moment the first day runs from the start', () => {
    expect(story(workingDays(1, 'same-moment'), '2026-03-06T16:00')).toEqual([
      '03-06T16:00 03-07T00:00 + counted',
      '03-07T00:00 03-09T00:00 - weekend',
      '03-09T00:00 03-09T16:00 + counted 1',
    ])
  })

  it('waiting for the office, the first day, a pause, a weekend', () => {
    expect(story(workingDays(3), '2026-03-06T18:00', { pauses: [pause('2026-03-10T10:00', '2026-03-12T09:00')] })).toEqual([
      '03-06T18:00 03-07T00:00 - off-hours',
      '03-07T00:00 03-09T00:00 - weekend',
      '03-09T00:00 03-10T00:00 - first-day',
      '03-10T00:00 03-12T00:00 - paused 检测',
      '03-12T00:00 03-14T00:00 + counted 2',
      '03-14T00:00 03-16T00:00 - weekend',
      '03-16T00:00 03-16T17:30 + counted 1',
    ])
  })

  it('the end of a term moved off a holiday says so', () => {
    expect(story(calendarDays(5), '2026-09-28T16:00')).toEqual([
      '09-28T16:00 09-29T00:00 - first-day',
      '09-29T00:00 10-03T00:00 + counted 4',
      '10-03T00:00 10-08T00:00 - holiday 国庆节',
      '10-08T00:00 10-08T17:30 + counted 1',
    ])
  })

  it('neighbouring holidays keep their own names', () => {
    const calendar: Calendar = {
      ...china,
      exceptions: [
        { kind: 'holiday', from: '2026-03-03', to: '2026-03-03', name: '甲节' },
        { kind: 'holiday', from: '2026-03-04', to: '2026-03-04', name: '乙节' },
      ],
    }
    expect(story(workingDays(1), '2026-03-02T10:00', { calendar })).toEqual([
      '03-02T10:00 03-03T00:00 - first-day',
      '03-03T00:00 03-04T00:00 - holiday 甲节',
      '03-04T00:00 03-05T00:00 - holiday 乙节',
      '03-05T00:00 03-05T17:30 + counted 1',
    ])
  })

  it('of overlapping pauses the earlier keeps its stretch', () => {
    const pauses = [pause('2026-03-06T11:00', '2026-03-06T13:00', '检测'), pause('2026-03-06T12:00', '2026-03-06T14:00', '招标')]
    expect(story(natural(2, 'hour'), '2026-03-06T10:00', { pauses })).toEqual([
      '03-06T10:00 03-06T11:00 + counted',
      '03-06T11:00 03-06T13:00 - paused 检测',
      '03-06T13:00 03-06T14:00 - paused 招标',
      '03-06T14:00 03-06T15:00 + counted',
    ])
  })

  it('days that follow hours: the rest of the day is the first, or off-hours once the office has closed', () => {
    const hours: Allowance = { amount: 1, unit: 'hour', basis: 'working-days' }
    const extensions = [{ amount: 1, unit: 'day' as const }]
    expect(story(hours, '2026-03-05T15:00', { extensions })).toEqual([
      '03-05T15:00 03-05T16:00 + counted',
      '03-05T16:00 03-06T00:00 - first-day',
      '03-06T00:00 03-06T17:30 + counted 1',
    ])
    expect(story(hours, '2026-03-05T16:30', { extensions })).toEqual([
      '03-05T16:30 03-05T17:30 + counted',
      '03-05T17:30 03-06T00:00 - off-hours',
      '03-06T00:00 03-06T17:30 + counted 1',
    ])
  })

  it('days of an office that never closes end at midnight with the day before', () => {
    const always = {
      1: [['00:00', '24:00']],
      2: [['00:00', '24:00']],
      3: [['00:00', '24:00']],
      4: [['00:00', '24:00']],
    } as Calendar['week']
    const calendar: Calendar = { ...china, week: always, exceptions: [] }
    expect(story(workingDays(2, 'same-moment'), '2026-03-02T00:00', { calendar })).toEqual(['03-02T00:00 03-04T00:00 + counted 2'])
  })

  it('pauses of different kinds keep apart, also under one name', () => {
    const pauses = [
      { ...pause('2026-03-06T11:00', '2026-03-06T12:00'), kind: 'suspension' },
      { ...pause('2026-03-06T12:00', '2026-03-06T13:00'), kind: 'consultation' },
    ]
    expect(story(natural(2, 'hour'), '2026-03-06T10:00', { pauses })).toEqual([
      '03-06T10:00 03-06T11:00 + counted',
      '03-06T11:00 03-06T12:00 - paused 检测',
      '03-06T12:00 03-06T13:00 - paused 检测',
      '03-06T13:00 03-06T14:00 + counted',
    ])
  })

  it('an open pause ends the story where it begins', () => {
    expect(story(workingDays(3), '2026-03-02T10:00', { pauses: [pause('2026-03-02T14:00', null)] })).toEqual([
      '03-02T10:00 03-02T14:00 - first-day',
      '03-02T14:00 03-02T14:00 - paused 检测',
    ])
    expect(story(workingDays(3), '2026-03-02T10:00', { pauses: [pause('2026-03-01T14:00', null)] })).toEqual([
      '03-02T10:00 03-02T10:00 - paused 检测',
    ])
    expect(story(natural(3, 'hour'), '2026-03-02T10:00', { pauses: [pause('2026-03-02T11:00', null)] })).toEqual([
      '03-02T10:00 03-02T11:00 + counted',
      '03-02T11:00 03-02T11:00 - paused 检测',
    ])
  })

  it('a day closed by the county has its name, and lunch is off-hours', () => {
    const calendar: Calendar = { ...china, exceptions: [{ kind: 'custom', from: '2026-03-06', to: '2026-03-06', name: '台风停工' }] }
    expect(story(open(2, 'hour'), '2026-03-05T16:30', { calendar })).toEqual([
      '03-05T16:30 03-05T17:30 + counted',
      '03-05T17:30 03-06T00:00 - off-hours',
      '03-06T00:00 03-07T00:00 - custom-off 台风停工',
      '03-07T00:00 03-09T00:00 - weekend',
      '03-09T00:00 03-09T08:30 - off-hours',
      '03-09T08:30 03-09T09:30 + counted',
    ])
    expect(story(open(2, 'hour'), '2026-03-05T11:00')).toContain('03-05T12:00 03-05T13:30 - off-hours')
  })
})

describe('warnings', () => {
  const warn = (goal: Allowance, start: string, more: Partial<DeadlineInput> = {}) =>
    compute(goal, start, {
      warnAt: [
        [1, 2],
        [4, 5],
      ],
      ...more,
    }).warnAt.map(local)
  it.each<[string, Allowance, string, Partial<DeadlineInput>, string[]]>([
    ['wall clock', natural(3, 'hour'), '2026-03-06T22:00', {}, ['2026-03-06T23:30', '2026-03-07T00:24']],
    ['opening hours: over the weekend', open(60, 'minute'), '2026-03-06T17:00', {}, ['2026-03-06T17:30', '2026-03-09T08:48']],
    ['days: by opening hours between start and due', workingDays(3), '2026-03-02T08:30', {}, ['2026-03-03T17:30', '2026-03-05T10:00']],
    ['days: from the opening, not from the night', workingDays(1), '2026-03-01T20:00', {}, ['2026-03-02T17:30', '2026-03-03T14:30']],
    [
      'pauses do not count',
      natural(2, 'hour'),
      '2026-03-06T10:00',
      { pauses: [pause('2026-03-06T10:30', '2026-03-06T11:30')] },
      ['2026-03-06T12:00', '2026-03-06T12:36'],
    ],
    [
      'overlapping pauses once',
      workingDays(1),
      '2026-03-02T08:30',
      { pauses: [pause('2026-03-02T08:30', '2026-03-02T17:30'), pause('2026-03-02T10:00', '2026-03-02T17:30')] },
      ['2026-03-03T13:45', '2026-03-03T16:00'],
    ],
    [
      'days: opening hours outside pauses only',
      workingDays(2),
      '2026-03-02T08:30',
      { pauses: [pause('2026-03-03T08:30', '2026-03-04T08:00')] },
      ['2026-03-04T13:45', '2026-03-05T11:30'],
    ],
    [
      'days without an opening hour outside pauses: on the wall clock',
      workingDays(1, 'same-moment'),
      '2026-03-06T08:30',
      { pauses: [pause('2026-03-06T08:30', '2026-03-09T08:29')] },
      ['2026-03-07T20:30', '2026-03-08T18:06'],
    ],
    [
      'hours with days after them: by opening hours of both',
      { amount: 1, unit: 'hour', basis: 'working-days' },
      '2026-03-05T16:30',
      { extensions: [{ amount: 1, unit: 'day' as const }] },
      ['2026-03-06T11:45', '2026-03-06T15:48'],
    ],
    [
      'extensions do',
      natural(2, 'hour'),
      '2026-03-06T10:00',
      { extensions: [{ amount: 2, unit: 'hour' as const }] },
      ['2026-03-06T12:00', '2026-03-06T13:12'],
    ],
  ])('%s', (_name, goal, start, more, expected) => {
    expect(warn(goal, start, more)).toEqual(expected)
  })
})
