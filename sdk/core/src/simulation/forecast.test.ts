import { describe, expect, it } from 'vitest'
import { formatInstant } from '../calendar/civil.ts'
import { aPolicy, aStory, aStoryAt, A_WHISTLE } from '../testing/index.ts'
import type { ClockRule } from '../sla/schema.ts'
import { forecastClocks } from './forecast.ts'

const policy = aPolicy()
const latest = (story: ReturnType<typeof aStory>) =>
  forecastClocks(policy, story.events, story.now).map(
    ({ clock, unit, dueAt }) => `${clock}${unit ? `@${unit}` : ''} ${formatInstant(dueAt, 480)}`,
  )

describe('the latest time of each step to come', () => {
  it('follows from each step before it taking its full time', () => {
    // Blown Monday 09:00; dispatched by 09:30, signed by 10:00, there by 13:00, replied by the third working day after.
    // A reply at the moment of closing is received the next morning, and that day does not count.
    expect(latest(aStory().do('town', 'submit', A_WHISTLE))).toEqual([
      'sign@ZF 2026-11-02T10:00',
      'sign@SL 2026-11-02T10:00',
      'arrive@ZF 2026-11-02T13:00',
      'arrive@SL 2026-11-02T13:00',
      'reply@ZF 2026-11-05T17:30',
      'reply@SL 2026-11-05T17:30',
      'consent@T1 2026-11-10T17:30',
      'evaluate@T1 2026-11-16T17:30',
    ])
  })

  it('leaves out what already runs, and is empty when nothing is to come', () => {
    expect(latest(aStoryAt('consent')).map((line) => line.split(' ')[0])).toEqual(['evaluate@T1'])
    expect(latest(aStoryAt('evaluate'))).toEqual([])
  })

  it('goes on after a rating nobody has given yet, by a clock that reads how the case stands', () => {
    const callback = {
      id: 'callback',
      name: '回访',
      per: 'case',
      owner: 'platform',
      start: ['case.evaluated'],
      stop: ['case.callbackDone'],
    } as const
    const goals = [{ amount: 3, unit: 'day', basis: 'working-days' }] as const
    const clock = { ...callback, goals, when: { eq: ['case.round', 1] }, onReentry: 'restart', warnAt: [] } as unknown as ClockRule
    const called = { ...policy, sla: { ...policy.sla, clocks: [...policy.sla.clocks, clock] } }
    const { events, now } = aStoryAt('consent')
    expect(forecastClocks(called, events, now).map((one) => one.clock)).toEqual(['evaluate', 'callback'])
  })

  it('says nothing of departments while nobody knows which', () => {
    const story = aStory().do('town', 'submit', { category: 'quick', form: A_WHISTLE.form })
    expect(latest(story)).toEqual([])
  })
})
