import { describe, expect, it } from 'vitest'
import { cutPauses, orderPauses, pauseOver, type Pause } from './pause.ts'
import { readFraction } from './plan.ts'

type Stretch = [from: number, to: number | null]
const pauses = (...stretches: Stretch[]): Pause[] => stretches.map(([from, to]) => ({ from, to }))
const stretches = (list: readonly Pause[]) => list.map(({ from, to }): Stretch => [from, to])

describe('pauses in order, without overlap', () => {
  it.each<[string, Stretch[], Stretch[]]>([
    ['none', [], []],
    [
      'given in any order',
      [
        [50, 60],
        [10, 20],
      ],
      [
        [10, 20],
        [50, 60],
      ],
    ],
    [
      'of two that overlap the earlier keeps its stretch',
      [
        [10, 30],
        [20, 40],
      ],
      [
        [10, 30],
        [30, 40],
      ],
    ],
    [
      'one inside another is dropped',
      [
        [10, 40],
        [20, 30],
      ],
      [[10, 40]],
    ],
    [
      'one that ends with another too',
      [
        [10, 40],
        [20, 40],
      ],
      [[10, 40]],
    ],
    ['an empty one too', [[10, 10]], []],
    [
      'after one without an end there is none',
      [
        [10, null],
        [20, 30],
      ],
      [[10, null]],
    ],
    [
      'one without an end goes on where another ends',
      [
        [10, 30],
        [20, null],
      ],
      [
        [10, 30],
        [30, null],
      ],
    ],
  ])('%s', (_name, given, ordered) => {
    expect(stretches(orderPauses(pauses(...given)))).toEqual(ordered)
  })

  it('are cut at the end of a clock: later ones fall away, open ones end', () => {
    expect(stretches(cutPauses(pauses([10, 20], [30, 60], [40, null], [50, 60], [70, 80]), 50))).toEqual([
      [10, 20],
      [30, 50],
      [40, 50],
    ])
  })

  it.each<[string, number, Stretch | undefined]>([
    ['before any', 5, undefined],
    ['a moment at which one begins was reached before it', 10, undefined],
    ['inside one', 15, [10, 20]],
    ['the moment at which one ends passes in it', 20, [10, 20]],
    ['between two', 25, undefined],
    ['inside the next', 35, [30, null]],
  ])('a moment passes unnoticed: %s', (_name, moment, over) => {
    const found = pauseOver(pauses([10, 20], [30, null]), moment)
    expect(found && stretches([found])[0]).toEqual(over)
  })
})

describe('a share of the allowance is read as it is written', () => {
  it.each([
    ['4/5', [4, 5]],
    ['1', [1, 1]],
    ['', [0, 1]],
  ])('"%s"', (text, share) => {
    expect(readFraction(text)).toEqual(share)
  })
})
