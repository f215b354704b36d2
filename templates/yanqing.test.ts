import { describe, expect, it } from 'vitest'
import { runExample } from '../sdk/core/src/policy/example.ts'
import { loadTemplate } from './testing/load-template.ts'

const { policy, organisation } = loadTemplate('hechuan-yanqing')

describe('yanqing', () => {
  it.each(policy.examples.map((example) => [example.title, example] as const))('holds: %s', (_title, example) => {
    expect(runExample(policy, example)).toEqual([])
  })

  it('plays its examples with people the fictional county has', () => {
    const missing = policy.examples.flatMap(({ id, steps }) =>
      steps.flatMap(({ actor }) => {
        const [role, unit] = (actor.split('#')[0] ?? '').split('@')
        const known = organisation.people.some((person) => person.unit === unit && person.roles.some((one) => one === role))
        return actor === 'system' || known ? [] : [`${id}: ${actor}`]
      }),
    )
    expect(missing).toEqual([])
  })

  it('has three levels, and never closes by silence', () => {
    const demand = policy.categories.find((one) => one.id === 'demand')
    expect(demand?.levels?.map((level) => level.name)).toEqual(['普通哨', '重点哨', '疑难哨'])
    for (const { consent } of policy.flows) expect(consent).toMatchObject({ required: true, automatic: false })
  })

  it('says of every figure of a clock where it comes from', () => {
    expect(policy.sla.clocks.flatMap(({ id, goals }) => goals.filter((goal) => !goal.clause).map(() => id))).toEqual([])
  })
})
