import { describe, expect, it } from 'vitest'
import { aPolicy } from '../testing/index.ts'
import type { Policy } from './schema.ts'
import { splitChanges } from './split.ts'

const base = aPolicy()
const edit = (change: (policy: Policy) => void): Policy => {
  const policy = structuredClone(base)
  change(policy)
  return policy
}
const title = (policy: Policy) => (policy.profile.title = '新办法')
const longer = (policy: Policy) => {
  for (const clock of policy.sla.clocks) for (const goal of clock.goals) goal.amount += 1
}
/** A category that only its own flow makes possible. */
const category = (policy: Policy) => {
  const [first] = policy.categories
  const flow = policy.flows.find((one) => one.id === first?.flow)
  if (!first || !flow) return
  policy.flows.push({ ...structuredClone(flow), id: 'joint' })
  policy.categories.push({ ...structuredClone(first), id: 'joint', name: '联合哨', flow: 'joint' })
}

describe('only a part of the changes is published', () => {
  it('what stands by itself is taken alone', () => {
    const whole = edit((policy) => {
      title(policy)
      longer(policy)
    })
    expect(splitChanges(base, whole, ['sla'])).toEqual({ policy: { ...base, sla: whole.sla }, kinds: ['sla'], added: [] })
  })

  it('what it does not stand without comes along, with the reason', () => {
    const whole = edit((policy) => {
      category(policy)
      title(policy)
    })
    const split = splitChanges(base, whole, ['categories'])
    expect(split?.kinds).toEqual(['categories', 'flows'])
    expect(split?.added).toEqual([{ kind: 'flows', because: expect.stringContaining('joint') as string }])
    expect(split?.policy.profile.title).toBe(base.profile.title)
  })

  it.each<[string, ('sla' | 'profile' | 'flows')[]]>([
    ['nothing that changed', ['flows']],
    ['everything that changed', ['sla', 'profile']],
  ])('%s is no part', (_, kinds) => {
    const whole = edit((policy) => {
      title(policy)
      longer(policy)
    })
    expect(splitChanges(base, whole, kinds)).toBeUndefined()
  })
})
