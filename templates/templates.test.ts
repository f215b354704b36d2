import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parsePolicy, parseValue } from '../sdk/core/src/policy/parse.ts'
import { assembleTemplate, type ReadDocument } from '../sdk/core/src/policy/assemble.ts'
import type { Policy } from '../sdk/core/src/policy/schema.ts'
import { organisationSchema, type Organisation } from '../sdk/core/src/organisation/schema.ts'
import { PLACEHOLDERS } from '../sdk/core/src/notification/compose.ts'
import { conditionVocabulary } from '../sdk/core/src/condition/vocabulary.ts'
import type { ScoreFact } from '../sdk/core/src/scoring/facts.ts'
import { computeScores } from '../sdk/core/src/scoring/score.ts'
import { FACT_VOCABULARY } from '../sdk/core/src/scoring/vocabulary.ts'

const templates = dirname(fileURLToPath(import.meta.url))
const read: ReadDocument = (path) => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : undefined)

function loadPolicy(name: string): Policy {
  const parsed = parsePolicy(assembleTemplate(read, join(templates, name)).policy)
  if (!parsed.ok) throw new Error(parsed.error.problems.map(({ at, code }) => `${at}: ${code}`).join('\n'))
  return parsed.value
}

function loadOrganisation(name: string): Organisation {
  const parsed = parseValue(organisationSchema, assembleTemplate(read, join(templates, name)).organisation)
  if (!parsed.ok) throw new Error(parsed.error.problems.map(({ at, code }) => `${at}: ${code}`).join('\n'))
  return parsed.value
}

describe('xiajin', () => {
  const policy = loadPolicy('xiajin')
  const { items, domains, routes = [] } = policy.responsibilities
  const situations = items.flatMap((item) => item.situations)

  it('has the 51 items in 11 domains, 26 quick, 16 hard, 9 emergency', () => {
    expect(domains).toHaveLength(11)
    expect(items).toHaveLength(51)
    const count = (category: string) => items.filter((item) => item.category === category).length
    expect([count('quick'), count('hard'), count('emergency')]).toEqual([26, 16, 9])
  })

  it('describes every item: situations with criteria, duties of every unit, basis', () => {
    for (const item of items) {
      expect(item.situations.length, item.id).toBeGreaterThanOrEqual(3)
      expect(item.legalBasis.length, item.id).toBeGreaterThan(0)
      expect(Object.keys(item.duties?.cooperating ?? {}).toSorted(), item.id).toEqual(item.cooperating.toSorted())
      expect([
        item.duties?.grid,
        item.duties?.town,
        item.duties?.lead,
        item.keyPoints,
        item.requirements,
        item.evaluationHints,
      ]).not.toContain(undefined)
      for (const situation of item.situations)
        expect([situation.openCriteria, situation.closeCriteria], situation.id).not.toContain(undefined)
    }
  })

  it('says nothing twice: no two items or situations share a text', () => {
    const texts = [
      ...items.flatMap(({ duties, keyPoints, requirements, evaluationHints }) => [
        duties?.grid,
        duties?.town,
        duties?.lead,
        keyPoints,
        requirements,
        evaluationHints,
      ]),
      ...situations.map((situation) => situation.closeCriteria),
    ]
    expect(repeated(texts)).toEqual([])
  })

  it('has unique situations, and routes and guides that name existing ones', () => {
    const ids = situations.map((situation) => situation.id)
    expect(repeated(ids)).toEqual([])
    const named = routes.flatMap((route) =>
      [...JSON.stringify(route.when).matchAll(/"case\.situation","([^"]+)"/g)].map((match) => match[1]),
    )
    expect(named.filter((id) => !ids.includes(id ?? ''))).toEqual([])
    const guides = policy.guides.map((guide) => guide.id)
    expect(items.flatMap(({ guide }) => (guide !== undefined && !guides.includes(guide) ? [guide] : []))).toEqual([])
  })

  it('never closes without the consent of the town', () => {
    for (const flow of policy.flows) expect(flow.consent).toEqual({ required: true, automatic: false, neverAutomatic: true })
  })

  it('uses only known placeholders in its notices', () => {
    const used = policy.notifications.notices.flatMap(({ text }) => [...text.matchAll(/\{([^}]*)\}/g)].map((match) => match[1]))
    expect(used.filter((one) => !(PLACEHOLDERS as readonly (string | undefined)[]).includes(one))).toEqual([])
  })

  it('reads in scores and notices only facts that exist', () => {
    const facts = FACT_VOCABULARY(policy).map((term) => term.path)
    expect(policy.scoring.models.flatMap(pathsIn).filter((path) => !facts.includes(path))).toEqual([])
    const told = conditionVocabulary(policy, 'notice').map((term) => term.path)
    const { notices } = policy.notifications
    expect(notices.flatMap(({ when }) => pathsIn(when)).filter((path) => !told.includes(path))).toEqual([])
    const clocks = policy.sla.clocks.map((clock) => clock.id)
    expect(policy.supervision.rules.filter((rule) => !clocks.includes(rule.clock))).toEqual([])
  })

  it('scores a department by the mean of both stars, less what it failed', () => {
    const [model] = policy.scoring.models
    const work = {
      kind: 'assignment',
      case: 'c',
      assignment: 'a',
      unit: 'ZF',
      unitType: 'department',
      town: 'ZH03',
      category: 'quick',
    } as const
    const rated = { ...work, concluded: true, 'eval.rated': true }
    const good = { ...rated, 'eval.speed': 5, 'eval.quality': 4 }
    const late = { ...rated, 'eval.speed': 3, 'eval.quality': 4, arrivedOnTime: false, 'clock.arrive.share': 2.4, repliedOnTime: true }
    const score = (facts: readonly ScoreFact[]) => model && computeScores(model, facts, [{ id: 'ZF', type: 'department' }])[0]?.score
    expect(score([good])).toBe('90.00')
    expect(score([good, late])).toBe('78.00')
    expect(score([])).toBeNull()
  })
})

