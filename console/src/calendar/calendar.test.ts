import type { Calendar } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import cn2026 from '../../../templates/calendars/cn-2026.json' with { type: 'json' }
import { applyNotice, coverageAfter, weighRows } from './apply-notice.ts'
import { changeDays, readHours, writeHours, yearOf } from './calendar-days.ts'
import { readDates } from './read-dates.ts'
import { readNotice } from './read-notice.ts'

const calendar = cn2026 as Calendar

describe('dates as people write them', () => {
  it.each([
    ['10月1日至7日', ['2027-10-01—2027-10-07']],
    ['10月1日—10月7日', ['2027-10-01—2027-10-07']],
    ['2027年9月30日至10月7日', ['2027-09-30—2027-10-07']],
    ['2027-10-01', ['2027-10-01—2027-10-01']],
    ['2027/10/1 - 2027/10/7', ['2027-10-01—2027-10-07']],
    ['2027.10.1', ['2027-10-01—2027-10-01']],
    ['10.1–10.7', ['2027-10-01—2027-10-07']],
    ['10.1-7', ['2027-10-01—2027-10-07']],
    ['10/1~10/7', ['2027-10-01—2027-10-07']],
    ['20271001-20271007', ['2027-10-01—2027-10-07']],
    ['10月1号到7号', ['2027-10-01—2027-10-07']],
    ['2月14日、2月28日', ['2027-02-14—2027-02-14', '2027-02-28—2027-02-28']],
    ['12月31日至1月2日', ['2026-12-31—2027-01-02']],
    ['共7天', []],
  ])('%s', (text, expected) => {
    expect(readDates(text, 2027).map(({ from, to }) => `${from}—${to}`)).toEqual(expected)
  })

  it('a day that does not exist is named', () => {
    expect(readDates('2月28日至30日', 2027)[0]?.wrong).toBe('2027-02-30')
  })
})

describe('a notice', () => {
  const said = (text: string) => readNotice(text, 2027).rows.map(({ kind, name, from, to }) => `${kind} ${name} ${from} ${to}`)

  it('as the State Council writes it', () => {
    expect(
      said(
        '国务院办公厅关于2027年部分节假日安排的通知\n一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：2月5日（农历腊月二十九、周五）至11日（农历正月初六、周四）放假调休，共7天。1月31日（周日）、2月13日（周六）上班。',
      ),
    ).toEqual([
      'holiday 元旦 2027-01-01 2027-01-03',
      'holiday 春节 2027-02-05 2027-02-11',
      'makeup 春节调休上班 2027-01-31 2027-01-31',
      'makeup 春节调休上班 2027-02-13 2027-02-13',
    ])
  })

  it.each([
    ['rows from Excel', '2027/10/1\t放假\t国庆节\n2027/10/9\t上班\t国庆节'],
    ['CSV', '2027-10-01,放假,国庆节\r\n2027-10-09,上班,国庆节'],
    ['the kind first', '放假\t10月1日\t国庆节\n上班\t10月9日\t国庆节'],
    ['a table with a head', '节日\t放假时间\t调休上班\n国庆节\t10月1日\t10月9日'],
    ['one sentence', '国庆节：10月1日放假，10月9日上班'],
    ['full-width letters', '２０２７－１０－０１　　放假　　国庆节\n１０月９日　　上班　　国庆节'],
  ])('%s', (_name, text) => {
    expect(said(text)).toEqual(['holiday 国庆节 2027-10-01 2027-10-01', 'makeup 国庆节调休上班 2027-10-09 2027-10-09'])
  })

  it.each([
    ['一行没有日期的话', 'no-dates'],
    ['国庆节 10月1日', 'no-kind'],
    ['国庆节 10月32日放假', 'no-such-day'],
    ['国庆节 10月7日至1日放假', 'reversed'],
  ])('nothing is dropped in silence: %s', (text, why) => {
    expect(readNotice(text, 2027).remarks[0]?.why).toBe(why)
  })
})

