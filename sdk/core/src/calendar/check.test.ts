import { describe, expect, it } from 'vitest'
import cn2026 from '../../../../templates/calendars/cn-2026.json' with { type: 'json' }
import { Value } from 'typebox/value'
import { checkCalendar, checkCoverage } from './check.ts'
import { parseCivilDate, parseLocal, weekday } from './civil.ts'
import { calendarSchema, type Calendar } from './schema.ts'
import { workingDaysBetween } from './working-time.ts'

const china = cn2026 as Calendar
const problems = (change: Partial<Calendar>) => checkCalendar({ ...china, ...change }).map(({ code, at }) => `${code} ${at}`)
const exception = (kind: 'holiday' | 'makeup' | 'custom', from: string, to = from, more = {}) => ({ kind, from, to, name: kind, ...more })

describe('a calendar without fault', () => {
  it.each([
    [2025, china, 248],
    [2026, china, 248],
  ])('%i follows the schema, has no findings, and %s working days', (year, calendar, days) => {
    expect([...Value.Errors(calendarSchema, calendar)]).toEqual([])
    expect(checkCalendar(calendar)).toEqual([])
    expect(workingDaysBetween(calendar, parseLocal(`${year - 1}-12-31T00:00`, 480), parseLocal(`${year}-12-31T00:00`, 480))).toBe(days)
  })

  it('every make-up day is a weekend day', () => {
    for (const { from } of china.exceptions.filter((one) => one.kind === 'makeup'))
      expect(weekday(parseCivilDate(from) ?? 0)).toBeGreaterThan(5)
  })
})

