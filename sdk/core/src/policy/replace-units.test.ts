import { describe, expect, it, test } from 'vitest'
import { loadTemplate } from '../../../../templates/testing/load-template.ts'
import { aLedger } from '../testing/a-ledger.ts'
import { aWatchedPolicy } from '../testing/index.ts'
import type { Organisation } from '../organisation/schema.ts'
import { checkPolicy } from './check.ts'
import { mapUnits, namedUnits } from './map-units.ts'
import { runExample } from './example.ts'
import { changedKinds, replaceUnits } from './replace-units.ts'
import { parsePolicy } from './parse.ts'
import type { Policy } from './schema.ts'

const NOW = Date.UTC(2026, 10, 22, 2)
/** Every unit under a name nothing else has: domains and items are called after units too. */
const policies = ['hechuan-city', 'hechuan', 'hechuan-yanqing', 'hechuan-jiangbei', 'hechuan-beijing'].map((name) => {
  const { policy, organisation } = loadTemplate(name)
  const own = (unit: string) => `X-${unit}`
  const mapping = Object.fromEntries(organisation.units.map(({ id }) => [id, own(id)]))
  const units = organisation.units.map((unit) => ({
    ...unit,
    id: own(unit.id),
    ...(unit.parent !== undefined && { parent: own(unit.parent) }),
    ...(unit.manages !== undefined && { manages: own(unit.manages) }),
  }))
  const people = organisation.people.map((person) => ({
    ...person,
    unit: own(person.unit),
    ...(person.squad !== undefined && { squad: own(person.squad) }),
  }))
  return { name, policy: mapUnits(policy, mapping, new Set()), organisation: { ...organisation, units, people } }
})

/** The county after the merger: people of the old unit sit in the new one, squads answer to it, the old one is out of use. */
function after(organisation: Organisation, from: string, to: string): Organisation {
  return {
    ...organisation,
    units: organisation.units.map((unit) => ({
      ...unit,
      ...(unit.id === from && { active: false }),
      ...(unit.parent === from && { parent: to }),
      ...(unit.manages === from && { manages: to }),
    })),
    people: organisation.people.map((person) => (person.unit === from ? { ...person, unit: to } : person)),
  }
}

/** Every place below a value that names a unit: as a text, a key, or behind the @ of `role@unit`. */
function placesNaming(value: unknown, unit: string, at = ''): string[] {
  if (typeof value === 'string') return value === unit || value.endsWith(`@${unit}`) ? [at] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => [
    ...(key === unit ? [`${at}/${key}`] : []),
    ...placesNaming(part, unit, `${at}/${key}`),
  ])
}

/** Items that hold or will hold: what is out of use keeps who led it. */
function inUse(policy: Policy, on?: string): Policy {
  const items = policy.responsibilities.items.filter(
    (one) => !one.retired && !(on !== undefined && one.effectiveTo !== undefined && one.effectiveTo < on),
  )
  return { ...policy, responsibilities: { ...policy.responsibilities, items } }
}

const codesOf = (policy: Policy, organisation: Organisation) =>
  checkPolicy(policy, { organisation, now: NOW }).map(({ code, params }) => `${code} ${JSON.stringify(params['name'] ?? params['flow'])}`)

describe.each(policies)('$name: any unit merged into any other of its kind', ({ policy, organisation }) => {
  const named = namedUnits(policy)
  const typeOf = new Map(organisation.units.map((unit) => [unit.id, unit.type]))
  const pairs = [...named.keys()].flatMap((from) => {
    const to = [...named.keys()].find((one) => one !== from && typeOf.get(one) === typeOf.get(from))
    return to === undefined ? [] : [[from, to] as const]
  })

  it.each(pairs)('%s into %s: nothing names it any more, the policy parses, the check finds nothing new', (from, to) => {
    const merged = replaceUnits(policy, { from: [from], to })
    if (!merged.ok) throw new Error(merged.error.code)
    expect(placesNaming(inUse(merged.value.policy), from)).toEqual([])
    expect(parsePolicy(merged.value.policy).ok).toBe(true)
    const known = new Set(codesOf(policy, organisation))
    const fresh = codesOf(merged.value.policy, after(organisation, from, to)).filter((one) => !known.has(one))
    expect(fresh).toEqual([])
    const failing = merged.value.policy.examples.filter((example) => runExample(merged.value.policy, example).length > 0)
    expect(failing.map((one) => one.title)).toEqual(merged.value.examples)
  })

  it('from a day on nothing in force then names it; the day before everything stands as it was', () => {
    const [from, to] = pairs[0] ?? ['', '']
    const merged = replaceUnits(policy, { from: [from], to, on: '2027-01-01' })
    if (!merged.ok) throw new Error(merged.error.code)
    expect(placesNaming(inUse(merged.value.policy, '2027-01-01').responsibilities, from)).toEqual([])
    const ended = merged.value.policy.responsibilities.items.filter((one) => one.effectiveTo === '2026-12-31')
    expect(ended.map((one) => one.lead)).toEqual(ended.map(({ id }) => policy.responsibilities.items.find((one) => one.id === id)?.lead))
  })
})

