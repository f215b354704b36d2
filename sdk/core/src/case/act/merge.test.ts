import { describe, expect, it } from 'vitest'
import { allowedCommands } from '../allowed.ts'
import { A_WHISTLE, aStory, aWatchedOrganisation, aWatchedPolicy, aWatchedStoryAt, type Story } from '../../testing/index.ts'
import { MINUTE } from '../../shared/instant.ts'
import { computeClocks } from '../../sla/clocks.ts'

const policy = aWatchedPolicy()

/** Another case in the making, of this or another town. */
function another(who = 'town', id = 'c2', number = 'X2026-00002'): Story {
  const story = aStory(policy, aWatchedOrganisation())
  story.identity = { id, number }
  return story.do(who, 'submit', A_WHISTLE)
}

/** A case and the target its command speaks of. */
function withTarget(story: Story, target: Story): Story {
  story.related = target.state
  return story
}

const dispatchClock = (story: Story) => computeClocks(policy, story.events, story.now).find((clock) => clock.clock === 'dispatch')

describe('merging a case into another', () => {
  it('cancels its tasks and clocks, and it says what it follows', () => {
    const story = withTarget(aWatchedStoryAt('dispatched'), another()).do('dispatcher', 'merge', { target: 'c2' })
    expect(story.state).toMatchObject({ phase: 'MERGED', mergedInto: { case: 'c2', number: 'X2026-00002', town: 'T1' } })
    expect(story.state.assignments.map((one) => one.phase)).toEqual(['CANCELLED', 'CANCELLED'])
    const running = computeClocks(policy, story.events, story.now).filter((clock) => clock.status === 'running')
    expect(running).toEqual([])
  })

  it('lets what was asked about it lapse', () => {
    const story = withTarget(aWatchedStoryAt('dispatched'), another())
      .do('zf-clerk', 'openRequest', { kind: 'return', reason: { text: '不是我们' } })
      .do('dispatcher', 'merge', { target: 'c2' })
    expect(story.state.requests.map((one) => one.status)).toEqual(['expired'])
  })

  it.each<[string, (story: Story) => void, string, string, string]>([
    ['into itself', (one) => (one.related = one.state), 'dispatcher', 'c1', 'case.merge.itself'],
    ['into one nobody knows', () => undefined, 'dispatcher', 'c9', 'case.merge.unknown'],
    ['into one out of reach: it looks the same', (one) => (one.related = undefined), 'town', 'c2', 'case.merge.unknown'],
    [
      'into one that ended',
      (one) => withTarget(one, another().do('dispatcher', 'reject', { reason: { text: '重复' } })),
      'dispatcher',
      'c2',
      'case.merge.target-ended',
    ],
    [
      'into one of another town, by a dispatcher',
      (one) => withTarget(one, another('other-town')),
      'dispatcher',
      'c2',
      'case.merge.other-town',
    ],
    [
      'when others follow it',
      (one) => withTarget(one.do('dispatcher', 'absorb', { case: 'c3', number: 'X2026-00003', town: 'T1' }), another()),
      'dispatcher',
      'c2',
      'case.merge.has-merged',
    ],
    ['by a department', (one) => withTarget(one, another()), 'zf-clerk', 'c2', 'case.command.not-your-role'],
  ])('is refused %s', (_name, prepare, who, target, code) => {
    const story = aWatchedStoryAt('triage')
    prepare(story)
    expect(story.as(who, 'merge', { target })?.code).toBe(code)
  })

  it('is refused once the work has begun', () => {
    const story = withTarget(aWatchedStoryAt('handling'), another())
    expect(story.as('dispatcher', 'merge', { target: 'c2' })?.code).toBe('case.command.wrong-phase')
  })

  it('across towns: the head may at once, a dispatcher asks and the head grants', () => {
    const target = another('other-town')
    expect(withTarget(aWatchedStoryAt('triage'), target).do('head', 'merge', { target: 'c2' }).state.phase).toBe('MERGED')
    const asked = withTarget(aWatchedStoryAt('triage'), target).do('dispatcher', 'openRequest', {
      kind: 'merge',
      target: 'c2',
      reason: { id: 'same-matter', text: '' },
    })
    expect(asked.as('dispatcher', 'decideRequest', { approve: true })?.code).toBe('case.request.not-your-decision')
    expect(asked.do('head', 'decideRequest', { approve: true }).state).toMatchObject({
      phase: 'MERGED',
      requests: [{ status: 'approved' }],
    })
  })

  it('a grant that comes when the target has ended is refused', () => {
    const target = another()
    const asked = withTarget(aWatchedStoryAt('triage'), target).do('dispatcher', 'openRequest', {
      kind: 'merge',
      target: 'c2',
      reason: { text: '同一件事' },
    })
    withTarget(asked, target.do('dispatcher', 'reject', { reason: { text: '重复' } }))
    expect(asked.as('head', 'decideRequest', { approve: true })?.code).toBe('case.merge.target-ended')
  })
})

