import { describe, expect, it } from 'vitest'
import cn2026 from '../../../../templates/calendars/cn-2026.json' with { type: 'json' }
import { formatInstant, parseLocal } from './civil.ts'
import type { Calendar } from './schema.ts'
import {
  addWorkingDays,
  addWorkingMinutes,
  compileCalendar,
  dayAt,
  dayKind,
  isCovered,
  isWorkingTime,
  nextOpening,
  workingDaysBetween,
  workingIntervals,
  workingMinutesBetween,
} from './working-time.ts'

const china = cn2026 as Calendar
const at = (text: string) => parseLocal(text, 480)
const local = (instant: number | null) => (instant === null ? null : formatInstant(instant, 480))
const with_ = (change: Partial<Calendar>): Calendar => ({ ...china, ...change })

const summer = with_({
  seasons: [
    { name: '夏季作息', from: '06-01', to: '09-30', week: weekOf(['08:30', '12:00'], ['14:30', '18:00']) },
    { name: '冬季作息', from: '12-01', to: '02-29', week: weekOf(['09:00', '12:00'], ['13:00', '17:00']) },
  ],
})

function weekOf(...hours: [string, string][]): Calendar['week'] {
  return { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours }
}

describe('what a day is', () => {
  it.each([
    ['2026-03-06', 'weekday', undefined, true],
    ['2026-03-07', 'weekend', undefined, false],
    ['2026-02-14', 'makeup', '春节调休上班', true],
    ['2026-02-15', 'holiday', '春节', false],
    ['2026-02-23', 'holiday', '春节', false],
    ['2026-02-24', 'weekday', undefined, true],
    ['2026-09-20', 'makeup', '国庆节调休上班', true],
    ['2026-10-10', 'makeup', '国庆节调休上班', true],
  ])('%s: %s %s', (date, kind, name, working) => {
    expect(dayKind(china, date)).toMatchObject({ kind, working, covered: true, ...(name && { name }) })
  })

  it('has no answer for a date that does not exist', () => {
    expect(dayKind(china, '2026-02-30')).toBeUndefined()
  })

  it('is the civil day of the county, whatever the zone of the machine', () => {
    expect(dayAt(china, Date.UTC(2026, 9, 7, 16, 30))).toMatchObject({ date: '2026-10-08', kind: 'weekday' })
    expect(dayAt(china, Date.UTC(2026, 9, 7, 15, 59))).toMatchObject({ date: '2026-10-07', kind: 'holiday' })
  })

  it('says when holidays have not been loaded', () => {
    expect(dayKind(china, '2027-01-01')).toMatchObject({ kind: 'weekday', covered: false })
    expect(dayKind(china, '2024-12-31')?.covered).toBe(false)
    expect(dayKind(china, '2025-01-01')?.covered).toBe(true)
    expect(dayKind(china, '2026-12-31')?.covered).toBe(true)
    expect(isCovered(china, at('2026-12-31T23:59'))).toBe(true)
    expect(isCovered(china, at('2026-12-31T09:00'), at('2027-01-01T00:00'))).toBe(true)
    expect(isCovered(china, at('2026-12-31T09:00'), at('2027-01-01T00:01'))).toBe(false)
  })
})

describe('a calendar with errors, before anybody mended it', () => {
  const friday = (change: Partial<Calendar>) => dayKind(with_({ exceptions: [], ...change }), '2026-03-06')

  it.each<[string, [string, string][], [string, string][]]>([
    ['hours that end before they begin are none', [['12:00', '08:30']], []],
    ['nor are hours of no length', [['09:00', '09:00']], []],
    [
      'hours that touch are one stretch',
      [
        ['08:00', '12:00'],
        ['12:00', '17:00'],
      ],
      [['08:00', '17:00']],
    ],
    [
      'hours inside others add nothing',
      [
        ['08:00', '17:00'],
        ['09:00', '10:00'],
      ],
      [['08:00', '17:00']],
    ],
  ])('%s', (_name, written, hours) => {
    expect(friday({ week: weekOf(...written) })).toMatchObject({
      hours,
      working: hours.length > 0,
      kind: hours.length > 0 ? 'weekday' : 'weekend',
    })
  })

  it('a coverage that does not exist covers no day', () => {
    const calendar = with_({ coverage: { from: '2026-01-01', to: '2026-11-31' } })
    for (const date of ['1970-01-01', '1970-01-02', '2026-03-06']) expect(dayKind(calendar, date)?.covered).toBe(false)
  })
})

