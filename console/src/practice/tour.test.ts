import type { PracticePerson } from '@shaotai/api'
import { describe, expect, test } from 'vitest'
import { roleOptions } from './role-options.ts'
import { personWith } from './room.ts'
import { pageOf, STOPS } from './tour-stops.ts'

describe('the page of a stop', () => {
  test.each([
    ['without a draft', [], ['/policy', undefined, undefined, '/policy', '/cases/new', '/dispatch']],
    [
      'with an open draft',
      [{ id: 'd1', status: 'draft' }],
      ['/policy', '/policy/drafts/d1/sla', '/policy/drafts/d1/sla', '/policy/review/d1', '/cases/new', '/dispatch'],
    ],
    [
      'with one that waits for its reviewer',
      [{ id: 'd2', status: 'submitted' }],
      ['/policy', undefined, undefined, '/policy/review/d2', '/cases/new', '/dispatch'],
    ],
  ] as const)('%s', (_, drafts, pages) => {
    expect(STOPS.map((stop) => pageOf(stop, drafts))).toEqual(pages)
  })
})

describe('whom one may become', () => {
  const person = (id: string, role: PracticePerson['roles'][number], unit = 'A'): PracticePerson => ({
    person: id,
    name: `${unit} ${id}`,
    unit,
    roles: [role],
  })
  const people = [person('p1', 'policy-admin'), person('p2', 'town-clerk'), person('p3', 'town-clerk', 'B'), person('p4', 'vendor')]

  test('everybody once: one of each usual role first, the others by role', () => {
    const groups = roleOptions(people, { usual: '常用', roleName: (role) => role })
    expect(groups.map(({ label, options }) => [label, options.map((one) => one.value)])).toEqual([
      ['常用', ['p2', 'p1']],
      ['town-clerk', ['p3']],
      ['vendor', ['p4']],
    ])
  })

  test('the clerk of a unit, and of no unit that has none', () => {
    expect(personWith(people, 'town-clerk')?.person).toBe('p2')
    expect(personWith(people, 'town-clerk', 'B')?.person).toBe('p3')
    expect(personWith(people, 'dept-clerk')).toBeUndefined()
  })
})
