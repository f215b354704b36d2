import { describe, expect, test } from 'vitest'
import { byNewRank, countMoved, fewFacts, placesWon, readsFacts, topMovers, type ComparedSubject } from './movement.ts'

const subject = (id: string, before: number | null, after: number | null, few = false): ComparedSubject => ({
  subject: id,
  scoreBefore: before === null ? null : `${100 - before}`,
  scoreAfter: after === null ? null : `${100 - after}`,
  rankBefore: before,
  rankAfter: after,
  facts: few ? 3 : 30,
  few,
})
const all = [
  subject('A', 1, 4),
  subject('B', 2, 1),
  subject('C', 3, 3),
  subject('D', 4, 2),
  subject('E', null, null),
  subject('F', 5, 5, true),
]

describe('who moves', () => {
  test('the table goes by the new rank, who has none comes last', () => {
    expect(
      byNewRank(all)
        .map((one) => one.subject)
        .join(''),
    ).toBe('BDCAFE')
  })

  test.each([
    ['A', -3],
    ['B', 1],
    ['C', 0],
    ['E', null],
  ])('%s wins %s places', (id, places) => {
    expect(placesWon(all.find((one) => one.subject === id) ?? subject('X', 1, 1))).toBe(places)
  })

  test('those who move most come first, who stays is left out', () => {
    expect(topMovers(all).map((one) => one.subject)).toEqual(['A', 'D', 'B'])
    expect(topMovers(all, 1)).toHaveLength(1)
    expect(topMovers([subject('C', 3, 3)])).toEqual([])
  })

  test('ranks and scores that change are counted', () => {
    expect(countMoved(all)).toEqual({ ranks: 3, scores: 3 })
  })

  test('few cases are named only where cases are read', () => {
    expect(fewFacts(all, true).map((one) => one.subject)).toEqual(['F'])
    expect(fewFacts(all, false)).toEqual([])
    expect([readsFacts({ a: { manual: 'x' } }), readsFacts({ a: { manual: 'x' }, b: { ratio: {} } })]).toEqual([false, true])
  })
})
