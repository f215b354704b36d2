import type { DictionaryEntry } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import { applyEntries, findEntryHeader, planEntries } from './plan-entries.ts'

const sheet = (...rows: string[][]) => rows.map((cells, index) => ({ number: index + 1, cells }))
const entries: DictionaryEntry[] = [
  { id: '3412', name: '南河镇' },
  { id: '3412001', name: '东头村', parent: '3412' },
  { id: 'old', name: '旧村', parent: '3412' },
]
const plan = (rows: string[][], most = 1000) => {
  const [head = [], ...body] = sheet(...rows)
  const found = findEntryHeader([head, ...body] as ReturnType<typeof sheet>)
  return planEntries(entries, { rows: body, columns: found?.columns ?? [], most })
}

describe('a table of values', () => {
  it.each([
    ['named as counties name them', [['编码', '名称', '上级']], { at: 0, columns: ['id', 'name', 'parent'] }],
    ['below a title', [['村居名录'], ['* 代码', '名 称', '英文']], { at: 1, columns: ['id', 'name', 'en'] }],
    ['one column of names', [['清理'], ['处罚']], { at: -1, columns: ['name'] }],
    ['without a name for anything', [['甲', '乙']], undefined],
    ['empty', [], undefined],
  ])('%s', (_name, rows, found) => expect(findEntryHeader(sheet(...rows))).toEqual(found))

  it('changes what is there, adds what is new, says what is wrong and what is missing', () => {
    const found = plan([
      ['编码', '名称', '上级', '停用'],
      ['3412', '南河街道', '', ''],
      ['3412001', '东头村', '3412', ''],
      ['3412002', '西头村', '南河街道', ''],
      ['', '', '', '是'],
      ['3412002', '又一村', '3412', ''],
      ['a b', '坏编码', '', ''],
      ['3412003', '无主村', '9999', ''],
      ['3412004', '自己村', '3412004', ''],
    ])
    expect(found.rows.map(({ row, is, problem, entry }) => [row, is, problem ?? entry.parent ?? ''])).toEqual([
      [2, 'changed', ''],
      [3, 'same', '3412'],
      [4, 'added', '3412'],
      [5, 'refused', 'name-missing'],
      [6, 'refused', 'code-twice'],
      [7, 'refused', 'code-wrong'],
      [8, 'refused', 'parent-unknown'],
      [9, 'refused', 'parent-unknown'],
    ])
    expect(found.absent.map(({ id }) => id)).toEqual(['old'])
    expect(applyEntries(entries, found, false).map(({ id, name, retired }) => [id, name, retired])).toEqual([
      ['3412', '南河街道', undefined],
      ['3412001', '东头村', undefined],
      ['old', '旧村', undefined],
      ['3412002', '西头村', undefined],
    ])
    expect(applyEntries(entries, found, true).find(({ id }) => id === 'old')).toEqual({ ...entries[2], retired: true })
  })

  it('without codes knows values by their names and makes codes for new ones', () => {
    const found = plan([['名称'], ['东头村'], ['新村']])
    expect(found.rows.map(({ is, entry }) => [is, entry.id])).toEqual([
      ['same', '3412001'],
      ['added', 'v1'],
    ])
  })

  it('takes no more than a dictionary holds', () => {
    expect(plan([['名称'], ['甲'], ['乙']], 4).rows.map(({ problem }) => problem)).toEqual([undefined, 'too-many'])
  })
})