describe('which rule decides a day', () => {
  const exceptions = (...list: Calendar['exceptions']) => with_({ exceptions: list })
  const day = '2026-03-07'
  const holiday = { kind: 'holiday', from: day, to: day, name: '放假' } as const
  const makeup = { kind: 'makeup', from: day, to: day, name: '调休上班' } as const
  const custom = { kind: 'custom', from: day, to: day, name: '半天', hours: [['09:00', '11:00']] } as Calendar['exceptions'][number]

  it.each([
    ['make-up over holiday, listed before', exceptions(makeup, holiday), 'makeup'],
    ['make-up over holiday, listed after', exceptions(holiday, makeup), 'makeup'],
    ['custom over make-up', exceptions(custom, makeup, holiday), 'custom'],
  ])('%s', (_name, calendar, kind) => {
    expect(dayKind(calendar, day)?.kind).toBe(kind)
  })

  it('of two of one kind the later in the list', () => {
    expect(dayKind(exceptions(holiday, { ...holiday, name: '后发的通知' }), day)?.name).toBe('后发的通知')
  })

  it('a custom day without hours is a day off', () => {
    expect(dayKind(exceptions({ kind: 'custom', from: day, to: day, name: '台风停工' }), day)).toMatchObject({
      kind: 'custom',
      working: false,
    })
  })

  it.each<[string, Calendar['exceptions'][number], Calendar, string[][]]>([
    ['its own hours', { ...makeup, hours: [['09:00', '10:00']] }, with_({ makeupHours: [['08:00', '09:00']] }), [['09:00', '10:00']]],
    ['else makeupHours', makeup, with_({ makeupHours: [['08:00', '09:00']] }), [['08:00', '09:00']]],
    [
      'else a working weekday of the week',
      makeup,
      china,
      [
        ['08:30', '12:00'],
        ['13:30', '17:30'],
      ],
    ],
    [
      'of the first one that is worked',
      makeup,
      with_({ week: { 2: [['09:00', '12:00']], 3: [['08:00', '11:00']] } }),
      [['09:00', '12:00']],
    ],
    ['none where no day of the week is worked', makeup, with_({ week: {} }), []],
    [
      'of the season it falls in',
      makeup,
      with_({ seasons: [{ name: '春', from: '03-01', to: '03-31', week: weekOf(['10:00', '16:00']) }] }),
      [['10:00', '16:00']],
    ],
    [
      'and its own weekday if that is worked anyway',
      makeup,
      with_({ week: { ...china.week, 6: [['09:00', '12:00']] } }),
      [['09:00', '12:00']],
    ],
  ])('a make-up day has %s', (_name, exception, calendar, hours) => {
    expect(dayKind({ ...calendar, exceptions: [exception] }, day)?.hours).toEqual(hours)
  })

  it.each([
    ['2026-03-09', '17:30'],
    ['2026-03-10', '16:00'],
    ['2026-03-20', '16:00'],
    ['2026-03-23', '17:30'],
    ['2026-04-14', '17:30'],
    ['2026-04-15', '11:00'],
    ['2026-04-16', '17:30'],
  ])('seasons may be days of one month, or one day: %s closes %s', (date, closes) => {
    const seasons = [
      { name: '汛期', from: '03-10', to: '03-20', week: weekOf(['09:00', '16:00']) },
      { name: '全员培训', from: '04-15', to: '04-15', week: weekOf(['08:30', '11:00']) },
    ]
    expect(dayKind(with_({ seasons, exceptions: [] }), date)?.hours.at(-1)?.[1]).toBe(closes)
  })

  it.each([
    ['2026-05-29', '17:30'],
    ['2026-06-01', '18:00'],
    ['2026-09-30', '18:00'],
    ['2026-12-01', '17:00'],
    ['2026-01-05', '17:00'],
    ['2028-02-29', '17:00'],
    ['2026-03-02', '17:30'],
    ['2026-09-20', '18:00'],
  ])('seasons include both ends and wrap round the new year: %s closes %s', (date, closes) => {
    expect(dayKind(summer, date)?.hours.at(-1)?.[1]).toBe(closes)
  })
})

