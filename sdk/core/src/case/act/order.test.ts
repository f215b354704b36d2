import { describe, expect, it } from 'vitest'
import { composeNotices } from '../../notification/compose.ts'
import { A_MONDAY_MORNING, aWatchedPolicy, aWatchedStoryAt, GOOD_RATINGS, type Story } from '../../testing/index.ts'
import { computeClocks } from '../../sla/clocks.ts'

const policy = aWatchedPolicy()
const types = (story: Story, from: number) => story.events.slice(from).map((event) => event.type)
const orderClocks = (story: Story) =>
  computeClocks(policy, story.events, story.now)
    .filter((clock) => clock.clock === 'order')
    .map((clock) => [clock.order, clock.unit, clock.goal.amount, clock.status])

describe('supervision orders (督办单, S4-08)', () => {
  it('one to each unit at work, each with a card and a clock of its own; answered, then closed', () => {
    const story = aWatchedStoryAt('handling').do('supervisor', 'issueOrder', { order: 'written', text: '三日内整改' })
    expect(story.state.orders).toMatchObject([
      { id: 'o1', unit: 'ZF', status: 'open', text: '三日内整改' },
      { id: 'o2', unit: 'SL', status: 'open' },
    ])
    expect(story.state.card).toBe('white')
    expect(orderClocks(story)).toEqual([
      ['o1', 'ZF', 1, 'running'],
      ['o2', 'SL', 1, 'running'],
    ])
    story.do('zf-clerk', 'replyOrder', { order: 'o1', text: '已整改' })
    expect(orderClocks(story).map((one) => one[3])).toEqual(['met', 'running'])
    story.do('supervisor', 'closeOrder', { order: 'o1' })
    expect(story.state.orders?.[0]).toMatchObject({ status: 'closed', reply: '已整改' })
  })

  it('the town orders too; its kind has its own limit, and its deadline calls supervision like any clock', () => {
    const story = aWatchedStoryAt('handling').do('town', 'issueOrder', { order: 'town-order', text: '请尽快到场' })
    expect(orderClocks(story)).toEqual([['o1', 'ZF', 2, 'running']])
    story.wait(5 * 1440).do('system', 'fireClock', { timer: 'order/o1/1/breach' })
    expect(story.events.at(-1)).toMatchObject({ type: 'clock.breached', unit: 'ZF', data: { clock: 'order' } })
  })

  it('to some of the units only', () => {
    const story = aWatchedStoryAt('handling').do('supervisor', 'issueOrder', { order: 'written', units: ['SL'], text: '请说明' })
    expect(story.state.orders?.map((one) => one.unit)).toEqual(['SL'])
  })

  it('keeps the case open where the county wants it', () => {
    const story = aWatchedStoryAt('handling').do('dispatcher', 'issueOrder', { order: 'written', units: ['ZF'], text: '整改' })
    for (const clerk of ['zf-clerk', 'sl-clerk']) story.do(clerk, 'reply', { form: { result: '已办' } })
    story.do('town', 'giveFeedback', { source: 'town' }).do('zf-clerk', 'giveFeedback', { source: 'department' }).do('duty', 'verify')
    story.do('town', 'consent').do('town', 'rate', { ratings: GOOD_RATINGS })
    if (story.state.state === 'callback') story.do('caller', 'callback')
    expect(story.state.state).toBe('closing')
    expect(story.do('supervisor', 'closeOrder', { order: 'o1', reason: { text: '现场已看' } }).state.state).toBe('closed')
  })

  it.each<[string, (story: Story) => { code: string } | undefined, string]>([
    ['of a kind nobody knows', (one) => one.as('supervisor', 'issueOrder', { order: 'x', text: '1' }), 'case.order.unknown'],
    ['by whom it is not for', (one) => one.as('zf-clerk', 'issueOrder', { order: 'written', text: '1' }), 'case.command.not-your-role'],
    ['by another town', (one) => one.as('other-town', 'issueOrder', { order: 'town-order', text: '1' }), 'case.command.not-your-role'],
    [
      'to a unit that is not at work',
      (one) => one.as('supervisor', 'issueOrder', { order: 'written', units: ['XX'], text: '1' }),
      'case.order.unknown-unit',
    ],
    [
      'twice',
      (one) =>
        one.do('town', 'issueOrder', { order: 'town-order', text: '1' }).as('town', 'issueOrder', { order: 'town-order', text: '2' }),
      'case.order.already-open',
    ],
    [
      'answered by another unit',
      (one) => one.do('town', 'issueOrder', { order: 'town-order', text: '1' }).as('sl-clerk', 'replyOrder', { order: 'o1', text: '2' }),
      'case.order.not-yours',
    ],
    [
      'closed unanswered without a reason',
      (one) => one.do('town', 'issueOrder', { order: 'town-order', text: '1' }).as('supervisor', 'closeOrder', { order: 'o1' }),
      'case.reason.required',
    ],
    [
      'answered when closed',
      (one) =>
        one
          .do('town', 'issueOrder', { order: 'town-order', text: '1' })
          .do('town', 'closeOrder', { order: 'o1', reason: { text: '误发' } })
          .as('zf-leader', 'replyOrder', { order: 'o1', text: '2' }),
      'case.order.not-open',
    ],
  ])('is refused %s', (_name, act, code) => expect(act(aWatchedStoryAt('handling'))?.code).toBe(code))

  it('is refused before anybody is at work', () => {
    expect(aWatchedStoryAt('triage').as('supervisor', 'issueOrder', { order: 'written', text: '1' })?.code).toBe('case.order.nobody')
  })
})

