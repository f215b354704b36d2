import { describe, expect, it } from 'vitest'
import { aPolicy } from '../testing/index.ts'
import { runExample } from './example.ts'
import { reviseExample } from './revise-example.ts'
import type { Example, Policy } from './schema.ts'

const [example] = aPolicy().examples as [Example]
const quicker = (): Policy => {
  const policy = aPolicy()
  return {
    ...policy,
    sla: {
      ...policy.sla,
      clocks: policy.sla.clocks.map((clock) =>
        clock.id === 'dispatch' ? { ...clock, goals: clock.goals.map((goal) => ({ ...goal, amount: 20 })) } : clock,
      ),
    },
  }
}

describe('accepting the outcomes of a changed rule', () => {
  it('leaves an example that holds as it is', () => {
    expect(reviseExample(aPolicy(), example)).toBe(example)
  })

  it('rewrites only what came out otherwise, and then it holds', () => {
    expect(runExample(quicker(), example)).toEqual([
      { step: 0, what: 'due dispatch', expected: '2026-11-02T09:30', actual: '2026-11-02T09:20' },
    ])
    const revised = reviseExample(quicker(), example)
    expect(runExample(quicker(), revised)).toEqual([])
    expect(revised.steps[0]?.expect).toEqual({ state: 'triage', due: { dispatch: '2026-11-02T09:20' } })
    expect(revised.steps[1]).toEqual(example.steps[1])
  })

  it('takes over a refusal, and the end of one', () => {
    const wrong: Example = {
      ...example,
      steps: example.steps.map((step, index) => (index === 1 ? { ...step, actor: 'dept-clerk@ZF', expect: undefined } : step)),
    }
    const revised = reviseExample(aPolicy(), wrong)
    expect(revised.steps[1]?.expect).toEqual({ refusal: 'case.command.not-your-role' })
    expect(runExample(aPolicy(), revised)).toEqual([])
    const allowed = {
      ...revised,
      steps: revised.steps.map((step) => ({ ...step, actor: step.actor.replace('dept-clerk@ZF', 'dispatcher@PT') })),
    }
    expect(reviseExample(aPolicy(), allowed).steps[1]?.expect).toEqual({})
  })
})
