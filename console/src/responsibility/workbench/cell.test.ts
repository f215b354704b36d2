import type { ListItem } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import { COLUMNS, type Column } from './columns.ts'
import { cellText, readDay, splitUnits, writeCell } from './cell.ts'
import { NAMES, anItem } from './testing.ts'

const write = (item: ListItem, column: Column, text: string) => {
  const written = writeCell(item, column, text, NAMES)
  return written.ok ? written.value : written.error
}

describe('what a cell shows can be written back', () => {
  const full = anItem({
    cooperating: ['SC', 'GA'],
    legalBasis: ['《条例》第三条', '《办法》'],
    openCriteria: '劝导无效',
    closeCriteria: '撤离',
    duties: { town: '先行劝导', lead: '到场', cooperating: { SC: '查照' } },
    situations: [
      { id: 'a', name: '占人行道', description: '走车行道' },
      { id: 'b', name: '店外经营' },
    ],
    effectiveFrom: '2026-01-01',
    effectiveTo: '2027-01-01',
  })
  it.each(COLUMNS)('%s', (column) => {
    expect(write(full, column, cellText(full, column, NAMES))).toBe(full)
  })
})

describe('a cell', () => {
  const item = anItem({
    situations: [
      { id: 'a', name: '占人行道', description: '走车行道' },
      { id: 'b', name: '店外经营' },
    ],
    duties: { town: '劝导' },
  })
  it.each<[string, Column, string, Partial<ListItem>]>([
    ['a unit by another spelling', 'lead', '市场监督管理局', { lead: 'SC' }],
    ['units by any separator, once each', 'cooperating', '公安局；市场监督管理局\n公安局', { cooperating: ['GA', 'SC'] }],
    ['none, as people write it', 'cooperating', '无', { cooperating: [] }],
    ['numbered lines', 'legalBasis', '1.《条例》\n（二）《办法》\n', { legalBasis: ['《条例》', '《办法》'] }],
    ['a domain by its name', 'domain', ' 环境 保护', { domain: 'HB' }],
    ['yes by a tick', 'whistle', '√', { whistle: true }],
    ['no', 'whistle', '不可以', { whistle: false }],
    ['a day', 'effectiveFrom', '2026年3月1日', { effectiveFrom: '2026-03-01' }],
    ['a kind of list', 'kind', '基本履职', { kind: 'basic-duty' }],
    ['a state', 'status', '停用', { retired: true }],
    [
      'a renamed situation keeps what is known of it',
      'situations',
      '占用盲道\n店外经营',
      {
        situations: [
          { id: 'a', name: '占用盲道', description: '走车行道' },
          { id: 'b', name: '店外经营' },
        ],
      },
    ],
    [
      'a new situation takes nothing from another',
      'situations',
      '占人行道\n店外经营\n流动售货',
      {
        situations: [
          { id: 'a', name: '占人行道', description: '走车行道' },
          { id: 'b', name: '店外经营' },
          { id: 's3', name: '流动售货' },
        ],
      },
    ],
  ])('takes %s', (_, column, text, expected) => {
    expect(write(item, column, text)).toEqual({ ...item, ...expected })
  })

  it('emptied takes away what it held, and nothing beside it', () => {
    expect(write(item, 'town', '')).not.toHaveProperty('duties')
    expect(write(anItem({ duties: { town: '劝导', grid: '巡查' } }), 'town', '')).toMatchObject({ duties: { grid: '巡查' } })
    expect(write(anItem({ effectiveTo: '2027-01-01' }), 'effectiveTo', '')).not.toHaveProperty('effectiveTo')
    expect(write(anItem({ retired: true }), 'status', '在用')).not.toHaveProperty('retired')
  })

  it.each<[string, Column, string, object]>([
    ['no name', 'name', ' ', { code: 'required', text: '' }],
    ['no lead', 'lead', '', { code: 'required', text: '' }],
    ['a unit nobody knows', 'lead', '气象台', { code: 'unknown-unit', text: '气象台', near: [] }],
    ['one unit among several nobody knows', 'cooperating', '公安局、气象台', { code: 'unknown-unit', text: '气象台', near: [] }],
    ['a domain nobody knows', 'domain', '航天', { code: 'unknown-domain', text: '航天' }],
    ['a kind of whistle nobody knows', 'category', '联合哨', { code: 'unknown-category', text: '联合哨' }],
    ['a day there is not', 'effectiveFrom', '2026-02-30', { code: 'not-a-date', text: '2026-02-30' }],
    ['neither yes nor no', 'whistle', '看情况', { code: 'not-yes-or-no', text: '看情况' }],
    ['another id', 'id', 'B-01', { code: 'fixed', text: 'B-01' }],
    ['a name of 201 characters', 'name', '长'.repeat(201), { code: 'too-long', text: '长'.repeat(201), most: 200 }],
  ])('refuses %s', (_, column, text, expected) => {
    expect(write(item, column, text)).toEqual(expected)
  })
})

describe('a day', () => {
  it.each([
    ['2026-3-1', '2026-03-01'],
    ['2026/03/01', '2026-03-01'],
    ['20260301', '2026-03-01'],
    ['３月１日', null],
    ['2026-13-01', null],
  ])('%s', (text, day) => {
    expect(readDay(text)).toBe(day)
  })
})

it('units in one cell', () => {
  expect(splitUnits('公安局、城管局（执法局）,—；\n水利局')).toEqual(['公安局', '城管局（执法局）', '水利局'])
})
