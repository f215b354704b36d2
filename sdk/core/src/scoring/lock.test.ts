import { describe, expect, it } from 'vitest'
import { aPolicy } from '../testing/a-policy.ts'
import { aModel } from '../testing/a-score.ts'
import { lockInstant, periodBefore, periodsWithin } from './lock.ts'

const CHINA = 480
const at = (text: string) => Date.parse(`${text}+08:00`)
const [calendar] = aPolicy().calendars

describe('when a period locks', () => {
  // 2026-10-01…07 is a holiday, Saturday 10-10 a make-up day.
  it.each([
    ['2026-11', 0, '2026-12-01T00:00', 'at its very end'],
    ['2026-11', 5, '2026-12-08T00:00', 'after Tuesday to Monday'],
    ['2026-09', 1, '2026-10-09T00:00', 'the first working day after the holiday is Thursday the 8th'],
    ['2026-09', 3, '2026-10-11T00:00', 'the make-up Saturday counts'],
    ['2026-Q3', 3, '2026-10-11T00:00', 'a quarter like its last month'],
    ['2026', 1, '2027-01-02T00:00', 'the year; Friday the first is a working day where no holiday is loaded'],
  ])('%s after %i working days: %s (%s)', (key, days, instant) => {
    if (!calendar) throw new Error('aPolicy has a calendar')
    expect(lockInstant(aModel({ period: { unit: 'month', closeAfterWorkingDays: days } }), key, calendar)).toBe(at(instant))
  })

  it('never on a calendar without working days, or for what is no period', () => {
    if (!calendar) throw new Error('aPolicy has a calendar')
    expect(lockInstant(aModel(), '2026-11', { ...calendar, week: {}, exceptions: [] })).toBeNull()
    expect(lockInstant(aModel(), 'soon', calendar)).toBeNull()
  })
})

describe('periods inside periods', () => {
  it.each([
    ['2026-Q4', 'month', ['2026-10', '2026-11', '2026-12']],
    ['2026', 'quarter', ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']],
    ['2026-11', 'month', ['2026-11']],
    ['2026-11', 'quarter', []],
    ['soon', 'month', []],
  ] as const)('%s by %s', (key, unit, expected) => {
    expect(periodsWithin(key, unit, CHINA)).toEqual(expected)
  })
  it('a year has twelve months', () => {
    expect(periodsWithin('2026', 'month', CHINA)).toHaveLength(12)
  })
  it.each([
    ['2026-01', '2025-12'],
    ['2026-Q1', '2025-Q4'],
    ['2026', '2025'],
  ])('%s comes after %s', (key, before) => {
    expect(periodBefore(key, CHINA)).toBe(before)
  })
})
