import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { A_WHISTLE, aFlow, anOrganisation, aPolicy, aStory, aStoryAt } from '../testing/index.ts'
import { allowedCommands } from './allowed.ts'
import type { CommandName } from './command.ts'
import { evolve, replay } from './evolve.ts'

const RATINGS = {
  ratings: [
    { unit: 'ZF', values: { speed: 5, quality: 4 } },
    { unit: 'SL', values: { speed: 4, quality: 4 } },
  ],
}

describe('the way of a case', () => {
  test('from the whistle to the close, each act moves it where the flow says', () => {
    const story = aStory()
    const states: string[] = []
    const act = (person: string, name: CommandName, data?: Record<string, unknown>) =>
      states.push(`${name} → ${story.do(person, name, data).state.state}`)
    act('town', 'submit', A_WHISTLE)
    act('dispatcher', 'dispatch', { lead: 'ZF', cooperating: ['SL'] })
    act('sl-clerk', 'sign')
    act('zf-clerk', 'sign')
    act('zf-clerk', 'nameResponders', { responders: [{ name: '张三' }] })
    act('zf-clerk', 'arrive')
    act('sl-clerk', 'arrive')
    act('zf-clerk', 'reply', { form: { result: '已清理' } })
    act('sl-clerk', 'reply', { form: { result: '已配合' } })
    act('town', 'consent')
    act('town', 'rate', RATINGS)
    expect(states).toEqual([
      'submit → triage',
      'dispatch → dispatched',
      'sign → dispatched',
      'sign → onsite',
      'nameResponders → onsite',
      'arrive → handling',
      'arrive → handling',
      'reply → handling',
      'reply → consent',
      'consent → evaluate',
      'rate → closed',
    ])
    expect(story.state).toMatchObject({ phase: 'CLOSED', closedAt: story.now - 60_000, version: story.events.length })
  })

  test('the whistle pins its policy and records who should get it, by which rule', () => {
    expect(aStoryAt('triage').state).toMatchObject({
      policy: 'a-policy',
      town: 'T1',
      title: '占道经营',
      route: { rule: 'item', id: 'A-01', lead: 'ZF', cooperating: ['SL'], clause: '《城市市容和环境卫生管理条例》第十四条' },
    })
  })

  test('derived steps are acts of the system, the others of the person in the role that permitted them', () => {
    const { events } = aStoryAt('handling')
    expect(events.filter((event) => event.type === 'case.signed' || event.type === 'case.arrived').map((event) => event.by.person)).toEqual(
      ['system', 'system'],
    )
    expect(events.find((event) => event.type === 'assignment.arrived')).toMatchObject({
      by: { person: 'zf-clerk' },
      as: 'responder',
      unit: 'ZF',
    })
  })
})

