import { describe, expect, it } from 'vitest'
import { formatInstant } from '../calendar/civil.ts'
import { proposeRoute } from '../case/route.ts'
import type { Policy } from '../policy/schema.ts'
import { computeClocks } from '../sla/clocks.ts'
import { aPolicy } from '../testing/a-policy.ts'
import { aStory } from '../testing/a-story.ts'
import type { ListItem } from './schema.ts'

/** The policy with its first item changed. */
function withItem(change: Partial<ListItem>, more: ListItem[] = []): Policy {
  const policy = aPolicy()
  const [item, ...rest] = policy.responsibilities.items
  return { ...policy, responsibilities: { ...policy.responsibilities, items: [{ ...item!, ...change }, ...rest, ...more] } }
}
const whistle = { category: 'quick', item: 'A-01', form: { title: '占道经营', place: { address: '东街 1 号' } } }
const input = { category: 'quick', item: 'A-01', town: 'T1', emergency: false, form: {} }

// Stories begin on 2026-11-02.
describe('an item in force decides who may whistle and where it goes', () => {
  it.each<[string, Partial<ListItem>, string | undefined]>([
    ['without dates it always holds', {}, undefined],
    ['it begins today', { effectiveFrom: '2026-11-02' }, undefined],
    ['it begins tomorrow', { effectiveFrom: '2026-11-03' }, 'case.item.not-in-force'],
    ['today is its last day', { effectiveTo: '2026-11-02' }, undefined],
    ['it ended yesterday', { effectiveTo: '2026-11-01' }, 'case.item.not-in-force'],
    ['it is out of use', { retired: true }, 'case.item.unknown'],
  ])('%s', (_name, change, code) => {
    expect(aStory(withItem(change)).as('town', 'submit', whistle)?.code).toBe(code)
  })

  it('the refusal names what took its place', () => {
    const base = aPolicy().responsibilities.items[0]!
    const next = { ...base, id: 'A-01.2', name: '占道经营整治', replaces: 'A-01', effectiveFrom: '2026-11-01' }
    const refusal = aStory(withItem({ effectiveTo: '2026-10-31' }, [next])).as('town', 'submit', whistle)
    expect(refusal).toMatchObject({ params: { next: '占道经营整治' }, why: { next: 'A-01.2' } })
  })

  it('the county’s day counts, not that of the computer: midnight is at +08:00', () => {
    const story = aStory(withItem({ effectiveFrom: '2026-11-03' }))
    story.now = Date.UTC(2026, 10, 2, 16, 0)
    expect(story.as('town', 'submit', whistle)).toBeUndefined()
  })

  it('routes read it as of the day', () => {
    const policy = withItem({ effectiveTo: '2026-10-31' })
    expect(proposeRoute(policy, input, '2026-10-31')).toMatchObject({ rule: 'item', lead: 'ZF' })
    expect(proposeRoute(policy, input, '2026-11-01')).toMatchObject({ rule: 'off-list' })
  })
})

describe('the time limit of an item (处置时限)', () => {
  const limit = (amount: number) => ({ clock: 'dispatch', amount, unit: 'hour' as const, basis: 'natural' as const, clause: '清单' })
  const due = (policy: Policy, data: Record<string, unknown> = whistle) => {
    const story = aStory(policy).do('town', 'submit', data)
    const clock = computeClocks(policy, story.events).find((one) => one.clock === 'dispatch')!
    return [formatInstant(clock.dueAt!, 480), clock.goal.index, clock.goal.clause]
  }

  it('takes the place of the clock’s own goals', () => {
    expect(due(withItem({}))[0]).toBe('2026-11-02T09:30')
    expect(due(withItem({ limits: [limit(2)] }))).toEqual(['2026-11-02T11:00', -1, '清单'])
  })

  it('a situation’s limit comes before the item’s', () => {
    const situations = [{ id: 'roadside', name: '沿街摆摊', limits: [limit(1)] }]
    const policy = withItem({ limits: [limit(2)], situations })
    expect(due(policy, { ...whistle, situation: 'roadside' })[0]).toBe('2026-11-02T10:00')
    expect(due(policy)[0]).toBe('2026-11-02T11:00')
  })

  it('stays what it was when the whistle was blown', () => {
    const story = aStory(withItem({ limits: [limit(2)] })).do('town', 'submit', whistle)
    const clock = computeClocks(aPolicy(), story.events).find((one) => one.clock === 'dispatch')!
    expect(formatInstant(clock.dueAt!, 480)).toBe('2026-11-02T11:00')
  })
})
