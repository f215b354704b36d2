import { describe, expect, it } from 'vitest'
import { aPolicy } from '../testing/index.ts'
import { mergePolicies } from './merge.ts'
import type { Policy } from './schema.ts'

const base = aPolicy()
const edit = (change: (policy: Policy) => void): Policy => {
  const policy = structuredClone(base)
  change(policy)
  return policy
}
const limit = (id: string, amount: number) => (policy: Policy) => {
  const goal = policy.sla.clocks.find((clock) => clock.id === id)?.goals[0]
  if (goal) goal.amount = amount
}
const [first, second] = base.sla.clocks.map((clock) => clock.id) as [string, string]
const place = '/sla/clocks/0/goals'

describe('two changes of one policy', () => {
  it.each<[string, (policy: Policy) => void, (policy: Policy) => void]>([
    ['in different documents', limit(first, 7), (policy) => (policy.profile.title = '新办法')],
    ['in different entries of one list', limit(first, 7), limit(second, 9)],
    ['in different fields of one entry', limit(first, 7), (policy) => ((policy.sla.clocks[0] as { name: string }).name = '改名')],
    ['an entry gone here, another changed there', (policy) => policy.categories.pop(), limit(first, 7)],
    ['the same change twice', limit(first, 7), limit(first, 7)],
  ])('%s come together by themselves', (_, mine, theirs) => {
    const merged = mergePolicies(base, edit(mine), edit(theirs))
    expect(merged.conflicts).toEqual([])
    expect(merged.value).toEqual(
      edit((policy) => {
        mine(policy)
        theirs(policy)
      }),
    )
  })

  it('of the same limit are a conflict, decided by a choice', () => {
    const [mine, theirs] = [edit(limit(first, 7)), edit(limit(first, 9))]
    const open = mergePolicies(base, mine, theirs)
    expect(open.conflicts).toEqual([{ mine: place, theirs: place }])
    expect(open.value).toEqual(mine)
    expect(mergePolicies(base, mine, theirs, { [place]: 'theirs' })).toEqual({ value: theirs, conflicts: [] })
    expect(mergePolicies(base, mine, theirs, { [place]: 'mine' })).toEqual({ value: mine, conflicts: [] })
  })

  it('one removed what the other changed: a conflict about the whole entry', () => {
    const mine = edit((policy) => policy.sla.clocks.shift())
    const theirs = edit(limit(first, 9))
    const { conflicts } = mergePolicies(base, mine, theirs)
    expect(conflicts).toEqual([{ mine: `/sla/clocks/${first}`, theirs: '/sla/clocks/0' }])
    expect(mergePolicies(base, mine, theirs, { [`/sla/clocks/${first}`]: 'theirs' }).value).toEqual(theirs)
  })

  it('what only they added stands where they put it', () => {
    const extra = { ...structuredClone(base.sla.clocks[0]), id: 'extra' } as Policy['sla']['clocks'][number]
    const theirs = edit((policy) => policy.sla.clocks.splice(1, 0, extra))
    const merged = mergePolicies(base, edit(limit(first, 7)), theirs).value as Policy
    expect(merged.sla.clocks.map((clock) => clock.id).slice(0, 2)).toEqual([first, 'extra'])
  })

  it('a key that would be a prototype stays a key', () => {
    const hostile = JSON.parse('{"__proto__": {"polluted": true}}') as Policy
    expect(Object.hasOwn(mergePolicies({} as Policy, {} as Policy, hostile).value, '__proto__')).toBe(true)
    const merged = mergePolicies({} as Policy, { a: 1 } as unknown as Policy, hostile)
    expect([Object.hasOwn(merged.value, '__proto__'), (merged.value as { polluted?: boolean }).polluted]).toEqual([true, undefined])
  })
})
