import { describe, expect, it } from 'vitest'
import type { Policy } from '../../policy/schema.ts'
import { aPolicy, aStoryAt, type Story } from '../../testing/index.ts'

const policy = aPolicy()

function withReply(amount: number): Policy {
  const clocks = policy.sla.clocks.map((clock) =>
    clock.id === 'reply' ? { ...clock, goals: clock.goals.map((goal) => ({ ...goal, amount })) } : clock,
  )
  return { ...policy, sla: { ...policy.sla, clocks } }
}
const without = (id: string): Policy => ({
  ...policy,
  sla: { ...policy.sla, clocks: policy.sla.clocks.filter((clock) => clock.id !== id) },
})
const renamed: Policy = { ...policy, categories: policy.categories.map((one) => ({ ...one, id: `${one.id}-new` })) }
const elsewhere: Policy = {
  ...policy,
  flows: policy.flows.map((flow) => ({ ...flow, states: flow.states.map((one) => ({ ...one, id: `${one.id}-new` })) })),
}

function story(point: 'dispatched' | 'handling' | 'consent'): Story {
  const told = aStoryAt(point, policy)
  const versions: Record<string, Policy> = {
    'a-policy': policy,
    long: withReply(9),
    short: withReply(1),
    none: without('reply'),
    renamed,
    elsewhere,
    same: { ...policy },
  }
  told.policies = (version) => versions[version]
  return told
}

const follow = (told: Story, version: string) => {
  const before = told.events.length
  told.do('system', 'applyPolicy', { version })
  return told.events.slice(before)
}
const replies = (told: Story) => told.clocks().filter((clock) => clock.clock === 'reply')

describe('a version that running cases follow comes into force', () => {
  it('the case is handled under it, and every due time that moved is told with what it was', () => {
    const told = story('handling')
    const dues = replies(told).map((clock) => clock.dueAt)
    const [changed, ...moved] = follow(told, 'long')
    expect(changed).toMatchObject({ type: 'case.policyChanged', by: { person: 'system' }, data: { version: 'long', was: 'a-policy' } })
    expect(moved.map(({ type, unit, data }) => [type, unit, data.wasDueAt])).toEqual([
      ['clock.recomputed', 'ZF', dues[0]],
      ['clock.recomputed', 'SL', dues[1]],
    ])
    expect(told.state.policy).toBe('long')
    expect(replies(told).map((clock) => clock.goal.amount)).toEqual([9, 9])
  })

  it('said twice it happens once', () => {
    const told = story('handling')
    follow(told, 'long')
    expect(follow(told, 'long')).toEqual([])
  })

  it('a clock that ended keeps its rules; the one still running follows', () => {
    const told = story('handling')
    told.do('zf-clerk', 'reply', { form: { result: '已清理' } })
    const ended = replies(told).find((clock) => clock.unit === 'ZF')
    follow(told, 'long')
    expect(replies(told).find((clock) => clock.unit === 'ZF')).toEqual(ended)
    expect(replies(told).map(({ unit, goal }) => [unit, goal.amount])).toEqual([
      ['ZF', ended?.goal.amount],
      ['SL', 9],
    ])
  })

  it('a breach is not undone, whatever the new limit is', () => {
    const told = story('handling')
    told.wait(60 * 24 * 60)
    const late = replies(told).map(({ dueAt, breached }) => [dueAt, breached])
    expect(late.every(([, breached]) => breached)).toBe(true)
    expect(follow(told, 'long').map((event) => event.type)).toEqual(['case.policyChanged'])
    expect(replies(told).map(({ dueAt, breached }) => [dueAt, breached])).toEqual(late)
  })

  it('a shorter limit counts from the clock’s own start', () => {
    const told = story('handling')
    const [was] = replies(told)
    follow(told, 'short')
    const [now] = replies(told)
    expect(now?.startedAt).toBe(was?.startedAt)
    expect(now?.dueAt ?? 0).toBeLessThan(was?.dueAt ?? 0)
  })

  it('a clock the new version does not know ends with the old one', () => {
    const told = story('handling')
    const running = replies(told).length
    follow(told, 'none')
    expect(replies(told).map(({ status, breached }) => [status, breached])).toEqual(
      Array.from({ length: running }, () => ['cancelled', false]),
    )
  })

  it('clocks that start later are those of the new version', () => {
    const told = story('dispatched')
    follow(told, 'long')
    told
      .do('zf-clerk', 'sign')
      .do('zf-clerk', 'nameResponders', { responders: [{ name: '张三' }] })
      .do('zf-clerk', 'arrive')
    expect(replies(told).map((clock) => clock.goal.amount)).toEqual([9])
  })

  it('and back again: cycles keep their numbers', () => {
    const told = story('handling')
    const before = told.clocks()
    follow(told, 'long')
    follow(told, 'a-policy')
    const keys = (clocks: typeof before) => clocks.map(({ key, dueAt }) => `${key} ${dueAt}`).toSorted()
    expect(keys(told.clocks())).toEqual(keys(before))
  })

  it.each(['renamed', 'elsewhere', 'unknown'])('a case for which the version has no place keeps its own (%s)', (version) => {
    expect(follow(story('handling'), version)).toEqual([])
  })
})
