import fc from 'fast-check'
import { Value } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { aPolicy } from '../testing/a-policy.ts'
import { pointerKeys } from '../shared/json-pointer.ts'
import { parseKind, parsePolicy } from './parse.ts'
import { findProblems } from './parse-problems.ts'
import { policySchema } from './schema.ts'

/** The policy with one place replaced; `undefined` removes it. */
function withChange(at: string, value: unknown): unknown {
  const root = JSON.parse(JSON.stringify(aPolicy())) as Record<string, unknown>
  const keys = pointerKeys(at)
  const last = keys.pop() ?? ''
  const holder = keys.reduce<Record<string, unknown>>((node, key) => node[key] as Record<string, unknown>, root)
  if (value === undefined && Array.isArray(holder)) holder.splice(Number(last), 1)
  else if (value === undefined) delete holder[last]
  else Object.defineProperty(holder, last, { value, enumerable: true, configurable: true, writable: true })
  return root
}

const rows: [name: string, at: string, value: unknown, code: string, place?: string][] = [
  ['a key nobody declared', '/colour', 'red', 'schema.key-unknown'],
  ['a key nobody declared, far inside', '/sla/clocks/2/goals/0/amuont', 3, 'schema.key-unknown'],
  ['a document missing', '/sources', undefined, 'schema.required'],
  ['text for a number', '/sla/clocks/0/goals/0/amount', '30', 'schema.wrong-type'],
  ['half an hour as a decimal', '/sla/clocks/0/goals/0/amount', 0.5, 'schema.wrong-type'],
  ['no time at all', '/sla/clocks/0/goals/0/amount', 0, 'schema.too-small'],
  ['a unit we do not count', '/sla/clocks/0/goals/0/unit', 'week', 'schema.not-in-list'],
  ['a decimal for a fraction', '/scoring/models/0/parts/0/weight', '0.5', 'schema.pattern'],
  ['an identifier with blanks', '/categories/0/id', 'quick one', 'schema.pattern'],
  ['an empty name', '/categories/0/name', '', 'schema.too-short'],
  ['no category', '/categories', [], 'schema.too-few'],
  ['a role nobody knows', '/flows/0/steps/0/by/0', 'mayor', 'schema.not-in-list'],
  ['the same role twice', '/flows/0/steps/0/by', ['town-clerk', 'town-clerk'], 'schema.duplicate', '/flows/0/steps/0/by/1'],
  ['a join we do not know', '/flows/0/joins/done', 'most', 'schema.not-in-list'],
  ['a condition of an unknown operator', '/flows/0/steps/0/when', { like: ['case.item', 'A'] }, 'schema.no-choice'],
  [
    'a condition wrong inside',
    '/flows/0/steps/0/when',
    { all: [{ eq: ['case.item', 'A'] }, { lt: ['Case.item', 1] }] },
    'schema.pattern',
    '/flows/0/steps/0/when/all/1/lt/0',
  ],
  [
    'a condition with two operators',
    '/flows/0/steps/0/when',
    { exists: 'case.item', not: { exists: 'case.item' } },
    'schema.key-unknown',
    '/flows/0/steps/0/when/exists',
  ],
  ['an indicator with a spelling mistake', '/scoring/models/0/indicators/speed/mena', 'x', 'schema.key-unknown'],
  ['an indicator without a name', '/scoring/models/0/indicators', { '': 0 }, 'schema.key-unknown', '/scoring/models/0/indicators/'],
  ['a 30 February', '/calendars/0/coverage/to', '2026-02-30', 'schema.pattern'],
  ['a clock time of 24:30', '/calendars/0/week/1/0', ['08:30', '24:30'], 'schema.pattern', '/calendars/0/week/1/0/1'],
  ['a list for an object', '/profile', [], 'schema.wrong-type'],
  ['a key of the prototype', '/profile/vocabulary/__proto__', { polluted: true }, 'schema.key-forbidden', '/profile/vocabulary'],
  ['a constructor', '/forms/0/schema/constructor', { prototype: {} }, 'schema.key-forbidden', '/forms/0/schema'],
  ['text a database cannot hold', '/profile/title', 'a\u0000b', 'schema.text-unstorable'],
  ['half a character', '/profile/title', '\ud800', 'schema.text-unstorable'],
  ['what is not JSON', '/profile/title', Number.NaN, 'schema.not-json'],
  ['a newer format', '/format', 2, 'policy.format.unknown'],
  ['no format', '/format', undefined, 'policy.format.unknown'],
]

