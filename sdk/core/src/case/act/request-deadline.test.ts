import { describe, expect, it } from 'vitest'
import { allowedCommands } from '../allowed.ts'
import { stateTimers } from '../state-timers.ts'
import { MINUTE } from '../../shared/instant.ts'
import { computeClocks } from '../../sla/clocks.ts'
import { aWatchedOrganisation, aWatchedPolicy, aWatchedStoryAt, type Story } from '../../testing/index.ts'

const policy = aWatchedPolicy()
const asked = (days: number, reporterTold: string | undefined = '已电话告知, 表示理解') =>
  aWatchedStoryAt('handling').do('zf-clerk', 'openRequest', { kind: 'extension', days, reason: { text: '需检测' }, reporterTold })
const returned = () => aWatchedStoryAt('dispatched').do('zf-clerk', 'openRequest', { kind: 'return', reason: { text: '不是我们' } })
const mayDecide = (story: Story, person: string) => {
  const found = aWatchedOrganisation().people.find((one) => one.id === person)
  const actor = { person, name: '', unit: found?.unit ?? '', roles: found?.roles ?? [] }
  return allowedCommands(policy, story.state, actor, { now: story.now }).some((one) => one.command === 'decideRequest')
}

describe('the more days, the higher the decider', () => {
  it.each<[number, number | undefined, string, boolean]>([
    [3, undefined, 'dispatcher', true],
    [4, undefined, 'dispatcher', false],
    [4, undefined, 'head', true],
    [8, undefined, 'head', false],
    [8, undefined, 'county', true],
    [3, 8, 'dispatcher', false],
    [8, 2, 'dispatcher', false],
    [8, 2, 'county', true],
  ])('%i days asked, %s granted, by %s: %s', (days, granted, who, done) => {
    const refusal = asked(days).as(who, 'decideRequest', { approve: true, ...(granted !== undefined && { days: granted }) })
    expect(refusal?.code).toBe(done ? undefined : 'case.request.not-your-decision')
  })

  it.each(['dispatcher', 'head', 'county'])('%s is offered exactly what they may decide', (who) => {
    for (const days of [3, 4, 8]) {
      const story = asked(days)
      expect(mayDecide(story, who)).toBe(story.as(who, 'decideRequest', { approve: true }) === undefined)
    }
  })
})

describe('the reporter must have been told (延期)', () => {
  it.each([[''], ['  ']])('"%s" is not enough', (told) => {
    const refusal = aWatchedStoryAt('handling').as('zf-clerk', 'openRequest', {
      kind: 'extension',
      days: 1,
      reason: { text: '需检测' },
      reporterTold: told,
    })
    expect(refusal).toMatchObject({ code: 'case.request.reporter-untold', at: '/reporterTold' })
  })
  it('what was said stands in the request', () => expect(asked(1).state.requests[0]?.data.reporterTold).toBe('已电话告知, 表示理解'))
})

describe('a request nobody decides', () => {
  it('has a timer, a moment after its deadline; once decided it has none', () => {
    const story = returned()
    const openedAt = story.events.at(-1)?.at ?? 0
    expect(stateTimers(policy, story.state)).toEqual([
      { key: 'request/r1', at: openedAt + 30 * MINUTE + 1, command: { name: 'expireRequest', data: { request: 'r1' } } },
    ])
    expect(stateTimers(policy, story.do('dispatcher', 'decideRequest', { approve: false, reason: { text: '是你们' } }).state)).toEqual([])
  })

  it('lapses, and a new one may be asked', () => {
    const story = asked(1)
      .wait(3 * 1440)
      .do('system', 'expireRequest', { request: 'r1' })
    expect(story.state.requests[0]?.status).toBe('expired')
    expect(story.as('dispatcher', 'decideRequest', { request: 'r1', approve: true })?.code).toBe('case.request.unknown')
  })

  it('a lapsed return does not count as refused, and its clocks go on', () => {
    const lapsing = aWatchedPolicy()
    for (const rule of lapsing.flows[0]?.requests ?? []) if (rule.kind === 'return') rule.onExpiry = 'expire'
    const story = aWatchedStoryAt('dispatched', lapsing).do('zf-clerk', 'openRequest', { kind: 'return', reason: { text: '不是我们' } })
    story.wait(60).do('system', 'expireRequest', { request: 'r1' })
    expect(story.state.assignments[0]).toMatchObject({ phase: 'PENDING', returnsRefused: 0 })
    expect(computeClocks(lapsing, story.events, story.now).find((clock) => clock.key === 'sign/a1/1')?.status).toBe('running')
  })

  it('goes higher where the rule says so: then either may decide', () => {
    const story = returned().wait(60)
    expect(story.as('head', 'decideRequest', { approve: true })?.code).toBe('case.request.not-your-decision')
    story.do('system', 'expireRequest', { request: 'r1' })
    expect(story.events.at(-1)).toMatchObject({ type: 'request.escalated', data: { to: ['platform-head'] } })
    expect([mayDecide(story, 'head'), mayDecide(story, 'dispatcher')]).toEqual([true, true])
    expect(stateTimers(policy, story.state)).toEqual([])
    expect(story.do('head', 'decideRequest', { approve: true }).state.requests[0]?.status).toBe('approved')
  })

  it.each<[string, (story: Story) => Story]>([
    ['before the deadline', (story) => story],
    ['when it was decided', (story) => story.do('dispatcher', 'decideRequest', { approve: true }).wait(60)],
  ])('nothing happens %s', (_name, act) => {
    const story = act(returned())
    const { version } = story.state
    expect(story.do('system', 'expireRequest', { request: 'r1' }).state.version).toBe(version)
  })
})

describe('opening a closed case again', () => {
  const closed = () => {
    const story = aWatchedStoryAt('callback')
    return story.state.state === 'callback' ? story.do('caller', 'callback') : story
  }
  it('within the time of the flow', () =>
    expect(closed().do('town', 'reopen', { reason: { text: '又出摊' } }).state).toMatchObject({ round: 2 }))
  it('not after', () =>
    expect(
      closed()
        .wait(10 * 1440)
        .as('town', 'reopen', { reason: { text: '又出摊' } })?.code,
    ).toBe('case.reopen.too-late'))
  it.each<[string, number, boolean]>([
    ['offered', 1440, true],
    ['no longer offered', 10 * 1440, false],
  ])('%s after %i minutes', (_name, minutes, offered) => {
    const story = closed().wait(minutes)
    const town = { person: 'town', name: '', unit: 'T1', roles: ['town-clerk' as const] }
    const commands = allowedCommands(policy, story.state, town, { now: story.now }).map((one) => one.command)
    expect(commands.includes('reopen')).toBe(offered)
  })
})
