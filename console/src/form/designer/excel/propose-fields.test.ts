import { lintFormSchema } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import { fieldOfProposal, proposeFields } from './propose-fields.ts'

const sheet = (rows: readonly (readonly string[])[]) => rows.map((cells, index) => ({ number: index + 1, cells: [...cells] }))
const units = new Set(['县公安局', '县水务局'])
const column = (heading: string, ...values: string[]) =>
  proposeFields(sheet([[heading, '备注'], ...values.map((one) => [one, ''])]), units)?.fields.find((one) => one.title !== '备注')

describe('what a column becomes', () => {
  it.each<[string, string, string[], Partial<ReturnType<typeof column>>]>([
    ['dates by their look', '何时', ['2026-11-02', '2026/1/3', '2026年3月4日'], { kind: 'date', because: 'values' }],
    ['numbers', '户数', ['12', '3'], { kind: 'number', whole: true }],
    ['decimals', '面积', ['12.5', '3'], { kind: 'number', whole: false }],
    ['mobile numbers, personal by their heading', '联系电话', ['13812348000', '13912348001'], { kind: 'text', personal: true }],
    ['a choice of few values', '类型', ['甲', '乙', '甲', '乙', '甲', '甲'], { kind: 'choice', options: ['甲', '乙'] }],
    ['many values stay text', '类型', ['甲', '乙', '丙', '丁'], { kind: 'text', because: 'nothing' }],
    ['long text', '经过', ['很长'.repeat(40)], { kind: 'long-text' }],
    ['yes and no', '已整改', ['是', '否', '是'], { kind: 'yes-no' }],
    ['units by their names', '谁办', ['县公安局', '县水务局', '县公安局', '县公安局'], { kind: 'unit' }],
    ['units by the heading alone', '责任单位', [], { kind: 'unit', because: 'heading' }],
    ['people by the heading', '包保干部', ['张三', '李四'], { kind: 'person', because: 'heading' }],
    ['a date by its heading', '发现日期', [], { kind: 'date', because: 'heading' }],
    ['no date where the values are none', '发现日期', ['上周', '昨天'], { kind: 'text', because: 'nothing' }],
    ['a place', '详细地址', ['东街 1 号', '西街 2 号'], { kind: 'place' }],
    ['money', '损失', ['1,200 元', '30元'], { kind: 'money' }],
  ])('%s', (_name, heading, values, wanted) => expect(column(heading, ...values)).toMatchObject(wanted ?? {}))

  it('must be filled in where the heading has a star, or every one of many rows is filled', () => {
    expect(column('* 事由（必填）')).toMatchObject({ title: '事由', required: true })
    expect(column('事由', 'a', 'b', 'c', 'd', 'e')?.required).toBe(true)
    expect(column('事由', 'a', 'b')?.required).toBe(false)
  })
})

describe('a sheet', () => {
  it('is read below its title, without its numbering', () => {
    const found = proposeFields(sheet([['渣土整治台账'], ['序号', '事由', '日期'], ['1', '倾倒', '2026-01-02']]), units)
    expect([found?.header, found?.fields.map(({ title }) => title)]).toEqual([1, ['事由', '日期']])
  })
  it.each([
    [
      'of numbers only',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['that is empty', []],
    ['of one cell over many columns', [['说明'], ['1', '2', '3']]],
  ])('%s proposes nothing', (_name, rows) => expect(proposeFields(sheet(rows), units)).toBeUndefined())
  it('of hostile headings makes a form the check accepts', () => {
    const found = proposeFields(
      sheet([
        ['__proto__', '<img src=x onerror=1>', 'constructor', '=1+1'],
        ['a', 'b', 'c', 'd'],
      ]),
      units,
    )
    const properties = Object.fromEntries((found?.fields ?? []).map((one, index) => [`text${index + 1}`, fieldOfProposal(one)]))
    expect(Object.keys(properties)).toHaveLength(4)
    expect(lintFormSchema({ type: 'object', properties }).filter(({ severity }) => severity === 'red')).toEqual([])
  })
})
