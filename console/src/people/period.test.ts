import { describe, expect, it } from 'vitest'
import { formatPeriod } from './period.ts'

describe('a period of days in words', () => {
  it.each<[string, string, string, string]>([
    ['2026-02-03', '2026-02-08', '2月3日至8日', '3 Feb – 8 Feb'],
    ['2026-02-03', '2026-03-08', '2月3日至3月8日', '3 Feb – 8 Mar'],
    ['2026-02-03', '2026-02-03', '2月3日', '3 Feb'],
    ['2026-12-30', '2027-01-02', '12月30日至2027年1月2日', '30 Dec – 2 Jan 2027'],
  ])('%s to %s', (from, to, zh, en) => {
    expect(formatPeriod(from, to, '2026-02-01', 'zh')).toBe(zh)
    expect(formatPeriod(from, to, '2026-02-01', 'en')).toBe(en)
  })
})