describe('taking it out again', () => {
  const merged = () => withTarget(aWatchedStoryAt('triage').wait(10), another()).do('dispatcher', 'merge', { target: 'c2' })

  it('leads where the flow says, and the clock goes on with the time it had left', () => {
    const before = dispatchClock(aWatchedStoryAt('triage'))?.dueAt ?? 0
    const story = merged().wait(600)
    const mergedAt = story.events.at(-1)?.at ?? 0
    story.do('dispatcher', 'unmerge', { reason: { text: '不是同一件事' } })
    const apart = (story.events.at(-1)?.at ?? 0) - mergedAt
    expect(story.state).toMatchObject({ state: 'triage', mergedInto: undefined })
    expect(dispatchClock(story)).toMatchObject({ status: 'running', cycle: 1, dueAt: before + apart })
    expect(apart).toBeGreaterThan(600 * MINUTE)
  })

  it('begins a new clock where the county says so', () => {
    const anew = aWatchedPolicy()
    for (const clock of anew.sla.clocks) if (clock.id === 'dispatch') clock.onReentry = 'restart'
    const story = withTarget(aWatchedStoryAt('triage', anew), another())
      .do('dispatcher', 'merge', { target: 'c2' })
      .do('dispatcher', 'unmerge', { reason: { text: '不同' } })
    const clocks = computeClocks(anew, story.events, story.now).filter((clock) => clock.clock === 'dispatch')
    expect(clocks.map((clock) => [clock.cycle, clock.status])).toEqual([
      [1, 'cancelled'],
      [2, 'running'],
    ])
  })

  it('is refused once the case it follows is closed, and no longer offered', () => {
    const story = merged().do('system', 'followTarget', { case: 'c2', number: 'X2026-00002', town: 'T1' })
    expect(story.events.at(-1)).toMatchObject({ type: 'case.targetClosed', by: { person: 'system' } })
    expect(story.as('dispatcher', 'unmerge', { reason: { text: '晚了' } })?.code).toBe('case.unmerge.target-closed')
    const dispatcher = { person: 'dispatcher', name: '', unit: 'PT', roles: ['dispatcher' as const] }
    expect(allowedCommands(policy, story.state, dispatcher, { now: story.now }).map((one) => one.command)).not.toContain('unmerge')
  })

  it('is still possible when the case it follows was voided: nobody would settle it otherwise', () => {
    const target = another().do('head', 'void', { reason: { text: '误报' } })
    expect(withTarget(merged(), target).do('dispatcher', 'unmerge', { reason: { text: '单独办' } }).state.state).toBe('triage')
  })
})

describe('the target', () => {
  const other = { case: 'c1', number: 'X2026-00001', town: 'T1' }

  it('knows who follows it, once, until released; a person signs both', () => {
    const target = another().do('dispatcher', 'absorb', other).do('dispatcher', 'absorb', other)
    expect(target.state.merged).toMatchObject([other])
    expect(target.events.at(-1)?.by.person).toBe('dispatcher')
    expect(target.do('dispatcher', 'release', other).state.merged).toEqual([])
  })

  it('a closing that is none of its business is not recorded', () => {
    const story = withTarget(aWatchedStoryAt('triage'), another()).do('dispatcher', 'merge', { target: 'c2' })
    const version = story.state.version
    expect(story.do('system', 'followTarget', { case: 'c9', number: 'x', town: 'T1' }).state.version).toBe(version)
  })
})