describe('what is found, and where', () => {
  it.each<[string, Partial<Calendar>, string[]]>([
    [
      'hours overlapping',
      {
        week: {
          1: [
            ['08:30', '12:00'],
            ['11:30', '17:30'],
          ],
        },
      },
      ['calendar.hours.overlapping /week/1/1'],
    ],
    [
      'hours unordered',
      {
        week: {
          1: [
            ['13:30', '17:30'],
            ['08:30', '12:00'],
          ],
        },
      },
      ['calendar.hours.unordered /week/1/1'],
    ],
    [
      'hours touching are fine',
      {
        week: {
          1: [
            ['08:30', '12:00'],
            ['12:00', '17:30'],
          ],
        },
      },
      [],
    ],
    ['hours ending before they begin', { week: { 1: [['12:00', '08:30']] } }, ['calendar.hours.empty /week/1/0']],
    ['hours of no length', { week: { 1: [['24:00', '24:00']] } }, ['calendar.hours.empty /week/1/0']],
    ['no week', { week: {} }, ['calendar.week.no-hours /week']],
    ['a week of days off', { week: { 1: [], 3: [] } }, ['calendar.week.no-hours /week']],
    [
      'a date that does not exist',
      { exceptions: [exception('holiday', '2026-02-28', '2026-02-30')] },
      ['calendar.date.invalid /exceptions/0/to'],
    ],
    [
      'an exception that ends before it begins',
      { exceptions: [exception('holiday', '2026-05-05', '2026-05-01')] },
      ['calendar.exception.reversed /exceptions/0'],
    ],
    [
      'an exception outside coverage',
      { exceptions: [exception('holiday', '2026-12-31', '2027-01-02')] },
      ['calendar.exception.outside-coverage /exceptions/0'],
    ],
    [
      'a make-up day inside a holiday',
      { exceptions: [exception('makeup', '2026-05-02'), exception('holiday', '2026-05-01', '2026-05-05')] },
      ['calendar.exception.overlapping /exceptions/1'],
    ],
    [
      'two holidays on one day are fine',
      { exceptions: [exception('holiday', '2026-10-01', '2026-10-08'), exception('holiday', '2026-10-06')] },
      [],
    ],
    [
      'two half days with different hours',
      { exceptions: [exception('custom', '2026-12-30', undefined, { hours: [['08:00', '09:00']] }), exception('custom', '2026-12-30')] },
      ['calendar.exception.overlapping /exceptions/1'],
    ],
    [
      'a make-up day without hours',
      { exceptions: [exception('makeup', '2026-05-09', undefined, { hours: [] })] },
      ['calendar.exception.no-hours /exceptions/0/hours'],
    ],
    ['coverage reversed', { coverage: { from: '2026-12-31', to: '2026-01-01' }, exceptions: [] }, ['calendar.coverage.reversed /coverage']],
    ['coverage that does not exist', { coverage: { from: '2026-01-01', to: '2026-11-31' } }, ['calendar.date.invalid /coverage/to']],
    [
      'a season that does not exist',
      { seasons: [{ name: '夏', from: '06-31', to: '09-30', week: china.week }] },
      ['calendar.season.invalid-date /seasons/0/from'],
    ],
    [
      'seasons overlapping',
      {
        seasons: [
          { name: '夏', from: '06-01', to: '09-30', week: china.week },
          { name: '冬', from: '09-30', to: '02-28', week: china.week },
        ],
      },
      ['calendar.season.overlapping /seasons/1'],
    ],
    [
      'a season without hours',
      { seasons: [{ name: '夏', from: '06-01', to: '09-30', week: {} }] },
      ['calendar.season.no-hours /seasons/0/week'],
    ],
    ['make-up hours that are none', { makeupHours: [] }, ['calendar.hours.empty /makeupHours']],
    ['make-up hours ending before they begin', { makeupHours: [['12:00', '08:30']] }, ['calendar.hours.empty /makeupHours/0']],
    [
      'hours that end before they begin, and come too early as well',
      {
        week: {
          1: [
            ['13:30', '17:30'],
            ['12:00', '08:30'],
          ],
        },
      },
      ['calendar.hours.empty /week/1/1', 'calendar.hours.unordered /week/1/1'],
    ],
    [
      'hours that end before they begin, inside others',
      {
        week: {
          1: [
            ['08:30', '12:00'],
            ['11:00', '10:00'],
          ],
        },
      },
      ['calendar.hours.empty /week/1/1', 'calendar.hours.overlapping /week/1/1'],
    ],
    [
      'hours that begin together',
      {
        week: {
          1: [
            ['08:30', '09:00'],
            ['08:30', '12:00'],
          ],
        },
      },
      ['calendar.hours.overlapping /week/1/1'],
    ],
    [
      'hours of a season',
      { seasons: [{ name: '夏', from: '06-01', to: '09-30', week: { 1: [['12:00', '08:30']] } }] },
      ['calendar.hours.empty /seasons/0/week/1/0'],
    ],
    [
      'hours of a half day',
      { exceptions: [exception('custom', '2026-12-30', undefined, { hours: [['12:00', '08:30']] })] },
      ['calendar.hours.empty /exceptions/0/hours/0'],
    ],
    ['a custom day without hours is a day off', { exceptions: [exception('custom', '2026-12-30', undefined, { hours: [] })] }, []],
    ['a make-up day with the usual hours', { exceptions: [exception('makeup', '2026-05-09')] }, []],
    [
      'an exception before coverage',
      { coverage: { from: '2026-01-01', to: '2026-12-31' }, exceptions: [exception('holiday', '2025-12-31', '2026-01-01')] },
      ['calendar.exception.outside-coverage /exceptions/0'],
    ],
    [
      'exceptions up to both ends of coverage are fine',
      {
        coverage: { from: '2026-01-01', to: '2026-12-31' },
        exceptions: [exception('holiday', '2026-01-01'), exception('holiday', '2026-12-31')],
      },
      [],
    ],
    ['coverage of one day is fine', { coverage: { from: '2026-01-01', to: '2026-01-01' }, exceptions: [] }, []],
    [
      'nothing is outside a coverage that does not exist',
      { coverage: { from: '2026-02-30', to: '2026-11-30' }, exceptions: [exception('holiday', '2020-01-01')] },
      ['calendar.date.invalid /coverage/from'],
    ],
    [
      'a season that neither begins nor ends',
      { seasons: [{ name: '夏', from: '06-31', to: '09-31', week: china.week }] },
      ['calendar.season.invalid-date /seasons/0/from', 'calendar.season.invalid-date /seasons/0/to'],
    ],
    ['a season to 29 February is fine', { seasons: [{ name: '冬', from: '12-01', to: '02-29', week: china.week }] }, []],
    [
      'a season inside another one',
      {
        seasons: [
          { name: '伏', from: '07-15', to: '08-15', week: china.week },
          { name: '春', from: '03-01', to: '03-31', week: china.week },
          { name: '夏', from: '06-01', to: '09-30', week: china.week },
        ],
      },
      ['calendar.season.overlapping /seasons/2'],
    ],
    [
      'seasons that follow each other are fine',
      {
        seasons: [
          { name: '夏', from: '06-01', to: '09-30', week: china.week },
          { name: '冬', from: '10-01', to: '05-31', week: china.week },
        ],
      },
      [],
    ],
    [
      'exceptions that follow each other are fine',
      { exceptions: [exception('holiday', '2026-05-01', '2026-05-05'), exception('makeup', '2026-05-06')] },
      [],
    ],
    [
      'exceptions that share their last day',
      { exceptions: [exception('holiday', '2026-05-01', '2026-05-05'), exception('makeup', '2026-05-05')] },
      ['calendar.exception.overlapping /exceptions/1'],
    ],
    [
      'a make-up day inside a holiday that began before another one',
      {
        exceptions: [
          exception('holiday', '2026-05-01', '2026-05-05'),
          exception('holiday', '2026-05-02'),
          exception('makeup', '2026-05-04'),
        ],
      },
      ['calendar.exception.overlapping /exceptions/2'],
    ],
    [
      'a make-up day after a holiday, listed before it, is fine',
      { exceptions: [exception('makeup', '2026-05-09'), exception('holiday', '2026-05-01', '2026-05-05')] },
      [],
    ],
    [
      'a holiday without an end overlaps nothing',
      { exceptions: [exception('holiday', '2026-02-28', '2026-02-30'), exception('makeup', '2026-06-06')] },
      ['calendar.date.invalid /exceptions/0/to'],
    ],
    [
      'nor does one without a beginning',
      { exceptions: [exception('makeup', '2026-06-06'), exception('holiday', '2026-02-30', '2026-03-05')] },
      ['calendar.date.invalid /exceptions/1/from'],
    ],
    [
      'nor one that ends before it begins',
      { exceptions: [exception('makeup', '2026-05-05'), exception('holiday', '2026-05-05', '2026-05-01')] },
      ['calendar.exception.reversed /exceptions/1'],
    ],
    [
      'two half days with the same hours are fine',
      {
        exceptions: [
          exception('custom', '2026-12-30', undefined, { hours: [['08:00', '09:00']] }),
          exception('custom', '2026-12-30', undefined, { hours: [['08:00', '09:00']] }),
        ],
      },
      [],
    ],
    [
      'overlaps in the order of the list',
      {
        exceptions: [
          exception('holiday', '2026-06-01', '2026-06-30'),
          ...Array.from({ length: 10 }, (_, index) => exception('makeup', `2026-06-${20 - index}`)),
        ],
      },
      Array.from({ length: 10 }, (_, index) => `calendar.exception.overlapping /exceptions/${index + 1}`),
    ],
    ['a source without a date is fine', { sources: [{ title: '通知' }] }, []],
    ['the date of a source', { sources: [{ title: '通知', date: '2025-02-29' }] }, ['calendar.date.invalid /sources/0/date']],
  ])('%s', (_name, change, found) => {
    expect(problems(change)).toEqual(found)
  })

  const season = (name: string, from: string, to: string, week = china.week) => ({ name, from, to, week })

  it.each<[string, Partial<Calendar>, Record<string, unknown>]>([
    ['hours that end before they begin', { week: { 1: [['12:00', '08:30']] } }, { from: '12:00', to: '08:30' }],
    [
      'hours too early, and after which they come',
      {
        week: {
          1: [
            ['13:30', '17:30'],
            ['08:30', '12:00'],
          ],
        },
      },
      { from: '08:30', to: '12:00', before: '13:30' },
    ],
    [
      'hours overlapping, and until when the others last',
      {
        week: {
          1: [
            ['08:30', '12:00'],
            ['11:30', '17:30'],
          ],
        },
      },
      { from: '11:30', to: '17:30', before: '12:00' },
    ],
    ['a week without hours: nothing', { week: {} }, {}],
    ['make-up hours that are none: nothing', { makeupHours: [] }, {}],
    ['the date that does not exist', { sources: [{ title: '通知', date: '2025-02-29' }] }, { date: '2025-02-29' }],
    ['the season and its date', { seasons: [season('夏', '06-31', '09-30')] }, { name: '夏', date: '06-31' }],
    ['the season without hours', { seasons: [season('夏', '06-01', '09-30', {})] }, { name: '夏' }],
    [
      'both seasons that overlap',
      { seasons: [season('夏', '06-01', '09-30'), season('秋', '09-01', '11-30')] },
      { name: '秋', with: '夏' },
    ],
    [
      'the exception that ends before it begins',
      { exceptions: [exception('holiday', '2026-05-05', '2026-05-01')] },
      { name: 'holiday', from: '2026-05-05', to: '2026-05-01' },
    ],
    [
      'the exception outside coverage, and the coverage',
      { exceptions: [exception('holiday', '2026-12-31', '2027-01-02')] },
      { name: 'holiday', from: '2026-12-31', to: '2027-01-02', coverage: china.coverage },
    ],
    ['the make-up day without hours', { exceptions: [exception('makeup', '2026-05-09', undefined, { hours: [] })] }, { name: 'makeup' }],
    [
      'coverage that ends before it begins',
      { coverage: { from: '2026-12-31', to: '2026-01-01' }, exceptions: [] },
      { from: '2026-12-31', to: '2026-01-01' },
    ],
    [
      'what overlaps what, and from when',
      { exceptions: [exception('holiday', '2026-05-01', '2026-05-05'), { ...exception('makeup', '2026-05-04'), name: '补班' }] },
      { date: '2026-05-04', name: '补班', kind: 'makeup', with: 'holiday', withKind: 'holiday', withAt: '/exceptions/0' },
    ],
    [
      'the same when the earlier one is listed later',
      { exceptions: [{ ...exception('makeup', '2026-05-04'), name: '补班' }, exception('holiday', '2026-05-01', '2026-05-05')] },
      { date: '2026-05-04', name: 'holiday', kind: 'holiday', with: '补班', withKind: 'makeup', withAt: '/exceptions/0' },
    ],
  ])('says %s', (_name, change, params) => {
    expect(checkCalendar({ ...china, ...change }).map((found) => found.params)).toStrictEqual([params])
  })

  it('answers at once for 2000 exceptions over all of time', () => {
    const exceptions = Array.from({ length: 2000 }, (_, index) => exception(index % 2 ? 'holiday' : 'makeup', '0001-01-01', '9999-12-31'))
    const overlaps = checkCalendar({ ...china, exceptions }).filter((found) => found.code === 'calendar.exception.overlapping')
    expect(overlaps.length).toBeGreaterThanOrEqual(100)
    expect(overlaps.length).toBeLessThan(200)
  })
})