describe('dispatching', () => {
  test('otherwise than the list proposes needs a reason', () => {
    const story = aStoryAt('triage')
    expect(story.as('dispatcher', 'dispatch', { lead: 'SL', cooperating: [] })).toMatchObject({
      code: 'case.dispatch.reason-required',
      at: '/reason',
      why: { rule: 'item' },
    })
    expect(story.as('dispatcher', 'dispatch', { lead: 'SL', cooperating: [], reason: { text: '涉河道' } })).toBeUndefined()
    expect(story.events.find((event) => event.type === 'case.dispatched')).toMatchObject({
      reason: { text: '涉河道' },
      data: { differs: true },
    })
  })

  test('the lead cannot cooperate with itself', () => {
    expect(aStoryAt('triage').as('dispatcher', 'dispatch', { lead: 'ZF', cooperating: ['ZF'] })).toMatchObject({
      code: 'case.dispatch.lead-among-cooperating',
    })
  })

  test('changing the units keeps those who stay, with their signature, and starts the new ones afresh', () => {
    const story = aStoryAt('dispatched')
      .do('zf-clerk', 'sign')
      .do('dispatcher', 'redispatch', { lead: 'ZF', cooperating: [], reason: { text: '无需水利' } })
    expect(story.state.assignments.map(({ unit, phase }) => `${unit} ${phase}`)).toEqual(['ZF SIGNED', 'SL CANCELLED'])
    expect(story.state.state).toBe('onsite')
    story.do('dispatcher', 'redispatch', { lead: 'SL', cooperating: ['ZF'], reason: { text: '改由水利牵头' } })
    expect(story.state.assignments.map(({ id, unit, role, phase }) => `${id} ${unit} ${role} ${phase}`)).toEqual([
      'a1 ZF lead CANCELLED',
      'a2 SL cooperating CANCELLED',
      'a3 SL lead PENDING',
      'a4 ZF cooperating PENDING',
    ])
    expect(story.state.state).toBe('dispatched')
  })

  test('a return for supplement goes to the town and back, as often as the flow allows', () => {
    const story = aStoryAt('triage').do('dispatcher', 'returnToTown', { reason: { id: 'place-unclear', text: '' } })
    expect(story.state).toMatchObject({ state: 'draft', supplements: 1 })
    expect(story.events.at(-1)?.reason).toEqual({ id: 'place-unclear', text: '地点不清' })
    story.do('town', 'supplement', { form: { title: '占道经营', place: { address: '东街 2 号' } } })
    expect(story.state).toMatchObject({ state: 'triage', form: { place: { address: '东街 2 号' } } })
    story.do('dispatcher', 'returnToTown', { reason: { id: 'place-unclear', text: '' } }).do('town', 'supplement', { form: A_WHISTLE.form })
    expect(story.as('dispatcher', 'returnToTown', { reason: { id: 'place-unclear', text: '' } })).toMatchObject({
      code: 'case.supplement.too-many',
      params: { most: 2 },
    })
  })
})

describe('judging', () => {
  test('a refused consent begins a new round in which every department works again', () => {
    const story = aStoryAt('consent').do('town', 'refuseConsent', { reason: { text: '仍有摊位' } })
    expect(story.state).toMatchObject({ state: 'handling', round: 2, consentedAt: undefined })
    expect(story.state.assignments.map(({ phase, round }) => `${phase} ${round}`)).toEqual(['WORKING 2', 'WORKING 2'])
    for (const clerk of ['zf-clerk', 'sl-clerk']) story.do(clerk, 'reply', { form: { result: '已彻底清理' } })
    expect(story.do('town', 'consent').do('town', 'rate', RATINGS).state).toMatchObject({ phase: 'CLOSED', round: 2 })
  })

  test('the town may refuse as often as it must; beyond the limit the case counts as disputed', () => {
    const story = aStoryAt('consent')
    for (let round = 2; round <= 4; round++) {
      story.do('town', 'refuseConsent', { reason: { text: '没有解决' } })
      expect([story.state.round, story.state.disputed]).toEqual([round, round > 3])
      for (const clerk of ['zf-clerk', 'sl-clerk']) story.do(clerk, 'reply', { form: { result: '再办' } })
    }
  })

  test.each([
    ['a department left out', { ratings: RATINGS.ratings.slice(0, 1) }, 'case.rating.missing', '/ratings'],
    [
      'a unit that did not work on it',
      { ratings: [...RATINGS.ratings, { unit: 'XX', values: { speed: 5, quality: 5 } }] },
      'case.rating.unknown-unit',
      '/ratings/2',
    ],
    ['a unit twice', { ratings: [...RATINGS.ratings, RATINGS.ratings[0]] }, 'case.rating.twice', '/ratings/2'],
  ])('ratings with %s are refused', (_, data, code, at) => {
    expect(aStoryAt('evaluate').as('town', 'rate', data)).toMatchObject({ code, at })
  })

  test('a case never closes on consent alone: the obligatory rating comes first', () => {
    const sameState = aFlow()
    const flow = {
      ...sameState,
      steps: sameState.steps.map((step) =>
        step.act === 'evaluate' ? { ...step, to: 'evaluate' } : step.act === 'close' ? { ...step, from: ['evaluate'] } : step,
      ),
    }
    const story = aStoryAt('evaluate', aPolicy({ flows: [flow] }))
    expect(story.state.state).toBe('evaluate')
    expect(story.do('town', 'rate', RATINGS).state.phase).toBe('CLOSED')
  })
})

