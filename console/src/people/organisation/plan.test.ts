import type { Actor, OrganisationRecords } from '@shaotai/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findHeader } from '../../responsibility/workbench/import/match-columns.ts'
import { readTable } from '../../responsibility/workbench/import/read-table.ts'
import { exportOrganisation, readExported } from './exported.ts'
import { pastedUnits } from './pasted.ts'
import { planOrganisation } from './plan.ts'
import { guessType, PERSON_TABLE, readRoles, readType, UNIT_TABLE, type PersonColumn, type UnitColumn } from './tables.ts'

const records: OrganisationRecords = {
  units: [
    { id: 'DPQ', name: '东片区', type: 'cluster', active: true },
    { id: 'NH', name: '南河镇', shortName: '南河', type: 'town', parent: 'DPQ', active: true, phone: '0512-100' },
    { id: 'ZF', name: '县综合行政执法局（城市管理局）', shortName: '执法局', type: 'department', active: true },
    { id: 'JJ', name: '旧局', type: 'department', active: false },
  ],
  people: [
    { id: 'p1', account: 'town', name: '何丽', unit: 'NH', roles: ['town-clerk'], active: true, phone: '139' },
    { id: 'p2', account: 'dept', name: '梁波', unit: 'ZF', roles: ['dept-clerk'], active: true },
  ],
}
const by: Actor = { person: 'boss', name: '孟', unit: 'ZF', roles: ['policy-admin'] }
const unitRow = (number: number, cells: Partial<Record<UnitColumn, string>>, key?: string) => ({ number, key, cells })
const personRow = (number: number, cells: Partial<Record<PersonColumn, string>>, key?: string) => ({ number, key, cells })
const plan = (units: ReturnType<typeof unitRow>[], people: ReturnType<typeof personRow>[] = []) =>
  planOrganisation({ records, by, units, people })
const said = ({ rows }: ReturnType<typeof plan>) =>
  rows.flatMap(({ number, problems }) => problems.map(({ column, severity, code }) => `${number} ${column} ${severity} ${code}`))

describe('a table of units', () => {
  it.each<[string, ReturnType<typeof unitRow>[], string[]]>([
    ['says what is there', [unitRow(2, { name: '南河镇', type: '乡镇', parent: '东片区' })], []],
    [
      'a new town below a new cluster',
      [unitRow(2, { name: '北河镇', parent: '北片区' }), unitRow(3, { name: '北片区' })],
      ['2 type amber type-guessed', '3 type amber type-guessed'],
    ],
    ['one name twice', [unitRow(2, { name: '北河镇', type: '镇' }), unitRow(3, { name: '北河 镇', type: '镇' })], ['3 name red twice']],
    ['an unknown superior', [unitRow(2, { name: '南河镇', parent: '中片区' })], ['2 parent red unit-unknown']],
    ['a kind nobody uses', [unitRow(2, { name: '南河镇', type: '县城' })], ['2 type red type-unknown']],
    ['a row without a name', [unitRow(2, { type: '镇' })], ['2 name red required']],
    ['a code that is none', [unitRow(2, { name: '北河镇', type: '镇', id: '__proto__' })], ['2 id red bad-id']],
    ['renamed by its code', [unitRow(2, { name: '南河街道', id: 'NH' })], ['2 name amber renamed']],
    [
      'renamed to the name of another',
      [unitRow(2, { name: '东片区', id: 'NH' })],
      ['2 name amber renamed', '2 name red organisation.unit.name-taken'],
    ],
    ['a ring', [unitRow(2, { name: '东片区', parent: '南河镇' })], ['2 parent red organisation.unit.cycle']],
    ['retired while somebody works there', [unitRow(2, { name: '南河镇', status: '停用' })], ['2 status red organisation.unit.has-people']],
    ['in a state nobody knows', [unitRow(2, { name: '南河镇', status: '也许' })], ['2 status red status-unknown']],
  ])('%s', (_, rows, expected) => expect(said(plan(rows))).toEqual(expected))

  it('changes only what differs, and gives new units a code one can say', () => {
    const { change } = plan([unitRow(2, { name: '南河镇' }), unitRow(3, { name: '北河镇', type: '镇', parent: '东片区' })])
    expect(change).toEqual({ units: [{ id: 'BHZ', name: '北河镇', type: 'town', parent: 'DPQ', active: true }], people: [], removed: [] })
  })

  it('a name of another wording is asked about, never taken', () => {
    const [row] = plan([], [personRow(2, { name: '新人', unit: '综合执法局', roles: '签收员' })]).rows
    expect(row?.problems).toMatchObject([{ column: 'unit', code: 'unit-unknown', near: ['ZF'] }])
  })
})

