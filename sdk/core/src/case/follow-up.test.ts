import { describe, expect, it } from 'vitest'
import { runExample } from '../policy/example.ts'
import type { ExampleStep } from '../policy/example-schema.ts'
import { A_WHISTLE, aWatchedPolicy, aWatchedStoryAt } from '../testing/index.ts'
import { followUps, relatedCase } from './follow-up.ts'

const step = (rest: Partial<ExampleStep> & { command: string }, minute: number): ExampleStep => ({
  at: `2026-11-02T09:${String(minute).padStart(2, '0')}`,
  actor: 'dispatcher@PT',
  ...rest,
})
const blow = (name: string, minute: number) => step({ case: name, actor: 'town-clerk@T1', command: 'submit', data: A_WHISTLE }, minute)

describe('two cases, each decided on its own', () => {
  it('a story merges, takes out again, and the target hears of both', () => {
    const problems = runExample(aWatchedPolicy(), {
      id: 'merge',
      title: '并件',
      steps: [
        blow('one', 0),
        blow('two', 1),
        step({ case: 'one', command: 'merge', data: { target: 'two' }, expect: { phase: 'MERGED', clocks: { dispatch: 'cancelled' } } }, 2),
        step({ case: 'two', command: 'wait', expect: { facts: { 'case.merged': 1 } } }, 3),
        step(
          {
            case: 'one',
            command: 'unmerge',
            data: { reason: { text: '不同' } },
            expect: { state: 'triage', clocks: { dispatch: 'running' } },
          },
          4,
        ),
        step({ case: 'two', command: 'wait', expect: { facts: { 'case.merged': 0 } } }, 5),
        step({ case: 'one', command: 'merge', data: { target: 'three' }, expect: { refusal: 'case.merge.unknown' } }, 6),
      ],
    })
    expect(problems).toEqual([])
  })

  it('a closing is told to all who follow', () => {
    const story = aWatchedStoryAt('triage').do('dispatcher', 'absorb', { case: 'c2', number: 'X2', town: 'T1' })
    expect(followUps(story.state, [{ ...story.events[0]!, type: 'case.closed', data: {} }])).toEqual([
      { case: 'c2', command: { name: 'followTarget', data: { case: 'c1', number: 'X2026-00001', town: 'T1' } } },
    ])
  })

  it('only who names a case must be able to see it', () => {
    const { state } = aWatchedStoryAt('triage')
    expect(relatedCase(state, { name: 'merge', data: { target: 'c2' } })).toEqual({ id: 'c2', asked: true })
    expect(relatedCase({ ...state, mergedInto: { case: 'c2', number: '', town: 'T1', at: 0 } }, { name: 'unmerge', data: {} })).toEqual({
      id: 'c2',
      asked: false,
    })
    expect(relatedCase(state, { name: 'urge', data: {} })).toBeUndefined()
  })
})
