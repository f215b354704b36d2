import { describe, expect, it } from 'vitest'
import type { OrganisationChange, OrganisationRecords, PersonRecord, UnitRecord } from './change-schema.ts'
import { applyOrganisationChange, checkOrganisationChange, type UnitUse } from './check-change.ts'
import type { Actor, Role } from './role.ts'

const unit = (id: string, name: string, more: Partial<UnitRecord> = {}): UnitRecord => ({ id, name, type: 'town', active: true, ...more })
const person = (id: string, unit: string, more: Partial<PersonRecord> = {}): PersonRecord => ({
  id,
  account: id,
  name: `人员${id}`,
  unit,
  roles: ['town-clerk'],
  active: true,
  ...more,
})
const actor = (person: string, ...roles: Role[]): Actor => ({ person, name: person, unit: 'ZF', roles })

const before: OrganisationRecords = {
  units: [
    unit('EAST', '东片区', { type: 'cluster' }),
    unit('A', '甲镇', { parent: 'EAST' }),
    unit('B', '乙镇'),
    unit('OLD', '旧局', { type: 'department', active: false }),
    unit('ZF', '综合行政执法局', { type: 'department' }),
  ],
  people: [person('a1', 'A'), person('boss', 'ZF', { roles: ['policy-admin'] }), person('gone', 'B', { active: false })],
}
const nothing: OrganisationChange = { units: [], people: [], removed: [] }
const by = actor('boss', 'policy-admin')
const security = actor('sec', 'security-admin')
const problems = (change: Partial<OrganisationChange>, given: { by?: Actor; uses?: ReadonlyMap<string, UnitUse> } = {}) =>
  checkOrganisationChange(before, { ...nothing, ...change }, { by, ...given }).map(({ code, at }) => [code, at])

describe('what forbids a change of units and people', () => {
  it.each<[string, Partial<OrganisationChange>, [string, string][]]>([
    ['nothing at all', {}, []],
    ['what stands there already', { units: [unit('B', '乙镇')] }, []],
    ['a new name', { units: [unit('B', '新乙镇')] }, []],
    ['the name of another in use', { units: [unit('B', '甲 镇')] }, [['organisation.unit.name-taken', '/units/0/name']]],
    ['the name of one out of use', { units: [unit('B', '旧局')] }, []],
    ['one unit twice', { units: [unit('C', '丙镇'), unit('C', '丙镇')] }, [['organisation.unit.twice', '/units/1/id']]],
    ['an unknown superior', { units: [unit('B', '乙镇', { parent: 'X' })] }, [['organisation.unit.parent-unknown', '/units/0/parent']]],
    ['a retired superior', { units: [unit('B', '乙镇', { parent: 'OLD' })] }, [['organisation.unit.parent-retired', '/units/0/parent']]],
    ['its own superior', { units: [unit('B', '乙镇', { parent: 'B' })] }, [['organisation.unit.cycle', '/units/0/parent']]],
    [
      'a ring through what is there already',
      { units: [unit('EAST', '东片区', { type: 'cluster', parent: 'A' })] },
      [['organisation.unit.cycle', '/units/0/parent']],
    ],
    ['a superior that is new as well', { units: [unit('C', '丙镇', { parent: 'WEST' }), unit('WEST', '西片区', { type: 'cluster' })] }, []],
    [
      'retired with people',
      { units: [unit('A', '甲镇', { parent: 'EAST', active: false })] },
      [['organisation.unit.has-people', '/units/0/active']],
    ],
    [
      'retired with its people',
      { units: [unit('A', '甲镇', { parent: 'EAST', active: false })], people: [person('a1', 'A', { active: false })] },
      [],
    ],
    [
      'retired over others',
      { units: [unit('EAST', '东片区', { type: 'cluster', active: false })] },
      [['organisation.unit.has-units', '/units/0/active']],
    ],
    ['removed though somebody was there once', { removed: ['B'] }, [['organisation.unit.in-use', '/removed/0']]],
    ['removed and entered by mistake', { removed: ['OLD'] }, []],
    ['removed and unknown', { removed: ['X'] }, [['organisation.unit.unknown', '/removed/0']]],
    ['a person nowhere', { people: [person('n', 'X')] }, [['organisation.person.unit-unknown', '/people/0/unit']]],
    ['a person in a retired unit', { people: [person('n', 'OLD')] }, [['organisation.person.unit-retired', '/people/0/unit']]],
    ['an account twice', { people: [person('n', 'B', { account: 'a1' })] }, [['organisation.person.account-taken', '/people/0/account']]],
    ['one person twice', { people: [person('n', 'B'), person('n', 'B')] }, [['organisation.person.twice', '/people/1/id']]],
    [
      'their own account',
      { people: [person('boss', 'ZF', { roles: ['policy-admin', 'supervisor'] })] },
      [['organisation.person.own', '/people/0/roles']],
    ],
    [
      'somebody made reviewer by the hand that drafts',
      { people: [person('a1', 'A', { roles: ['town-clerk', 'policy-reviewer'] })] },
      [['organisation.person.administrative', '/people/0/roles']],
    ],
  ])('%s', (_, change, expected) => expect(problems(change)).toEqual(expected))

  it('a unit with cases is retired, not removed', () => {
    const uses = new Map([['OLD', { records: 3, named: 0 }]])
    expect(problems({ removed: ['OLD'] }, { uses })).toEqual([['organisation.unit.in-use', '/removed/0']])
    expect(problems({ units: [unit('B', '乙镇', { active: false })] }, { uses })).toEqual([])
  })

  it('the security administrator appoints those that administer, but not themselves', () => {
    expect(problems({ people: [person('a1', 'A', { roles: ['policy-reviewer'] })] }, { by: security })).toEqual([])
    expect(problems({ people: [person('sec', 'A', { roles: ['policy-admin'] })] }, { by: security })).toEqual([
      ['organisation.person.own', '/people/0/roles'],
    ])
  })

  it('5,001 rows are refused before anything else', () => {
    const units = Array.from({ length: 5001 }, (_, index) => unit(`U${index}`, `单位${index}`))
    expect(problems({ units })).toEqual([['organisation.too-many', undefined]])
    const many = problems({ units: units.slice(1) })
    expect(many).toEqual([])
  })

  it('is applied as a whole: in their order, new ones last, removed ones gone', () => {
    const change = { units: [unit('N', '新镇'), unit('B', '新乙镇')], people: [person('n', 'N')], removed: ['OLD'] }
    const after = applyOrganisationChange(before, change)
    expect(after.units.map(({ name }) => name)).toEqual(['东片区', '甲镇', '新乙镇', '综合行政执法局', '新镇'])
    expect(after.people.map(({ id }) => id)).toEqual(['a1', 'boss', 'gone', 'n'])
  })
})
