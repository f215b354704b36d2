import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson } from '../policy/hash.ts'
import { sameJson } from './same-json.ts'

const rows: [one: unknown, other: unknown, same: boolean][] = [
  [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
  [{ a: 1, b: undefined }, { a: 1 }, true],
  [[undefined], [null], true],
  [{ a: undefined, b: 1 }, { a: 1, b: undefined }, false],
  [{ a: null }, {}, false],
  [[1, 2], [2, 1], false],
  [[], {}, false],
  [0, -0, true],
  ['1', 1, false],
  [{ toString: 1 }, {}, false],
]

it.each(rows)('%j and %j', (one, other, same) => {
  expect(sameJson(one, other)).toBe(same)
  expect(sameJson(other, one)).toBe(same)
})

it('is what canonical JSON says', () => {
  const value = fc.jsonValue({ maxDepth: 3 })
  fc.assert(fc.property(value, value, (one, other) => sameJson(one, other) === (canonicalJson(one) === canonicalJson(other))))
  fc.assert(fc.property(value, (one) => sameJson(one, structuredClone(one))))
})
