import { expect, test } from 'vitest'
import { loadTemplate } from '../../../../templates/testing/load-template.ts'
import { unitMentions } from './check-organisation.ts'
import { checkPolicy } from './check.ts'
import { runExample } from './example.ts'
import { mapUnits, namedUnits, type UnitMapping } from './map-units.ts'
import { parsePolicy } from './parse.ts'

const policies = ['hechuan-city', 'hechuan', 'hechuan-yanqing', 'hechuan-jiangbei', 'hechuan-beijing'].map((name) => ({
  name,
  ...loadTemplate(name),
}))

test.each(policies)('$name: under other names for every unit it parses, says the same and all its examples hold', ({ policy }) => {
  // Every unit is renamed, so that nothing can have been left behind.
  const mapping = Object.fromEntries([...namedUnits(policy).keys()].map((unit) => [unit, `X-${unit}`]))
  const there = mapUnits(policy, mapping, new Set(Object.values(mapping)))
  expect(parsePolicy(there).ok).toBe(true)
  expect([...namedUnits(there).keys()].filter((unit) => !unit.startsWith('X-'))).toEqual([])
  const failing = there.examples.filter((example) => runExample(there, example).length > 0)
  expect(failing.map((example) => example.title)).toEqual([])
  const back = Object.fromEntries(Object.entries(mapping).map(([theirs, ours]) => [ours, theirs]))
  // A list that named a unit twice names it once.
  expect(mapUnits(there, back, new Set())).toEqual(mapUnits(policy, {}, new Set()))
})

const [{ policy, organisation }] = policies as [(typeof policies)[number]]
const ours = new Set(organisation.units.map((unit) => unit.id))
const at = (mapping: UnitMapping, known = ours) => mapUnits(policy, mapping, known)

test('towns in conditions of routes are units too', () => {
  expect(namedUnits(policy).has('JD01')).toBe(true)
  expect(JSON.stringify(at({ JD01: 'ZH01' }).responsibilities.routes)).not.toContain('"JD01"')
})

test('two units of theirs may be one of ours: nobody leads and helps at once, no name stands twice, both duties are kept', () => {
  const one = policy.responsibilities.items.find((item) => item.cooperating.length > 1 && item.duties?.cooperating)
  const [first = '', second = ''] = one?.cooperating ?? []
  const both = at({ [first]: 'GA', [second]: 'GA' }).responsibilities.items.find((item) => item.id === one?.id)
  expect(both?.cooperating.filter((unit) => unit === 'GA').length).toBe(one?.lead === 'GA' ? 0 : 1)
  const duty = both?.duties?.cooperating?.['GA'] ?? ''
  for (const unit of [first, second]) expect(duty).toContain(one?.duties?.cooperating?.[unit])
  const swallowed = at({ [first]: one?.lead ?? '' }).responsibilities.items.find((item) => item.id === one?.id)
  expect(swallowed?.cooperating).not.toContain(one?.lead)
})

test('a unit that is none of ours leaves the lists; where one must stand the check says that it is to be filled in', () => {
  const leads = policy.responsibilities.items.filter((item) => item.lead === 'ZF').length
  const without = at({ ZF: null })
  expect(unitMentions(without).map(({ unit }) => unit)).not.toContain('ZF')
  const missing = checkPolicy(without, { organisation, now: 0 }).filter((one) => one.code === 'policy.unit.missing')
  expect(missing.filter((one) => one.at.startsWith('/responsibilities/items/') && one.at.endsWith('/lead'))).toHaveLength(leads)
  // A county that has no such code keeps theirs, so that one sees who it was.
  expect(unitMentions(at({ ZF: null }, new Set(['GA']))).map(({ unit }) => unit)).toContain('ZF')
})
