import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateCondition, holds, MAX_CONDITION_DEPTH, missingPaths, type Truth } from './evaluate.ts'
import type { Condition, Facts } from './schema.ts'

const facts: Facts = {
  case: { emergency: false, returns: 3, category: 'call', level: null, tags: ['road', 'night'], opened: '2026-10-01' },
  form: { place: '东街', count: '10' },
  'clock.arrive.onTime': true,
}

const rows: [name: string, condition: Condition, value: Truth][] = [
  ['equal', { eq: ['case.category', 'call'] }, true],
  ['not equal', { eq: ['case.category', 'siren'] }, false],
  ['false is a value, not a gap', { eq: ['case.emergency', false] }, true],
  ['ne of a present fact', { ne: ['case.category', 'siren'] }, true],
  ['ne of a missing fact is unknown, not true', { ne: ['case.town', 'NH'] }, 'unknown'],
  ['a missing number is not less than five', { lt: ['case.rounds', 5] }, 'unknown'],
  ['null is missing', { eq: ['case.level', 'heavy'] }, 'unknown'],
  ['text and number do not compare', { lt: ['form.count', 9] }, 'unknown'],
  ['digits in text have no order', { lt: ['form.count', '9'] }, 'unknown'],
  ['dates have an order', { ge: ['case.opened', '2026-10-01'] }, true],
  ['a date and a moment do not compare', { ge: ['case.opened', '2026-10-01T08:30'] }, 'unknown'],
  ['le at the boundary', { le: ['case.returns', 3] }, true],
  ['lt at the boundary', { lt: ['case.returns', 3] }, false],
  ['gt', { gt: ['case.returns', 2] }, true],
  ['in', { in: ['case.category', ['call', 'siren']] }, true],
  ['in an empty list', { in: ['case.category', []] }, false],
  ['in a list of another type', { in: ['case.category', [1, 2]] }, 'unknown'],
  ['has', { has: ['case.tags', 'night'] }, true],
  ['has of what is no list', { has: ['case.category', 'c'] }, 'unknown'],
  ['exists', { exists: 'form.place' }, true],
  ['exists is never unknown', { exists: 'form.town' }, false],
  ['a whole path as key', { eq: ['clock.arrive.onTime', true] }, true],
  ['empty all', { all: [] }, true],
  ['empty any', { any: [] }, false],
  ['false decides all, whatever is unknown', { all: [{ exists: 'form.town' }, { eq: ['form.town', 'x'] }] }, false],
  ['unknown keeps all open', { all: [{ exists: 'form.place' }, { eq: ['form.town', 'x'] }] }, 'unknown'],
  ['true decides any, whatever is unknown', { any: [{ eq: ['form.town', 'x'] }, { exists: 'form.place' }] }, true],
  ['not of unknown is unknown', { not: { eq: ['form.town', 'x'] } }, 'unknown'],
  ['nothing inherited', { exists: 'case.toString' }, false],
  ['no constructor', { exists: 'constructor.name' }, false],
  ['no prototype', { exists: '__proto__.toString' }, false],
  ['no length of a list', { exists: 'case.tags.length' }, false],
]

describe('evaluateCondition', () => {
  it.each(rows)('%s', (_name, condition, value) => {
    expect(evaluateCondition(condition, facts).value).toBe(value)
  })

  it('names every missing fact in the trace, not only the first', () => {
    const { trace } = evaluateCondition({ all: [{ eq: ['form.a', 1] }, { not: { lt: ['form.count', 9] } }, { eq: ['form.a', 2] }] }, facts)
    expect(missingPaths(trace)).toEqual(['form.a', 'form.count'])
  })

  it('holds without a condition, and not when it is unknown', () => {
    expect(holds(undefined, facts)).toBe(true)
    expect(holds({ eq: ['form.town', 'x'] }, facts)).toBe(false)
    expect(holds({ not: { eq: ['form.town', 'x'] } }, facts)).toBe(false)
  })

  it('answers unknown beyond its depth and its steps', () => {
    let deep: Condition = { exists: 'form.place' }
    for (let level = 0; level <= MAX_CONDITION_DEPTH; level++) deep = { all: [deep] }
    expect(evaluateCondition(deep, facts).value).toBe('unknown')
    const wide: Condition = { all: Array.from({ length: 3000 }, () => ({ exists: 'form.place' })) }
    expect(evaluateCondition(wide, facts).value).toBe('unknown')
  })

  it('is total: any JSON in place of a condition or of facts gives a truth value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()), (condition, any) => {
        expect([true, false, 'unknown']).toContain(evaluateCondition(condition as unknown as Condition, any).value)
      }),
    )
  })
})

const leaf = fc.constantFrom<Condition>({ eq: ['case.emergency', false] }, { eq: ['case.emergency', true] }, { eq: ['form.town', 'x'] })
const value = (condition: Condition) => evaluateCondition(condition, facts).value

describe("Kleene's laws", () => {
  const law = (name: string, left: (a: Condition, b: Condition, c: Condition) => Condition, right: typeof left) =>
    it(name, () => {
      fc.assert(fc.property(leaf, leaf, leaf, (a, b, c) => value(left(a, b, c)) === value(right(a, b, c))))
    })

  law(
    'double negation',
    (a) => ({ not: { not: a } }),
    (a) => a,
  )
  law(
    'De Morgan over all',
    (a, b) => ({ not: { all: [a, b] } }),
    (a, b) => ({ any: [{ not: a }, { not: b }] }),
  )
  law(
    'De Morgan over any',
    (a, b) => ({ not: { any: [a, b] } }),
    (a, b) => ({ all: [{ not: a }, { not: b }] }),
  )
  law(
    'commutative',
    (a, b) => ({ all: [a, b] }),
    (a, b) => ({ all: [b, a] }),
  )
  law(
    'associative',
    (a, b, c) => ({ any: [a, { any: [b, c] }] }),
    (a, b, c) => ({ any: [{ any: [a, b] }, c] }),
  )
  law(
    'distributive',
    (a, b, c) => ({ all: [a, { any: [b, c] }] }),
    (a, b, c) => ({ any: [{ all: [a, b] }, { all: [a, c] }] }),
  )
  law(
    'absorption',
    (a, b) => ({ all: [a, { any: [a, b] }] }),
    (a) => a,
  )

  it('a fact that arrives later never turns a known answer round', () => {
    fc.assert(
      fc.property(leaf, leaf, fc.constantFrom('all', 'any'), (a, b, op) => {
        const condition = { [op]: [a, { not: b }] } as Condition
        const before = value(condition)
        const after = evaluateCondition(condition, { ...facts, form: { town: 'x' } }).value
        if (before !== 'unknown') expect(after).toBe(before)
      }),
    )
  })
})