describe('cards, once per clock and round', () => {
  const late = () => aWatchedStoryAt('dispatched').do('zf-clerk', 'sign').wait(400)

  it('a task given again to the same unit in the same round brings no second card', () => {
    const story = late().do('system', 'fireClock', { timer: 'arrive/a1/1/breach' })
    story.do('dispatcher', 'redispatch', { lead: 'SL', cooperating: [], reason: { text: '改派' } })
    story
      .do('dispatcher', 'redispatch', { lead: 'ZF', cooperating: [], reason: { text: '再改' } })
      .do('zf-clerk', 'sign')
      .wait(400)
    const again = story.state.assignments.at(-1)?.id
    story.do('system', 'fireClock', { timer: `arrive/${again}/1/breach` })
    expect(story.events.at(-1)?.type).toBe('clock.breached')
    expect(story.state.cards?.map((one) => [one.rule, one.unit])).toEqual([['arrive-late', 'ZF']])
  })

  it('another unit in the same round gets its own', () => {
    const story = late().do('sl-clerk', 'sign').wait(400)
    story.do('system', 'fireClock', { timer: 'arrive/a1/1/breach' }).do('system', 'fireClock', { timer: 'arrive/a2/1/breach' })
    expect(story.state.cards?.map((one) => one.unit)).toEqual(['ZF', 'SL'])
  })

  it('a new round brings a new one', () => {
    const rules = {
      ...policy,
      supervision: {
        ...policy.supervision,
        rules: [{ id: 'late-reply', name: '逾期答复', clock: 'reply', on: 'breached' as const, card: 'yellow' as const, notify: [] }],
      },
    }
    const story = aWatchedStoryAt('handling', rules)
      .wait(10 * 1440)
      .do('system', 'fireClock', { timer: 'reply/a1/1/breach' })
    for (const clerk of ['zf-clerk', 'sl-clerk']) story.do(clerk, 'reply', { form: { result: '已办' } })
    story.do('duty', 'failVerification', { reason: { text: '没办好' } }).wait(10 * 1440)
    story.do('system', 'fireClock', { timer: 'reply/a1/2/breach' })
    expect(story.state.cards?.map((one) => [one.rule, one.unit, one.round])).toEqual([
      ['late-reply', 'ZF', 1],
      ['late-reply', 'ZF', 2],
    ])
  })

  it('a clock that was stopped when its timer fires brings none', () => {
    const story = late()
    story.now = A_MONDAY_MORNING + 3_600_000
    story
      .do('zf-clerk', 'openRequest', { kind: 'suspension', days: 5, reason: { text: '待鉴定' } })
      .do('dispatcher', 'decideRequest', { approve: true })
    story.wait(400).do('system', 'fireClock', { timer: 'arrive/a1/1/breach' })
    expect(story.state.cards).toBeUndefined()
  })
})

describe('hand-over to the discipline office (移交纪检, S1-29)', () => {
  const red = (counts: number | undefined) => {
    const story = aWatchedStoryAt('dispatched').do('zf-clerk', 'sign').wait(400)
    if (counts !== undefined) story.cardCounts = [{ unit: 'ZF', card: 'red', period: '2026-11', count: counts }]
    const before = story.events.length
    story.do('system', 'fireClock', { timer: 'arrive/a1/1/after/arrive-red' })
    return { story, added: types(story, before) }
  }

  it.each<[string, number | undefined, boolean]>([
    ['the first red of the month', 0, false],
    ['the second', 1, true],
    ['the third', 2, false],
    ['the fourth', 3, true],
    ['without counts of other cases, those of this one', undefined, false],
  ])('%s', (_name, counts, handed) => expect(red(counts).added.includes('discipline.handedOver')).toBe(handed))

  it('says who, how many and by which rule, and tells the discipline officer', () => {
    const { story } = red(1)
    expect(story.events.at(-1)).toMatchObject({
      type: 'discipline.handedOver',
      unit: 'ZF',
      data: { card: 'red', count: 2, period: '2026-11', rule: 'two-red' },
    })
    const notices = composeNotices(policy, story.state, story.events.slice(-1), { unit: () => '综合执法局' })
    expect(notices).toMatchObject([{ role: 'discipline-officer', unit: null, text: expect.stringContaining('综合执法局') }])
  })

  it('counts one unit, not another', () => {
    const story = aWatchedStoryAt('dispatched').do('zf-clerk', 'sign').wait(400)
    story.cardCounts = [{ unit: 'SL', card: 'red', period: '2026-11', count: 1 }]
    story.do('system', 'fireClock', { timer: 'arrive/a1/1/after/arrive-red' })
    expect(story.events.at(-1)?.type).toBe('card.issued')
  })
})
