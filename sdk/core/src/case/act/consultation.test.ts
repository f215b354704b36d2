import { describe, expect, it, test } from 'vitest'
import { A_WHISTLE, aDeliberatingOrganisation, aDeliberatingPolicy, aStory, type Story } from '../../testing/index.ts'
import type { Organisation } from '../../organisation/schema.ts'
import type { Policy } from '../../policy/schema.ts'

function handling(policy: Policy = aDeliberatingPolicy(), organisation = aDeliberatingOrganisation()): Story {
  const story = aStory(policy, organisation).do('town', 'submit', A_WHISTLE)
  story.do('dispatcher', 'dispatch', { lead: 'ZF', cooperating: ['SL'] })
  for (const clerk of ['zf-clerk', 'sl-clerk']) story.do(clerk, 'sign')
  for (const clerk of ['zf-clerk', 'sl-clerk']) story.do(clerk, 'arrive')
  return story
}
const consulting = () => handling().do('town', 'openConsultation', { participants: ['ZF', 'SF'], reason: { text: '职责有交叉' } })
const MEASURE = { text: '联合清理', unit: 'ZF', due: '2026-11-10' }
const minutes = (more: Record<string, unknown> = {}) => ({ step: 'agreed', minutes: { measures: [MEASURE], ...more } })

describe('a second consultation (二次会商, T14–15)', () => {
  it('asks whom it names, or everybody who works on the case', () => {
    expect(consulting().state.consultations).toMatchObject([{ participants: ['ZF', 'SF'] }])
    const story = handling().do('town', 'openConsultation', { reason: { text: '职责有交叉' } })
    expect(story.state).toMatchObject({ state: 'consulting', consultations: [{ participants: ['ZF', 'SL'] }] })
  })

  it('ends with minutes that are kept', () => {
    const story = consulting().do('dispatcher', 'closeConsultation', minutes())
    expect(story.state).toMatchObject({ state: 'handling', consultations: [{ measures: [MEASURE] }] })
  })

  it('may change the units, give more time on named clocks and raise the level', () => {
    const change = minutes({ lead: 'ZF', cooperating: ['SF'], extensions: [{ clock: 'reply', days: 3 }], level: 'key' })
    const story = consulting().do('dispatcher', 'closeConsultation', change)
    expect(story.state.assignments.map(({ unit, role, phase }) => `${unit} ${role} ${phase}`)).toEqual([
      'ZF lead ARRIVED',
      'SL cooperating CANCELLED',
      'SF cooperating PENDING',
    ])
    expect(story.state.level).toBe('key')
    expect(story.clocks().find((one) => one.clock === 'reply' && one.unit === 'ZF')).toMatchObject({ extendedBy: 3 })
  })

  it('without agreement goes to the panel, by the step its convenor chooses', () => {
    const story = consulting().do('dispatcher', 'closeConsultation', { ...minutes(), step: 'no-agreement' })
    expect(story.state).toMatchObject({ state: 'adjudication', panel: { status: 'open' } })
    expect(story.events.slice(-2).map(({ type }) => type)).toEqual(['case.consultationClosed', 'case.adjudicationOpened'])
  })

  test.each<[string, Record<string, unknown>, string, string]>([
    ['no minutes', { step: 'agreed' }, 'case.consultation.minutes', '/minutes'],
    ['no measure', { step: 'agreed', minutes: { measures: [] } }, 'case.consultation.measures', '/minutes/measures'],
    [
      'a day that does not exist',
      { step: 'agreed', minutes: { measures: [{ ...MEASURE, due: '2026-02-30' }] } },
      'case.consultation.due',
      '/minutes/measures/0/due',
    ],
    [
      'a clock it may not move',
      minutes({ extensions: [{ clock: 'sign', days: 1 }] }),
      'case.consultation.clock',
      '/minutes/extensions/0/clock',
    ],
    ['too many days', minutes({ extensions: [{ clock: 'reply', days: 11 }] }), 'case.request.too-long', '/minutes/extensions/0/days'],
    ['cooperating units without a lead', minutes({ cooperating: ['SF'] }), 'case.consultation.lead', '/minutes/lead'],
    ['a level nobody knows', minutes({ level: 'none' }), 'case.level.unknown', '/minutes/level'],
  ])('%s is refused', (_, data, code, at) => expect(consulting().as('dispatcher', 'closeConsultation', data)).toMatchObject({ code, at }))

  it('changes only what the flow lets it', () => {
    const policy = aDeliberatingPolicy({ consultation: { measures: 1, mayChange: [] } })
    const story = handling(policy).do('town', 'openConsultation', { reason: { text: '职责有交叉' } })
    expect(story.as('dispatcher', 'closeConsultation', minutes({ level: 'key' }))).toMatchObject({ code: 'case.consultation.may-not' })
  })
})

