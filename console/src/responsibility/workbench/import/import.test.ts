import type { ListItem, Responsibilities } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import { cellText } from '../cell.ts'
import { COLUMNS, LIST_TABLE, type Column } from '../columns.ts'
import { NAMES, anItem } from '../testing.ts'
import { exportRows, readExported, type Exported } from './exported.ts'
import { findHeader, matchColumns, rememberColumns } from './match-columns.ts'
import { applyPlan, conflictKey, planImport, type TableRow } from './plan.ts'

const POLICY = { categories: NAMES.categories as never }
const listOf = (items: ListItem[]): Responsibilities => ({ title: '清单', domains: [...NAMES.domains], items, offList: 'refuse' })
const ITEMS = [
  anItem(),
  anItem({ id: 'A-02', name: '噪声扰民', lead: 'GA', cooperating: ['ZF'] }),
  anItem({ id: 'A-03', name: '餐饮油烟', domain: 'HB', legalBasis: ['《大气法》', '《办法》'] }),
]
const LIST = listOf(ITEMS)

const asRow = (
  item: ListItem,
  number: number,
  changes: Partial<Record<Column, string>> = {},
  key: string | undefined = item.id,
): TableRow => ({
  number,
  key,
  cells: { ...Object.fromEntries(COLUMNS.map((column) => [column, cellText(item, column, NAMES)])), ...changes },
})
const exportOf = (items: readonly ListItem[], version = 11): Exported => ({
  format: 1,
  version,
  at: '2026-11-20T09:00:00Z',
  columns: COLUMNS,
  rows: exportRows(items, NAMES),
})
const plan = (rows: TableRow[], given: { list?: Responsibilities; exported?: Exported; fromFile?: Set<string> } = {}) =>
  planImport({ list: LIST, policy: POLICY, names: NAMES, rows, ...given })

describe('columns are matched', () => {
  it.each([
    ['by our own names', ['领域', '事项', '主责部门', '配合部门'], ['domain', 'name', 'lead', 'cooperating']],
    [
      'by the names of counties',
      ['序号', '类别', '事项名称', '牵头单位', '协同部门'],
      [undefined, 'domain', 'name', 'lead', 'cooperating'],
    ],
    ['with notes in brackets and numbers', ['事项（名称）', '1.主责部门', '镇（街）职责'], ['name', 'lead', undefined]],
    ['by what a heading holds', ['吹哨事项名称一览', '县直牵头部门'], ['name', 'lead']],
    ['each once', ['事项', '事项名称'], ['name', undefined]],
  ])('%s', (_, titles, columns) => {
    expect(matchColumns(LIST_TABLE, titles)).toEqual(columns)
  })

  it('as the county matched them before', () => {
    const remembered = rememberColumns(['牵头方', '事项', '备注'], ['lead', 'name', undefined])
    expect(matchColumns(LIST_TABLE, ['事项', '备注', '牵头方'], remembered)).toEqual(['name', undefined, 'lead'])
  })

  it('in the row that names most of them, below a title', () => {
    const rows = [
      { number: 1, cells: ['禾川县责任清单'] },
      { number: 2, cells: ['（2026 年版）', '事项'] },
      { number: 4, cells: ['序号', '领域', '事项', '主责部门'] },
      { number: 5, cells: ['1', '市容', '占道', '执法局'] },
    ]
    expect(findHeader(LIST_TABLE, rows)).toMatchObject({ at: 2 })
    expect(findHeader(LIST_TABLE, rows.slice(3))).toBeUndefined()
  })
})

describe('an export that comes back', () => {
  const rows = ITEMS.map((item, index) => asRow(item, index + 2))

  it('unedited changes nothing, not one object', () => {
    const made = plan(rows, { exported: exportOf(ITEMS) })
    expect(made.rows.map(({ item }) => item)).toEqual(ITEMS)
    expect(made.rows.every(({ item }, index) => item === ITEMS[index])).toBe(true)
    expect(applyPlan(LIST, made, new Set())).toEqual(LIST)
    expect(made).toMatchObject({ missing: [], changedSince: 0, newDomains: [] })
  })

  it('unedited overwrites nothing that changed meanwhile', () => {
    const now = listOf([{ ...ITEMS[0]!, lead: 'SC' }, ITEMS[1]!, ITEMS[2]!, anItem({ id: 'A-04', name: '新事项' })])
    const made = plan(rows, { list: now, exported: exportOf(ITEMS) })
    expect(applyPlan(now, made, new Set())).toEqual(now)
    expect(made.changedSince).toBe(2)
    // What was added after the export is not missing from the file.
    expect(made.missing).toEqual([])
  })

  it('edited where the list changed too is a conflict, which keeps the list unless the file is chosen', () => {
    const now = listOf([{ ...ITEMS[0]!, lead: 'SC' }, ITEMS[1]!, ITEMS[2]!])
    const edited = [asRow(ITEMS[0]!, 2, { lead: '县公安局', name: '占道' }), ...rows.slice(1)]
    const made = plan(edited, { list: now, exported: exportOf(ITEMS) })
    expect(made.rows[0]).toMatchObject({ item: { lead: 'SC', name: '占道' } })
    expect(made.rows[0]?.conflicts).toEqual([
      { id: 'A-01', name: '占道经营', column: 'lead', base: '县综合行政执法局（城市管理局）', file: '县公安局', now: '县市场监督管理局' },
    ])
    const chosen = plan(edited, { list: now, exported: exportOf(ITEMS), fromFile: new Set([conflictKey({ id: 'A-01', column: 'lead' })]) })
    expect(chosen.rows[0]?.item.lead).toBe('GA')
  })

  it('with a row taken out offers to retire it, and does so only when told', () => {
    const made = plan(rows.slice(0, 2), { exported: exportOf(ITEMS) })
    expect(made.missing.map(({ id }) => id)).toEqual(['A-03'])
    expect(applyPlan(LIST, made, new Set())).toEqual(LIST)
    expect(applyPlan(LIST, made, new Set(['A-03']))?.items[2]).toEqual({ ...ITEMS[2], retired: true })
  })

  it('with a row copied in Excel makes a new item of it', () => {
    const made = plan([...rows, asRow(ITEMS[0]!, 5, { name: '占道堆物' })], { exported: exportOf(ITEMS) })
    expect(made.rows[3]).toMatchObject({ isNew: true, item: { name: '占道堆物', lead: 'ZF' } })
    expect(made.rows[3]?.problems.map(({ problem }) => problem.code)).toContain('copied-row')
    expect(new Set(applyPlan(LIST, made, new Set())?.items.map(({ id }) => id)).size).toBeLessThanOrEqual(4)
  })

  it('survives its way through the file', () => {
    const exported = exportOf(ITEMS)
    expect(readExported(JSON.stringify(exported))).toEqual(exported)
    for (const broken of ['', '{', 'null', '[]', '{"format":2}', '{"format":1,"version":1,"at":"","columns":["__proto__"],"rows":{}}'])
      expect(readExported(broken)).toBeUndefined()
  })
})