/** A policy in which one unit sits everywhere there is. */
function everywhere(): Policy {
  const policy = structuredClone(aWatchedPolicy())
  const [flow] = policy.flows as [Policy['flows'][number]]
  const approval = {
    id: 'joint',
    name: '会签',
    mode: 'vote' as const,
    threshold: '1/2',
    quorum: 2,
    seats: [
      { id: 'a', role: 'dept-leader' as const, of: 'unit' as const, unit: 'ZF' },
      { id: 'b', role: 'dept-leader' as const, of: 'unit' as const, unit: 'SL' },
    ],
    copies: [
      { role: 'dept-clerk' as const, of: 'unit' as const, unit: 'ZF', when: 'decided' as const },
      { role: 'dept-clerk' as const, of: 'unit' as const, unit: 'SL', when: 'decided' as const },
    ],
  }
  flow.approvals = [approval]
  flow.panel = { seats: [{ unit: 'SL' }, { unit: 'ZF', chair: true }, { unit: 'BB' }], quorum: 3, tie: 'chair', proposesListChange: false }
  policy.ledgers = [aLedger({ approvals: [approval], consultation: { units: ['ZF', 'SL'] } as never })]
  policy.supervision.rules[0] = { ...policy.supervision.rules[0]!, when: { in: ['assignment.unit', ['ZF', 'SL']] } }
  const [model] = policy.scoring.models as [Policy['scoring']['models'][number]]
  model.population = { ...model.population, where: { eq: ['unit', 'ZF'] } }
  policy.gate = { ...policy.gate, authority: 'ZF' } as never
  return policy
}

describe('ZF into SL, where both sit everywhere', () => {
  const merged = replaceUnits(everywhere(), { from: ['ZF', 'SL'], to: 'SL' })
  if (!merged.ok) throw new Error(merged.error.code)
  const { policy } = merged.value
  const [flow] = policy.flows

  it.each<[string, unknown, unknown]>([
    [
      'one seat of an approval, and no quorum beyond it',
      [flow?.approvals?.[0]?.seats?.map((one) => one.id), flow?.approvals?.[0]?.quorum],
      [['a'], 1],
    ],
    ['one copy', flow?.approvals?.[0]?.copies?.map((one) => one.unit), ['SL']],
    ['one seat on the panel, in the chair', [flow?.panel?.seats, flow?.panel?.quorum], [[{ unit: 'SL', chair: true }, { unit: 'BB' }], 2]],
    ['one unit a ledger asks', policy.ledgers?.[0]?.consultation?.units, ['SL']],
    ['seats of a ledger’s approval', policy.ledgers?.[0]?.approvals?.[0]?.seats?.map((one) => one.unit), ['SL']],
    ['a condition of supervision', policy.supervision.rules[0]?.when, { in: ['assignment.unit', ['SL']] }],
    ['a condition of scoring', policy.scoring.models[0]?.population.where, { eq: ['unit', 'SL'] }],
    ['the authority of the gate', policy.gate?.authority, 'SL'],
  ])('%s', (_name, found, expected) => expect(found).toEqual(expected))

  it('names the kinds that change', () => {
    expect(changedKinds(everywhere(), policy)).toEqual(
      expect.arrayContaining(['responsibilities', 'flows', 'ledgers', 'scoring', 'supervision', 'gate']),
    )
    expect(changedKinds(policy, structuredClone(policy))).toEqual([])
  })
})

test('a unit merged into itself changes nothing', () => {
  const policy = aWatchedPolicy()
  const merged = replaceUnits(policy, { from: ['ZF'], to: 'ZF' })
  expect(merged.ok && changedKinds(policy, merged.value.policy)).toEqual([])
})
