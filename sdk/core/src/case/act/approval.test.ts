import { describe, expect, it, test } from 'vitest'
import type { ApprovalRule } from '../../approval/schema.ts'
import {
  A_MEETING,
  A_RESOLUTION,
  A_WHISTLE,
  aDeliberatingOrganisation,
  aDeliberatingPolicy,
  AN_EXTENSION_APPROVAL,
  aStory,
  type Story,
} from '../../testing/index.ts'

const HARD = { ...A_WHISTLE, category: 'hard' }
const approvals = (one: ApprovalRule) =>
  aDeliberatingPolicy({ approvals: [one, AN_EXTENSION_APPROVAL].slice(0, one.id === 'meeting' ? 2 : 1) })
const meeting = (change: Partial<ApprovalRule> = {}) =>
  aStory(approvals({ ...A_MEETING, ...change }), aDeliberatingOrganisation()).do('town', 'submit', HARD)

/** A story with a request for five more days of the lead, which goes to head and leader. */
function extension(change: Partial<ApprovalRule> = {}, organisation = aDeliberatingOrganisation()): Story {
  const policy = aDeliberatingPolicy({ approvals: [A_MEETING, { ...AN_EXTENSION_APPROVAL, ...change }] })
  const story = aStory(policy, organisation)
    .do('town', 'submit', A_WHISTLE)
    .do('dispatcher', 'dispatch', { lead: 'ZF', cooperating: ['SL'] })
  for (const clerk of ['zf-clerk', 'sl-clerk']) story.do(clerk, 'sign')
  for (const clerk of ['zf-clerk', 'sl-clerk']) story.do(clerk, 'arrive')
  return story.do('zf-clerk', 'openRequest', { kind: 'extension', days: 5, reason: { id: 'complex', text: '' } })
}
const seat = (story: Story, id: string) => story.state.approvals?.at(-1)?.seats.find((one) => one.id === id)
const extended = (story: Story) => story.events.some((event) => event.type === 'assignment.extended')

describe('a meeting decides whether a whistle is blown (会议审议)', () => {
  it('opens with the state, and its resolution takes the step of the system', () => {
    const story = meeting()
    expect(story.state).toMatchObject({
      state: 'approving',
      phase: 'APPROVAL',
      approvals: [{ rule: 'meeting', status: 'open', state: 'approving' }],
    })
    story.do('secretary', 'resolveMeeting', { resolution: A_RESOLUTION })
    expect(story.state).toMatchObject({
      state: 'triage',
      approvals: [{ status: 'passed', resolution: { number: A_RESOLUTION.number, result: 'passed' } }],
    })
    expect(story.events.slice(-4).map(({ type, by }) => [type, by.person])).toEqual([
      ['approval.signed', 'secretary'],
      ['approval.passed', 'system'],
      ['approval.copied', 'system'],
      ['case.approved', 'system'],
    ])
  })

  it('a resolution against it takes the other step', () => {
    const story = meeting().do('secretary', 'resolveMeeting', { resolution: { ...A_RESOLUTION, for: 2, against: 5 } })
    expect(story.state).toMatchObject({ state: 'denied', approvals: [{ status: 'failed' }] })
  })

  it('every whistle before it gets an approval of its own', () => {
    const story = meeting().do('secretary', 'resolveMeeting', { resolution: { ...A_RESOLUTION, for: 2, against: 5 } })
    story.do('town', 'supplement', { form: HARD.form })
    expect(story.state.approvals?.map(({ status }) => status)).toEqual(['failed', 'open'])
  })

  it('the town takes it back while nobody has acted, changes it and puts it before the meeting again (撤回)', () => {
    const story = meeting().do('town', 'withdrawApproval')
    expect(story.state.approvals?.[0]?.status).toBe('sent-back')
    expect(story.as('secretary', 'resolveMeeting', { resolution: A_RESOLUTION })).toMatchObject({ code: 'case.approval.unknown' })
    story.do('town', 'resubmit', { form: { ...HARD.form, title: '改过' } })
    expect(story.state).toMatchObject({ title: '占道经营', form: { title: '改过' }, approvals: [{ status: 'open' }] })
    story.do('secretary', 'resolveMeeting', { resolution: A_RESOLUTION })
    expect(story.as('town', 'withdrawApproval')).toMatchObject({ code: 'case.approval.unknown' })
  })

  it('a copy is read by whom it is for, once (抄送)', () => {
    const story = meeting().do('secretary', 'resolveMeeting', { resolution: A_RESOLUTION })
    expect(story.as('town', 'readCopy')).toMatchObject({ code: 'case.approval.no-copy' })
    story.do('principal', 'readCopy')
    expect(story.state.approvals?.[0]?.copies).toMatchObject([{ role: 'town-principal', unit: 'T1', read: [{ by: { id: 'principal' } }] }])
    expect(story.as('principal', 'readCopy')).toMatchObject({ code: 'case.approval.no-copy' })
  })

  test.each<[string, string, Record<string, unknown>, string]>([
    ['somebody without a seat', 'dispatcher', { resolution: A_RESOLUTION }, 'case.approval.not-your-seat'],
    ['figures that contradict', 'secretary', { resolution: { ...A_RESOLUTION, against: 5 } }, 'case.resolution.votes'],
  ])('%s is refused', (_, person, data, code) => expect(meeting().as(person, 'resolveMeeting', data)).toMatchObject({ code }))
})

