import { describe, expect, it } from 'vitest'
import type { ApprovalRule, Seat } from '../../approval/schema.ts'
import { A_RESOLUTION, aWatchedOrganisation, aWatchedPolicy, aWatchedStoryAt, GOOD_RATINGS, type Story } from '../../testing/index.ts'
import { allowedCommands } from '../allowed.ts'
import { callsOf, isCalled } from '../calls.ts'

const because = { reason: { text: '与事实不符' } }
const agree = { stance: 'approve' }
const object = { stance: 'disapprove', comment: '评价属实' }
const BETTER = { speed: 4, quality: 5 }
const seat = (id: string): Seat => ({ id, role: 'screener', of: 'county' })

/** Three screeners vote; more than half must agree. */
const GROUP: ApprovalRule = {
  id: 'group',
  name: '甄别组票签',
  mode: 'vote',
  seats: [seat('one'), seat('two'), seat('three')],
  threshold: '1/2',
  majority: 'exceeds',
  passOn: ['transfer', 'delegate'],
  addSeat: ['before'],
}
const RETURNS: ApprovalRule = { id: 'returns', name: '退回会签', mode: 'single', by: ['screener'] }

function policy(change: Partial<ApprovalRule> = {}) {
  const watched = aWatchedPolicy()
  const bound = { appeal: [{ approval: 'group' }], return: [{ approval: 'returns' }] }
  return {
    ...watched,
    flows: watched.flows.map((flow) => ({
      ...flow,
      approvals: [{ ...GROUP, ...change }, RETURNS],
      requests: flow.requests.map((rule) =>
        rule.kind === 'appeal' || rule.kind === 'return' ? { ...rule, approvals: bound[rule.kind] } : rule,
      ),
    })),
  }
}

/** A closed case whose rating of ZF is contested before the group. */
function contested(change: Partial<ApprovalRule> = {}): Story {
  const story = aWatchedStoryAt('evaluate', policy(change)).do('town', 'rate', { ratings: GOOD_RATINGS })
  if (story.state.state === 'callback') story.do('caller', 'callback')
  expect(story.state.phase).toBe('CLOSED')
  return story.do('zf-clerk', 'openRequest', { kind: 'appeal', against: 'rating/1', ...because })
}

const actor = (person: string) => {
  const found = aWatchedOrganisation().people.find((one) => one.id === person)
  return { person, name: '', unit: found?.unit ?? '', roles: found?.roles ?? [] }
}
const offered = (story: Story, person: string) =>
  allowedCommands(policy(), story.state, actor(person), { now: story.now })
    .filter((one) => one.approval !== undefined || one.command === 'decideRequest')
    .map((one) => one.command)
const types = (story: Story) => story.events.map((event) => event.type)