describe('parsePolicy', () => {
  it('accepts the policy of the tests and a copy of it through JSON', () => {
    expect(parsePolicy(aPolicy()).ok).toBe(true)
    expect(parsePolicy(JSON.parse(JSON.stringify(aPolicy()))).ok).toBe(true)
  })

  it.each(rows)('%s', (_name, at, value, code, place) => {
    const parsed = parsePolicy(withChange(at, value))
    if (parsed.ok) throw new Error('accepted')
    expect(parsed.error.problems.map((one) => `${one.code} ${one.at}`)).toEqual([`${code} ${place ?? at}`])
  })

  it('reports at most fifty problems and says that there are more', () => {
    const items = Array.from({ length: 80 }, () => ({ id: '?' }))
    const parsed = parsePolicy(withChange('/responsibilities/items', items))
    expect(parsed).toMatchObject({ ok: false, error: { code: 'policy.invalid', params: { count: 50, more: true } } })
  })

  it('a document nested a hundred thousand deep is refused, not a stack overflow', () => {
    let deep: unknown = { exists: 'case.item' }
    for (let level = 0; level < 100_000; level++) deep = { not: deep }
    expect(parsePolicy(withChange('/flows/0/steps/0/when', deep))).toMatchObject({
      error: { problems: [{ code: 'schema.document-too-deep' }] },
    })
  })

  it('a list with a hole is refused', () => {
    expect(parsePolicy(withChange('/flows/0/steps/0/by', [, 'town-clerk'])).ok).toBe(false) // oxlint-disable-line no-sparse-arrays -- the hole is the case
  })

  it('a document that contains itself is refused', () => {
    const ring: Record<string, unknown> = {}
    ring.format = ring
    expect(parsePolicy(ring).ok).toBe(false)
  })

  it('never throws and never touches a prototype, whatever JSON it is given', () => {
    const kinds = fc.constantFrom('format', 'sla', 'flows', 'forms', '__proto__', 'constructor', 'profile', 'x')
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(kinds, fc.jsonValue())), (value) => {
        expect(parsePolicy(value).ok).toBe(false)
        expect(parsePolicy({ ...aPolicy(), ...(value as object) })).toHaveProperty('ok')
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
    )
  })

  it('finds a problem exactly where TypeBox finds the value invalid', () => {
    const places = allPointers(JSON.parse(JSON.stringify(aPolicy())))
    const change = fc.oneof(fc.constant(undefined), fc.jsonValue({ maxDepth: 1 }), fc.constantFrom(0, -1, '', 'case.item', 'lead', [], {}))
    fc.assert(
      fc.property(fc.constantFrom(...places), change, (at, value) => {
        const changed = withChange(at, value)
        expect(findProblems(policySchema, changed, 5).length === 0).toBe(Value.Check(policySchema, changed))
      }),
      { numRuns: 150 },
    )
  })
})

describe('parseKind', () => {
  it('reads one document', () => {
    expect(parseKind('sla', aPolicy().sla).ok).toBe(true)
    expect(parseKind('sla', { ...aPolicy().sla, clocks: {} })).toMatchObject({ error: { at: '/clocks', code: 'policy.invalid' } })
  })
})

function allPointers(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => [`${at}/${key}`, ...allPointers(item, `${at}/${key}`)])
}
