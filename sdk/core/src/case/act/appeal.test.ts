import { describe, expect, it } from 'vitest'
import { allowedCommands } from '../allowed.ts'
import { aWatchedOrganisation, aWatchedPolicy, aWatchedStoryAt, GOOD_RATINGS, type Story } from '../../testing/index.ts'

const because = { reason: { text: '与事实不符' } }
const appeal = (against: string) => ({ kind: 'appeal', against, ...because })
const choicesOf = (story: Story, person: string) => {
  const found = aWatchedOrganisation().people.find((one) => one.id === person)
  const actor = { person, name: '', unit: found?.unit ?? '', roles: found?.roles ?? [] }
  return allowedCommands(aWatchedPolicy(), story.state, actor, { now: story.now })
    .filter((one) => one.kind === 'appeal' && one.command === 'openRequest')
    .flatMap((one) => one.choices?.map((choice) => choice.id) ?? [])
}
const rated = () => {
  const story = aWatchedStoryAt('evaluate').do('town', 'rate', { ratings: GOOD_RATINGS })
  return story.state.state === 'callback' ? story.do('caller', 'callback') : story
}
const carded = () => {
  const story = aWatchedStoryAt('dispatched').do('zf-clerk', 'sign').wait(400)
  return story.do('system', 'fireClock', { timer: 'arrive/a1/1/breach' })
}

describe('a department appeals against a rating of its work', () => {
  it('is offered its own ratings only, also once the case is closed', () => {
    const story = rated()
    expect(story.state.phase).toBe('CLOSED')
    expect(choicesOf(story, 'zf-clerk')).toEqual(['rating/1'])
    expect(choicesOf(story, 'sl-clerk')).toEqual(['rating/2'])
    expect(choicesOf(story, 'duty')).toEqual([])
  })

  it.each<[string, Record<string, unknown>, object]>([
    ['withdrawn: it counts for nothing', { approve: true, ...because }, { screened: true }],
    [
      'changed: other values count',
      { approve: true, outcome: 'changed', values: { speed: 5, quality: 5 }, ...because },
      { changed: true, values: { speed: 5, quality: 5 } },
    ],
    ['kept: it stands', { approve: false, ...because }, { values: { speed: 5, quality: 4 } }],
  ])('%s', (_name, decision, rating) => {
    const story = rated().do('zf-clerk', 'openRequest', appeal('rating/1')).do('screener', 'decideRequest', decision)
    expect(story.state.ratings[0]).toMatchObject(rating)
    expect(story.state.ratings[0]?.screened ?? false).toBe('screened' in rating)
    expect(story.state.requests).toMatchObject([{ status: decision.approve ? 'approved' : 'rejected' }])
    expect(story.events.filter((event) => event.type === 'appeal.decided')).toHaveLength(1)
  })

  it.each<[string, Record<string, unknown>, string]>([
    [
      'values off the scale',
      { approve: true, outcome: 'changed', values: { speed: 9, quality: 5 }, ...because },
      'case.rating.not-in-scale',
    ],
    ['a change without values', { approve: true, outcome: 'changed', ...because }, 'case.appeal.outcome'],
    ['a grant that keeps it', { approve: true, outcome: 'kept', ...because }, 'case.appeal.outcome'],
    ['a refusal without a reason', { approve: false }, 'case.reason.required'],
  ])('a decision with %s is refused', (_name, decision, code) => {
    expect(rated().do('zf-clerk', 'openRequest', appeal('rating/1')).as('screener', 'decideRequest', decision)?.code).toBe(code)
  })

  it.each<[string, string, string, number, string]>([
    ["another department's rating", 'sl-clerk', 'rating/1', 0, 'case.appeal.not-your-matter'],
    ['a rating that does not exist', 'zf-clerk', 'rating/9', 0, 'case.appeal.nothing'],
    ['after the window of three working days', 'zf-clerk', 'rating/1', 5 * 1440, 'case.request.window-over'],
    ['by somebody without the role', 'duty', 'rating/1', 0, 'case.request.not-your-role'],
  ])('is refused: %s', (_name, who, against, minutes, code) => {
    expect(rated().wait(minutes).as(who, 'openRequest', appeal(against))?.code).toBe(code)
  })

  it.each<[string, number, string[]]>([
    ['within the window', 2 * 1440, ['rating/1']],
    ['after it', 5 * 1440, []],
  ])('is offered as long as it is in time: %s', (_name, minutes, choices) =>
    expect(choicesOf(rated().wait(minutes), 'zf-clerk')).toEqual(choices),
  )

  it('once only', () => {
    const story = rated().do('zf-clerk', 'openRequest', appeal('rating/1'))
    expect(story.as('zf-clerk', 'openRequest', appeal('rating/1'))?.code).toBe('case.appeal.already')
    expect(choicesOf(story, 'zf-clerk')).toEqual([])
  })

  it.each<[string, string, string]>([
    ['the rater', 'rater-screener', 'rater'],
    ['somebody of the town that rated', 'town-screener', 'party'],
  ])('is not decided by %s', (_name, who, why) => {
    const story = rated()
    // The rater here is somebody who also sits among the screeners.
    if (why === 'rater')
      for (const event of story.events)
        if (event.type === 'case.evaluated') (event.data.ratings as { by: string }[]).forEach((one) => (one.by = who))
    story.do('zf-clerk', 'openRequest', appeal('rating/1'))
    expect(story.as(who, 'decideRequest', { approve: true, ...because })).toMatchObject({
      code: 'case.appeal.not-independent',
      params: { because: why },
    })
  })
})