describe('a group screens an appeal (甄别组)', () => {
  it('sees the closed case while it is asked, and not after', () => {
    const story = contested()
    expect(isCalled(story.state, actor('screener'))).toBe(true)
    story.do('screener', 'signApproval', agree).do('dispatcher-screener', 'signApproval', agree)
    expect(isCalled(story.state, actor('screener'))).toBe(false)
  })

  it('is called once, however many appeals it has', () => {
    const story = contested().do('sl-clerk', 'openRequest', { kind: 'appeal', against: 'rating/2', ...because })
    expect(callsOf(story.state)).toEqual([{ role: 'screener' }])
  })

  it('nobody of it decides alone', () => {
    const story = contested()
    expect(story.as('screener', 'decideRequest', { approve: true, ...because })?.code).toBe('case.request.by-approval')
    story.do('screener', 'signApproval', agree)
    expect(story.state).toMatchObject({ requests: [{ status: 'open' }], approvals: [{ rule: 'group', request: 'r1', status: 'open' }] })
  })

  it('its majority screens the rating out', () => {
    const story = contested().do('screener', 'signApproval', agree).do('dispatcher-screener', 'signApproval', agree)
    expect(story.state).toMatchObject({ requests: [{ status: 'approved' }], approvals: [{ status: 'passed' }] })
    expect(story.state.ratings[0]?.screened).toBe(true)
    expect(types(story).slice(-4)).toEqual(['approval.passed', 'request.decided', 'appeal.decided', 'rating.screened'])
  })

  it('its majority lets the rating stand', () => {
    const story = contested().do('screener', 'signApproval', object).do('dispatcher-screener', 'signApproval', object)
    expect(story.state).toMatchObject({ requests: [{ status: 'rejected' }], approvals: [{ status: 'failed' }] })
    expect(story.state.ratings[0]?.screened ?? false).toBe(false)
    expect(story.events.findLast((event) => event.type === 'appeal.decided')?.data.outcome).toBe('kept')
  })

  it('its majority changes the rating to the values it voted for', () => {
    const story = contested().do('screener', 'signApproval', { ...agree, values: BETTER })
    expect(story.state.ratings[0]).toMatchObject({ values: { speed: 5, quality: 4 } })
    story.do('dispatcher-screener', 'signApproval', { ...agree, values: { quality: 5, speed: 4 } })
    expect(story.state).toMatchObject({ requests: [{ status: 'approved' }], approvals: [{ status: 'passed' }] })
    expect(story.state.ratings[0]).toMatchObject({ values: BETTER, changed: true })
    expect(story.state.ratings[0]?.screened).toBeUndefined()
    expect(story.events.findLast((event) => event.type === 'appeal.decided')?.data.outcome).toBe('changed')
    expect(story.events.findLast((event) => event.type === 'rating.screened')?.data).toMatchObject({ outcome: 'changed', values: BETTER })
  })

  it.each([
    ['no: the change that was put before it goes with it', { for: 2, against: 5 }, 'kept', undefined],
    ['yes: the change holds', { for: 5, against: 2 }, 'changed', BETTER],
  ])('a meeting that says %s', (_name, votes, outcome, values) => {
    const meeting = {
      mode: 'meeting',
      meeting: { quorum: '2/3', base: 'present' },
      threshold: '1/2',
      seats: undefined,
      by: ['screener'],
    } as const
    const story = contested({
      ...meeting,
      by: [...meeting.by],
      majority: undefined,
      passOn: undefined,
      addSeat: undefined,
      quorum: undefined,
    })
    const resolution = { ...A_RESOLUTION, date: '2026-11-02', expected: 9, present: 7, abstained: 0, ...votes }
    story.do('screener', 'resolveMeeting', { resolution, values: BETTER })
    expect(story.events.findLast((event) => event.type === 'appeal.decided')?.data.outcome).toBe(outcome)
    expect(story.state.ratings[0]?.changed === true ? story.state.ratings[0]?.values : undefined).toEqual(values)
  })

  it.each<[string, Record<string, unknown>, string, string]>([
    ['values off the scale', { ...agree, values: { speed: 9, quality: 5 } }, 'case.rating.not-in-scale', '/values/speed'],
    ['values of another form', { ...agree, values: { speed: 4, quality: 5, smile: 1 } }, 'case.rating.item-unknown', '/values/smile'],
    ['values that leave an item out', { ...agree, values: { speed: 4 } }, 'case.rating.item-missing', '/values/quality'],
    ['values beside a no', { ...object, values: BETTER }, 'case.appeal.outcome', '/values'],
  ])('a vote with %s is refused', (_name, vote, code, at) =>
    expect(contested().as('screener', 'signApproval', vote)).toMatchObject({ code, at }),
  )

  it('values are no part of any other approval', () => {
    const story = aWatchedStoryAt('dispatched', policy()).do('zf-clerk', 'openRequest', { kind: 'return', ...because })
    expect(story.as('screener', 'signApproval', { ...agree, values: BETTER })?.code).toBe('case.appeal.outcome')
  })

  it('waits for the votes still out while they could say how', () => {
    const story = contested()
      .do('screener', 'signApproval', { ...agree, values: BETTER })
      .do('dispatcher-screener', 'signApproval', agree)
    expect(story.state).toMatchObject({ requests: [{ status: 'open' }], approvals: [{ status: 'open' }] })
    expect(offered(story, 'third-screener')).toContain('signApproval')
    story.do('third-screener', 'signApproval', { ...agree, values: BETTER })
    expect(story.state.ratings[0]).toMatchObject({ values: BETTER, changed: true })
  })

  it('when it is late, those the appeal went to decide in its place', () => {
    const story = contested().wait(10 * 1440)
    story.do('system', 'expireRequest', { request: 'r1' })
    expect(offered(story, 'county')).toEqual(['decideRequest'])
    expect(story.as('screener', 'decideRequest', { approve: true, ...because })?.code).toBe('case.request.not-your-decision')
    story.do('county', 'decideRequest', { approve: true, ...because })
    expect(story.state).toMatchObject({ requests: [{ status: 'approved' }], approvals: [{ status: 'cancelled' }] })
  })
})

describe('everybody of the group stands outside the matter', () => {
  const partial = (because: string) => ({ code: 'case.appeal.not-independent', params: { because } })

  it.each<[string, string, string]>([
    ['of the town that rated', 'town-screener', 'party'],
    ['who rated', 'rater-screener', 'rater'],
  ])('a seat is not taken by somebody %s, and not offered to them', (_name, who, why) => {
    const story = contested()
    // The rater here is somebody who also sits among the screeners.
    if (why === 'rater')
      for (const event of story.events)
        if (event.type === 'case.evaluated') (event.data.ratings as { by: string }[]).forEach((one) => (one.by = who))
    expect(offered(story, who)).toEqual([])
    expect(story.as(who, 'signApproval', agree)).toMatchObject(partial(why))
    expect(story.as('screener', 'signApproval', agree)).toBeUndefined()
    expect(story.as(who, 'signApproval', agree)).toMatchObject(partial(why))
  })

  it.each<[string, 'passOn' | 'addSeat', Record<string, unknown>]>([
    ['handed (转办)', 'passOn', { kind: 'transfer' }],
    ['given to be heard (委派)', 'passOn', { kind: 'delegate' }],
    ['added (加签)', 'addSeat', { position: 'before' }],
  ])('a seat is not %s to a party', (_name, command, data) => {
    const story = contested()
    for (const [person, why] of [
      ['town-screener', 'party'],
      ['zf-clerk', 'appellant'],
      ['town', 'rater'],
    ])
      expect(story.as('screener', command, { ...data, person })).toMatchObject({ ...partial(why ?? ''), at: '/person' })
    expect(story.as('screener', command, { ...data, person: 'county' })).toBeUndefined()
  })

  it('who signed the refusal of a return does not screen the appeal against it', () => {
    const story = aWatchedStoryAt('dispatched', policy())
      .do('zf-clerk', 'openRequest', { kind: 'return', ...because })
      .do('screener', 'signApproval', object)
      .do('zf-clerk', 'openRequest', { kind: 'appeal', against: 'return/r1', ...because })
    expect(story.as('screener', 'signApproval', agree)).toMatchObject(partial('decider'))
    expect(offered(story, 'screener')).toEqual([])
    story.do('rater-screener', 'signApproval', agree).do('dispatcher-screener', 'signApproval', agree)
    expect(story.state.assignments[0]).toMatchObject({ phase: 'RETURNED' })
  })
})
