import { describe, expect, it } from 'vitest'
import { aWatchedPolicy, aWatchedStoryAt, GOOD_RATINGS, type Story } from '../../testing/index.ts'
import { assignmentFacts, issuedCards, personalFact } from '../../scoring/facts.ts'
import { computeClocks } from '../../sla/clocks.ts'

const zhang = { person: 'zhang', name: '张三' }
const li = { person: 'li', name: '李四' }
const first = (story: Story) => story.state.assignments[0]
const dues = (story: Story) =>
  computeClocks(aWatchedPolicy(), story.events, story.now).map((clock) => [clock.key, clock.dueAt, clock.status])

describe('who does the work inside a department', () => {
  it('hands over (转办): the one before no longer goes; no clock moves', () => {
    const story = aWatchedStoryAt('handling').do('zf-leader', 'transfer', { to: zhang })
    const before = dues(story)
    story.do('zf-leader', 'transfer', { to: li, reason: { text: '张三休假' } })
    expect(first(story)).toMatchObject({ handler: li, responders: [{ name: 'zf-clerk' }, li] })
    expect(dues(story)).toEqual(before)
    expect(story.events.at(-1)).toMatchObject({
      type: 'assignment.transferred',
      data: { from: zhang, to: li },
      reason: { text: '张三休假' },
    })
  })

  it('delegates (委派): it comes back, through every hand', () => {
    const story = aWatchedStoryAt('handling').do('zf-leader', 'transfer', { to: zhang }).do('zf-leader', 'delegate', { to: li })
    expect(first(story)).toMatchObject({ handler: li, delegatedBy: [zhang] })
    story.do('zf-clerk', 'delegate', { to: { name: '王五' } })
    expect(first(story)?.delegatedBy).toEqual([zhang, li])
    expect(first(story.do('zf-clerk', 'handBack'))).toMatchObject({ handler: li, delegatedBy: [zhang] })
    expect(first(story.do('zf-clerk', 'handBack'))).toMatchObject({ handler: zhang, delegatedBy: [] })
    expect(story.as('zf-clerk', 'handBack')?.code).toBe('case.delegate.nothing')
  })

  it('adds people (加派): those named stay, nobody twice', () => {
    const story = aWatchedStoryAt('handling').do('dispatcher', 'addResponders', {
      assignment: 'a1',
      responders: [zhang, { person: 'zf-clerk', name: 'x' }],
    })
    expect(first(story)?.responders).toEqual([{ person: 'zf-clerk', name: 'zf-clerk' }, zhang])
    expect(story.as('zf-leader', 'addResponders', { responders: [zhang] })?.code).toBe('case.responders.none-new')
  })

  it.each<[string, (story: Story) => { code: string } | undefined, string]>([
    [
      'to who does it already',
      (one) => one.do('zf-leader', 'transfer', { to: li }).as('zf-leader', 'transfer', { to: li }),
      'case.transfer.same-person',
    ],
    [
      'to oneself',
      (one) => one.as('zf-leader', 'delegate', { to: { person: 'zf-leader', name: 'zf-leader' } }),
      'case.transfer.same-person',
    ],
    ['by a clerk', (one) => one.as('sl-clerk', 'transfer', { to: li }), 'case.command.not-your-role'],
    [
      'on and on',
      (one) => {
        for (const name of ['甲', '乙', '丙', '丁', '戊']) one.do('zf-leader', 'delegate', { to: { name } })
        return one.as('zf-leader', 'delegate', { to: { name: '己' } })
      },
      'case.delegate.too-deep',
    ],
  ])('is refused %s', (_name, act, code) => expect(act(aWatchedStoryAt('handling'))?.code).toBe(code))
})

describe('rating people (S0-28)', () => {
  const policy = aWatchedPolicy()
  policy.evaluation.forms.push({
    id: 'people',
    name: '应哨人员评价',
    by: ['town-clerk'],
    rater: 'town',
    subject: 'person',
    items: [{ id: 'attitude', name: '态度', scale: { kind: 'stars', max: 5 }, required: true }],
    comment: 'none',
    obligatory: true,
    visibility: 'open',
  })
  const people = [
    { unit: 'ZF', person: 'zf-clerk', values: { attitude: 5 } },
    { unit: 'SL', person: 'sl-clerk', values: { attitude: 3 } },
  ]

  it('takes units and people in one go, each on its form', () => {
    const story = aWatchedStoryAt('evaluate', policy).do('town', 'rate', { ratings: [...GOOD_RATINGS, ...people] })
    expect(story.state.ratings.map((one) => [one.form, one.assignment, one.person])).toEqual([
      ['stars', 'a1', undefined],
      ['stars', 'a2', undefined],
      ['people', 'a1', 'zf-clerk'],
      ['people', 'a2', 'sl-clerk'],
    ])
  })

  it.each<[string, object[], string]>([
    ['without the people, when they must be rated', GOOD_RATINGS, 'case.rating.missing'],
    [
      'of somebody who did not respond',
      [...GOOD_RATINGS, { unit: 'ZF', person: 'x', values: { attitude: 5 } }],
      'case.rating.unknown-person',
    ],
    ['twice', [...GOOD_RATINGS, ...people, people[0] ?? {}], 'case.rating.twice'],
    ['on the wrong scale', [...GOOD_RATINGS, { unit: 'ZF', person: 'zf-clerk', values: { speed: 5 } }], 'case.rating.item-unknown'],
  ])('is refused %s', (_name, ratings, code) => {
    expect(aWatchedStoryAt('evaluate', policy).as('town', 'rate', { ratings })?.code).toBe(code)
  })
})

describe('what a score of people reads', () => {
  const policy = aWatchedPolicy()
  const [stars] = policy.evaluation.forms
  if (stars) policy.evaluation.forms.push({ ...stars, id: 'people', name: '人员评价', subject: 'person', items: stars.items.slice(1) })

  it("a person's own rating stands in the place of the unit's; others keep theirs", () => {
    const story = aWatchedStoryAt('evaluate', policy).do('town', 'rate', {
      ratings: [
        ...GOOD_RATINGS,
        { unit: 'ZF', person: 'zf-clerk', values: { quality: 1 }, comment: '态度差' },
        { unit: 'SL', person: 'sl-clerk', values: { quality: 5 } },
      ],
    })
    const [fact] = assignmentFacts({ policy, state: story.state, clocks: [], unitTypes: new Map() })
    if (!fact) throw new Error('no fact')
    expect(fact['eval.stars.quality']).toBe(4)
    expect(personalFact(fact, 'zf-clerk')).toMatchObject({ 'eval.people.quality': 1, 'eval.rated': true, unit: 'ZF' })
    expect(personalFact(fact, 'somebody')).toBe(fact)
  })

  it('withdrawn cards count for nothing', () => {
    const story = aWatchedStoryAt('dispatched').do('zf-clerk', 'sign').wait(400).do('system', 'fireClock', { timer: 'arrive/a1/1/breach' })
    expect(issuedCards(story.events)).toHaveLength(1)
    const card = story.state.cards?.[0]?.id ?? ''
    story.do('zf-clerk', 'openRequest', { kind: 'appeal', against: `card/${card}`, reason: { text: '已到' } })
    story.do('screener', 'decideRequest', { approve: true, reason: { text: '属实' } })
    expect(issuedCards(story.events)).toEqual([])
  })
})
