import { describe, expect, it } from 'vitest'
import type { Policy } from '../policy/schema.ts'
import {
  A_MEETING,
  A_RESOLUTION,
  A_WHISTLE,
  aDeliberatingOrganisation,
  aDeliberatingPolicy,
  aPolicy,
  aStory,
  aStoryAt,
  type Story,
} from '../testing/index.ts'
import { composeNotices } from './compose.ts'

const names = { unit: (id: string) => ({ T1: '东河镇', ZF: '综合执法局', SL: '水利局' })[id] }
const policy = aPolicy()
/** The notices that follow from the events of the last act. */
function afterLast(story: Story, before: number) {
  return composeNotices(policy, story.state, story.events.slice(before), names).map(({ role, unit, sound, text }) => [
    role,
    unit,
    sound,
    text,
  ])
}

describe('whom an act tells', () => {
  it('a whistle: the dispatchers of the platform, by a chime, in the words of the notice', () => {
    expect(afterLast(aStory().do('town', 'submit', A_WHISTLE), 0)).toEqual([
      ['dispatcher', null, 'chime', '东河镇 吹哨：占道经营（X2026-00001）'],
    ])
  })

  it('a dispatch: the clerks of each unit it names, each of their own', () => {
    const story = aStoryAt('triage')
    const before = story.events.length
    expect(afterLast(story.do('dispatcher', 'dispatch', { lead: 'ZF', cooperating: ['SL'] }), before)).toEqual([
      ['dept-clerk', 'ZF', 'chime', '请 综合执法局 签收 X2026-00001'],
      ['dept-clerk', 'SL', 'chime', '请 水利局 签收 X2026-00001'],
    ])
  })

  it('a breach: those whom the clock or the supervision rule names, once each', () => {
    const story = aStoryAt('dispatched').do('zf-clerk', 'sign')
    const before = story.events.length
    story.now += 4 * 3_600_000
    const told = afterLast(story.do('system', 'fireClock', { timer: 'arrive/a1/1/breach' }), before)
    expect(told.map(([role, unit]) => `${String(role)}@${String(unit)}`)).toEqual(
      expect.arrayContaining(['dept-leader@ZF', 'dispatcher@null']),
    )
    expect(new Set(told.map(([role, unit]) => `${String(role)}@${String(unit)}`)).size).toBe(told.length)
  })
})

describe('the words of a notice', () => {
  it.each([
    ['{case.number} {case.title}', 'X2026-00001 占道经营'],
    ['{case.category}：{case.item}', '快捷哨：占道经营'],
    ['由 {actor.name} 于第 {case.round} 轮', '由 town 于第 1 轮'],
    ['{nothing.known} 保持原样', '{nothing.known} 保持原样'],
    ['{{case.number}}', '{X2026-00001}'],
  ])('%s', (text, said) => {
    const [notice] = policy.notifications.notices
    if (!notice) throw new Error('the policy has notices')
    const worded = { ...policy, notifications: { notices: [{ ...notice, text }] } }
    const story = aStory(worded).do('town', 'submit', A_WHISTLE)
    expect(composeNotices(worded, story.state, story.events, names)[0]?.text).toBe(said)
  })
})

describe('told without being named by a notice', () => {
  const texts = (story: Story, policy: Policy, last: number) =>
    composeNotices(policy, story.state, story.events.slice(-last), { unit: () => undefined }).map(({ role, unit, person, text }) =>
      [role, unit ?? '', person ?? '', text.replace(/^.*》/, '')].join(' '),
    )

  it('whose turn an approval has become, and whom it is copied to', () => {
    const policy = aDeliberatingPolicy()
    const story = aStory(policy, aDeliberatingOrganisation()).do('town', 'submit', { ...A_WHISTLE, category: 'hard' })
    expect(texts(story, policy, 1)).toEqual(['meeting-secretary T1  请您审批“镇街会议审议”。'])
    story.do('secretary', 'resolveMeeting', { resolution: A_RESOLUTION })
    expect(texts(story, policy, 4)).toEqual(['town-principal T1  “镇街会议审议”抄送您阅知。'])
  })

  it('who stands in the turn by name, and nobody else', () => {
    const policy = aDeliberatingPolicy({ approvals: [{ ...A_MEETING, passOn: ['transfer'] }] })
    const story = aStory(policy, aDeliberatingOrganisation()).do('town', 'submit', { ...A_WHISTLE, category: 'hard' })
    story.do('secretary', 'passOn', { kind: 'transfer', person: 'principal' })
    expect(texts(story, policy, 1)).toEqual(['meeting-secretary T1 principal 请您审批“镇街会议审议”。'])
  })

  it('the seats of a panel that votes', () => {
    const policy = aDeliberatingPolicy()
    const story = aStory(policy, aDeliberatingOrganisation()).do('town', 'submit', A_WHISTLE).do('dispatcher', 'openAdjudication')
    expect(texts(story, policy, 1)).toEqual([
      'panel-member BB  请表决定责。',
      'panel-member SF  请表决定责。',
      'panel-member DC  请表决定责。',
    ])
  })

  it('the leader of a department hears at once that it has signed, where a notice says so (S0-17)', () => {
    const policy = aPolicy()
    const notice = {
      id: 'signed',
      name: '签收报领导',
      on: 'assignment.signed',
      to: ['dept-leader'],
      units: 'assignee',
      channels: ['in-app'],
      text: '{case.number} 已签收',
    } as const
    policy.notifications.notices.push({ ...notice, to: [...notice.to], channels: [...notice.channels] })
    const story = aStory(policy)
      .do('town', 'submit', A_WHISTLE)
      .do('dispatcher', 'dispatch', { lead: 'ZF', cooperating: ['SL'] })
      .do('zf-clerk', 'sign')
    const told = composeNotices(policy, story.state, story.events.slice(-2), { unit: () => undefined })
    expect(told).toContainEqual(expect.objectContaining({ notice: 'signed', role: 'dept-leader', unit: 'ZF' }))
  })
})
