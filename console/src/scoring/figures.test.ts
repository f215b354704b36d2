import { describe, expect, it } from 'vitest'
import { groupSheets, readFigure, readShare, toNumber, type Sheet } from './figures.ts'

describe('figures', () => {
  it.each([
    ['92.5', '92.5'],
    ['92.50', '92.5'],
    ['80', '80'],
    ['1/3', '0.33'],
    ['100/3', '33.33'],
    ['-8', '−8'],
    ['-1/3', '−0.33'],
    [null, '–'],
  ])('%s reads %s', (exact, read) => expect(readFigure(exact)).toBe(read))

  it.each([
    ['3/10', '30%'],
    ['1/3', '33.33%'],
    ['1', '100%'],
  ])('a share of %s reads %s', (exact, read) => expect(readShare(exact)).toBe(read))

  it('takes a fraction as a number for bars', () => expect(toNumber('1/4')).toBe(0.25))
})

describe('groups of a board', () => {
  const sheet = (subject: string, rank: number | null, score: string | null) => ({ subject, rank, score }) as Sheet
  const groups = groupSheets([sheet('b', 2, '80'), sheet('gas', null, '90'), sheet('new', null, null), sheet('a', 1, '95')])
  it.each([
    ['ranked ones in their order', groups.ranked, ['a', 'b']],
    ['enterprises apart', groups.unranked, ['gas']],
    ['units without a sample', groups.empty, ['new']],
  ])('%s', (_name, group, expected) => expect(group.map(({ subject }) => subject)).toEqual(expected))
})
