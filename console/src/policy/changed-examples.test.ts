import type { Example, Policy } from '@shaotai/core'
import { aPolicy } from '@shaotai/core/testing'
import { expect, it } from 'vitest'
import { changedExamples } from './changed-examples.ts'

const example = (id: string, due: string): Example => {
  return { id, title: id, steps: [{ at: '2026-03-02T09:00', actor: 'system', command: 'wait', expect: { due: { 'arrive@ZF': due } } }] }
}
const policy = (examples: Example[]): Policy => ({ ...aPolicy(), examples })

it('names examples that came, went, or expect another due time', () => {
  const before = policy([example('same', '2026-03-02T12:00'), example('moved', '2026-03-02T12:00'), example('gone', '2026-03-02T12:00')])
  const after = policy([example('same', '2026-03-02T12:00'), example('moved', '2026-03-02T11:00'), example('new', '2026-03-02T12:00')])
  expect(changedExamples(before, after)).toEqual([
    { title: 'moved', kind: 'changed', lines: [{ step: 0, what: '到场', before: '2026-03-02 12:00', after: '2026-03-02 11:00' }] },
    { title: 'new', kind: 'added', lines: [] },
    { title: 'gone', kind: 'removed', lines: [] },
  ])
})