describe('a table of people', () => {
  it.each<[string, ReturnType<typeof personRow>[], string[]]>([
    ['found by account', [personRow(2, { name: '何丽', unit: '南河镇', roles: '吹哨专员', account: 'town' })], []],
    ['found by name within the unit', [personRow(2, { name: '何丽', unit: '南河', roles: '吹哨专员、镇街主要负责人' })], []],
    [
      'a namesake with another account',
      [personRow(2, { name: '何丽', unit: '南河镇', roles: '吹哨专员', account: 'heli2' })],
      ['2 name amber same-name'],
    ],
    ['an unknown role', [personRow(2, { name: '甲', unit: '南河镇', roles: '吹哨专员、门卫' })], ['2 roles red role-unknown']],
    ['no role', [personRow(2, { name: '甲', unit: '南河镇', roles: '' })], ['2 roles red required']],
    [
      'a role that acts for another kind of unit',
      [personRow(2, { name: '甲', unit: '县综合行政执法局（城市管理局）', roles: '吹哨专员' })],
      ['2 roles amber role-side'],
    ],
    [
      'an account that is none',
      [personRow(2, { name: '甲', unit: '南河镇', roles: '吹哨专员', account: '张三' })],
      ['2 account red account-bad'],
    ],
    [
      'made reviewer',
      [personRow(2, { name: '甲', unit: '南河镇', roles: '制度审核人' })],
      ['2 roles red organisation.person.administrative'],
    ],
    [
      'one person twice',
      [personRow(2, { name: '甲', unit: '南河镇', roles: '吹哨专员' }), personRow(3, { name: '甲', unit: '南河镇', roles: '吹哨专员' })],
      ['3 name red twice'],
    ],
  ])('%s', (_, rows, expected) => expect(said(plan([], rows))).toEqual(expected))

  it('new people get accounts one can type, each their own', () => {
    const { change } = plan(
      [],
      [
        personRow(2, { name: '张伟', unit: '南河镇', roles: '吹哨专员' }),
        personRow(3, { name: '赵武', unit: '南河镇', roles: '吹哨专员' }),
      ],
    )
    expect(change.people.map(({ account }) => account)).toEqual(['zw.nh', 'zw.nh2'])
  })
})

describe('a file of ours', () => {
  const read = (given: OrganisationRecords, base = 'b1') => {
    const { rows, columns, more = [], attached } = exportOrganisation(given, base)
    const asSheet = (of: { columns: readonly { title: string }[]; rows: readonly (readonly string[])[] }) =>
      [of.columns.map(({ title }) => title), ...of.rows].map((cells, index) => ({ number: index + 1, cells: [...cells] }))
    const [units, people] = [asSheet({ columns, rows }), asSheet(more[0] ?? { columns: [], rows: [] })]
    const unitHeader = findHeader(UNIT_TABLE, units)
    const personHeader = findHeader(PERSON_TABLE, people)
    if (!unitHeader || !personHeader) throw new Error('no header')
    return {
      units: readTable(units, unitHeader.at, unitHeader.matching),
      people: readTable(people, personHeader.at, personHeader.matching),
      exported: readExported(attached),
    }
  }

  it('comes back unharmed, whatever the names are', () => {
    const name = fc.stringMatching(/^[\u4e00-\u9fa5A-Za-z（）]{1,12}$/)
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 12, selector: (one) => one.toUpperCase() }),
        fc.boolean(),
        (names, flat) => {
          const units = names.map((one, index) => ({
            id: `U${index}`,
            name: one,
            type: 'town' as const,
            ...(!flat && index > 0 && { parent: `U${index - 1}` }),
            active: true,
          }))
          const given = {
            units,
            people: names.map((one, index) => ({
              ...records.people[0]!,
              id: `q${index}`,
              account: `q${index}`,
              name: one,
              unit: `U${index}`,
            })),
          }
          const { change, missing } = planOrganisation({ records: given, by, ...read(given) })
          expect([change, missing]).toEqual([
            { units: [], people: [], removed: [] },
            { units: [], people: [] },
          ])
        },
      ),
    )
  })

  it('changes only the cells that were changed in it, whatever was changed here since', () => {
    const file = read(records)
    const edited = file.units.map((row) => (row.key === 'NH' ? { ...row, cells: { ...row.cells, phone: '0512-999' } } : row))
    const since: OrganisationRecords = {
      ...records,
      units: records.units.map((unit) => (unit.id === 'NH' ? { ...unit, name: '南河街道' } : unit)),
    }
    const { change } = planOrganisation({ records: since, by, ...file, units: edited })
    expect(change.units).toEqual([{ ...since.units[1], phone: '0512-999' }])
  })

  it('what was taken out of it may be retired; what it never held is not touched', () => {
    const file = read(records)
    const without = { ...file, people: file.people.filter(({ key }) => key !== 'p2') }
    const since = { ...records, people: [...records.people, { ...records.people[1]!, id: 'p3', account: 'p3' }] }
    const { missing } = planOrganisation({ records: since, by, ...without })
    expect(missing.people.map(({ id }) => id)).toEqual(['p2'])
    const { change } = planOrganisation({ records: since, by, ...without, leaving: new Map([['people/p2', 'retire']]) })
    expect(change.people).toEqual([{ ...records.people[1], active: false }])
  })
})

describe('words of a county', () => {
  it('names pasted out of a text', () => {
    const text = '乡镇：南河镇、北河镇，红旗街道。\n1. 县公安局\n（二）县水利局\n\n• 县供水公司'
    expect(pastedUnits(text).map(({ cells }) => cells.name)).toEqual(['南河镇', '北河镇', '红旗街道', '县公安局', '县水利局', '县供水公司'])
  })
  it.each([
    ['南河镇', 'town'],
    ['红旗街道', 'town'],
    ['东片区', 'cluster'],
    ['王庄村', 'village'],
    ['县供水公司', 'enterprise'],
    ['县公安局', 'department'],
    ['综合执法一分队', 'squad'],
  ])('%s is a %s', (name, type) => expect(guessType(name)).toBe(type))
  it('kinds and roles as they are written', () => {
    expect([readType('乡镇（街道）'), readType('局'), readType('town'), readType('什么')]).toEqual([
      'town',
      'department',
      'town',
      undefined,
    ])
    expect(readRoles('签收员，town-clerk、门卫')).toEqual({ roles: ['dept-clerk', 'town-clerk'], unknown: ['门卫'] })
  })
})