describe('requests', () => {
  test('a granted return of the lead sends the case back to triage, and the unit is not proposed as having breached', () => {
    const story = aStoryAt('dispatched').do('zf-clerk', 'openRequest', { kind: 'return', reason: { id: 'not-ours', text: '' } })
    expect(story.state.requests).toMatchObject([
      { id: 'r1', kind: 'return', status: 'open', unit: 'ZF', reason: { text: '不属本部门职责' } },
    ])
    story.do('dispatcher', 'decideRequest', { approve: true })
    expect(story.state).toMatchObject({ state: 'triage', returns: 1 })
    expect(story.state.assignments.map(({ phase }) => phase)).toEqual(['RETURNED', 'PENDING'])
    expect(
      story
        .do('dispatcher', 'dispatch', { lead: 'SL', cooperating: [], reason: { text: '改由水利' } })
        .state.assignments.map(({ unit, role, phase }) => `${unit} ${role} ${phase}`),
    ).toEqual(['ZF lead RETURNED', 'SL cooperating CANCELLED', 'SL lead PENDING'])
  })

  test('a return refused twice is final', () => {
    const story = aStoryAt('dispatched')
    for (let time = 0; time < 2; time++)
      story
        .do('zf-clerk', 'openRequest', { kind: 'return', reason: { id: 'not-ours', text: '' } })
        .do('dispatcher', 'decideRequest', { approve: false, reason: { text: '清单第一项' } })
    expect(story.as('zf-clerk', 'openRequest', { kind: 'return', reason: { id: 'not-ours', text: '' } })).toMatchObject({
      code: 'case.request.final',
    })
  })

  test('an extension moves the reply clock only when asked before it is due, once, and within the limit', () => {
    const story = aStoryAt('handling')
    expect(story.as('zf-clerk', 'openRequest', { kind: 'extension', days: 9, reason: { id: 'complex', text: '' } })).toMatchObject({
      code: 'case.request.too-long',
      params: { most: 3 },
    })
    story
      .do('zf-clerk', 'openRequest', { kind: 'extension', days: 2, reason: { id: 'complex', text: '' } })
      .do('dispatcher', 'decideRequest', { approve: true })
    expect(story.events.at(-1)).toMatchObject({ type: 'assignment.extended', unit: 'ZF', data: { clock: 'reply', amount: 2, unit: 'day' } })
    expect(story.as('zf-clerk', 'openRequest', { kind: 'extension', days: 1, reason: { id: 'complex', text: '' } })).toMatchObject({
      code: 'case.request.too-many',
    })
    expect(
      story.wait(30 * 1440).as('sl-clerk', 'openRequest', { kind: 'extension', days: 1, reason: { id: 'complex', text: '' } }),
    ).toMatchObject({ code: 'case.request.too-late' })
  })

  test('a suspension stops the case until somebody resumes or its planned end', () => {
    const story = aStoryAt('handling')
      .do('zf-clerk', 'openRequest', { kind: 'suspension', days: 5, reason: { id: 'testing', text: '' } })
      .do('dispatcher', 'decideRequest', { approve: true })
    expect(story.state).toMatchObject({ suspended: true, suspendedUntil: story.events.at(-1)!.at + 5 * 86_400_000 })
    expect(story.as('system', 'endSuspension')).toBeUndefined()
    expect(story.state.suspended).toBe(true)
    story.wait(5 * 1440).do('system', 'endSuspension')
    expect(story.state.suspended).toBe(false)
    expect(story.as('dispatcher', 'resume')).toMatchObject({ code: 'case.resume.not-suspended' })
  })

  test('after the first signature the town asks for the recall, and its grant cancels the work', () => {
    const story = aStoryAt('handling')
    expect(story.as('town', 'recall', { reason: { text: '已解决' } })).toMatchObject({ code: 'case.command.wrong-phase' })
    story
      .do('town', 'openRequest', { kind: 'recall', reason: { id: 'solved', text: '' } })
      .do('dispatcher', 'decideRequest', { approve: true })
    expect(story.state.phase).toBe('RECALLED')
    expect(story.state.assignments.every(({ phase }) => phase === 'CANCELLED')).toBe(true)
  })

  test('who asked may take it back; a case with an open request does not close', () => {
    const story = aStoryAt('handling').do('zf-clerk', 'openRequest', { kind: 'suspension', days: 5, reason: { id: 'testing', text: '' } })
    for (const clerk of ['zf-clerk', 'sl-clerk']) story.do(clerk, 'reply', { form: { result: '完成' } })
    expect(story.do('town', 'consent').do('town', 'rate', RATINGS).state.state).toBe('closing')
    expect(story.do('zf-clerk', 'withdrawRequest').state.phase).toBe('CLOSED')
  })
})

