import { describe, expect, it } from 'vitest'
import { loadTemplate } from '../../../../templates/testing/load-template.ts'
import { inventHistory } from '../simulation/history.ts'
import { DAY } from '../shared/instant.ts'
import { A_WHISTLE, aPolicy, aStory, aStoryAt, aWatchedPolicy, aWatchedStoryAt, GOOD_RATINGS } from '../testing/index.ts'
import { checkExample } from './check-example.ts'
import { exampleFromCase } from './example-from-case.ts'
import { runExample } from './example.ts'

const called = { id: 'from-case', title: '由哨件改编' }
const made = (...args: Parameters<typeof exampleFromCase>) => {
  const found = exampleFromCase(...args)
  if (!found.ok) throw new Error(found.error.code)
  return found.value
}

describe('an example made of a case', () => {
  it('says who did what when, the states and due times that followed, and plays at once', () => {
    const story = aStoryAt('dispatched').do('zf-clerk', 'sign')
    const { example, left } = made(aPolicy(), story.events, called)
    expect(left).toBe(0)
    expect(runExample(aPolicy(), example)).toEqual([])
    expect(checkExample(aPolicy(), example, undefined)).toEqual([])
    expect(example.steps.map(({ actor, command, unit }) => [actor.split('@')[0], command, unit])).toEqual([
      ['town-clerk', 'submit', undefined],
      ['dispatcher', 'dispatch', undefined],
      ['dept-clerk', 'sign', 'ZF'],
    ])
    expect(example.steps.at(-1)?.expect?.due).toHaveProperty('arrive@ZF')
    expect(example.steps.map((step) => step.expect?.state)).toEqual(['triage', 'dispatched', story.state.state])
  })

  it('carries nothing anybody wrote', () => {
    const words = { ...A_WHISTLE, form: { ...A_WHISTLE.form, title: '张三家门口占道', description: 'Zhang San 13800001111' } }
    const { example } = made(aPolicy(), aStory().do('town', 'submit', words).events, called)
    expect(JSON.stringify(example)).not.toMatch(/张三|Zhang|138/)
    expect(runExample(aPolicy(), example)).toEqual([])
  })

  it('goes as far as a story can, and says how many acts are left', () => {
    const story = aWatchedStoryAt('evaluate').do('town', 'rate', { ratings: GOOD_RATINGS })
    const policy = aWatchedPolicy()
    const whole = made(policy, story.events, called)
    expect(runExample(policy, whole.example)).toEqual([])
    expect(whole.left).toBe(0)
    // Under a policy in which nobody signs the story ends before it.
    const other = { ...policy, flows: policy.flows.map((flow) => ({ ...flow, assignment: { ...flow.assignment, steps: [] } })) }
    const short = made(other, story.events, called)
    expect(short.left).toBeGreaterThan(0)
    expect(runExample(other, short.example)).toEqual([])
  })

  it('is none where not even the whistle can be repeated', () => {
    const policy = { ...aPolicy(), categories: [] }
    expect(exampleFromCase(policy, aStoryAt('triage').events, called)).toMatchObject({
      ok: false,
      error: { code: 'policy.example.not-a-story' },
    })
    expect(exampleFromCase(aPolicy(), [], called)).toMatchObject({ ok: false })
  })
})

const words = {
  texts: ['现场情况如实。', '已经处理。'],
  comments: ['处置到位。'],
  photos: [{ id: 'b'.repeat(64), name: '现场.jpg', type: 'image/jpeg', size: 9 }],
}

it.each(['hechuan-city', 'hechuan', 'hechuan-yanqing', 'hechuan-jiangbei', 'hechuan-beijing'])(
  '%s: of cases as they are lived almost every act is taken, and every example holds',
  { timeout: 60_000 },
  (name) => {
    const { policy, organisation } = loadTemplate(name)
    const to = Date.UTC(2026, 10, 1)
    const cases = [...inventHistory(policy, 'h', organisation, { cases: 10, seed: 7, from: to - 200 * DAY, to: to - 60 * DAY, ...words })]
    const examples = cases.map(({ events }, index) => made(policy, events, { id: `c${index}`, title: '改编' }))
    const failing = examples.filter(
      ({ example }) =>
        runExample(policy, example).length > 0 || checkExample(policy, example, organisation).some((one) => one.severity === 'red'),
    )
    expect(failing.map(({ example }) => example.id)).toEqual([])
    const steps = examples.reduce((sum, one) => sum + one.example.steps.length, 0)
    const left = examples.reduce((sum, one) => sum + one.left, 0)
    expect(steps / (steps + left)).toBeGreaterThan(0.8)
    for (const { example } of examples) expect(JSON.stringify(example)).not.toMatch(/现场情况|已经处理|处置到位|现场\.jpg/)
  },
)
