import { expect, test } from 'vitest'
import { aPolicy } from '../testing/a-policy.ts'
import { checkPolicy } from './check.ts'
import { findingMark } from './finding-mark.ts'
import type { Policy } from './schema.ts'

const fresh = () => JSON.parse(JSON.stringify(aPolicy())) as Policy

/** The marks of what the check finds after each of these edits. */
function marks(...edits: ((policy: Policy) => unknown)[]): string[] {
  const policy = fresh()
  for (const edit of edits) edit(policy)
  return checkPolicy(policy).map((one) => findingMark(one, policy))
}

const noBasis = ({ responsibilities: { items } }: Policy) => Object.assign(items[0]!, { legalBasis: [] })
const noHours = (policy: Policy) => Object.assign(policy.scoring.models[0]!, { emptyDenominator: 'full' })

test.each<[unrelated: string, edit: (policy: Policy) => unknown]>([
  [
    'another item is put before it',
    ({ responsibilities: { items } }) => items.unshift({ ...structuredClone(items[0]!), id: 'A-99', legalBasis: ['x'] }),
  ],
  ['it is renamed', ({ responsibilities: { items } }) => Object.assign(items[0]!, { title: '别的叫法' })],
  ['another kind of document changes', (policy) => Object.assign(policy.profile, { title: '别县' })],
])('a finding is known again when %s', (_name, edit) => {
  const [known] = marks(noBasis)
  expect(known).toBe('policy.item.no-basis /responsibilities/items/[A-01]/legalBasis')
  expect(
    marks(edit, (policy) =>
      Object.assign(
        policy.responsibilities.items.find((one) => one.id === 'A-01')!,
        { legalBasis: [] },
      ),
    ),
  ).toContain(known)
})

test('two findings have two marks', () => {
  const both = marks(noBasis, noHours)
  expect(new Set(both).size).toBe(both.length)
  expect(both.length).toBeGreaterThan(1)
})

test('a goal is known by its condition, whatever stands before it', () => {
  const policy = fresh()
  const clock = policy.sla.clocks[0]!
  const at = (goal: number) => findingMark({ code: 'policy.clock.beyond-calendar', at: `/sla/clocks/0/goals/${goal}`, params: {} }, policy)
  const last = at(clock.goals.length - 1)
  clock.goals.unshift({ ...clock.goals[0]!, when: { eq: ['case.category', 'zz'] } } as never)
  expect(at(clock.goals.length - 1)).toBe(last)
  expect(at(0)).not.toBe(last)
  expect(last.length).toBeLessThan(200)
})
