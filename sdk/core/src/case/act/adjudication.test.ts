import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { panelOutcome } from '../../panel/outcome.ts'
import type { PanelSeat } from '../../panel/panel.ts'
import { A_WHISTLE, aDeliberatingOrganisation, aDeliberatingPolicy, aStory, type Story } from '../../testing/index.ts'

/** A story that was returned twice: the second goes to the panel by itself. */
function returned(flow: Parameters<typeof aDeliberatingPolicy>[0] = {}): Story {
  const story = aStory(aDeliberatingPolicy(flow), aDeliberatingOrganisation()).do('town', 'submit', A_WHISTLE)
  return giveBack(giveBack(story, 'ZF', 'zf-clerk', 'SL'), 'SL', 'sl-clerk', 'ZF')
}

function giveBack(story: Story, lead: string, clerk: string, proposedUnit: string): Story {
  return story
    .do('dispatcher', 'dispatch', { lead, cooperating: [], reason: { text: '依职责' } })
    .do(clerk, 'openRequest', { kind: 'return', proposedUnit, reason: { id: 'not-ours', text: '' } })
    .do('dispatcher', 'decideRequest', { approve: true })
}
const toSf = { lead: 'ZF', cooperating: ['SF'], reason: { text: '占道属综合执法' } }
const toSl = { lead: 'SL', cooperating: [] }

describe('the nth return puts the case before the panel (T10)', () => {
  it('by itself, counted and disputed, with the seats of its rule', () => {
    const story = returned()
    expect(story.state).toMatchObject({
      state: 'adjudication',
      returns: 2,
      disputed: true,
      panel: { status: 'open', quorum: 2, seats: [{ unit: 'BB', chair: true }, { unit: 'SF' }, { unit: 'DC' }] },
    })
    expect(story.events.at(-1)).toMatchObject({ type: 'case.adjudicationOpened', by: { person: 'system' } })
  })

  it('not before it', () => {
    const story = aStory(aDeliberatingPolicy(), aDeliberatingOrganisation()).do('town', 'submit', A_WHISTLE)
    expect(giveBack(story, 'ZF', 'zf-clerk', 'SL').state.state).toBe('triage')
  })

  it('after a decision the next returns are counted anew', () => {
    const story = returned().do('bb', 'voteOnPanel', toSf).do('sf', 'voteOnPanel', toSf)
    expect(story.state).toMatchObject({ state: 'dispatched', panelReturns: 2, panel: { status: 'decided' } })
  })
})

describe('what the panel decides (T11)', () => {
  it('more than half decide at once: the units change, are bound, and the list change is proposed', () => {
    const story = returned().do('bb', 'voteOnPanel', toSf)
    expect(story.state.state).toBe('adjudication')
    story.do('dc', 'voteOnPanel', toSf)
    expect(story.state).toMatchObject({ state: 'dispatched', bound: ['ZF', 'SF'], disputed: false })
    expect(story.state.assignments.filter(({ phase }) => phase === 'PENDING').map(({ unit, role }) => `${unit} ${role}`)).toEqual([
      'ZF lead',
      'SF cooperating',
    ])
    expect(story.events.find(({ type }) => type === 'listChange.proposed')).toMatchObject({
      data: {
        item: 'A-01',
        from: { lead: 'ZF', cooperating: ['SL'] },
        to: { lead: 'ZF', cooperating: ['SF'] },
        reason: '占道属综合执法；占道属综合执法',
      },
    })
    expect(story.as('zf-clerk', 'openRequest', { kind: 'return', reason: { id: 'not-ours', text: '' } })).toMatchObject({
      code: 'case.request.bound',
    })
  })

  it('on a matter that is on no list, an item is proposed to be added', () => {
    const story = aStory(aDeliberatingPolicy(), aDeliberatingOrganisation())
      .do('town', 'submit', { ...A_WHISTLE, item: undefined })
      .do('dispatcher', 'admit')
      .do('dispatcher', 'openAdjudication')
      .do('bb', 'voteOnPanel', toSf)
      .do('sf', 'voteOnPanel', toSf)
    const data = story.events.find(({ type }) => type === 'listChange.proposed')?.data
    expect(data).toMatchObject({ title: '占道经营', category: 'quick', lead: 'ZF', cooperating: ['SF'] })
    expect(data).not.toHaveProperty('item')
  })

  it('as the list says, nothing is proposed', () => {
    const asListed = { lead: 'ZF', cooperating: ['SL'] }
    const story = returned().do('bb', 'voteOnPanel', asListed).do('dc', 'voteOnPanel', asListed)
    expect(story.events.some(({ type }) => type === 'listChange.proposed')).toBe(false)
  })

  it('a tie falls to the chair, or is voted on again', () => {
    const chair = returned()
      .do('dc', 'recuse', { reason: { text: '曾参与督办' } })
      .do('sf', 'voteOnPanel', toSl)
      .do('bb', 'voteOnPanel', toSf)
    expect(chair.events.find(({ type }) => type === 'case.adjudicated')).toMatchObject({ data: { lead: 'ZF', by: 'chair' } })
    const panel = { seats: [{ unit: 'BB', chair: true }, { unit: 'SF' }, { unit: 'DC' }], quorum: 2, tie: 'again' as const }
    const again = returned({ panel })
      .do('dc', 'recuse', { reason: { text: '曾参与督办' } })
      .do('sf', 'voteOnPanel', toSl)
      .do('bb', 'voteOnPanel', toSf)
    expect(again.state).toMatchObject({ state: 'adjudication', panel: { round: 2 } })
    expect(again.do('sf', 'voteOnPanel', toSf).do('bb', 'voteOnPanel', toSf).state.state).toBe('dispatched')
  })

  it('a unit that is a party does not vote; without its quorum the panel leaves it to those above', () => {
    const panel = {
      seats: [{ unit: 'BB', chair: true }, { unit: 'SF' }, { unit: 'ZF', role: 'dept-leader' as const }],
      quorum: 2,
      tie: 'chair' as const,
    }
    const story = returned({ panel })
    expect(story.as('zf-leader', 'voteOnPanel', toSf)).toMatchObject({ code: 'case.panel.party' })
    expect(story.as('office', 'adjudicate', { ...toSl, reason: { text: '经研究' } })).toMatchObject({ code: 'case.panel.decides' })
    story.do('sf', 'recuse', { reason: { text: '曾代理此案' } })
    expect(story.state).toMatchObject({ state: 'adjudication', panel: { status: 'inquorate' } })
    expect(story.do('office', 'adjudicate', { ...toSl, reason: { text: '经研究' } }).state).toMatchObject({
      state: 'dispatched',
      bound: ['SL'],
    })
  })

  test.each<[string, string, Record<string, unknown>, string]>([
    ['somebody without a seat', 'dispatcher', toSl, 'case.panel.not-your-seat'],
    ['a lead that also cooperates', 'bb', { lead: 'SL', cooperating: ['SL'] }, 'case.dispatch.lead-among-cooperating'],
  ])('%s is refused', (_, person, data, code) => expect(returned().as(person, 'voteOnPanel', data)).toMatchObject({ code }))

  it('a vote stands until the next', () => {
    expect(returned().do('bb', 'voteOnPanel', toSf).as('bb', 'voteOnPanel', toSl)).toMatchObject({ code: 'case.panel.voted' })
  })
})

