import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseLocal } from '../calendar/civil.ts'
import { countWriteOffs, readRound, roundOf, type WriteOffFact } from './rounds.ts'
import { LEDGER_PHASES } from './schema.ts'

const at = (text: string) => parseLocal(text, 480)
const november = readRound('2026-11', 480)!
const one = (fact: Partial<WriteOffFact>): WriteOffFact => ({
  unit: 'ZF',
  phase: 'DOING',
  dueAt: at('2026-11-14T00:00'),
  endedAt: null,
  ...fact,
})

describe('countWriteOffs (月度、季度销账)', () => {
  it.each<[string, Partial<WriteOffFact>, string, [due: number, done: number, overdue: number, early: number]]>([
    ['due this month and still open in time', {}, '2026-11-10T00:00', [1, 0, 0, 0]],
    ['due this month, late now', {}, '2026-11-14T00:01', [1, 0, 1, 0]],
    ['written off in time', { phase: 'DONE', endedAt: at('2026-11-13T10:00') }, '2026-11-30T00:00', [1, 1, 0, 0]],
    ['written off late', { phase: 'DONE', endedAt: at('2026-11-20T10:00') }, '2026-11-30T00:00', [1, 1, 1, 0]],
    ['left over from October', { dueAt: at('2026-10-10T00:00') }, '2026-11-01T09:00', [1, 0, 1, 0]],
    [
      'written off in October',
      { dueAt: at('2026-10-10T00:00'), phase: 'DONE', endedAt: at('2026-10-09T00:00') },
      '2026-11-30T00:00',
      [0, 0, 0, 0],
    ],
    ['due in December, open', { dueAt: at('2026-12-10T00:00') }, '2026-11-30T00:00', [0, 0, 0, 0]],
    [
      'due in December, written off already',
      { dueAt: at('2026-12-10T00:00'), phase: 'DONE', endedAt: at('2026-11-20T10:00') },
      '2026-11-30T00:00',
      [0, 0, 0, 1],
    ],
    ['due at the end of the last day of the month', { dueAt: november.to }, '2026-12-20T00:00', [1, 0, 0, 0]],
    ['written off only in December', { phase: 'DONE', endedAt: at('2026-12-02T10:00') }, '2026-12-20T00:00', [1, 0, 1, 0]],
    ['cancelled', { phase: 'CANCELLED', endedAt: at('2026-11-02T00:00') }, '2026-11-30T00:00', [0, 0, 0, 0]],
    ['without a due time', { dueAt: null }, '2026-11-30T00:00', [0, 0, 0, 0]],
  ])('%s', (_name, fact, now, [due, done, overdue, early]) => {
    const count = countWriteOffs([one(fact)], november, at(now))
    expect(count.total).toEqual({ due, done, overdue, early })
  })

  it('adds up by unit, whatever the entries', () => {
    const instant = fc.integer({ min: at('2026-09-01T00:00'), max: at('2027-01-31T00:00') })
    const fact = fc.record({
      unit: fc.constantFrom('ZF', 'SL'),
      phase: fc.constantFrom(...LEDGER_PHASES),
      dueAt: fc.option(instant),
      endedAt: fc.option(instant),
    })
    fc.assert(
      fc.property(fc.array(fact), instant, (facts, now) => {
        const { total, units } = countWriteOffs(facts, november, now)
        for (const key of ['due', 'done', 'overdue', 'early'] as const)
          expect(units.reduce((sum, unit) => sum + unit[key], 0)).toBe(total[key])
        expect(total.done).toBeLessThanOrEqual(total.due)
        expect(total.overdue).toBeLessThanOrEqual(total.due)
      }),
    )
  })
})

describe('rounds', () => {
  it.each([
    ['2026-11', '2026-11-01T00:00', '2026-12-01T00:00'],
    ['2026-12', '2026-12-01T00:00', '2027-01-01T00:00'],
    ['2026-Q4', '2026-10-01T00:00', '2027-01-01T00:00'],
    ['2026-Q1', '2026-01-01T00:00', '2026-04-01T00:00'],
  ])('%s', (key, from, to) => {
    expect(readRound(key, 480)).toEqual({ key, from: at(from), to: at(to) })
    expect(roundOf(at(from), key.includes('Q') ? 'quarter' : 'month', 480)).toBe(key)
  })

  it.each(['2026-13', '2026', '2026-Q5', '2026-1', '', '2026-11-01'])('%s is no round', (key) =>
    expect(readRound(key, 480)).toBeUndefined(),
  )
})
