import type { Condition } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import { conditionOf, draftOf, isFinished, opsFor, withTerm } from './condition-draft.ts'

const high: Condition = { eq: ['form.level', 'high'] }
const many: Condition = { ge: ['form.count', 3] }
const rows: [name: string, condition: Condition][] = [
  ['one line', high],
  ['lines that all hold', { all: [high, many, { in: ['form.level', ['high', 'low']] }] }],
  ['lines of which one holds', { any: [high, { exists: 'form.place' }] }],
  ['a group among lines', { all: [high, { any: [many, { has: ['form.done', 'x'] }] }] }],
]

describe('a condition as lines', () => {
  it.each(rows)('%s comes back the same', (_name, condition) => {
    const draft = draftOf(condition)
    expect(draft && conditionOf(draft)).toEqual(condition)
    expect(draft && isFinished(draft)).toBe(true)
  })
  it.each<[string, Condition]>([
    ['a negation', { not: high }],
    ['three levels', { all: [{ any: [{ all: [high, many] }, high] }, many] }],
  ])('leaves %s to code', (_name, condition) => expect(draftOf(condition)).toBeUndefined())
  it('says nothing of lines that are not finished', () => {
    const draft = {
      join: 'all' as const,
      parts: [
        { op: 'eq' as const, path: 'form.level' },
        { op: 'ge' as const, path: 'form.count', value: 3 },
      ],
    }
    expect(conditionOf(draft)).toEqual(many)
    expect(isFinished(draft)).toBe(false)
    expect(conditionOf({ join: 'all', parts: [] })).toBeUndefined()
  })
  it('asks of a fact only what makes sense', () => {
    expect(opsFor({ type: 'number' })[0]).toBe('ge')
    expect(opsFor({ type: 'text' })).not.toContain('ge')
    expect(
      withTerm({ path: 'a', op: 'ge', value: 3 }, 'form.level', { path: 'form.level', type: 'text', name: '程度', en: 'Level' }),
    ).toEqual({
      path: 'form.level',
      op: 'eq',
    })
  })
})