describe('other appeals', () => {
  it('a withdrawn card no longer shows, and is not counted', () => {
    const story = carded()
    expect(story.state.card).toBe('yellow')
    const id = story.state.cards?.[0]?.id ?? ''
    story.do('zf-clerk', 'openRequest', appeal(`card/${id}`)).do('screener', 'decideRequest', { approve: true, ...because })
    expect(story.state).toMatchObject({ card: 'none', cards: [{ withdrawnAt: story.events.at(-1)?.at }] })
  })

  it('a rejected case is taken in again', () => {
    const story = aWatchedStoryAt('triage').do('dispatcher', 'reject', because)
    expect(choicesOf(story, 'town')).toEqual(['rejection/1'])
    story.do('town', 'openRequest', appeal('rejection/1'))
    expect(story.as('dispatcher-screener', 'decideRequest', { approve: true, ...because })).toBeUndefined()
    expect(story.state).toMatchObject({ state: 'triage', rejection: undefined })
  })

  it('who rejected it does not decide on the appeal', () => {
    const story = aWatchedStoryAt('triage').do('dispatcher-screener', 'reject', because).do('town', 'openRequest', appeal('rejection/1'))
    expect(story.as('dispatcher-screener', 'decideRequest', { approve: true, ...because })?.params).toEqual({ because: 'decider' })
    expect(story.as('screener', 'decideRequest', { approve: true, ...because })).toBeUndefined()
  })

  it('a refused return is granted after all, and no longer counts as invalid', () => {
    const story = aWatchedStoryAt('dispatched')
      .do('zf-clerk', 'openRequest', { kind: 'return', ...because })
      .do('dispatcher', 'decideRequest', { approve: false, ...because })
    expect(story.state.assignments[0]).toMatchObject({ phase: 'PENDING', returnsRefused: 1 })
    story.do('zf-clerk', 'openRequest', appeal('return/r1')).do('screener', 'decideRequest', { approve: true, ...because })
    expect(story.state).toMatchObject({ state: 'triage', assignments: [{ phase: 'RETURNED', returnsRefused: 0 }, {}] })
    expect(choicesOf(story, 'zf-clerk')).toEqual([])
  })

  it('an appeal nobody decides in time goes higher; it never lapses', () => {
    const story = carded()
    story.do('zf-clerk', 'openRequest', appeal(`card/${story.state.cards?.[0]?.id}`)).wait(10 * 1440)
    story.do('system', 'expireRequest', { request: 'r1' })
    expect(story.state.requests[0]).toMatchObject({ status: 'open', escalatedAt: story.events.at(-1)?.at })
    expect(story.as('county', 'decideRequest', { approve: true, ...because })).toBeUndefined()
  })
})