describe('opening hours as intervals', () => {
  it('are half-open, cut to the span asked for, and carry the kind of their day', () => {
    const found = workingIntervals(china, at('2026-10-09T16:00'), at('2026-10-10T14:00'))
    expect(found.map(({ from, to, kind, name }) => [local(from), local(to), kind, name])).toEqual([
      ['2026-10-09T16:00', '2026-10-09T17:30', 'weekday', undefined],
      ['2026-10-10T08:30', '2026-10-10T12:00', 'makeup', '国庆节调休上班'],
      ['2026-10-10T13:30', '2026-10-10T14:00', 'makeup', '国庆节调休上班'],
    ])
    expect(found[0]).not.toHaveProperty('name')
    expect(dayKind(china, '2026-10-09')).not.toHaveProperty('name')
  })

  it('are none in an empty span, in a holiday and from closing to opening', () => {
    expect(workingIntervals(china, at('2026-10-09T16:00'), at('2026-10-09T16:00'))).toEqual([])
    expect(workingIntervals(china, at('2026-10-01T00:00'), at('2026-10-08T08:30'))).toEqual([])
  })

  it.each([
    ['opening instant', '2026-03-06T08:30', true],
    ['closing instant', '2026-03-06T12:00', false],
    ['lunch', '2026-03-06T12:30', false],
    ['last minute', '2026-03-06T17:29', true],
    ['end of the day', '2026-03-06T17:30', false],
  ])('open at %s: %s %s', (_name, instant, open) => {
    expect(isWorkingTime(china, at(instant))).toBe(open)
  })

  it.each([
    ['2026-03-06T07:00', '2026-03-06T08:30'],
    ['2026-03-06T12:00', '2026-03-06T13:30'],
    ['2026-03-06T17:30', '2026-03-09T08:30'],
    ['2026-09-30T18:00', '2026-10-08T08:30'],
    ['2026-02-13T20:00', '2026-02-14T08:30'],
    ['2026-03-06T09:15', '2026-03-06T09:15'],
  ])('next opening after %s is %s', (instant, opening) => {
    expect(local(nextOpening(china, at(instant)))).toBe(opening)
  })

  it('joins overlapping hours of an unchecked draft instead of counting them twice', () => {
    const draft = with_({ week: weekOf(['13:00', '17:00'], ['08:00', '12:00'], ['11:00', '14:00']) })
    expect(workingMinutesBetween(draft, at('2026-03-06T00:00'), at('2026-03-07T00:00'))).toBe(9 * 60)
  })
})