it('other clocks stand still meanwhile where the policy says so, and the segment says why', () => {
  const policy = aDeliberatingPolicy()
  const clocks = policy.sla.clocks.map((clock) => (clock.id === 'arrive' ? { ...clock, pauseBy: ['adjudication' as const] } : clock))
  const story = aStory({ ...policy, sla: { ...policy.sla, clocks } }, aDeliberatingOrganisation()).do('town', 'submit', A_WHISTLE)
  story.do('dispatcher', 'dispatch', { lead: 'ZF', cooperating: ['SL'] })
  for (const clerk of ['zf-clerk', 'sl-clerk']) story.do(clerk, 'sign')
  story.do('dispatcher', 'openAdjudication').wait(60)
  const kept = { lead: 'ZF', cooperating: ['SL'] }
  story.do('bb', 'voteOnPanel', kept).do('dc', 'voteOnPanel', kept)
  expect(story.state.assignments.map(({ phase }) => phase)).toEqual(['SIGNED', 'SIGNED'])
  const arrive = story.clocks().find((clock) => clock.clock === 'arrive' && clock.unit === 'ZF')
  expect(arrive?.segments.find(({ why }) => why === 'paused')).toMatchObject({ pause: 'adjudication' })
})

const vote = fc.constantFrom('A', 'B', 'C', '-', 'x')

/** `A` proposes unit A, `-` has not voted, `x` is recused. The first seat is the chair. */
function seatsOf(votes: readonly string[]): PanelSeat[] {
  return votes.map((one, index) => ({
    unit: `U${index}`,
    role: 'panel-member',
    chair: index === 0,
    party: false,
    recused: one === 'x',
    ...(one !== '-' && one !== 'x' && { vote: { lead: one, cooperating: [], by: '', at: 0 } }),
  }))
}

describe('the count', () => {
  test.each([
    ['three of five', 'AAAB-', 2, 'chair', 'decided A majority'],
    ['two of five', 'AAB--', 2, 'chair', 'open'],
    ['two of three once two stepped aside', 'AAxxB', 2, 'chair', 'decided A majority'],
    ['two against two, the chair among them', 'AABBx', 2, 'chair', 'decided A chair'],
    ['two against two without the chair', 'xAABB', 2, 'chair', 'again'],
    ['two against two against the chair', 'CAABB', 2, 'chair', 'again'],
    ['two against two where it is voted again', 'AABBx', 2, 'again', 'again'],
    ['fewer than the quorum may vote', 'AAxxx', 3, 'chair', 'inquorate'],
  ] as const)('%s', (_, votes, quorum, tie, expected) => {
    const outcome = panelOutcome({ seats: seatsOf(votes.split('')), quorum, tie })
    expect(outcome.result === 'decided' ? `decided ${outcome.lead} ${outcome.by}` : outcome.result).toBe(expected)
  })

  it('the order of cooperating units makes no other proposal', () => {
    const [one, two, three] = seatsOf(['A', 'A', 'B']) as [PanelSeat, PanelSeat, PanelSeat]
    const seats = [
      { ...one, vote: { ...one.vote!, cooperating: ['X', 'Y'] } },
      { ...two, vote: { ...two.vote!, cooperating: ['Y', 'X'] } },
      three,
    ]
    expect(panelOutcome({ seats, quorum: 2, tie: 'again' })).toMatchObject({ result: 'decided', by: 'majority' })
  })

  it('a majority once reached is not lost by later votes', () => {
    fc.assert(
      fc.property(fc.array(vote, { minLength: 1, maxLength: 7 }), fc.array(vote, { minLength: 7, maxLength: 7 }), (before, later) => {
        const rule = { quorum: 1, tie: 'again' as const }
        const first = panelOutcome({ ...rule, seats: seatsOf(before) })
        const filled = before.map((one, index) => (one === '-' ? (later[index] ?? '-') : one))
        const then = panelOutcome({ ...rule, seats: seatsOf(filled) })
        if (first.result === 'decided') expect(then).toMatchObject({ result: 'decided', lead: first.lead })
      }),
    )
  })
})
