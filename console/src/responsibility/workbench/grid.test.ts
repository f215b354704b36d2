import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits, fillEdits, pasteEdits } from './edits.ts'
import { fitting, NO_FACETS } from './facets.ts'
import { atCell, blockOf, moveBy, stepOn } from './selection.ts'
import { NAMES, anItem } from './testing.ts'
import { readTsv, writeTsv } from './tsv.ts'

const SIZE = { rows: 10, columns: 4 }
const press = (key: string, from = atCell(5, 2), held: { shift?: boolean; control?: boolean } = {}) => {
  const to = moveBy({ key, shift: false, control: false, ...held }, from, { ...SIZE, page: 3 })
  return to && [to.row, to.column]
}

describe('keys move the cursor as in Excel', () => {
  it.each([
    ['ArrowDown', {}, [6, 2]],
    ['ArrowLeft', {}, [5, 1]],
    ['ArrowDown', { control: true }, [9, 2]],
    ['Home', {}, [5, 0]],
    ['End', { control: true }, [9, 3]],
    ['PageDown', {}, [8, 2]],
    ['PageUp', {}, [2, 2]],
    ['a', {}, undefined],
  ] as const)('%s %o', (key, held, place) => {
    expect(press(key, atCell(5, 2), held)).toEqual(place)
  })

  it('never outside the table', () => {
    expect(press('ArrowUp', atCell(0, 0))).toEqual([0, 0])
    expect(press('PageDown', atCell(9, 3))).toEqual([9, 3])
  })

  it('with Shift a block grows', () => {
    const grown = moveBy({ key: 'ArrowDown', shift: true, control: false }, atCell(2, 1), { ...SIZE, page: 3 })
    expect(grown && blockOf(grown)).toEqual({ top: 2, bottom: 3, left: 1, right: 1 })
  })

  it('Tab goes right and on to the next row, Enter down', () => {
    expect(stepOn(atCell(2, 3), 'right', SIZE)).toEqual(atCell(3, 0))
    expect(stepOn(atCell(0, 0), 'left', SIZE)).toEqual(atCell(0, 0))
    expect(stepOn(atCell(9, 1), 'down', SIZE)).toEqual(atCell(9, 1))
  })
})

describe('the clipboard', () => {
  it.each([
    [
      'what Excel writes',
      'a\tb\r\n1\t2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['lines and quotes in a cell', '"第一行\n第二行"\t"说""是"""', [['第一行\n第二行', '说"是"']]],
    ['an empty cell', 'a\t\tb', [['a', '', 'b']]],
    ['a quote that is none', '"公安局" 等\tb', [['公安局 等', 'b']]],
    ['nothing', '', [['']]],
  ])('reads %s', (_, text, cells) => {
    expect(readTsv(text)).toEqual(cells)
  })

  it('gives back what was copied', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '局'), maxLength: 6 })
    const block = fc
      .integer({ min: 1, max: 3 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }))
    fc.assert(
      fc.property(block, (cells) => {
        // A last row that is one empty cell looks like the line end Excel writes.
        fc.pre(!(cells.length > 1 && cells.at(-1)?.join('') === ''))
        expect(readTsv(writeTsv(cells))).toEqual(cells)
      }),
    )
  })
})

describe('edits', () => {
  const items = [anItem(), anItem({ id: 'A-02', name: '噪声扰民', lead: 'GA' }), anItem({ id: 'A-03', name: '餐饮油烟', domain: 'HB' })]

  it('write what can stand, refuse the rest with its place, and leave other items untouched', () => {
    const { items: after, refused } = applyEdits(
      items,
      [
        { index: 0, column: 'lead', text: '市场监督管理局' },
        { index: 1, column: 'lead', text: '综执局' },
      ],
      NAMES,
    )
    expect(after[0]).toEqual({ ...items[0], lead: 'SC' })
    expect(after[1]).toBe(items[1])
    expect(refused).toMatchObject([{ index: 1, column: 'lead', problem: { code: 'unknown-unit', near: ['ZF'] } }])
  })

  it('a pasted block goes where it fits and says how many rows did not', () => {
    const target = { indexes: [1, 2], columns: ['name', 'situations'] as const, fill: { indexes: [1], columns: ['name'] as const } }
    expect(
      pasteEdits(
        [
          ['一', '甲'],
          ['二', '乙'],
          ['三', '丙'],
        ],
        target,
      ),
    ).toEqual({
      edits: [
        { index: 1, column: 'name', text: '一' },
        { index: 1, column: 'situations', text: '甲' },
        { index: 2, column: 'name', text: '二' },
        { index: 2, column: 'situations', text: '乙' },
      ],
      cut: 1,
    })
  })

  it('one value fills the chosen block', () => {
    const fill = { indexes: [0, 1, 2], columns: ['lead'] as const }
    expect(pasteEdits([['县公安局']], { indexes: [0, 1, 2], columns: ['lead'], fill }).edits).toHaveLength(3)
  })

  it('filling down repeats the first row', () => {
    const { items: after } = applyEdits(items, fillEdits(items, { indexes: [0, 1, 2], columns: ['lead', 'domain'] }, NAMES), NAMES)
    expect(after.map(({ lead, domain }) => [lead, domain])).toEqual([
      ['ZF', 'SR'],
      ['ZF', 'SR'],
      ['ZF', 'SR'],
    ])
  })

  it('the list is narrowed by domain, unit, trouble, hits and what was typed', () => {
    const known = {
      names: NAMES,
      troubled: new Set([2]),
      hits: new Map([
        ['A-01', 30],
        ['A-02', 3],
      ]),
    }
    const narrowed = (facets: object) => fitting(items, { ...NO_FACETS, ...facets }, known)
    expect(narrowed({})).toEqual([0, 1, 2])
    expect(narrowed({ domains: ['HB'] })).toEqual([2])
    expect(narrowed({ units: ['GA'] })).toEqual([1])
    expect(narrowed({ troubled: true })).toEqual([2])
    expect(narrowed({ hits: 'many' })).toEqual([0])
    expect(narrowed({ hits: 'none' })).toEqual([2])
    expect(narrowed({ typed: '油烟' })).toEqual([2])
    expect(narrowed({ typed: 'a-02' })).toEqual([1])
    expect(narrowed({ typed: '公安' })).toEqual([1])
  })
})
