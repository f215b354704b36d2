import { parseFraction } from '@shaotai/core'
import { describe, expect, test } from 'vitest'
import {
  completeWeights,
  evenWeights,
  isWhole,
  moveWeight,
  parseWeight,
  percentWeight,
  readWeight,
  roundWeight,
  weightsWithout,
  type Bar,
} from './weights.ts'

/** `1/3!` is locked. */
const bars = (text: string): Bar[] => text.split(' ').map((one) => ({ weight: one.replace('!', ''), locked: one.endsWith('!') }))
const weight = (text: string) => parseFraction(text) ?? percentWeight(0)

describe('moving one bar', () => {
  test.each([
    ['takes in proportion from the others', '3/10 2/5 3/10', 0, '1/2', '1/2 2/7 3/14'],
    ['gives in proportion to the others', '3/10 2/5 3/10', 1, '0', '1/2 0 1/2'],
    ['leaves a locked bar alone', '3/10! 2/5 3/10', 1, '49/100', '3/10 49/100 21/100'],
    ['keeps a locked third a third', '1/3! 1/3 1/3', 1, '1/4', '1/3 1/4 5/12'],
    ['cannot take what is locked', '3/10! 2/5 3/10', 1, '1', '3/10 7/10 0'],
    ['cannot go below nothing', '3/10 7/10', 0, '-1/10', '0 1'],
    ['shares equally among bars that had nothing', '1 0 0', 0, '1/3', '1/3 1/3 1/3'],
    ['makes up one again whatever the sum was', '1/2 1/2 1/2', 0, '1/5', '1/5 2/5 2/5'],
  ])('%s', (_name, before, index, wanted, after) => {
    expect(moveWeight(bars(before), index, weight(wanted))?.join(' ')).toBe(after)
  })

  test.each([
    ['all others are locked', '3/10 7/10!', 0],
    ['there is no other', '1', 0],
    ['locked bars hold more than all', '3/10 7/10! 1/2! 1/10', 0],
    ['there is no such bar', '3/10 7/10', 5],
  ])('does nothing when %s', (_name, before, index) => {
    expect(moveWeight(bars(before), index, weight('1/2'))).toBeUndefined()
  })

  test('after any sequence of moves the sum is exactly one, locked bars stand, and a policy can hold every weight', () => {
    let seed = 42
    const chance = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((seed / 2_147_483_648) * below)
    }
    const writable = /^\d{1,9}(\/[1-9]\d{0,8})?$/
    for (let round = 0; round < 40; round++) {
      const count = 2 + chance(6)
      let weights = evenWeights(Array.from({ length: count }, () => ({ weight: '0', locked: false }))) ?? []
      for (let move = 0; move < 60; move++) {
        const now = weights.map((one) => ({ weight: one, locked: chance(4) === 0 }))
        const index = chance(count)
        const wanted = chance(5) === 0 ? weight(`1/${3 + chance(7)}`) : percentWeight(chance(101))
        const next = moveWeight(now, index, wanted)
        if (!next) continue
        expect(isWhole(next)).toBe(true)
        for (const [at, bar] of now.entries()) if (bar.locked && at !== index) expect(next[at]).toBe(bar.weight)
        for (const one of next) expect(one).toMatch(writable)
        weights = next
      }
    }
  })
})

describe('all bars at once', () => {
  test.each([
    ['equally', evenWeights, '3/10 2/5 3/10', '1/3 1/3 1/3'],
    ['equally beside a locked one', evenWeights, '2/5! 1/10 1/2', '2/5 3/10 3/10'],
    ['made up to one', completeWeights, '3/10 3/10', '1/2 1/2'],
    ['made up to one beside a locked one', completeWeights, '3/10! 7/10 7/10', '3/10 7/20 7/20'],
  ])('%s', (_name, spread, before, after) => {
    expect(spread(bars(before))?.join(' ')).toBe(after)
  })

  test('what is left when one is taken out makes up one', () => {
    expect(weightsWithout(bars('3/10 2/5 3/10'), 0)).toEqual(['4/7', '3/7'])
    expect(weightsWithout(bars('3/10 7/10!'), 0)).toEqual(['1'])
    expect(weightsWithout(bars('1'), 0)).toBeUndefined()
  })
})

describe('a weight read and typed', () => {
  test.each([
    ['3/10', '30', '30%'],
    ['67/200', '33.5', '33.5%'],
    ['1/3', '1/3', '≈33.33%'],
    ['1', '100', '100%'],
    ['0', '0', '0%'],
  ])('%s', (exact, typed, seen) => {
    expect([readWeight(exact), roundWeight(exact)]).toEqual([typed, seen])
    expect(parseWeight(typed)).toEqual(parseFraction(exact))
  })

  test.each([' 30% ', '30％', '30.0', '3/10'])('%s is three tenths', (text) => {
    expect(parseWeight(text)).toEqual(parseFraction('3/10'))
  })

  test.each(['', 'x', '-1', '101', '4/3', '1e2', '1/0', '33.333333333333', '0x10'])('%s is no weight', (text) => {
    expect(parseWeight(text)).toBeUndefined()
  })
})