describe('sums', () => {
  it.each([
    ['a day', '2026-03-06T00:00', '2026-03-07T00:00', 450],
    ['over lunch', '2026-03-06T11:00', '2026-03-06T14:00', 90],
    ['over a weekend', '2026-03-06T17:00', '2026-03-09T09:00', 60],
    ['over 国庆', '2026-09-30T17:00', '2026-10-08T09:00', 60],
    ['nothing backwards', '2026-03-09T09:00', '2026-03-06T17:00', 0],
    ['2026: 248 working days', '2026-01-01T00:00', '2027-01-01T00:00', 248 * 450],
  ])('working minutes: %s', (_name, from, to, minutes) => {
    expect(workingMinutesBetween(china, at(from), at(to))).toBe(minutes)
  })

  it.each([
    ['2026-09-30T16:00', '2026-10-10T00:00', 3],
    ['2026-09-30T00:00', '2026-09-30T23:00', 0],
    ['2025-12-31T12:00', '2026-12-31T12:00', 248],
    ['2026-01-16T12:00', '2026-01-26T12:00', 6],
    ['2026-01-23T12:00', '2026-01-26T12:00', 1],
    ['2026-01-26T12:00', '2026-01-27T12:00', 1],
    ['2026-10-10T00:00', '2026-09-30T00:00', 0],
  ])('working days after %s up to %s: %i', (from, to, days) => {
    expect(workingDaysBetween(china, at(from), at(to))).toBe(days)
  })

  it.each([
    ['in hours', '2026-03-06T09:00', 60, '2026-03-06T10:00'],
    ['over lunch', '2026-03-06T11:30', 60, '2026-03-06T14:00'],
    ['exactly to closing is the closing instant', '2026-03-06T16:30', 60, '2026-03-06T17:30'],
    ['one minute more is after the next opening', '2026-03-06T16:30', 61, '2026-03-09T08:31'],
    ['to the closing of the last day of a compiled block', '2026-01-26T08:30', 450, '2026-01-26T17:30'],
    ['from a holiday', '2026-10-03T10:00', 1, '2026-10-08T08:31'],
    ['three years', '2026-01-05T08:30', 450 * 700, '2028-09-26T17:30'],
    ['none: at once, though the office is closed', '2026-03-07T10:00', 0, '2026-03-07T10:00'],
    ['fewer than none: at once', '2026-03-06T10:00', -5, '2026-03-06T10:00'],
  ])('adding minutes %s', (_name, from, minutes, due) => {
    expect(local(addWorkingMinutes(china, at(from), minutes))).toBe(due)
  })

  it.each([
    ['next-day-close', '2026-09-30T16:00', '2026-10-10T17:30'],
    ['same-moment', '2026-09-30T16:00', '2026-10-10T16:00'],
    ['elapsed', '2026-09-30T16:00', '2026-10-10T16:00'],
    ['next-day-close', '2026-10-03T16:00', '2026-10-12T17:30'],
  ] as const)('adding three days by %s from %s', (countRule, from, due) => {
    expect(local(addWorkingDays(china, at(from), { days: 3, countRule }))).toBe(due)
  })

  it.each([
    ['over the end of a compiled block', '2026-01-26T10:00', 3, '2026-01-29T17:30'],
    ['to the last day of a compiled block', '2026-01-23T10:00', 1, '2026-01-26T17:30'],
    ['over several compiled blocks', '2026-03-02T10:00', 700, '2028-11-16T17:30'],
  ])('adding working days %s', (_name, from, days, due) => {
    expect(local(addWorkingDays(china, at(from), { days }))).toBe(due)
  })

  it('an exception over the end of a compiled block counts each of its days once', () => {
    const calendar = with_({
      exceptions: [{ kind: 'custom', from: '2026-01-24', to: '2026-01-28', name: '演练', hours: [['09:00', '11:00']] }],
    })
    expect(workingDaysBetween(calendar, at('2026-01-23T12:00'), at('2026-01-28T12:00'))).toBe(5)
    expect(workingMinutesBetween(calendar, at('2026-01-24T00:00'), at('2026-01-29T00:00'))).toBe(5 * 120)
  })

  it('a hundred years of weeks are 26,000 working days', () => {
    const weeks = with_({ exceptions: [] })
    const monday = at('2026-03-02T08:30')
    expect(addWorkingDays(weeks, monday, { days: 26_000 })).toBe(monday + 5_200 * 7 * 86_400_000 + 9 * 3_600_000)
    expect(addWorkingMinutes(weeks, monday, 26_000 * 450)).toBe(monday + (5_200 * 7 - 3) * 86_400_000 + 9 * 3_600_000)
  })

  it('before 1970 the clock time of a day is the same as after it', () => {
    const weeks = with_({ exceptions: [] })
    expect(local(addWorkingDays(weeks, at('1969-12-29T16:00'), { days: 1, countRule: 'same-moment' }))).toBe('1969-12-30T16:00')
  })

  it('where the office never closes, the same moment of midnight is midnight', () => {
    const always = with_({ exceptions: [], week: { ...weekOf(['00:00', '24:00']), 6: [['00:00', '24:00']], 7: [['00:00', '24:00']] } })
    expect(local(addWorkingDays(always, at('2026-03-06T00:00'), { days: 1, countRule: 'same-moment' }))).toBe('2026-03-07T00:00')
  })

  it.each<[string, Partial<Calendar>, number]>([
    ['the first worked weekday of the week', { week: { 2: [['09:00', '12:00']], 3: [['08:00', '16:00']] } }, 180],
    [
      'of a season, where the week has none',
      { week: {}, seasons: [{ name: '夏', from: '01-01', to: '12-31', week: weekOf(['08:00', '10:00']) }] },
      120,
    ],
  ])('a standard day is %s', (_name, change, minutes) => {
    const calendar = with_({ exceptions: [], ...change })
    const from = at('2026-03-02T00:00')
    const due = addWorkingDays(calendar, from, { days: 4, countRule: 'elapsed' })
    expect(workingMinutesBetween(calendar, from, due ?? from)).toBe(4 * minutes)
  })

  it('finds nothing, and ends, on a calendar that never opens', () => {
    const closed = with_({ week: {}, exceptions: [] })
    expect(nextOpening(closed, at('2026-03-06T09:00'))).toBeNull()
    expect(addWorkingMinutes(closed, at('2026-03-06T09:00'), 1)).toBeNull()
    expect(addWorkingDays(closed, at('2026-03-06T09:00'), { days: 1 })).toBeNull()
    expect(addWorkingDays(closed, at('2026-03-06T09:00'), { days: 1, countRule: 'elapsed' })).toBeNull()
  })

  it.each(['next-day-close', 'same-moment', 'elapsed'] as const)('finds nothing where the days run out: %s', (countRule) => {
    const once = with_({
      week: {},
      exceptions: [{ kind: 'custom', from: '2026-03-06', to: '2026-03-06', name: '开放日', hours: [['09:00', '12:00']] }],
    })
    expect(local(nextOpening(once, at('2026-03-02T09:00')))).toBe('2026-03-06T09:00')
    expect(addWorkingDays(once, at('2026-03-02T09:00'), { days: 1, countRule })).toBeNull()
  })

  it('compiles a calendar once per object', () => {
    expect(compileCalendar(china)).toBe(compileCalendar(china))
    expect(compileCalendar(with_({}))).not.toBe(compileCalendar(china))
  })
})
