import { expect, test } from 'vitest'
import { firstSteps } from './first-steps.ts'

type Draft = Parameters<typeof firstSteps>[0][number]
const red = { code: 'policy.unit.missing', severity: 'red' as const, at: '', params: {} }
const draft = (over: Partial<Draft>): Draft => ({ status: 'draft', findings: [], examples: [], ...over })

test.each<[string, Draft[], string[]]>([
  ['nothing begun', [], []],
  ['a draft given up is none', [draft({ status: 'withdrawn' })], []],
  ['a draft with gaps', [draft({ findings: [red, red], examples: [{ id: 'e', title: 'e', problems: [] }] })], ['begin']],
  ['filled in, an example fails', [draft({ examples: [{ id: 'e', title: 'e', problems: [] }] })], ['begin', 'fill']],
  ['ready', [draft({})], ['begin', 'fill', 'examples']],
  ['handed over', [draft({ status: 'submitted' })], ['begin', 'fill', 'examples', 'submit']],
])('%s', (_, drafts, done) => {
  expect(firstSteps(drafts).flatMap((step) => (step.done ? [step.key] : []))).toEqual(done)
})
