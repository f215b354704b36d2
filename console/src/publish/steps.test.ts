import { describe, expect, it } from 'vitest'
import { firstStep, stepStates, type Step } from './steps.ts'

const untried = { needed: [], seen: [] }
const draft = { status: 'draft', changes: [{}], findings: [], examples: [], stale: false, trial: untried } as unknown as Parameters<
  typeof stepStates
>[0]
const red = { code: 'x', severity: 'red', at: '', params: {} } as const
const nobody = { asked: false, open: false }

describe('the steps of a change into force', () => {
  it.each<[string, Partial<typeof draft>, Step, string]>([
    ['a draft with changes', {}, 'changes', 'finish'],
    ['without a change', { changes: [] }, 'changes', 'error'],
    ['outrun by another version', { stale: true }, 'changes', 'error'],
    ['with a red finding', { findings: [red] }, 'check', 'error'],
    ['with an example that does not hold', { examples: [{ id: 'a', title: 'a', problems: [] }] }, 'check', 'error'],
    ['that changes nothing one can try', {}, 'trial', 'finish'],
    ['whose result nobody looked at', { trial: { needed: ['sla'], required: false, seen: [] } }, 'trial', 'wait'],
    [
      'whose scores nobody looked at',
      { trial: { needed: ['sla', 'scoring'], required: false, seen: [{ kind: 'sla', person: 'a', name: 'A', at: 1 }] } },
      'trial',
      'wait',
    ],
    [
      'that somebody tried',
      { trial: { needed: ['sla'], required: false, seen: [{ kind: 'sla', person: 'a', name: 'A', at: 1 }] } },
      'trial',
      'finish',
    ],
    ['handed to the reviewer', { status: 'submitted' }, 'review', 'process'],
    ['sent back', { status: 'rejected' }, 'review', 'error'],
    ['published', { status: 'published', stale: true }, 'in-force', 'finish'],
    ['published: what outran it since does not matter', { status: 'published', stale: true }, 'changes', 'finish'],
  ])('%s', (_, edit, step, expected) => expect(stepStates({ ...draft, ...edit }, { findings: [] }, nobody)[step]).toBe(expected))

  it.each<[string, { asked: boolean; open: boolean }, string]>([
    ['nobody was asked', nobody, 'wait'],
    ['answers are awaited', { asked: true, open: true }, 'process'],
    ['the time for answers is over', { asked: true, open: false }, 'finish'],
  ])('consultation: %s', (_, consulted, expected) => expect(stepStates(draft, undefined, consulted).consult).toBe(expected))

  it('the page opens at the first thing to mend, for the reviewer at the changes, afterwards at the end', () => {
    const states = stepStates({ ...draft, findings: [red] }, { findings: [] }, nobody)
    expect(firstStep({ status: 'draft' }, states, false)).toBe('check')
    expect(firstStep({ status: 'submitted' }, states, true)).toBe('changes')
    expect(firstStep({ status: 'submitted' }, states, false)).toBe('review')
    expect(firstStep({ status: 'published' }, states, false)).toBe('in-force')
  })
})
