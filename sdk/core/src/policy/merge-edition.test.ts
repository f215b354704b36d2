import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadTemplate } from '../../../../templates/testing/load-template.ts'
import { canonicalJson } from './hash.ts'
import { mergePolicies } from './merge.ts'
import { asOurs, mergeEdition } from './merge-edition.ts'
import { parsePolicy } from './parse.ts'
import { POLICY_KINDS, type Policy } from './schema.ts'

const { policy: whole } = loadTemplate('hechuan')
// Enough of everything that is edited below; the properties are played on it a hundred times.
const base: Policy = {
  ...whole,
  examples: [],
  responsibilities: { ...whole.responsibilities, items: whole.responsibilities.items.slice(0, 8) },
}
const { policy: city } = loadTemplate('hechuan-city')
const KINDS = POLICY_KINDS

/** One thing somebody may do to a policy; `n` chooses where, `v` what it says then. */
type Act = { do: 'limit' | 'name' | 'title' | 'drop' | 'add' | 'first' | 'lead'; n: number; v: number }
const act: fc.Arbitrary<Act> = fc.record({
  do: fc.constantFrom<Act['do']>('limit', 'name', 'title', 'drop', 'add', 'first', 'lead'),
  n: fc.nat(200),
  v: fc.nat(30),
})
const acts = fc.array(act, { maxLength: 6 })

function edited(list: readonly Act[]): Policy {
  const policy = structuredClone(base)
  const { items } = policy.responsibilities
  for (const { do: what, n, v } of list) {
    const clock = policy.sla.clocks[n % policy.sla.clocks.length]
    const item = items[n % items.length]
    if (what === 'limit' && clock?.goals[0]) clock.goals[0].amount = v + 1
    if (what === 'name' && item) item.name = `事项${v}`
    if (what === 'lead' && item) item.lead = ['ZF', 'GA', 'SC'][v % 3] ?? 'ZF'
    if (what === 'title') policy.profile.title = `办法${v}`
    if (what === 'drop' && items.length > 1) items.splice(n % items.length, 1)
    if (what === 'add' && item) items.splice(n % items.length, 0, { ...structuredClone(item), id: `NEW-${v}-${n}` })
    // What stands first now stood somewhere else: entries are known by their id, not by their place.
    if (what === 'first') items.unshift(...items.splice(n % items.length, 1))
  }
  return policy
}
const unordered = (policy: unknown) => {
  const { responsibilities, ...rest } = policy as Policy
  const items = responsibilities.items.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return canonicalJson({ ...rest, responsibilities: { ...responsibilities, items } })
}

describe('three versions of one policy', () => {
  it('what only they changed is theirs; what only we changed is ours', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const other = edited(list)
        expect(mergePolicies(base, base, other)).toEqual({ value: other, conflicts: [] })
        expect(mergePolicies(base, other, base)).toEqual({ value: other, conflicts: [] })
        expect(mergePolicies(base, other, other)).toEqual({ value: other, conflicts: [] })
      }),
      { numRuns: 40 },
    )
  })

  it('does not depend on whose side one is on, but for conflicts and the order of lists', () => {
    fc.assert(
      fc.property(acts, acts, (one, two) => {
        const [a, b] = [edited(one), edited(two)]
        const [here, there] = [mergePolicies(base, a, b), mergePolicies(base, b, a)]
        expect(here.conflicts.length).toBe(there.conflicts.length)
        if (here.conflicts.length === 0) expect(unordered(here.value)).toBe(unordered(there.value))
      }),
      { numRuns: 30 },
    )
  })

  it('a decided conflict is the side that was chosen, and nothing is left open', () => {
    fc.assert(
      fc.property(acts, acts, fc.constantFrom('mine' as const, 'theirs' as const), (one, two, side) => {
        const [a, b] = [edited(one), edited(two)]
        const open = mergePolicies(base, a, b)
        const decided = mergePolicies(base, a, b, Object.fromEntries(open.conflicts.map((each) => [each.mine, side])))
        expect(decided.conflicts).toEqual([])
        if (side === 'mine') expect(decided.value).toEqual(open.value)
      }),
      { numRuns: 30 },
    )
  })
})

describe('a newer edition of what we took over', () => {
  const clockOf = (policy: Policy) => policy.sla.clocks[0]!
  const mine = edited([
    { do: 'limit', n: 0, v: 6 },
    { do: 'name', n: 3, v: 1 },
  ])
  const theirs = edited([
    { do: 'limit', n: 0, v: 8 },
    { do: 'name', n: 5, v: 2 },
    { do: 'title', n: 0, v: 9 },
  ])

  it('says what each side changed, and asks where both did', () => {
    const merged = mergeEdition({ base, mine, theirs, kinds: KINDS })
    expect([merged.mine.length, merged.theirs.length]).toEqual([2, 3])
    expect(merged.conflicts).toMatchObject([{ at: '/sla/clocks/0/goals', mine: [{ kind: 'changed' }], theirs: [{ kind: 'changed' }] }])
    const decided = mergeEdition({ base, mine, theirs, kinds: KINDS }, { '/sla/clocks/0/goals': 'theirs' })
    const parsed = parsePolicy(decided.value)
    if (!parsed.ok) throw new Error(parsed.error.code)
    expect(parsed.value.responsibilities.items.map(({ name }) => name).filter((name) => /^事项\d/.test(name))).toEqual(['事项1', '事项2'])
    expect([clockOf(parsed.value).goals[0]?.amount, parsed.value.profile.title]).toEqual([9, '办法9'])
  })

  it('leaves alone what we did not take over then', () => {
    const merged = mergeEdition({ base, mine, theirs, kinds: ['profile', 'responsibilities'] })
    expect(merged.conflicts).toEqual([])
    expect((merged.value as Policy).sla).toEqual(mine.sla)
    expect((merged.value as Policy).profile.title).toBe('办法9')
  })

  it('is given in our units, with our name and numbering', () => {
    const known = new Set(['ZF', 'GA'])
    const ours = asOurs(city, { units: { SL: null, ZF: 'GA' }, known, own: base })
    expect(ours.profile).toMatchObject({ title: base.profile.title, caseNumber: base.profile.caseNumber })
    expect(ours.responsibilities.items.some(({ lead }) => lead === 'ZF')).toBe(false)
    expect(ours.sla).toEqual(city.sla)
  })
})
