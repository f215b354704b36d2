import { describe, expect, it, test } from 'vitest'
import { allowedCommands } from '../allowed.ts'
import { A_WHISTLE, actorOf, aDeliberatingOrganisation, aDeliberatingPolicy, aStory, type Story } from '../../testing/index.ts'

const whistle = (form: Record<string, unknown> = {}, more: Record<string, unknown> = {}) => ({
  ...A_WHISTLE,
  ...more,
  form: { ...A_WHISTLE.form, ...form },
})
const blow = (data: Record<string, unknown>): Story => aStory(aDeliberatingPolicy(), aDeliberatingOrganisation()).do('town', 'submit', data)
const offered = (story: Story, person: string) =>
  allowedCommands(aDeliberatingPolicy(), story.state, actorOf(aDeliberatingOrganisation(), person), { now: story.now }).map(
    ({ command }) => command,
  )

describe('admission (两吹两不吹)', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['what the table allows goes on by itself', whistle(), 'triage'],
    ['what it denies goes back by itself', whistle({ own: true }), 'denied'],
    ['what it leaves to the platform waits', whistle({ doubt: true }), 'admission'],
    ['what is off the list waits for the platform', whistle({}, { item: undefined }), 'admission'],
    ['what is off the list is denied all the same', whistle({ own: true }, { item: undefined }), 'denied'],
    ['what is urgent is allowed, on the list or not', whistle({ own: true }, { item: undefined, category: 'urgent' }), 'triage'],
  ])('%s', (_, data, state) => expect(blow(data).state.state).toBe(state))

  it('a denial is counted as blocked, with the row that decided, and is no fault', () => {
    const story = blow(whistle({ own: true }))
    expect(story.state).toMatchObject({ blocked: 1, disputed: false })
    expect(story.events.at(-1)).toMatchObject({ type: 'case.denied', data: { row: 'R2', message: '权限内可自行解决' } })
  })

  it('the platform admits or denies what waits for it', () => {
    expect(offered(blow(whistle({ doubt: true })), 'dispatcher')).toEqual(['admit', 'deny'])
    expect(blow(whistle({ doubt: true })).do('dispatcher', 'admit').state.state).toBe('triage')
    expect(blow(whistle({ doubt: true })).do('dispatcher', 'deny').state).toMatchObject({ state: 'denied', blocked: 1 })
  })

  it('the town principal insists once; then the platform decides, not the table', () => {
    const story = blow(whistle({ own: true }))
    expect(story.as('town', 'insist', { reason: { text: '无力解决' } })).toMatchObject({ code: 'case.command.not-your-role' })
    expect(offered(story, 'principal')).toContain('insist')
    story.do('principal', 'insist', { reason: { text: '无力解决' } })
    expect(story.state).toMatchObject({ state: 'admission', insisted: true })
    story.do('dispatcher', 'deny')
    expect(offered(story, 'principal')).not.toContain('insist')
    expect(story.as('principal', 'insist', { reason: { text: '再请' } })).toMatchObject({ code: 'case.admission.insisted' })
  })

  it('where the item names a stationed agency, its attempt is told first (R4)', () => {
    const story = aStory(aDeliberatingPolicy(), aDeliberatingOrganisation())
    expect(story.as('town', 'submit', whistle({}, { item: 'A-02' }))).toMatchObject({
      code: 'case.admission.attempt-required',
      params: { agency: '综合执法中队' },
      at: '/form/attempt',
    })
    expect(story.as('town', 'submit', whistle({ attempt: ' ' }, { item: 'A-02' }))).toMatchObject({
      code: 'case.admission.attempt-required',
    })
    expect(story.do('town', 'submit', whistle({ attempt: '10:00 已联系，无执法权' }, { item: 'A-02' })).state.state).toBe('triage')
  })

  it('what is urgent needs no attempt', () => {
    expect(blow(whistle({}, { item: 'A-02', category: 'urgent' })).state.phase).toBe('DISPATCHED')
  })

  it('a policy whose tables do not apply to the case admits it', () => {
    const policy = aDeliberatingPolicy()
    const admission = { ...policy.admission!, applies: { eq: ['case.category', 'hard'] as [string, string] } }
    const story = aStory({ ...policy, admission }, aDeliberatingOrganisation()).do('town', 'submit', whistle({ own: true }))
    expect(story.state.state).toBe('triage')
  })
})

describe('emergency bypass (应急直派, T6)', () => {
  const urgent = () => blow(whistle({}, { category: 'urgent' }))

  it('dispatches to every unit of the item in one act, and says what is owed', () => {
    const story = urgent()
    expect(story.events.map(({ type }) => type)).toEqual([
      'case.submitted',
      'case.bypassed',
      'case.dispatched',
      'assignment.created',
      'assignment.created',
    ])
    expect(story.state).toMatchObject({
      state: 'dispatched',
      route: { lead: 'ZF' },
      assignments: [{ unit: 'ZF', role: 'lead' }, { unit: 'SL' }],
    })
    expect(offered(story, 'town')).toContain('register')
  })

  it('does not close before it is registered', () => {
    const story = urgent()
    for (const clerk of ['zf-clerk', 'sl-clerk']) story.do(clerk, 'sign')
    for (const clerk of ['zf-clerk', 'sl-clerk']) story.do(clerk, 'arrive')
    for (const clerk of ['zf-clerk', 'sl-clerk']) story.do(clerk, 'reply', { form: { result: '已处置' } })
    const ratings = ['ZF', 'SL'].map((unit) => ({ unit, values: { speed: 5, quality: 5 } }))
    story.do('town', 'consent').do('town', 'rate', { ratings })
    expect(story.state.state).toBe('closing')
    story.do('town', 'register', { form: { why: '群众聚集' } })
    expect(story.state).toMatchObject({ phase: 'CLOSED', registeredAt: expect.any(Number) })
    expect(story.as('town', 'register', { form: { why: '再补' } })).toMatchObject({ code: 'case.register.not-owed' })
  })

  it('has a clock of its own for the registration', () => {
    const policy = aDeliberatingPolicy()
    const [first] = policy.sla.clocks
    const clock = {
      ...first!,
      id: 'registration',
      name: '补登',
      owner: 'town' as const,
      start: ['case.bypassed' as const],
      stop: ['case.registered' as const],
      pauseBy: [],
      goals: [{ amount: 24, unit: 'hour' as const, basis: 'natural' as const }],
    }
    const story = aStory({ ...policy, sla: { ...policy.sla, clocks: [...policy.sla.clocks, clock] } }, aDeliberatingOrganisation())
    story.do('town', 'submit', whistle({}, { category: 'urgent' })).do('town', 'register', { form: { why: '火情' } })
    expect(story.clocks().find((one) => one.clock === 'registration')).toMatchObject({ status: 'met', breached: false })
  })

  it('off the list nobody is named to come: it goes the ordinary way', () => {
    expect(blow(whistle({}, { category: 'urgent', item: undefined })).state).toMatchObject({ state: 'triage', assignments: [] })
  })

  it('only people of its rule take it', () => {
    const policy = aDeliberatingPolicy({ bypass: { ...aDeliberatingPolicy().flows[0]!.bypass!, by: ['town-principal'] } })
    const story = aStory(policy, aDeliberatingOrganisation()).do('town', 'submit', whistle({}, { category: 'urgent' }))
    expect(story.state.state).toBe('triage')
  })
})