describe('who signs one after another (顺序会签)', () => {
  it('up to three days one of `decidedBy` decides, beyond them the approval does', () => {
    const story = extension()
    expect(story.state).toMatchObject({ approvals: [{ rule: 'long-extension', request: 'r1', status: 'open' }] })
    expect(story.as('dispatcher', 'decideRequest', { approve: true })).toMatchObject({ code: 'case.request.by-approval' })
    story.do('head', 'signApproval', { stance: 'approve' })
    expect(extended(story)).toBe(false)
    story.do('leader', 'signApproval', { stance: 'approve' })
    expect(story.state.requests[0]).toMatchObject({ status: 'approved', decidedBy: { person: 'system' } })
    expect(story.events.at(-1)).toMatchObject({ type: 'assignment.extended', unit: 'ZF', data: { amount: 5, clock: 'reply' } })
  })

  it('a no ends it and refuses the request; it needs words', () => {
    const story = extension()
    expect(story.as('head', 'signApproval', { stance: 'disapprove' })).toMatchObject({ code: 'case.reason.required', at: '/comment' })
    story.do('head', 'signApproval', { stance: 'disapprove', comment: '理由不足' })
    expect(story.state).toMatchObject({ requests: [{ status: 'rejected' }], approvals: [{ status: 'failed' }] })
  })

  it('the second waits for the first, and one person does not sign twice', () => {
    const both = aDeliberatingOrganisation()
    const organisation = {
      ...both,
      people: both.people.map((one) => (one.id === 'head' ? { ...one, roles: [...one.roles, 'county-leader' as const] } : one)),
    }
    const story = extension({}, organisation)
    expect(story.as('leader', 'signApproval', { stance: 'approve' })).toMatchObject({ code: 'case.approval.not-your-turn' })
    story.do('head', 'signApproval', { stance: 'approve' })
    expect(story.as('head', 'signApproval', { stance: 'approve' })).toMatchObject({ code: 'case.approval.signed-already' })
  })

  it('the asker withdraws only while nobody has signed', () => {
    expect(extension().do('zf-clerk', 'withdrawRequest').state.approvals?.[0]?.status).toBe('cancelled')
    const story = extension().do('head', 'signApproval', { stance: 'approve' })
    expect(story.as('zf-clerk', 'withdrawRequest')).toMatchObject({ code: 'case.approval.acted' })
  })

  it('abstains only where the rule says how that counts', () => {
    expect(extension().as('head', 'signApproval', { stance: 'abstain', comment: '不了解' })).toMatchObject({ code: 'case.approval.stance' })
    const story = extension({ abstain: 'uncounted' }).do('head', 'signApproval', { stance: 'abstain', comment: '不了解' })
    expect(story.do('leader', 'signApproval', { stance: 'approve' }).state.requests[0]?.status).toBe('approved')
  })
})

describe('加签 and 减签', () => {
  it('a seat added before one’s own answers first and counts', () => {
    const story = extension().do('head', 'addSeat', { position: 'before', person: 'supervisor' })
    expect(story.as('head', 'signApproval', { stance: 'approve' })).toMatchObject({ code: 'case.approval.not-your-turn' })
    story.do('supervisor', 'signApproval', { stance: 'approve' }).do('head', 'signApproval', { stance: 'approve' })
    expect(story.do('leader', 'signApproval', { stance: 'approve' }).state.requests[0]?.status).toBe('approved')
  })

  it('a seat added after it answers next, and its no refuses', () => {
    const story = extension()
      .do('head', 'addSeat', { position: 'after', person: 'supervisor' })
      .do('head', 'signApproval', { stance: 'approve' })
    expect(story.as('leader', 'signApproval', { stance: 'approve' })).toMatchObject({ code: 'case.approval.not-your-turn' })
    expect(story.do('supervisor', 'signApproval', { stance: 'disapprove', comment: '不妥' }).state.requests[0]?.status).toBe('rejected')
  })

  it('who added it takes it out while it has not answered', () => {
    const story = extension().do('head', 'addSeat', { position: 'before', person: 'supervisor' })
    const added = story.state.approvals?.[0]?.seats[0]?.id
    expect(story.as('leader', 'removeSeat', { seat: added })).toMatchObject({ code: 'case.approval.no-remove' })
    story.do('head', 'removeSeat', { seat: added }).do('head', 'signApproval', { stance: 'approve' })
    expect(story.state.approvals?.[0]?.seats.map(({ id }) => id)).toEqual(['head', 'leader'])
  })

  test.each<[string, Partial<ApprovalRule>, Record<string, unknown>, string]>([
    ['where the rule has none', { addSeat: undefined }, { position: 'before', person: 'supervisor' }, 'case.approval.no-add'],
    ['somebody nobody knows', {}, { position: 'before', person: 'nobody' }, 'case.approval.person'],
  ])('%s is refused', (_, change, data, code) => expect(extension(change).as('head', 'addSeat', data)).toMatchObject({ code }))
})

