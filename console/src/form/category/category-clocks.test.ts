import { aPolicy } from '@shaotai/core/testing'
import type { ClockRule, Condition } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import { clocksOfCategory, goalsOfCategory } from './category-clocks.ts'

const base = aPolicy()
const [first] = base.sla.clocks as [ClockRule]
const quick = { id: 'quick', emergency: false }
const withClock = (when: Condition | undefined, goals = first.goals) => ({
  ...base,
  sla: { ...base.sla, clocks: [{ ...first, ...(when ? { when } : { when: undefined }), goals }] as ClockRule[] },
})
const rows: [name: string, when: Condition | undefined, applies: boolean][] = [
  ['without a condition', undefined, true],
  ['of this category', { eq: ['case.category', 'quick'] }, true],
  ['of another', { eq: ['case.category', 'hard'] }, false],
  ['of one of several', { in: ['case.category', ['hard', 'quick']] }, true],
  ['not of this one', { not: { in: ['case.category', ['quick']] } }, false],
  ['of emergencies', { all: [{ eq: ['case.emergency', true] }, { eq: ['form.level', 'x'] }] }, false],
  ['that depends on the form', { any: [{ eq: ['case.category', 'hard'] }, { eq: ['form.level', 'x'] }] }, true],
]

describe('a clock of a category', () => {
  it.each(rows)('%s', (_name, when, applies) => expect(clocksOfCategory(withClock(when), quick).length).toBe(applies ? 1 : 0))
  it('has the goals that may be taken, down to the one that is', () => {
    const goal = (amount: number, when?: Condition) => ({ amount, unit: 'hour' as const, basis: 'natural' as const, ...(when && { when }) })
    const goals = [
      goal(1, { eq: ['case.emergency', true] }),
      goal(2, { eq: ['form.level', 'x'] }),
      goal(3, { eq: ['case.category', 'quick'] }),
      goal(4),
    ]
    const [clock] = clocksOfCategory(withClock(undefined, goals), quick)
    expect(clock && goalsOfCategory(clock, quick).map(({ amount }) => amount)).toEqual([2, 3])
  })
})
