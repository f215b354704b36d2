import { describe, expect, it } from 'vitest'
import cn2026 from '../../../../templates/calendars/cn-2026.json' with { type: 'json' }
import { parseLocal } from '../calendar/civil.ts'
import type { Calendar } from '../calendar/schema.ts'
import type { Clock } from './clock.ts'
import { computeDeadline } from './deadline.ts'
import type { Allowance } from './measure.ts'
import { isBreached, remaining, usedMinutes, usedShare } from './remaining.ts'
import { clockTimers } from './timers.ts'

const at = (text: string) => parseLocal(`2026-${text}`, 480)

function clock(goal: Allowance, start: string, change: Partial<Clock> = {}): Clock {
  const { dueAt, segments, warnAt, provisional } = computeDeadline({
    calendar: cn2026 as Calendar,
    goal,
    start: at(start),
    warnAt: [
      [1, 2],
      [4, 5],
    ],
  })
  return {
    key: 'arrive/a/1',
    clock: 'arrive',
    name: '到场',
    per: 'assignment',
    owner: 'assignee',
    cycle: 1,
    status: 'running',
    basis: goal.basis,
    goal: { amount: goal.amount, unit: goal.unit, index: 0 },
    startedAt: at(start),
    dueAt,
    breached: false,
    extendedBy: 0,
    warnAt: [...warnAt],
    provisional,
    calendar: 'cn-2026',
    segments: [...segments],
    ...change,
  }
}
const threeHours: Allowance = { amount: 3, unit: 'hour', basis: 'natural' }
const openHours: Allowance = { amount: 2, unit: 'hour', basis: 'working-minutes' }
const threeDays: Allowance = { amount: 3, unit: 'day', basis: 'working-days' }

describe('how much of its allowance a clock has used', () => {
  it.each([
    ['nothing before the start', threeHours, '03-06T10:00', '03-06T09:00', 0, 180],
    ['half', threeHours, '03-06T10:00', '03-06T11:30', 90, 180],
    ['all, exactly at due', threeHours, '03-06T10:00', '03-06T13:00', 180, 180],
    ['more than all when late', threeHours, '03-06T10:00', '03-06T13:01', 181, 180],
    ['opening hours do not run in the night', openHours, '03-06T16:30', '03-08T12:00', 60, 120],
    ['days: nothing on the first day', threeDays, '03-02T10:00', '03-02T17:00', 0, 2 * 1_440 + 1_050],
    ['days: a third after one day', threeDays, '03-02T10:00', '03-04T00:00', 1_440, 2 * 1_440 + 1_050],
    ['days: all at closing of the last', threeDays, '03-02T10:00', '03-05T17:30', 2 * 1_440 + 1_050, 2 * 1_440 + 1_050],
  ])('%s', (_name, goal, start, now, used, allowed) => {
    expect(usedShare(clock(goal, start), at(now))).toEqual({ used: used * 60_000, allowed: allowed * 60_000 })
    expect(usedMinutes(clock(goal, start), at(now))).toBe(used)
  })
})

it('a clock without a due time has used what ran', () => {
  const { segments } = clock(threeHours, '03-06T10:00')
  expect(usedShare({ segments, dueAt: null }, at('03-06T11:00'))).toEqual({ used: 60 * 60_000, allowed: 180 * 60_000 })
})

describe('countdown and breach', () => {
  it.each([
    ['running', {}, '03-06T12:00', 60, false],
    ['exactly at due', {}, '03-06T13:00', 0, false],
    ['late', {}, '03-06T13:30', -30, true],
    ['met stands still', { status: 'met', stoppedAt: at('03-06T12:30') }, '03-09T00:00', 30, false],
    ['met late', { status: 'met', stoppedAt: at('03-06T13:30') }, '03-09T00:00', -30, true],
    ['cancelled is never late', { status: 'cancelled', stoppedAt: at('03-06T14:00') }, '03-09T00:00', -60, false],
    ['no due time', { status: 'paused', dueAt: null }, '03-09T00:00', null, false],
  ] as [string, Partial<Clock>, string, number | null, boolean][])('%s', (_name, change, now, minutes, late) => {
    const one = clock(threeHours, '03-06T10:00', change)
    expect(remaining(one, at(now))).toBe(minutes === null ? null : minutes * 60_000)
    expect(isBreached(one, at(now))).toBe(late)
  })
})

describe('timers', () => {
  it('are the warnings and the breach of running clocks, in order, with stable keys', () => {
    const later = clock(threeHours, '03-06T11:00', { key: 'arrive/b/1' })
    const one = clock(threeHours, '03-06T10:00')
    expect(clockTimers([later, one]).map(({ key, at, kind }) => [key, kind, at])).toEqual([
      ['arrive/a/1/warn/1', 'warn', at('03-06T11:30')],
      ['arrive/a/1/warn/2', 'warn', at('03-06T12:24')],
      ['arrive/b/1/warn/1', 'warn', at('03-06T12:30')],
      ['arrive/a/1/breach', 'breach', at('03-06T13:00') + 1],
      ['arrive/b/1/warn/2', 'warn', at('03-06T13:24')],
      ['arrive/b/1/breach', 'breach', at('03-06T14:00') + 1],
    ])
    expect(clockTimers([one])[0]?.clock).toBe(one)
  })

  it.each(['paused', 'met', 'cancelled'] as const)('none for a clock that is %s', (status) => {
    expect(clockTimers([clock(threeHours, '03-06T10:00', { status })])).toEqual([])
  })
})
