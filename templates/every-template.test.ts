import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkPolicy } from '../sdk/core/src/policy/check.ts'
import { runExample } from '../sdk/core/src/policy/example.ts'
import { describeFinding } from '../sdk/core/src/policy/sentence.ts'
import { loadTemplate } from './testing/load-template.ts'

const templates = dirname(fileURLToPath(import.meta.url))
const counties = readdirSync(templates).filter((name) => existsSync(join(templates, name, 'template.json')))

/** What every template promises, whatever its model: the county starts on it, its stories come true, its figures say where they come from. */
describe.each(counties)('%s', (county) => {
  const { policy, organisation } = loadTemplate(county)
  const manifest = JSON.parse(readFileSync(join(templates, county, 'template.json'), 'utf8')) as { policy: string; showcase: string[] }
  const directory = join(templates, county, manifest.policy)

  it('passes the check', () => {
    const red = checkPolicy(policy, { organisation }).filter((one) => one.severity === 'red')
    expect(red.map((one) => `${one.at} ${describeFinding(one, policy)}`)).toEqual([])
  })

  it('tells a county in Chinese what it gets, what is published and what is a default', () => {
    const readme = readFileSync(join(directory, 'README.md'), 'utf8')
    for (const promise of ['一个县拿到什么', '公开', '平台默认', '使用前']) expect(readme, promise).toContain(promise)
  })

  it('shows accounts that exist', () => {
    const accounts = organisation.people.map((person) => person.account)
    expect(manifest.showcase.filter((account) => !accounts.includes(account))).toEqual([])
  })

  it('has at least twelve examples', () => {
    expect(policy.examples.length).toBeGreaterThanOrEqual(12)
  })

  it.each(policy.examples.map((example) => [example.title, example] as const))('holds: %s', (_title, example) => {
    expect(runExample(policy, example)).toEqual([])
  })

  it('plays its examples with units and roles the county has', () => {
    const missing = policy.examples.flatMap(({ id, steps }) =>
      steps.flatMap(({ actor }) => {
        const [role, unit] = (actor.split('#')[0] ?? '').split('@')
        const known = organisation.people.some((person) => person.unit === unit && person.roles.some((one) => one === role))
        return actor === 'system' || known ? [] : [`${id}: ${actor}`]
      }),
    )
    expect(missing).toEqual([])
  })

  it('says of every figure of a clock where it comes from', () => {
    expect(policy.sla.clocks.flatMap(({ id, goals }) => goals.filter((goal) => !goal.clause).map(() => id))).toEqual([])
  })

  it('counts make-up workdays: an example passes 20 September or 10 October', () => {
    expect(JSON.stringify(policy.examples)).toMatch(/2026-(09-2[0-9]|10-(09|1[0-9]))T/)
  })

  it('gives every field of every form a title in both languages, and an order that names exactly its fields', () => {
    for (const form of policy.forms) {
      const fields = fieldsOf(form.schema)
      for (const [id, field] of Object.entries(fields)) expect([field.title, field['x-en']], `${form.id}.${id}`).not.toContain(undefined)
      expect(form.order?.toSorted(), form.id).toEqual(Object.keys(fields).toSorted())
    }
  })
})

type Field = { title?: string; 'x-en'?: string }
type Schema = { properties?: Record<string, Field>; allOf?: { then?: Schema; else?: Schema }[] }

/** Fields of a form, those of its conditions included; a condition that only tightens a field does not describe it again. */
function fieldsOf(schema: Schema): Record<string, Field> {
  const conditional = (schema.allOf ?? []).flatMap(({ then, else: otherwise }) => [then, otherwise]).filter((one) => one !== undefined)
  return Object.assign({}, ...conditional.map(fieldsOf), schema.properties) as Record<string, Field>
}
