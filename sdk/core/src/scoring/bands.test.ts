import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeFraction } from '../shared/fraction.ts'
import { bandProblems, findBand } from './bands.ts'
import type { Band } from './indicator.ts'

describe('bands', () => {
  it.each<[string, Band[], string[]]>([
    ['one for everything', [{ points: '1' }], []],
    [
      'in any order',
      [
        { atLeast: '9', points: '1' },
        { below: '3', points: '1' },
        { atLeast: '3', below: '9', points: '1' },
      ],
      [],
    ],
    [
      'a mark that nobody takes',
      [
        { below: '3', points: '1' },
        { above: '3', points: '1' },
      ],
      ['gap at 3'],
    ],
    [
      'a mark that both take',
      [
        { atMost: '3', points: '1' },
        { atLeast: '3', points: '1' },
      ],
      ['overlap at 3'],
    ],
    [
      'a hole',
      [
        { below: '3', points: '1' },
        { atLeast: '4', points: '1' },
      ],
      ['gap at 3'],
    ],
    ['one inside another', [{ points: '1' }, { atLeast: '3', below: '4', points: '1' }], ['overlap at 3']],
    ['nothing below', [{ atLeast: '3', points: '1' }], ['gap at 3']],
    ['nothing above', [{ atMost: '3', points: '1' }], ['gap at 3']],
    ['upside down', [{ atLeast: '4', below: '3', points: '1' }], ['empty at ']],
  ])('%s', (_name, bands, expected) => {
    expect(bandProblems(bands).map((one) => `${one.kind} at ${'at' in one ? one.at : ''}`)).toEqual(expected)
  })

  it('bands without a problem give every value exactly one', () => {
    const value = fc.integer({ min: -20, max: 20 })
    const cuts = fc.uniqueArray(fc.record({ at: value, left: fc.boolean() }), { selector: ({ at }) => at, maxLength: 6 })
    fc.assert(
      fc.property(cuts, value, value, (chosen, n, d) => {
        const edges = chosen.toSorted((a, b) => a.at - b.at)
        const bands = [undefined, ...edges].map((from, index): Band => {
          const to = edges[index]
          return {
            points: String(index),
            ...(from && (from.left ? { above: `${from.at}` } : { atLeast: `${from.at}` })),
            ...(to && (to.left ? { atMost: `${to.at}` } : { below: `${to.at}` })),
          }
        })
        expect(bandProblems(bands)).toEqual([])
        const at = makeFraction(BigInt(n), BigInt(d === 0 ? 1 : d))
        expect(bands.filter((band) => findBand([band], at))).toHaveLength(1)
      }),
    )
  })
})
