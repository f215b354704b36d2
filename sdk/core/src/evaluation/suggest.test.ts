import { describe, expect, it } from 'vitest'
import { aPolicy } from '../testing/a-policy.ts'
import { suggestValue } from './suggest.ts'
import type { EvaluationItem } from './schema.ts'

const [speed, quality] = aPolicy().evaluation.forms[0]?.items as [EvaluationItem, EvaluationItem]
const HOURS = 3_600_000

describe('suggestValue: ≤ 1/2 five stars, ≤ 1 four, ≤ 3/2 three, ≤ 2 two, more one', () => {
  it.each([
    ['at once', 0, 5],
    ['exactly half of three hours', 1.5 * HOURS, 5],
    ['one millisecond more than half', 1.5 * HOURS + 1, 4],
    ['exactly on time', 3 * HOURS, 4],
    ['one millisecond late', 3 * HOURS + 1, 3],
    ['exactly twice the time', 6 * HOURS, 2],
    ['a day', 24 * HOURS, 1],
  ])('%s', (_name, used, stars) => expect(suggestValue(speed, { used, allowed: 3 * HOURS })).toBe(stars))

  it('counts days as it counts milliseconds', () => expect(suggestValue(speed, { used: 2, allowed: 3 })).toBe(4))

  it('a third is a third: one of three days is not more than 1/3', () => {
    const item = { suggestion: { clock: 'reply', bands: [{ upTo: '1/3', value: 5 }] } }
    expect(suggestValue(item, { used: 1, allowed: 3 })).toBe(5)
    expect(suggestValue(item, { used: 1_000_001, allowed: 3_000_000 })).toBeUndefined()
  })

  it('suggests nothing without a rule or without an allowance', () => {
    expect(suggestValue(quality, { used: 1, allowed: 3 })).toBeUndefined()
    expect(suggestValue(speed, { used: 1, allowed: 0 })).toBeUndefined()
    expect(suggestValue(speed, { used: Number.NaN, allowed: 3 })).toBeUndefined()
  })
})
