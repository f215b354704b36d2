import { aPolicy } from '@shaotai/core/testing'
import { expect, it } from 'vitest'
import { findItems, type Reach } from './find-items.ts'

const names: Record<string, string> = { ZF: '综合执法局', SL: '水利局' }
const find = (typed: string, reach: Reach = 'all', unit = 'SL') =>
  findItems(aPolicy(), { typed, reach, unit, day: '2026-11-02', unitName: (id) => names[id] ?? id }).flatMap(({ items }) =>
    items.map((item) => item.id),
  )

it.each<[string, string, Reach, string[]]>([
  ['nothing typed: everything', '', 'all', ['A-01', 'A-02']],
  ['part of a name', '河道', 'all', ['A-02']],
  ['pinyin initials', 'zdjy', 'all', ['A-01']],
  ['a code', 'a-02', 'all', ['A-02']],
  ['a situation', '沿街摆摊', 'all', ['A-01']],
  ['a department', '水利', 'all', ['A-02']],
  ['what my unit leads', '', 'lead', ['A-02']],
  ['what my unit helps with', '', 'cooperating', ['A-01']],
  ['nothing like it', '航天发射', 'all', []],
])('%s', (_, typed, reach, ids) => {
  expect(find(typed, reach)).toEqual(ids)
})

it('leaves retired items out', () => {
  const policy = aPolicy()
  const [first, ...rest] = policy.responsibilities.items
  if (!first) throw new Error('the policy has items')
  const retired = { ...policy, responsibilities: { ...policy.responsibilities, items: [{ ...first, retired: true }, ...rest] } }
  expect(
    findItems(retired, { typed: '', reach: 'all', unit: undefined, day: '2026-11-02', unitName: (id) => id }).flatMap(({ items }) => items),
  ).toHaveLength(1)
})

it.each([
  ['2026-11-30', ['A-01', 'A-02']],
  ['2026-12-01', ['A-01.2', 'A-02']],
])('shows the list as it holds on %s', (day, ids) => {
  const policy = aPolicy()
  const [first, ...rest] = policy.responsibilities.items
  if (!first) throw new Error('the policy has items')
  const next = { ...first, id: 'A-01.2', replaces: 'A-01', effectiveFrom: '2026-12-01' }
  const items = [{ ...first, effectiveTo: '2026-11-30' }, next, ...rest]
  const changed = { ...policy, responsibilities: { ...policy.responsibilities, items } }
  const wanted = { typed: '', reach: 'all' as const, unit: undefined, unitName: (id: string) => id, day }
  expect(findItems(changed, wanted).flatMap((one) => one.items.map((item) => item.id))).toEqual(ids)
  expect(findItems(changed, { ...wanted, kind: 'taken-back' })).toEqual([])
})
