import { describe, expect, it } from 'vitest'
import { allowedCommands } from '../allowed.ts'
import { sampleOf } from '../facts.ts'
import { aWatchedOrganisation, aWatchedPolicy, aWatchedStoryAt, GOOD_RATINGS, type Story } from '../../testing/index.ts'

const types = (story: Story, from = 0) => story.events.slice(from).map((event) => event.type)
const mayDo = (story: Story, person: string) => {
  const found = aWatchedOrganisation().people.find((one) => one.id === person)
  if (!found) throw new Error(person)
  return allowedCommands(aWatchedPolicy(), story.state, { person, name: '', unit: found.unit, roles: found.roles }, { now: story.now }).map(
    (one) => [one.command, ...Object.values(one.fixed ?? {})].join(' '),
  )
}

describe('verification by three sides (S0-26)', () => {
  it('waits for the obligatory ones, and says which are missing', () => {
    const story = aWatchedStoryAt('verify')
    expect(story.as('duty', 'verify')).toMatchObject({ code: 'case.verify.feedback-missing', params: { names: ['镇街反馈', '部门反馈'] } })
    story.do('town', 'giveFeedback', { source: 'town', form: { note: '摊位已撤' } })
    expect(story.as('duty', 'verify')?.params).toEqual({ names: ['部门反馈'] })
    expect(mayDo(story, 'duty')).not.toContain('verify')
    story.do('sl-clerk', 'giveFeedback', { source: 'department' })
    expect(mayDo(story, 'duty')).toContain('verify')
    expect(story.do('duty', 'verify').state.state).toBe('consent')
  })

  it('asks the public only where the county wants it: here of a high-risk case', () => {
    const story = aWatchedStoryAt('verify')
    expect(story.as('duty', 'giveFeedback', { source: 'public' })?.code).toBe('case.feedback.unknown')
    story.do('duty', 'flagRisk', { reason: { text: '有人扬言上访' } })
    expect(mayDo(story, 'duty')).toContain('giveFeedback public')
    expect(story.as('duty', 'verify')?.params).toEqual({ names: ['镇街反馈', '部门反馈', '群众反馈'] })
  })

  it.each<[string, string, string, string]>([
    ['a side that speaks for another', 'zf-clerk', 'town', 'case.command.not-your-role'],
    ['another town', 'other-town', 'town', 'case.command.not-your-unit'],
  ])('refuses %s', (_name, who, source, code) => {
    expect(aWatchedStoryAt('verify').as(who, 'giveFeedback', { source })?.code).toBe(code)
  })

  it('a failed one begins a new round, whose feedback is asked anew', () => {
    const story = aWatchedStoryAt('verify').do('town', 'giveFeedback', { source: 'town' })
    story.do('duty', 'failVerification', { reason: { text: '现场仍有摊位' } })
    expect(story.state).toMatchObject({ round: 2, state: 'handling' })
    for (const clerk of ['zf-clerk', 'sl-clerk']) story.do(clerk, 'reply', { form: { result: '再清理' } })
    expect(story.as('duty', 'verify')?.params).toEqual({ names: ['镇街反馈', '部门反馈'] })
    expect(story.as('town', 'giveFeedback', { source: 'town' })).toBeUndefined()
  })

  it('is not asked at other times', () => {
    expect(aWatchedStoryAt('consent').as('town', 'giveFeedback', { source: 'town' })?.code).toBe('case.feedback.wrong-phase')
  })
})

describe('the town does not agree (T20)', () => {
  it('from the round the county names on, the case goes to a consultation, and its clock can start', () => {
    const story = aWatchedStoryAt('consent')
    const again = () => {
      for (const clerk of ['zf-clerk', 'sl-clerk']) story.do(clerk, 'reply', { form: { result: '再办' } })
      story.do('town', 'giveFeedback', { source: 'town' }).do('zf-clerk', 'giveFeedback', { source: 'department' }).do('duty', 'verify')
    }
    for (const round of [2, 3]) {
      expect(story.do('town', 'refuseConsent', { reason: { text: '没解决' } }).state).toMatchObject({ round, state: 'handling' })
      again()
    }
    const before = story.events.length
    expect(story.do('town', 'refuseConsent', { reason: { text: '仍没解决' } }).state).toMatchObject({ round: 4, state: 'consult' })
    expect(types(story, before)).toEqual([
      'case.consentRefused',
      'case.reworkOrdered',
      'case.consultationOpened',
      'assignment.reworkStarted',
      'assignment.reworkStarted',
    ])
  })
})