describe('next year is not loaded', () => {
  it.each([
    ['2026-09-30T12:00', 0],
    ['2026-10-01T00:00', 1],
    ['2026-12-31T12:00', 1],
    ['2027-03-01T12:00', 1],
  ])('%s: %i finding', (now, count) => {
    expect(checkCoverage(china, parseLocal(now, 480))).toHaveLength(count)
  })

  it.each([
    ['2026-10-01T12:00', '2027-12-30', 1],
    ['2026-12-31T12:00', '2027-12-31', 0],
    ['2027-09-30T12:00', '2027-12-31', 0],
  ])('%s with a calendar up to %s: %i finding', (now, to, count) => {
    expect(checkCoverage({ ...china, coverage: { from: '2026-01-01', to } }, parseLocal(now, 480))).toHaveLength(count)
  })

  it('until when it is loaded and would have to be', () => {
    const needed = (now: string, days?: number) => checkCoverage(china, parseLocal(now, 480), days).map(({ params }) => params['needed'])
    expect(checkCoverage(china, parseLocal('2026-12-01T12:00', 480))).toEqual([
      { code: 'calendar.coverage.ends-soon', at: '/coverage/to', params: { to: '2026-12-31', needed: '2027-12-31' } },
    ])
    expect(needed('2026-09-01T12:00', 150)).toEqual(['2027-01-29'])
    expect(needed('2026-12-01T12:00', 400)).toEqual(['2028-01-05'])
  })

  it('a coverage without a real end ends now', () => {
    expect(
      checkCoverage({ ...china, coverage: { from: '2026-01-01', to: '2026-11-31' } }, parseLocal('2026-01-02T12:00', 480)),
    ).toHaveLength(1)
  })
})
