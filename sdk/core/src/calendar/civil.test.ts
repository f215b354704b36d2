import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  civilDay,
  civilParts,
  formatCivilDate,
  formatClockTime,
  formatInstant,
  parseCivilDate,
  parseClockTime,
  parseLocal,
  readLocal,
  weekday,
} from './civil.ts'

describe('civil dates are integers', () => {
  it.each([
    ['1970-01-01', 0, 4],
    ['1969-12-31', -1, 3],
    ['2000-02-29', 11_016, 2],
    ['2026-02-28', 20_512, 6],
    ['2026-10-10', 20_736, 6],
    ['2028-02-29', 21_243, 2],
    ['0001-01-01', -719_162, 1],
    ['9999-12-31', 2_932_896, 5],
  ])('%s is day %i, weekday %i', (date, day, week) => {
    expect(parseCivilDate(date)).toBe(day)
    expect(formatCivilDate(day)).toBe(date)
    expect(weekday(day)).toBe(week)
  })

  it.each(['2026-02-30', '2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-1-1', '26-01-01', '2026-01-01T00:00', ''])(
    'refuses "%s"',
    (text) => {
      expect(parseCivilDate(text)).toBeUndefined()
    },
  )

  it('agrees with the proleptic Gregorian calendar of the platform on every day', () => {
    assert(
      property(integer({ min: -1_000_000, max: 3_000_000 }), (day) => {
        const date = new Date(day * 86_400_000)
        const parts = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
        expect(civilParts(day)).toEqual(parts)
        expect(civilDay(parts.year, parts.month, parts.day)).toBe(day)
        expect(weekday(day)).toBe(((date.getUTCDay() + 6) % 7) + 1)
      }),
    )
  })
})

describe('clock times', () => {
  it.each([
    ['00:00', 0],
    ['08:30', 510],
    ['23:59', 1_439],
    ['24:00', 1_440],
  ])('%s is minute %i', (text, minutes) => {
    expect(parseClockTime(text)).toBe(minutes)
    expect(formatClockTime(minutes)).toBe(text)
  })

  it.each(['24:01', '25:00', '12:60', '8:30', '108:30', '08:300', '0830', ''])('refuses "%s"', (text) => {
    expect(parseClockTime(text)).toBeUndefined()
  })
})

describe('instants in a fixed offset', () => {
  it.each([
    ['2026-10-08T00:30', 480, Date.UTC(2026, 9, 7, 16, 30)],
    ['2026-10-08T00:30', 0, Date.UTC(2026, 9, 8, 0, 30)],
    ['2026-10-08T00:30', -300, Date.UTC(2026, 9, 8, 5, 30)],
    ['1969-12-31T23:59', 480, Date.UTC(1969, 11, 31, 15, 59)],
  ])('%s at %i minutes', (text, offset, instant) => {
    expect(parseLocal(text, offset)).toBe(instant)
    expect(formatInstant(instant, offset)).toBe(text)
  })

  it('reads seconds and does not write them', () => {
    expect(parseLocal('2026-10-08T00:30:59', 480)).toBe(Date.UTC(2026, 9, 7, 16, 30, 59))
    expect(formatInstant(Date.UTC(2026, 9, 7, 16, 30, 59, 999), 480)).toBe('2026-10-08T00:30')
  })

  it('reads 24:00 as the next midnight', () => {
    expect(formatInstant(parseLocal('2026-10-07T24:00', 480), 480)).toBe('2026-10-08T00:00')
  })

  it.each([
    '2026-02-30T08:00',
    '12026-02-28T08:00',
    '2026-02-28 08:00',
    '2026-02-28T25:00',
    '2026-02-28T24:00:01',
    '2026-02-28T08:00:60',
    'now',
  ])('refuses "%s"', (text) => {
    expect(readLocal(text, 480)).toBeUndefined()
    expect(() => parseLocal(text, 480)).toThrow(RangeError)
    expect(() => parseLocal(text, 480)).toThrow(`"${text}"`)
  })
})