describe('refusals', () => {
  test.each<[string, 'triage' | 'dispatched' | 'handling' | 'consent', string, CommandName, Record<string, unknown>, string]>([
    ['a command before its phase', 'triage', 'zf-clerk', 'sign', {}, 'case.assignment.unclear'],
    ['an act the phase does not know', 'triage', 'town', 'consent', {}, 'case.command.wrong-phase'],
    ['an act twice', 'handling', 'zf-clerk', 'sign', {}, 'case.command.wrong-phase'],
    ['a role that may not', 'triage', 'town', 'dispatch', { lead: 'ZF', cooperating: [] }, 'case.command.not-your-role'],
    ['another department', 'dispatched', 'zf-clerk', 'sign', { assignment: 'a2' }, 'case.command.not-your-unit'],
    ['an assignment that is not there', 'dispatched', 'zf-clerk', 'sign', { assignment: 'a9' }, 'case.assignment.unknown'],
    ['an obligatory reason left out', 'triage', 'dispatcher', 'returnToTown', {}, 'case.reason.required'],
    [
      'a reason that is not listed',
      'triage',
      'dispatcher',
      'returnToTown',
      { reason: { id: 'mood', text: '' } },
      'case.reason.not-in-list',
    ],
    ['an act the flow does not have', 'consent', 'dispatcher', 'verify', {}, 'case.command.not-in-flow'],
    ['a second whistle on the same case', 'triage', 'town', 'submit', A_WHISTLE, 'case.command.exists'],
    [
      'a request the flow does not know',
      'handling',
      'zf-clerk',
      'openRequest',
      { kind: 'waiver', reason: { text: 'x' } },
      'case.request.not-in-flow',
    ],
    ['a decision on no request', 'handling', 'dispatcher', 'decideRequest', { approve: true }, 'case.request.unknown'],
    [
      'asking to recall what is replied',
      'consent',
      'town',
      'openRequest',
      { kind: 'recall', reason: { id: 'solved', text: '' } },
      'case.request.wrong-phase',
    ],
    ['urging nobody', 'triage', 'town', 'urge', {}, 'case.urge.nobody'],
  ])('%s', (_, point, person, command, data, code) => {
    const story = aStoryAt(point)
    const before = story.events
    expect(story.as(person, command, data)).toMatchObject({ code })
    expect(story.events).toBe(before)
  })

  it('refuses a stale version with both numbers', () => {
    const story = aStoryAt('dispatched')
    expect(story.as('zf-clerk', 'sign', {}, 1)).toEqual({
      code: 'case.version.stale',
      params: { expected: 1, actual: story.state.version },
    })
  })

  it('refuses another town: the clerk acts only for the own unit', () => {
    const organisation = anOrganisation()
    const story = aStory(aPolicy(), {
      ...organisation,
      people: [...organisation.people, { id: 'other', account: 'other', name: '邻镇', unit: 'T2', roles: ['town-clerk'] }],
    })
    story.do('town', 'submit', A_WHISTLE)
    expect(story.as('other', 'recall', { reason: { text: '误报' } })).toMatchObject({ code: 'case.command.not-your-unit' })
  })

  it('tells urging too soon how long to wait', () => {
    const story = aStoryAt('dispatched').do('town', 'urge')
    expect(story.as('town', 'urge')).toEqual({ code: 'case.urge.too-soon', params: { minutes: 29 } })
    expect(story.wait(29).as('town', 'urge')).toBeUndefined()
    expect(story.state.urges.at(-1)?.units).toEqual(['ZF', 'SL'])
  })
})

