import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aPolicy } from '../testing/a-policy.ts'
import { canonicalJson, policyHash } from './hash.ts'

describe('canonicalJson', () => {
  it.each([
    ['keys in order', { b: 1, a: { d: 2, c: 3 } }, '{"a":{"c":3,"d":2},"b":1}'],
    ['lists keep theirs', [3, 1, 2], '[3,1,2]'],
    ['numbers as ECMAScript writes them', [1e21, 1.0, -0, 0.000001, 1e-7], '[1e+21,1,0,0.000001,1e-7]'],
    ['keys by UTF-16 unit (RFC 8785 §3.2.3)', { '\u20ac': 1, '\r': 2, '1': 3, '\ud83d\ude00': 4, '\ufb33': 5 }, undefined],
    ['no key without a value', { a: undefined, b: null }, '{"b":null}'],
    ['escapes only what must be', { a: '"\\\n\u000f€' }, '{"a":"\\"\\\\\\n\\u000f€"}'],
  ])('%s', (_name, value, text) => expect(canonicalJson(value)).toBe(text ?? '{"\\r":2,"1":3,"\u20ac":1,"\ud83d\ude00":4,"\ufb33":5}'))

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1])('refuses what JSON cannot hold: %s', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError)
  })

  it('does not depend on the order in which keys were written, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(reversed(value))).toBe(text)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
    )
  })
})

describe('policyHash', () => {
  it('is stable, and changes with one word', () => {
    expect(policyHash(aPolicy())).toBe(policyHash(reversed(aPolicy()) as ReturnType<typeof aPolicy>))
    expect(policyHash(aPolicy())).toMatch(/^[0-9a-f]{64}$/)
    expect(policyHash(aPolicy({ sources: [] }))).not.toBe(policyHash(aPolicy()))
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reversed(item)]),
  )
}
