import { MINUTE, type Change } from '@shaotai/core'
import { describe, expect, test } from 'vitest'
import { goesOn, keptChanges } from './stretch.ts'

const change = (at: string, field = '名称'): Change => ({ kind: 'changed', at, object: '时限', field, before: 'a', after: 'b' })
const last = { kind: 'sla', author: 'li', at: 0, changes: [change('/sla/clocks/0')] } as const
const save = { kind: 'sla', author: 'li', now: MINUTE, changes: [change('/sla/clocks/0')] } as const

describe('a stretch of typing', () => {
  test.each([
    ['goes on at the same place', {}, true],
    ['ends with a pause', { now: 2 * MINUTE + 1 }, false],
    ['ends when somebody else types', { author: 'zhang' }, false],
    ['ends at another document', { kind: 'forms' as const }, false],
    ['ends at another object', { changes: [change('/sla/clocks/1')] }, false],
    ['ends at another field', { changes: [change('/sla/clocks/0', '依据')] }, false],
  ])('%s', (_name, over, expected) => {
    expect(goesOn(last, { ...save, ...over })).toBe(expected)
  })

  test('tells twenty changes and no more than a page of them', () => {
    expect(keptChanges(Array.from({ length: 50 }, () => change('/sla')))).toHaveLength(20)
    expect(keptChanges([change('/sla'), { ...change('/sla'), after: 'x'.repeat(30_000) }])).toHaveLength(1)
  })
})