describe('timers', () => {
  test('a breach is told once it is later than due, never at it, and issues the card of its rule', () => {
    const story = aStoryAt('dispatched').do('zf-clerk', 'sign')
    const timer = 'arrive/a1/1/breach'
    const signed = story.now - 60_000
    story.now = signed + 3 * 3_600_000
    expect(story.do('system', 'fireClock', { timer }).events.at(-1)?.type).toBe('case.signed')
    story.now = signed + 3 * 3_600_000 + 1
    story.do('system', 'fireClock', { timer })
    expect(story.events.slice(-2).map(({ type, unit, by }) => [type, unit, by.person])).toEqual([
      ['clock.breached', 'ZF', 'system'],
      ['card.issued', 'ZF', 'system'],
    ])
    expect(story.state.card).toBe('yellow')
  })

  test('a timer of a clock that has stopped changes nothing', () => {
    const story = aStoryAt('handling').wait(10_000)
    const before = story.events.length
    expect(story.do('system', 'fireClock', { timer: 'arrive/a1/1/breach' }).events).toHaveLength(before)
  })
})

describe('laws', () => {
  const people = ['town', 'dispatcher', 'zf-clerk', 'zf-leader', 'sl-clerk', 'supervisor']
  const attempts = fc.array(fc.tuple(fc.constantFrom(...people), fc.nat(30), fc.nat(3000)), { maxLength: 40 })

  /** Lets people do anything that is offered to them, in any order. */
  function wander(choices: readonly (readonly [string, number, number])[]) {
    const policy = aPolicy()
    const story = aStoryAt('triage', policy)
    const refused: string[] = []
    for (const [person, choice, minutes] of choices) {
      story.wait(minutes)
      const member = anOrganisation().people.find((one) => one.id === person)!
      const offered = allowedCommands(policy, story.state, { ...member, person: member.id }, { now: story.now, clocks: story.clocks() })
      const one = offered[choice % Math.max(1, offered.length)]
      if (!one) continue
      const reason = { ...(one.reasons[0] && { id: one.reasons[0].id }), text: '理由' }
      const extras: Partial<Record<CommandName, Record<string, unknown>>> = {
        dispatch: { lead: 'ZF', cooperating: ['SL'], reason },
        redispatch: { lead: 'SL', cooperating: ['ZF'], reason },
        rate: {
          ratings: story.state.assignments
            .filter((each) => each.phase === 'DONE')
            .map((each) => ({ assignment: each.id, values: { speed: 3, quality: 5 } })),
        },
        openRequest: { kind: one.kind, assignment: one.assignment, reason, days: 1 },
        decideRequest: { request: one.request, approve: choice % 2 === 0, reason },
        withdrawRequest: { request: one.request },
        supplement: { form: A_WHISTLE.form },
        nameResponders: { assignment: one.assignment, responders: [{ name: '张三' }] },
        progress: { assignment: one.assignment, text: '正在办理' },
        urge: {},
        resume: {},
      }
      const data = extras[one.command] ?? {
        ...(one.assignment && { assignment: one.assignment }),
        ...(one.reason !== 'none' && { reason }),
      }
      const refusal = story.as(person, one.command, data)
      if (refusal) refused.push(refusal.code)
    }
    return { story, refused }
  }

  it('an offered command works', () => {
    fc.assert(
      fc.property(attempts, (choices) => {
        expect(wander(choices).refused).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('events are numbered without gaps, and replaying any prefix agrees with folding on', () => {
    fc.assert(
      fc.property(attempts, fc.nat(200), (choices, cut) => {
        const { events } = wander(choices).story
        expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
        const at = Math.min(cut, events.length)
        const resumed = events.slice(at).reduce((state, event) => evolve(state, event), replay(events.slice(0, at)))
        expect(resumed).toEqual(replay(events))
      }),
      { numRuns: 60 },
    )
  })

  it('a case has at most one active lead, and never closes without the consent of its last round', () => {
    fc.assert(
      fc.property(attempts, (choices) => {
        const { state, events } = wander(choices).story
        const active = state.assignments.filter((one) => !['RETURNED', 'CANCELLED', 'WAIVED'].includes(one.phase))
        expect(active.filter((one) => one.role === 'lead').length).toBeLessThanOrEqual(1)
        if (state.phase !== 'CLOSED') return
        const consent = events.findLastIndex((event) => event.type === 'case.consented')
        expect(consent).toBeGreaterThan(events.findLastIndex((event) => event.type === 'case.reworkOrdered'))
      }),
      { numRuns: 100 },
    )
  })
})