describe('levels (哨级)', () => {
  it('are changed by hand to another that the category has', () => {
    expect(handling().do('dispatcher', 'changeLevel', { level: 'key', reason: { text: '影响面大' } }).state.level).toBe('key')
    const change = (level: string) =>
      handling()
        .do('dispatcher', 'changeLevel', { level: 'key', reason: { text: '影响面大' } })
        .as('dispatcher', 'changeLevel', { level, reason: { text: '再改' } })
    expect(change('key')).toMatchObject({ code: 'case.level.same' })
    expect(change('none')).toMatchObject({ code: 'case.level.unknown', at: '/level' })
  })

  it('rise by themselves when a rule holds, and only rise', () => {
    const story = handling()
    for (let round = 2; round <= 3; round++) {
      for (const clerk of ['zf-clerk', 'sl-clerk']) story.do(clerk, 'reply', { form: { result: '已办' } })
      story.do('town', 'refuseConsent', { reason: { text: '没有解决' } })
    }
    expect(story.state).toMatchObject({ round: 3, level: 'knotty' })
    expect(story.events.find(({ type }) => type === 'case.levelChanged')).toMatchObject({
      by: { person: 'system' },
      data: { rule: 'third-round', name: '三轮未结', level: 'knotty' },
    })
    story.do('dispatcher', 'changeLevel', { level: 'key', reason: { text: '已缓和' } })
    expect(story.state.level).toBe('knotty')
  })

  it('are asked for where the flow has the request', () => {
    const story = handling().do('town', 'openRequest', { kind: 'levelChange', level: 'key', reason: { text: '群众反映强烈' } })
    expect(story.do('head', 'decideRequest', { approve: true }).state.level).toBe('key')
    expect(handling().as('town', 'openRequest', { kind: 'levelChange', reason: { text: '升' } })).toMatchObject({
      code: 'case.level.unknown',
    })
  })
})

