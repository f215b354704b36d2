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
    ['the date of a source', { sources: [{ title: '通知', date: '2025-02-29' }] }, ['calendar.date.invalid /sources/0/date']],
  ])('%s', (_name, change, found) => {
    expect(problems(change)).toEqual(found)
  })

  it('says what overlaps what, and when', () => {
    const [found] = checkCalendar({
      ...china,
      exceptions: [exception('holiday', '2026-05-01', '2026-05-05'), exception('makeup', '2026-05-04')],
    })
    expect(found?.params).toMatchObject({ date: '2026-05-04', kind: 'makeup', withKind: 'holiday', withAt: '/exceptions/0' })
  })

  it('answers at once for 2000 exceptions over all of time', () => {
    const exceptions = Array.from({ length: 2000 }, (_, index) => exception(index % 2 ? 'holiday' : 'makeup', '0001-01-01', '9999-12-31'))
    expect(checkCalendar({ ...china, exceptions }).length).toBeGreaterThan(2000)
  })
})

describe('next year is not loaded', () => {
  it.each([
    ['2026-09-30T12:00', 0],
    ['2026-11-01T12:00', 0],
    ['2026-11-02T12:00', 1],
    ['2027-03-01T12:00', 1],
  ])('%s: %i finding', (now, count) => {
    expect(checkCoverage(china, parseLocal(now, 480))).toHaveLength(count)
  })
})