describe('a notice in the calendar', () => {
  const rows = readNotice('国庆节：2027年10月1日至7日放假。9月26日、10月9日上班。', 2027).rows

  it('each row is weighed before anything changes', () => {
    const weigh = (text: string) => weighRows(calendar, readNotice(text, 2026).rows).map(({ effect, doubt }) => [effect, doubt])
    expect(weigh('国庆节：2026年10月1日至7日放假')).toEqual([['known', undefined]])
    expect(weigh('中秋节：10月5日放假')).toEqual([['replaces', undefined]])
    expect(weigh('运动会：11月2日放假')).toEqual([['new', undefined]])
    expect(weigh('运动会：11月2日上班')).toEqual([['new', 'already-work']])
    expect(weigh('长假：11月2日至30日放假')).toEqual([['new', 'long']])
    expect(weigh('甲：11月2日至4日放假。11月3日上班')).toEqual([
      ['clashes', undefined],
      ['clashes', 'already-work'],
    ])
  })

  it('adds them, in order, and extends what is loaded', () => {
    const loaded = applyNotice(calendar, rows, { until: coverageAfter(calendar, 2027), source: { title: '通知' } })
    expect(loaded.coverage).toEqual({ ...calendar.coverage, to: '2027-12-31' })
    expect(loaded.exceptions.slice(-3).map(({ kind, from }) => `${kind} ${from}`)).toEqual([
      'makeup 2027-09-26',
      'holiday 2027-10-01',
      'makeup 2027-10-09',
    ])
    expect(loaded.sources.at(-1)).toEqual({ title: '通知' })
    expect(applyNotice(loaded, rows, { until: '2027-12-31' })).toEqual(loaded)
  })

  it('a year may not be skipped', () => {
    expect(coverageAfter(calendar, 2028)).toBeUndefined()
  })
})

describe('a day changed', () => {
  const week = { kind: 'holiday', name: '国庆节', from: '2027-10-01', to: '2027-10-07' } as const

  it.each([
    ['in the middle of a holiday', '2027-10-04', ['holiday 10-01 10-03', 'custom 10-04 10-04', 'holiday 10-05 10-07']],
    ['at its beginning', '2027-10-01', ['custom 10-01 10-01', 'holiday 10-02 10-07']],
    ['outside it', '2027-10-08', ['holiday 10-01 10-07', 'custom 10-08 10-08']],
  ])('%s', (_name, date, expected) => {
    const changed = changeDays([week], { from: date, to: date }, { kind: 'custom', name: '半天', hours: [['08:30', '12:00']] })
    expect(changed.map(({ kind, from, to }) => `${kind} ${from.slice(5)} ${to.slice(5)}`)).toEqual(expected)
  })

  it('back to what the week says', () => {
    expect(changeDays([week], week, undefined)).toEqual([])
  })

  it('says what each day is', () => {
    const year = yearOf(
      {
        ...calendar,
        exceptions: [
          ...calendar.exceptions,
          { kind: 'custom', name: '半天', from: '2026-12-30', to: '2026-12-30', hours: [['08:30', '12:00']] },
        ],
      },
      2026,
    )
    const on = (date: string) => year.flat().find((day) => day.date === date)?.mark
    expect(['2026-10-01', '2026-10-10', '2026-11-02', '2026-11-07', '2026-12-30'].map(on)).toEqual([
      'holiday',
      'makeup',
      'work',
      'rest',
      'half',
    ])
    expect(year.map((month) => month.length)).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
  })
})

describe('hours as people type them', () => {
  it.each([
    ['08:30-12:00 13:30-17:30', '08:30-12:00 13:30-17:30'],
    ['8:30-12:00，13:30-17:30', '08:30-12:00 13:30-17:30'],
    ['8.30~12', '08:30-12:00'],
    ['9时至17时30分', '09:00-17:30'],
    ['０：００—２４：００', '00:00-24:00'],
    ['', ''],
    ['休息', ''],
    ['8:30-', undefined],
    ['早上', undefined],
    ['12:00-8:30', undefined],
    ['8:30-12:00 11:00-17:30', undefined],
    ['8:30-25:00', undefined],
  ])('%s', (text, expected) => {
    const read = readHours(text)
    expect(read && writeHours(read)).toBe(expected)
  })
})