describe('hechuan', () => {
  const policy = loadPolicy('hechuan')
  const { units, people, county } = loadOrganisation('hechuan')
  const known = new Set(units.map((unit) => unit.id))
  const typed = (type: string) => units.filter((unit) => unit.type === type).length

  it('is fictional, and carries its own title and number prefix over the template', () => {
    expect(county.fictional).toBe(true)
    expect(policy.profile.title).toBe('禾川县吹哨报到调度平台')
    expect(policy.profile.caseNumber.prefix).toBe('HC')
    expect(policy.profile.vocabulary.whistle).toBe('吹哨')
  })

  it('has 14 towns, 25 departments, 3 enterprises and one platform', () => {
    expect([typed('town'), typed('department'), typed('enterprise'), typed('platform')]).toEqual([14, 25, 3, 1])
  })

  it('has unique units, people and accounts, and no reference to a unit that does not exist', () => {
    expect(repeated(units.map((unit) => unit.id))).toEqual([])
    expect(repeated(people.map((person) => person.account))).toEqual([])
    expect(repeated(people.map((person) => person.name))).toEqual([])
    const named = [...units.flatMap((unit) => [unit.parent, unit.manages]), ...people.flatMap((person) => [person.unit, person.squad])]
    expect(named.filter((id) => id !== undefined && !known.has(id))).toEqual([])
  })

  it('has every unit that the list names', () => {
    const { items, routes = [] } = policy.responsibilities
    const named = [
      ...items.flatMap((item) => [item.lead, ...item.cooperating, ...(item.consulted ?? [])]),
      ...routes.flatMap((route) => [route.lead, ...route.cooperating]),
    ]
    expect(named.filter((id) => !known.has(id))).toEqual([])
  })

  it('has the stationed agency an item names in every town', () => {
    const towns = units.filter((unit) => unit.type === 'town')
    const missing = policy.responsibilities.items.flatMap(({ id, stationedAgency }) =>
      towns.flatMap((town) =>
        stationedAgency === undefined || units.some((unit) => unit.manages === town.id && unit.name.endsWith(stationedAgency))
          ? []
          : [`${id} ${town.id}`],
      ),
    )
    expect(missing).toEqual([])
  })

  it.each([
    ['admin', 'WGZX', 'policy-admin'],
    ['reviewer', 'ZFB', 'policy-reviewer'],
    ['dispatcher', 'WGZX', 'dispatcher'],
    ['town', 'ZH03', 'town-clerk'],
    ['dept', 'ZF', 'dept-clerk'],
    ['responder', 'ZF', 'responder'],
    ['leader', 'HC', 'county-leader'],
    ['audit', 'WGZX', 'audit-admin'],
    ['vendor', 'YW', 'vendor'],
  ])('has the demonstration account %s', (account, unit, role) => {
    expect(people.find((person) => person.account === account)).toMatchObject({ unit, roles: [role] })
  })

  it('staffs every town with clerk and principal, every department with clerk, leader and two responders', () => {
    const has = (unit: string, role: string) =>
      people.filter((person) => person.unit === unit && person.roles.some((one) => one === role)).length
    for (const { id, type } of units) {
      if (type === 'town') expect([has(id, 'town-clerk') > 0, has(id, 'town-principal')], id).toEqual([true, 1])
      if (type === 'department' || type === 'enterprise')
        expect([has(id, 'dept-clerk') > 0, has(id, 'dept-leader'), has(id, 'responder') >= 2], id).toEqual([true, 1, true])
    }
  })

  it('seats a meeting secretary in every town, a panel of five, and who screens, calls back and disciplines', () => {
    const held = (role: string) => people.filter((person) => person.roles.some((one) => one === role)).map((person) => person.unit)
    expect(held('meeting-secretary')).toEqual(units.filter((unit) => unit.type === 'town').map((unit) => unit.id))
    expect(held('panel-member')).toEqual(['WGZX', 'BB', 'SF', 'ZFB', 'DK'])
    expect(held('screener')).not.toContain('WGZX')
    for (const role of ['county-office', 'organisation-office', 'discipline-officer', 'callback-agent'])
      expect(held(role).length, role).toBeGreaterThan(0)
  })

  it('gives every squad domains of the list, and at least one responder of its department', () => {
    const domains = policy.responsibilities.domains.map((domain) => domain.id)
    for (const squad of units.filter((unit) => unit.type === 'squad')) {
      expect(squad.domains?.length, squad.id).toBeGreaterThan(0)
      expect(
        squad.domains?.filter((domain) => !domains.includes(domain)),
        squad.id,
      ).toEqual([])
      expect(
        people.some((person) => person.squad === squad.id && person.unit === squad.parent),
        squad.id,
      ).toBe(true)
    }
  })
})

/** The paths that conditions and means inside a value read. */
function pathsIn(value: unknown): string[] {
  return [...(JSON.stringify(value) ?? '').matchAll(/"(?:eq|ne|gt|ge|lt|le|in|has)":\["([^"]+)"|"(?:exists|mean|sum)":"([^"]+)"/g)].map(
    ([, compared, named]) => compared ?? named ?? '',
  )
}

function repeated(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value, index): value is string => value !== undefined && values.indexOf(value) !== index))]
}
