import { afterEach, describe, expect, it, vi } from 'vitest'
import { formatDay, formatDuration, formatMoment, formatNumber, formatShare, formatSpan, formatStamp, formatTime } from './format.ts'

const offset = 480
const zh = { offset, language: 'zh' } as const
const at = Date.UTC(2027, 2, 1, 6, 50)

describe('dates are the county’s, whatever zone the browser is in', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
  })
  it.each(['America/Los_Angeles', 'Asia/Kathmandu', 'Pacific/Chatham', 'Africa/Casablanca'])('%s', (name) => {
    vi.stubEnv('TZ', name)
    expect(new Date(at).getHours(), 'the zone took effect').not.toBe(14)
    expect(formatMoment(at, zh)).toBe('3月1日 14:50（周一）')
    expect(formatStamp(at, zh)).toBe('2027-03-01 14:50')
    expect(formatDay(at, { ...zh, year: true })).toBe('2027年3月1日')
    expect(formatTime(at + 7000, { offset, seconds: true })).toBe('14:50:07')
  })
  it('names the year when it is another', () => {
    expect(formatMoment(at, { ...zh, now: Date.UTC(2026, 11, 30) })).toBe('2027年3月1日 14:50（周一）')
    expect(formatMoment(at, { ...zh, now: at })).toBe('3月1日 14:50（周一）')
  })
  it('crosses midnight with the county', () => {
    expect(formatDay(Date.UTC(2027, 1, 28, 16, 0), zh)).toBe('3月1日')
    expect(formatDay(Date.UTC(2027, 1, 28, 15, 59), zh)).toBe('2月28日')
  })
})

describe('spans', () => {
  const moment = (day: number, hour: number, minute = 0) => Date.UTC(2026, 2, day, hour - 8, minute)
  it.each([
    [moment(2, 9, 30), moment(2, 11, 30), '3月2日 09:30–11:30（周一）'],
    [moment(2, 0), moment(3, 0), '3月2日 00:00–24:00（周一）'],
    [moment(2, 17, 30), moment(3, 8, 30), '3月2日 17:30（周一） – 3月3日 08:30（周二）'],
  ])('%d to %d', (from, to, words) => {
    expect(formatSpan(from, to, zh)).toBe(words)
  })
})

describe('durations', () => {
  const minute = 60_000
  const rows: [ms: number, seconds: boolean, words: string][] = [
    [100 * minute, false, '1 小时 40 分'],
    [7 * minute + 12_000, true, '7 分 12 秒'],
    [7 * minute + 12_999, true, '7 分 12 秒'],
    [100 * minute + 5000, true, '1 小时 40 分'],
    [26 * 60 * minute, false, '1 天 2 小时'],
    [24 * 60 * minute + 5 * minute, false, '1 天'],
    [30_000, false, '不到 1 分'],
    [0, true, '0 秒'],
    [-5, true, '0 秒'],
  ]
  it.each(rows)('%d ms, seconds %s → %s', (ms, seconds, words) => {
    expect(formatDuration(ms, { language: 'zh', seconds })).toBe(words)
  })
})

describe('numbers', () => {
  it('groups thousands and keeps the unit on the line', () => {
    expect(formatNumber(1237, '件')).toBe('1,237\u00a0件')
    expect(formatNumber(-75726)).toBe('-75,726')
    expect(formatNumber(96.456, '分', { digits: 2 })).toBe('96.46\u00a0分')
  })
  it('shares', () => {
    expect(formatShare(0.374)).toBe('37.4%')
    expect(formatShare(0.39)).toBe('39%')
  })
})