describe('转办, 委派 and 代理', () => {
  it('a seat handed on is that person’s alone', () => {
    const story = extension().do('head', 'passOn', { kind: 'transfer', person: 'dispatcher' })
    expect(story.as('head', 'signApproval', { stance: 'approve' })).toMatchObject({ code: 'case.approval.not-your-seat' })
    story.do('dispatcher', 'signApproval', { stance: 'approve' })
    expect(seat(story, 'head')).toMatchObject({ person: { id: 'dispatcher' }, answer: { by: { id: 'dispatcher' } } })
  })

  it('a delegate is heard and the seat comes back', () => {
    const story = extension()
      .do('head', 'passOn', { kind: 'delegate', person: 'dispatcher' })
      .do('dispatcher', 'advise', { text: '情况属实' })
    expect(seat(story, 'head')).toMatchObject({ delegate: undefined, advice: [{ by: { id: 'dispatcher' }, text: '情况属实' }] })
    story.do('head', 'signApproval', { stance: 'approve' })
    expect(story.as('dispatcher', 'advise', { text: '再说' })).toMatchObject({ code: 'case.approval.no-advice' })
  })

  it('a standing substitute signs for them within the period, and both are recorded', () => {
    const base = aDeliberatingOrganisation()
    const away = (from: string, to: string) => ({
      ...base,
      people: base.people.map((one) => (one.id === 'head' ? { ...one, substitutes: [{ person: 'dispatcher', from, to }] } : one)),
    })
    expect(extension({}, away('2026-11-03', '2026-11-05')).as('dispatcher', 'signApproval', { stance: 'approve' })).toMatchObject({
      code: 'case.approval.not-your-seat',
    })
    const story = extension({}, away('2026-11-01', '2026-11-02')).do('dispatcher', 'signApproval', { stance: 'approve' })
    expect(seat(story, 'head')?.answer).toMatchObject({ by: { id: 'dispatcher' }, standingFor: { id: 'head' } })
  })
})

describe('退回', () => {
  const signed = (then: 'restart' | 'resume') =>
    extension({ sendBack: { to: ['submitter', 'previous', 'seat'], then } }).do('head', 'signApproval', { stance: 'approve' })

  it('to the submitter, who puts it before the seats again: resuming keeps what was signed', () => {
    const story = signed('resume').do('leader', 'sendBack', { to: 'submitter', reason: { text: '材料不全' } })
    expect(story.as('head', 'signApproval', { stance: 'approve' })).toMatchObject({ code: 'case.approval.unknown' })
    story.do('zf-clerk', 'resubmit').do('leader', 'signApproval', { stance: 'approve' })
    expect(story.state.requests[0]?.status).toBe('approved')
  })

  it('restarting asks everybody again', () => {
    const story = signed('restart')
      .do('leader', 'sendBack', { to: 'submitter', reason: { text: '材料不全' } })
      .do('zf-clerk', 'resubmit')
    expect(story.as('leader', 'signApproval', { stance: 'approve' })).toMatchObject({ code: 'case.approval.not-your-turn' })
    story.do('head', 'signApproval', { stance: 'approve' }).do('leader', 'signApproval', { stance: 'approve' })
    expect(story.state.requests[0]?.status).toBe('approved')
  })

  test.each([
    ['the one before', { to: 'previous' }],
    ['a named seat', { to: 'seat', target: 'head' }],
  ])('to %s, who signs again', (_, data) => {
    const story = signed('resume').do('leader', 'sendBack', { ...data, reason: { text: '请再核' } })
    expect(seat(story, 'head')?.answer).toBeUndefined()
    story.do('head', 'signApproval', { stance: 'approve' }).do('leader', 'signApproval', { stance: 'approve' })
    expect(story.state.requests[0]?.status).toBe('approved')
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['to a seat that has not signed', { to: 'seat', target: 'leader', reason: { text: '请再核' } }, 'case.approval.target'],
    ['to nobody before the first', { to: 'previous', reason: { text: '请再核' } }, 'case.approval.target'],
  ])('%s is refused', (_, data, code) => expect(extension().as('head', 'sendBack', data)).toMatchObject({ code }))
})

it('a case that leaves an approval’s state another way ends it', () => {
  const policy = aDeliberatingPolicy()
  const [flow] = policy.flows as [(typeof policy.flows)[number]]
  const steps = flow.steps.map((step) => (step.act === 'recall' ? { ...step, from: [...step.from, 'approving'] } : step))
  const story = aStory({ ...policy, flows: [{ ...flow, steps }] }, aDeliberatingOrganisation()).do('town', 'submit', HARD)
  expect(story.do('town', 'recall', { reason: { text: '不吹了' } }).state).toMatchObject({
    phase: 'RECALLED',
    approvals: [{ status: 'cancelled' }],
  })
})