describe('a table from elsewhere', () => {
  const row = (number: number, cells: TableRow['cells']): TableRow => ({ number, key: undefined, cells })

  it('is matched by number, then by name; the rest is new', () => {
    const made = plan([
      row(3, { id: 'A-01', name: '占道经营、流动摊点' }),
      row(4, { name: ' 噪声扰民 ', lead: '县公安局' }),
      row(5, { name: '井盖缺失', domain: '市容秩序', lead: '住房和城乡建设局', legalBasis: '《条例》' }),
    ])
    expect(made.rows.map(({ isNew, item }) => [isNew, item.id, item.name])).toEqual([
      [false, 'A-01', '占道经营、流动摊点'],
      [false, 'A-02', '噪声扰民'],
      [true, 'A-04', '井盖缺失'],
    ])
    expect(made.rows[2]?.problems).toEqual([])
    expect(made.missing.map(({ id }) => id)).toEqual(['A-03'])
  })

  it.each<[string, TableRow['cells'], Column, 'red' | 'amber', object]>([
    ['no lead', { name: '新', domain: '市容秩序' }, 'lead', 'red', { code: 'required' }],
    ['no name', { domain: '市容秩序', lead: '县公安局' }, 'name', 'red', { code: 'required' }],
    ['a unit nobody knows', { name: '新', lead: '综执局' }, 'lead', 'red', { code: 'unknown-unit', near: ['ZF'] }],
    [
      'lead among cooperating',
      { name: '新', lead: '县公安局', cooperating: '县公安局' },
      'cooperating',
      'red',
      { code: 'lead-among-cooperating' },
    ],
    ['a number that is none', { name: '新', lead: '县公安局', id: '1号' }, 'id', 'red', { code: 'bad-id' }],
    ['a domain to be added', { name: '新', lead: '县公安局', domain: '航天' }, 'domain', 'amber', { code: 'new-domain', text: '航天' }],
    ['no basis', { name: '新', lead: '县公安局' }, 'legalBasis', 'amber', { code: 'no-basis' }],
  ])('has %s', (_, cells, column, severity, problem) => {
    const made = plan([row(7, cells)])
    expect(made.rows[0]?.problems).toContainEqual({ column, severity, problem: expect.objectContaining(problem) as object })
    expect(applyPlan(LIST, made, new Set()) === undefined).toBe(made.rows[0]?.problems.some((one) => one.severity === 'red'))
  })

  it('takes nothing from a known item where it says nothing', () => {
    const made = plan([row(3, { id: 'A-02', name: '噪声扰民', lead: '', cooperating: '', legalBasis: '《噪声法》' })])
    expect(made.rows[0]?.item).toEqual({ ...ITEMS[1], legalBasis: ['《噪声法》'] })
    expect(made.rows[0]?.problems).toEqual([])
  })

  it('has one name twice', () => {
    const made = plan([row(3, { name: '井盖', lead: '县公安局' }), row(9, { name: '井 盖', lead: '县公安局' })])
    expect(made.rows[1]?.problems).toContainEqual({
      column: 'name',
      severity: 'amber',
      problem: { code: 'duplicate-name', text: '井 盖', row: 3 },
    })
  })

  it('adds a domain once, and items to it', () => {
    const made = plan([row(3, { name: '甲', lead: '县公安局', domain: '航天' }), row(4, { name: '乙', lead: '县公安局', domain: '航天' })])
    const after = applyPlan(LIST, made, new Set())
    expect(after?.domains).toEqual([...LIST.domains, { id: 'D3', name: '航天' }])
    expect(after?.items.slice(3).map(({ domain }) => domain)).toEqual(['D3', 'D3'])
  })
})
