import { describe, expect, it } from 'vitest'
import { A_WHISTLE, aStory, aWatchedOrganisation, aWatchedPolicy, aWatchedStoryAt, GOOD_RATINGS, type Story } from '../../testing/index.ts'

const why = { reason: { text: '有人扬言上访' } }

describe('the high-risk loop (S2-08)', () => {
  it('a condition marks a case at once, signed by the system', () => {
    const story = aStory(aWatchedPolicy(), aWatchedOrganisation()).do('town', 'submit', { ...A_WHISTLE, item: 'A-02' })
    expect(story.events.map((event) => [event.type, event.by.person])).toEqual([
      ['case.submitted', 'town'],
      ['risk.flagged', 'system'],
    ])
    expect(story.state).toMatchObject({ highRisk: true, state: 'triage' })
  })

  it('cleared by hand it stays cleared, until marked by hand', () => {
    const story = aStory(aWatchedPolicy(), aWatchedOrganisation()).do('town', 'submit', { ...A_WHISTLE, item: 'A-02' })
    story.do('duty', 'clearRisk', why).do('dispatcher', 'dispatch', { lead: 'SL', cooperating: [] })
    expect(story.state.highRisk).toBe(false)
    expect(story.do('duty', 'flagRisk', why).state.highRisk).toBe(true)
  })

  it('keeps the case open until every obligatory step is taken', () => {
    const story = aWatchedStoryAt('evaluate').do('duty', 'flagRisk', why).do('town', 'rate', { ratings: GOOD_RATINGS })
    // A high-risk case is always called back.
    expect(story.state.state).toBe('callback')
    expect(story.do('caller', 'callback').state.state).toBe('closing')
    expect(story.do('duty', 'riskStep', { act: 'predict' }).state.state).toBe('closed')
  })

  it('some steps are taken again, others once', () => {
    const story = aWatchedStoryAt('handling')
      .do('duty', 'flagRisk', why)
      .do('duty', 'riskStep', { act: 'followUp' })
      .do('duty', 'riskStep', { act: 'followUp' })
    expect(story.state.risk?.steps.map((one) => one.act)).toEqual(['followUp', 'followUp'])
    expect(story.do('duty', 'riskStep', { act: 'predict' }).as('duty', 'riskStep', { act: 'predict' })?.code).toBe('case.risk.done')
  })

  it.each<[string, (story: Story) => { code: string } | undefined, string]>([
    ['a step of a case that is not marked', (one) => one.as('duty', 'riskStep', { act: 'predict' }), 'case.risk.not-flagged'],
    [
      'a step the flow does not have',
      (one) => one.do('duty', 'flagRisk', why).as('duty', 'riskStep', { act: 'respond' }),
      'case.risk.not-in-flow',
    ],
    ['a mark twice', (one) => one.do('duty', 'flagRisk', why).as('duty', 'flagRisk', why), 'case.risk.already'],
    ['a mark without a reason', (one) => one.as('duty', 'flagRisk'), 'case.reason.required'],
    ['a mark by a department', (one) => one.as('zf-clerk', 'flagRisk', why), 'case.command.not-your-role'],
    ['clearing what is not marked', (one) => one.as('duty', 'clearRisk', why), 'case.risk.not-flagged'],
  ])('refuses %s', (_name, act, code) => expect(act(aWatchedStoryAt('handling'))?.code).toBe(code))
})
