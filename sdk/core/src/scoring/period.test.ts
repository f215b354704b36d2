import { describe, expect, it } from 'vitest'
import { periodBounds, periodKey, periodName } from './period.ts'

const CHINA = 480
const at = (text: string) => Date.parse(`${text}+08:00`)

describe('periods in the county offset', () => {
  it.each([
    ['2026-11-30T23:59:59.999', '2026-11', '2026-Q4', '2026'],
    ['2026-12-01T00:00', '2026-12', '2026-Q4', '2026'],
    ['2026-12-31T23:59', '2026-12', '2026-Q4', '2026'],
    ['2027-01-01T00:00', '2027-01', '2027-Q1', '2027'],
    ['2028-02-29T12:00', '2028-02', '2028-Q1', '2028'],
  ])('%s', (moment, month, quarter, year) => {
    expect((['month', 'quarter', 'year'] as const).map((unit) => periodKey(at(moment), unit, CHINA))).toEqual([month, quarter, year])
  })

  it.each([
    ['2026-11', '2026-11-01T00:00', '2026-12-01T00:00'],
    ['2026-12', '2026-12-01T00:00', '2027-01-01T00:00'],
    ['2026-Q4', '2026-10-01T00:00', '2027-01-01T00:00'],
    ['2026', '2026-01-01T00:00', '2027-01-01T00:00'],
  ])('%s reaches from %s to %s', (key, from, to) => {
    expect(periodBounds(key, CHINA)).toMatchObject({ from: at(from), to: at(to) })
  })

  it.each(['2026-13', '2026-00', '2026-Q5', '26', '', '2026-1', '2026-11-01'])('%j is no period', (key) => {
    expect(periodBounds(key, CHINA)).toBeUndefined()
  })

  it('every bound belongs to its own period', () => {
    for (const key of ['2026-02', '2026-Q1', '2026']) {
      const bounds = periodBounds(key, CHINA)
      if (!bounds) throw new Error(key)
      expect([periodKey(bounds.from, bounds.unit, CHINA), periodKey(bounds.to - 1, bounds.unit, CHINA)]).toEqual([key, key])
      expect(periodKey(bounds.to, bounds.unit, CHINA)).not.toBe(key)
    }
  })
})

describe('periods as people say them', () => {
  it.each([
    ['2026-11', '2026年11月', 'Nov 2026'],
    ['2026-Q4', '2026年第4季度', 'Q4 2026'],
    ['2026', '2026年', '2026'],
  ])('%s', (key, zh, en) => {
    expect([periodName(key), periodName(key, 'en')]).toEqual([zh, en])
  })
})