describe('silence (T21)', () => {
  const silent = (consent: { automatic: boolean; neverAutomatic?: boolean }) => {
    const story = aWatchedStoryAt('consent', aWatchedPolicy({ consent: { required: true, ...consent } })).wait(10 * 1440)
    return story.do('system', 'fireClock', { timer: 'consent/c1/1/breach' })
  }

  it('is never consent by itself', () => expect(silent({ automatic: false }).state.state).toBe('consent'))
  it('is consent where the county set it, signed by the system', () => {
    const story = silent({ automatic: true })
    expect(story.state.state).toBe('evaluate')
    expect(story.events.at(-1)).toMatchObject({ type: 'case.consented', by: { person: 'system' }, data: { automatic: true } })
  })
  it('is not, where it is forbidden', () => expect(silent({ automatic: true, neverAutomatic: true }).state.state).toBe('consent'))

  it('climbs a ladder: the principal at the due time, the county office a working day later', () => {
    const story = aWatchedStoryAt('consent').wait(10 * 1440)
    story
      .do('system', 'fireClock', { timer: 'consent/c1/1/breach' })
      .do('system', 'fireClock', { timer: 'consent/c1/1/after/consent-office' })
    expect(story.state.cards?.map((one) => [one.rule, one.card, one.unit])).toEqual([
      ['consent-principal', 'none', 'T1'],
      ['consent-office', 'none', 'T1'],
    ])
  })
})

describe('callback (T23, T24)', () => {
  const called = () => aWatchedStoryAt('evaluate', flagged()).do('town', 'rate', { ratings: GOOD_RATINGS })
  /** Every case is called back. */
  function flagged() {
    const policy = aWatchedPolicy()
    for (const step of policy.flows[0]?.steps ?? []) if (step.id === 'evaluate-called') delete step.when
    return policy
  }

  it('satisfied: the case closes', () =>
    expect(called().do('caller', 'callback').state).toMatchObject({ state: 'closed', callback: { satisfied: true } }))
  it('the reason decides: unsolved means a new round', () =>
    expect(called().do('caller', 'refuseCallback', { reason: { id: 'unsolved', text: '' } }).state).toMatchObject({
      state: 'handling',
      round: 2,
    }))
  it('against the law means a screening; the case waits for it', () => {
    const story = called().do('caller', 'refuseCallback', { reason: { id: 'against-law', text: '' } })
    expect(story.state).toMatchObject({
      state: 'screening',
      requests: [{ kind: 'appeal', status: 'open', data: { against: 'callback/1' } }],
    })
    expect(story.do('screener', 'decideRequest', { approve: true, reason: { text: '诉求确无依据' } }).state).toMatchObject({
      state: 'closed',
      callback: { screened: true },
    })
  })
  it('a screening that finds the complaint right begins a new round', () => {
    const story = called().do('caller', 'refuseCallback', { reason: { id: 'against-law', text: '' } })
    expect(story.do('screener', 'decideRequest', { approve: false, reason: { text: '诉求合理' } }).state).toMatchObject({
      state: 'handling',
      round: 2,
    })
  })
  it('who reported the complaint does not screen it', () => {
    const policy = flagged()
    const story = aWatchedStoryAt('evaluate', policy).do('town', 'rate', { ratings: GOOD_RATINGS })
    for (const rule of policy.flows[0]?.requests ?? []) if (rule.kind === 'appeal') rule.decidedBy = ['screener', 'callback-agent']
    story.do('caller', 'refuseCallback', { reason: { id: 'against-law', text: '' } })
    expect(story.as('caller', 'decideRequest', { approve: true })?.code).toBe('case.appeal.not-independent')
  })
  it('draws its sample evenly, and always the same', () => {
    const drawn = Array.from({ length: 20_000 }, (_, index) => sampleOf(`case-${index}`)).filter((number) => number < 20).length
    expect(drawn / 20_000).toBeCloseTo(0.2, 1)
    expect(sampleOf('case-1')).toBe(sampleOf('case-1'))
  })
})
