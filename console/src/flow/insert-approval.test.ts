import { checkPolicy } from '@shaotai/core'
import { aPolicy } from '@shaotai/core/testing'
import { describe, expect, it } from 'vitest'
import { stepsBeforeApproval, usualRefusal, withApproval } from './insert-approval.ts'

const policy = aPolicy()
const flow = policy.flows[0]!
const submit = flow.steps.findIndex(({ act }) => act === 'submit')
const names = { waiting: '待审签', passed: '审签通过', failed: '审签未通过' }
const first = { name: '审签', mode: 'single', by: ['town-principal'], after: submit, refused: usualRefusal(flow) } as const

describe('an approval put behind a step', () => {
  const once = withApproval(flow, first, names)
  it('waits where the step led to, and goes on there when it passes', () => {
    expect(once.steps[submit]?.to).toBe('approval1')
    expect(once.steps.slice(submit + 1, submit + 3).map(({ act, from, to, by }) => ({ act, from, to, by }))).toEqual([
      { act: 'approve', from: ['approval1'], to: flow.steps[submit]?.to, by: ['system'] },
      { act: 'disapprove', from: ['approval1'], to: usualRefusal(flow), by: ['system'] },
    ])
    expect(once.states.find(({ id }) => id === 'approval1')).toEqual({
      id: 'approval1',
      name: '待审签',
      phase: 'APPROVAL',
      approval: 'approval1',
    })
    expect(once.approvals?.at(-1)).toEqual({ id: 'approval1', name: '审签', mode: 'single', by: ['town-principal'] })
  })
  it('takes a second one behind its own passing', () => {
    const passed = once.steps.findIndex(({ act, from }) => act === 'approve' && from.includes('approval1'))
    const twice = withApproval(once, { ...first, mode: 'any', by: ['dispatcher', 'platform-head'], after: passed }, names)
    expect(twice.steps[passed]?.to).toBe('approval2')
    expect(twice.steps.find(({ id }) => id === 'approval2-approve')?.to).toBe(flow.steps[submit]?.to)
  })
  it('makes a flow the check has nothing new and red against', () => {
    const red = (flows: typeof policy.flows) =>
      checkPolicy({ ...policy, flows }).filter(({ severity, at }) => severity === 'red' && at.startsWith('/flows'))
    expect(red([once, ...policy.flows.slice(1)])).toEqual(red(policy.flows))
  })
  it('never follows what ends a case, stays where it is, or refuses', () => {
    for (const index of stepsBeforeApproval(once)) expect(once.steps[index]?.act).not.toMatch(/^(disapprove|urge|recall|reject)$/)
  })
})
