import { describe, expect, it } from 'vitest'
import { aPolicy } from '../testing/index.ts'
import { adoptOutcomes } from './adopt-outcomes.ts'
import { runExample } from './example.ts'
import type { Example } from './schema.ts'

const step = (expected: Example['steps'][number]['expect']): Example['steps'][number] => {
  return { at: '2026-03-02T09:00', actor: 'town-clerk@NH', command: 'submit', expect: expected }
}
const example = (expected: Example['steps'][number]['expect']): Example => ({ id: 'e1', title: '周五到场', steps: [step(expected)] })
const failing = (what: string, actual: unknown) => [{ id: 'e1', title: '周五到场', problems: [{ step: 0, what, expected: null, actual }] }]

describe('taking over what a changed rule gives', () => {
  it.each([
    [
      'a due time',
      { due: { 'arrive@ZF': '2026-03-02T12:00', sign: 'x' } },
      'due arrive@ZF',
      '2026-03-02T11:00',
      { due: { 'arrive@ZF': '2026-03-02T11:00', sign: 'x' } },
    ],
    ['a due time that is no more', { due: { arrive: '2026-03-02T12:00' } }, 'due arrive', null, { due: {} }],
    ['a state', { state: 'signed' }, 'state', 'onsite', { state: 'onsite' }],
    ['a lead', { lead: 'ZF' }, 'lead', 'SL', { lead: 'SL' }],
    ['a breach that is none', { breached: ['arrive', 'sign'] }, 'breached arrive', false, { breached: ['sign'] }],
    ['never a refusal', { refusal: 'case.command.not-allowed' }, 'refusal', undefined, { refusal: 'case.command.not-allowed' }],
  ] as const)('%s', (_name, before, what, actual, after) => {
    const [adopted] = adoptOutcomes([example(structuredClone(before) as never)], failing(what, actual), ['e1'])
    expect(adopted?.steps[0]?.expect).toEqual(after)
  })

  it('leaves examples nobody chose as they are', () => {
    const before = example({ state: 'signed' })
    expect(adoptOutcomes([before], failing('state', 'onsite'), [])[0]).toBe(before)
  })

  it('makes the failing examples of a shortened limit hold', () => {
    const policy = aPolicy()
    const before = policy.examples.filter((one) => runExample(policy, one).length === 0)
    const shorter = structuredClone(policy)
    for (const goal of shorter.sla.clocks.flatMap((clock) => clock.goals))
      if (goal.unit !== 'day') goal.amount = Math.max(1, goal.amount - 1)
    const broken = before
      .map((one) => ({ id: one.id, title: one.title, problems: runExample(shorter, one) }))
      .filter((one) => one.problems.every(({ what }) => what.startsWith('due')))
    const after = adoptOutcomes(
      before,
      broken,
      broken.map((one) => one.id),
    )
    for (const one of after.filter(({ id }) => broken.some((failed) => failed.id === id))) expect(runExample(shorter, one)).toEqual([])
  })
})