describe('who is sent (派员)', () => {
  const withSquad = (squad: 'own' | 'fitting') => {
    const [flow] = aDeliberatingPolicy().flows as [Policy['flows'][number]]
    const steps = flow.assignment.steps.map((step) => (step.act === 'nameResponders' ? { ...step, squad } : step))
    return aDeliberatingPolicy({ assignment: { steps } })
  }
  const send = (story: Story, ...people: string[]) =>
    story.as('zf-clerk', 'nameResponders', { responders: people.map((person) => ({ person, name: person })) })

  test.each<[string, 'own' | 'fitting', string, string | undefined]>([
    ['somebody of the unit’s squad', 'own', 'zf-2', undefined],
    ['somebody of a squad whose domain fits', 'fitting', 'zf-1', undefined],
    ['somebody of another domain’s squad', 'fitting', 'zf-2', 'case.responders.not-of-squad'],
    ['somebody of the unit without a squad', 'own', 'zf-leader', 'case.responders.not-of-squad'],
    ['somebody of another unit', 'own', 'sl-clerk', 'case.responders.not-of-unit'],
    ['somebody nobody knows', 'own', 'nobody', 'case.responders.no-person'],
  ])('%s', (_, squad, person, code) => expect(send(handling(withSquad(squad)), person)?.code).toBe(code))

  const resident = (residentInTown: 'first' | 'all', units?: Organisation['units']) => {
    const [flow] = aDeliberatingPolicy().flows as [Policy['flows'][number]]
    const steps = flow.assignment.steps.map((step) => (step.act === 'nameResponders' ? { ...step, residentInTown } : step))
    const policy = aDeliberatingPolicy({ assignment: { steps } })
    return handling(policy, aDeliberatingOrganisation(units && { units }))
  }
  const withoutStation = aDeliberatingOrganisation().units.filter((one) => one.id !== 'ZF-T1')

  test.each<[string, 'first' | 'all', string[], string | undefined, string | undefined]>([
    ['somebody stationed in the town', 'all', ['zf-t1'], undefined, undefined],
    ['one stationed and one not, where all must be', 'all', ['zf-t1', 'zf-1'], 'case.responders.not-resident', '/responders/1'],
    ['somebody nobody knows', 'all', ['nobody'], 'case.responders.not-resident', '/responders/0'],
    ['one stationed and one not, where one must be', 'first', ['zf-1', 'zf-t1'], undefined, undefined],
    ['nobody stationed in the town', 'first', ['zf-1', 'zf-2'], 'case.responders.resident-first', '/responders'],
  ])('%s (常驻, %s)', (_, setting, people, code, at) => {
    const refusal = send(resident(setting), ...people)
    expect([refusal?.code, refusal?.at]).toEqual([code, at])
  })

  it('a unit that keeps nobody in the town sends others', () => expect(send(resident('first', withoutStation), 'zf-1')).toBeUndefined())

  it('a level that asks for rank wants one of them among those sent', () => {
    const story = handling().do('dispatcher', 'changeLevel', { level: 'key', reason: { text: '影响面大' } })
    expect(send(story, 'zf-1')).toMatchObject({ code: 'case.responders.rank', params: { role: '部门主管领导' } })
    expect(send(story, 'zf-1', 'zf-leader')).toBeUndefined()
  })
})

describe('while a return is reviewed', () => {
  const policy = (pausesClocks: boolean) => {
    const [flow] = aDeliberatingPolicy().flows as [Policy['flows'][number]]
    return aDeliberatingPolicy({ requests: flow.requests.map((rule) => (rule.kind === 'return' ? { ...rule, pausesClocks } : rule)) })
  }
  const reviewed = (pausesClocks: boolean) =>
    aStory(policy(pausesClocks), aDeliberatingOrganisation())
      .do('town', 'submit', A_WHISTLE)
      .do('dispatcher', 'dispatch', { lead: 'ZF', cooperating: ['SL'] })
      .do('zf-clerk', 'openRequest', { kind: 'return', reason: { id: 'not-ours', text: '' } })
      .wait(19)
      .do('dispatcher', 'decideRequest', { approve: false, reason: { text: '清单第一项' } })
  const sign = (story: Story, unit: string) => story.clocks().find((one) => one.clock === 'sign' && one.unit === unit)

  it('the clocks of that unit stand still if the rule says so, and the segment names the request', () => {
    const story = reviewed(true)
    expect((sign(story, 'ZF')?.dueAt ?? 0) - (sign(story, 'SL')?.dueAt ?? 0)).toBe(20 * 60_000)
    expect(sign(story, 'ZF')?.segments.find(({ why }) => why === 'paused')).toMatchObject({ pause: 'request-review', name: '申请退回' })
    expect(sign(story, 'SL')?.segments.some(({ why }) => why === 'paused')).toBe(false)
  })

  it('they run on if it does not', () => {
    const story = reviewed(false)
    expect(sign(story, 'ZF')?.dueAt).toBe(sign(story, 'SL')?.dueAt)
  })
})
