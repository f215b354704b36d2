import { describe, expect, it } from 'vitest'
import { replay } from '../case/evolve.ts'
import type { CaseEvent } from '../case/event.ts'
import { computeClocks } from '../sla/clocks.ts'
import { A_MONDAY_MORNING, anOrganisation, aPolicy } from '../testing/index.ts'
import { DAY, MINUTE } from '../shared/instant.ts'
import { inventHistory, type HistoryOptions } from './history.ts'

const policy = aPolicy()
const to = A_MONDAY_MORNING
const from = to - 365 * DAY
const invent = (options: Partial<HistoryOptions> = {}) => [
  ...inventHistory(policy, 'a-policy', anOrganisation(), {
    cases: 120,
    seed: 1,
    from,
    to,
    photos: [],
    texts: ['现场已核实。'],
    comments: ['处理较好。'],
    ...options,
  }),
]
const year = invent()

describe('an invented year', () => {
  it('is the same for the same seed and another for another', () => {
    expect(invent()).toEqual(year)
    expect(invent({ seed: 2 })).not.toEqual(year)
  })

  it('has as many cases as asked, in order, numbered by year without gaps, after the last number given', () => {
    expect(year).toHaveLength(120)
    const submitted = year.map(({ events }) => events[0]?.at ?? 0)
    expect(submitted).toEqual(submitted.toSorted((a, b) => a - b))
    expect(submitted.every((at) => at >= from && at < to)).toBe(true)
    expect(invent({ cases: 2, from: to - DAY, lastNumbers: new Map([[2026, 40]]) }).map((one) => one.number)).toEqual([
      'X2026-00041',
      'X2026-00042',
    ])
  })

  it('is decided by the core: every case replays, nothing happens after its end, times never run back', () => {
    for (const { events } of year) {
      expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
      expect(replay(events)?.version).toBe(events.length)
      expect(events.every((event) => Number.isInteger(event.at))).toBe(true)
      expect(events.every((event, index) => event.at < to && event.at >= (events[index - 1]?.at ?? 0))).toBe(true)
    }
  })

  it('has what lists, scores and simulations need: closed and open, in time and late, rework, returns, ratings', () => {
    const count = (type: CaseEvent['type']) => year.filter(({ events }) => events.some((event) => event.type === type)).length
    expect(count('case.closed')).toBeGreaterThan(80)
    expect(count('case.evaluated')).toBeGreaterThan(80)
    expect(count('case.reworkOrdered')).toBeGreaterThan(2)
    expect(count('assignment.returnRequested')).toBeGreaterThan(0)
    const clocks = year
      .flatMap(({ events }) => computeClocks(policy, events, to, { explain: false }))
      .filter((clock) => clock.status === 'met')
    const late = clocks.filter((clock) => clock.breached).length / clocks.length
    expect(late).toBeGreaterThan(0.01)
    expect(late).toBeLessThan(0.4)
  })

  it('tells each breach once, and never before it is one', () => {
    for (const { events } of year) {
      const breaches = events.filter((event) => event.type === 'clock.breached')
      expect(new Set(breaches.map((event) => event.data.timer)).size).toBe(breaches.length)
      for (const { at, data } of breaches) expect(at).toBeGreaterThan(data.dueAt as number)
    }
  })

  it('rests at night and at weekends more than by day', () => {
    const hours = year.map(({ events }) => Math.floor((((events[0]?.at ?? 0) + 480 * MINUTE) % DAY) / (60 * MINUTE)))
    expect(hours.filter((hour) => hour >= 8 && hour < 18).length).toBeGreaterThan(80)
  })
})
