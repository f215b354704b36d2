import { describe, expect, it } from 'vitest'
import { pointedAt } from '../shared/json-pointer.ts'
import { A_MONDAY_MORNING, anOrganisation, aPolicy } from '../testing/index.ts'
import { inventHistory } from './history.ts'
import { openUsageCount, usableOf, type UsageKind } from './policy-usage.ts'
import { HISTORY_DAYS } from './summarise-history.ts'
import { DAY } from '../shared/instant.ts'

const policy = aPolicy()
const until = A_MONDAY_MORNING
const year = [
  ...inventHistory(policy, 'lived', anOrganisation(), {
    cases: 60,
    seed: 5,
    from: until - HISTORY_DAYS * DAY,
    to: until,
    photos: [],
    texts: ['已核实。'],
    comments: ['好。'],
  }),
]

function count(cases: typeof year, of = policy) {
  const counting = openUsageCount(of, until)
  for (const { events } of cases) counting.add(events)
  const uses = counting.result()
  return (kind: UsageKind, key: string) => uses.find((one) => one.kind === kind && one.key === key)?.cases ?? 0
}

describe('what of a policy a year of cases used', () => {
  const used = count(year)
  const beganWith = (key: 'category' | 'item', id: string) => year.filter(({ events }) => events[0]?.data[key] === id).length

  it('counts each case once for its category and item', () => {
    for (const { id } of policy.categories) expect([id, used('category', id)]).toEqual([id, beganWith('category', id)])
    for (const { id } of policy.responsibilities.items) expect([id, used('item', id)]).toEqual([id, beganWith('item', id)])
  })

  it('counts steps by what they left behind and where they led', () => {
    const [flow] = policy.flows
    const withEvent = (type: string) => year.filter(({ events }) => events.some((one) => one.type === type)).length
    const sign = flow?.assignment.steps.find(({ act }) => act === 'sign')
    expect(used('step', `${flow?.id}/${sign?.id}`)).toBe(withEvent('assignment.signed'))
    const dispatches = flow?.steps.filter(({ act }) => act === 'dispatch') ?? []
    const most = Math.max(...dispatches.map(({ id }) => used('step', `${flow?.id}/${id}`)))
    expect(most).toBeGreaterThan(0)
    expect(most).toBeLessThanOrEqual(withEvent('case.dispatched'))
  })

  it('says when the last case that used a thing was whistled', () => {
    const counting = openUsageCount(policy, until)
    for (const { events } of year) counting.add(events)
    const [category] = policy.categories
    const last = Math.max(...year.filter(({ events }) => events[0]?.data.category === category?.id).map(({ events }) => events[0]?.at ?? 0))
    expect(counting.result().find((one) => one.kind === 'category' && one.key === category?.id)?.last).toBe(last)
  })

  it('finds nothing for what nobody used', () => {
    const [first] = policy.categories
    const more = { ...policy, categories: [...policy.categories, { ...first!, id: 'spare', name: '备用哨' }] }
    expect(count(year, more)('category', 'spare')).toBe(0)
    expect(usableOf(more).some(({ kind, key }) => kind === 'category' && key === 'spare')).toBe(true)
  })

  it('counts clocks that began, and items of the forms that were filled in', () => {
    expect(Math.max(...policy.sla.clocks.map(({ id }) => used('clock', id)))).toBe(year.length)
    const rated = year.filter(({ events }) => events.some(({ type }) => type === 'case.evaluated'))
    const ratings = usableOf(policy).filter(({ kind }) => kind === 'rating')
    expect(Math.max(...ratings.map(({ key }) => used('rating', key)))).toBe(rated.length)
    expect(count([])('clock', 'sign')).toBe(0)
  })
})

it('lists things where they stand, each once, without what is out of use', () => {
  const things = usableOf(policy)
  expect(new Set(things.map(({ kind, key }) => `${kind} ${key}`)).size).toBe(things.length)
  for (const { at, key } of things) {
    expect(key.endsWith((pointedAt(policy, at) as { id: string }).id)).toBe(true)
  }
  const [first, ...others] = policy.categories
  const retired = { ...policy, categories: [{ ...first!, retired: true }, ...others] }
  expect(usableOf(retired).some(({ kind, key }) => kind === 'category' && key === first!.id)).toBe(false)
})
