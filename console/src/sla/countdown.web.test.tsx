import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { stageOf, stateOf } from './clock-state.ts'
import { Countdown } from './Countdown.tsx'

const START = Date.UTC(2026, 2, 2, 2)
const clock = {
  status: 'running',
  startedAt: START,
  dueAt: START + 100 * 60_000,
  breached: false,
  warnAt: [START + 80 * 60_000],
  provisional: false,
} as const
const rows: [name: string, minutes: number, words: string, tone: string][] = [
  ['at the start', 0, '还剩 1 小时 40 分', 'blue'],
  ['after the warning', 85, '还剩 15 分', 'amber'],
  ['in the last tenth', 93, '还剩 7 分', 'red'],
  ['at the due time', 100, '已超 0 秒', 'red'],
  ['over', 112, '已超 12 分', 'red'],
]

describe('countdown', () => {
  it.each(rows)('%s', (_name, minutes, words, tone) => {
    const now = START + minutes * 60_000
    render(<Countdown clock={{ ...clock, warnAt: [...clock.warnAt] }} now={now} />)
    expect(screen.getByRole('timer').textContent).toBe(words)
    expect(stateOf({ ...clock, warnAt: [...clock.warnAt] }, now).tone).toBe(tone)
  })
  it.each([
    [{ status: 'met' } as const, '已完成'],
    [{ status: 'met', breached: true } as const, '超时完成'],
    [{ status: 'paused', dueAt: null } as const, '已停表'],
    [{ status: 'cancelled' } as const, '不再计时'],
  ])('%j reads %s', (change, words) => {
    render(<Countdown clock={{ ...clock, warnAt: [], ...change }} now={START} />)
    expect(screen.getByRole('timer').textContent).toBe(words)
  })
  it('says when its due time is provisional', () => {
    render(<Countdown clock={{ ...clock, warnAt: [], provisional: true }} now={START} />)
    expect(screen.getByText('暂定')).toBeTruthy()
  })
})

describe('a running countdown', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.setSystemTime(START + 49 * 60_000 + 58_000)
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  it('moves each second but is spoken only at its stages', async () => {
    const { container } = render(<Countdown clock={{ ...clock, warnAt: [] }} />)
    const spoken = () => container.querySelector('[aria-live=polite]')?.textContent
    await act(() => vi.advanceTimersByTimeAsync(1000))
    expect(spoken()).toBe('')
    await act(() => vi.advanceTimersByTimeAsync(2000))
    expect(spoken()).toMatch(/^限时已过一半/)
    const before = spoken()
    await act(() => vi.advanceTimersByTimeAsync(30_000))
    expect(spoken()).toBe(before)
    expect(screen.getByRole('timer').textContent).toBe('还剩 49 分 29 秒')
  })
  it('knows its stages', () => {
    expect([0, 50, 80, 100].map((minutes) => stageOf(START, START + 6_000_000, START + minutes * 60_000))).toEqual([0, 1, 2, 3])
  })
})
