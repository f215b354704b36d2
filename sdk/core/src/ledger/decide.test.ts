import { describe, expect, it } from 'vitest'
import { formatInstant } from '../calendar/civil.ts'
import { aLedger, aLedgerPolicy, aPerson, EntryStory } from '../testing/a-ledger.ts'
import { allowedLedgerCommands } from './allowed.ts'
import type { EntryCommand } from './command.ts'
import { replayLedgerEntry } from './evolve.ts'
import type { Ledger } from './schema.ts'

const entry = { title: '河道垃圾', owner: 'ZF', deadline: '2026-11-13' }
const open = (form: Record<string, unknown> = entry): EntryCommand => ({ name: 'open', data: { ledger: 'rectify', form } })
const opened = (policy = aLedgerPolicy()) => new EntryStory(policy).do('2026-11-02T09:00', 'supervisor@PT', open())
const inReview = () =>
  opened()
    .take('2026-11-02T10:00', 'dept-clerk@ZF', 'accept')
    .take('2026-11-05T10:00', 'dept-clerk@ZF', 'ask', { form: { solved: true } })

describe('an entry of the rectification ledger (整改台账, S2-24)', () => {
  it('goes from registration to write-off, every step with who and when', () => {
    const story = inReview().take('2026-11-06T10:00', 'supervisor@PT', 'ok')
    expect(story.events.map(({ seq, type, step, as, to }) => [seq, type, step, as, to?.phase])).toEqual([
      [1, 'entry.opened', undefined, 'supervisor', 'OPEN'],
      [2, 'entry.moved', 'accept', 'dept-clerk', 'DOING'],
      [3, 'entry.moved', 'ask', 'dept-clerk', 'REVIEW'],
      [4, 'entry.moved', 'ok', 'supervisor', 'DONE'],
    ])
    expect(story.entry).toMatchObject({ number: 'ZG-2026-0001', owner: 'ZF', author: 'PT', title: '河道垃圾', round: 1, phase: 'DONE' })
  })

  it.each<[string, () => EntryStory, string]>([
    ['nobody else may register', () => new EntryStory().do('2026-11-02T09:00', 'dept-clerk@ZF', open()), 'ledger.open.not-your-role'],
    [
      'a ledger that is not there',
      () => new EntryStory().do('2026-11-02T09:00', 'supervisor@PT', { name: 'open', data: { ledger: 'no', form: {} } }),
      'ledger.unknown',
    ],
    ['a ledger out of use', () => opened(aLedgerPolicy([aLedger({ retired: true })])), 'ledger.retired'],
    ['no responsible unit', () => new EntryStory().do('2026-11-02T09:00', 'supervisor@PT', open({ title: 'x' })), 'ledger.open.no-owner'],
    ['a step that is not there', () => opened().take('2026-11-02T10:00', 'dept-clerk@ZF', 'fly'), 'ledger.step.unknown'],
    ['a step of another state', () => opened().take('2026-11-02T10:00', 'dept-clerk@ZF', 'ask'), 'ledger.step.wrong-state'],
    ['a step of another role', () => opened().take('2026-11-02T10:00', 'town-clerk@T1', 'accept'), 'ledger.step.not-your-role'],
    ['a step of another unit', () => opened().take('2026-11-02T10:00', 'dept-clerk@SL', 'accept'), 'ledger.step.not-your-unit'],
    ['a reason that is owed', () => inReview().take('2026-11-06T10:00', 'supervisor@PT', 'back'), 'case.reason.required'],
    [
      'a form nobody asked for',
      () => opened().take('2026-11-02T10:00', 'dept-clerk@ZF', 'accept', { form: { x: 1 } }),
      'ledger.step.no-form',
    ],
    [
      'not solved, not written off',
      () =>
        opened()
          .take('2026-11-02T10:00', 'dept-clerk@ZF', 'accept')
          .take('2026-11-05T10:00', 'dept-clerk@ZF', 'ask', { form: { solved: false } })
          .take('2026-11-06T10:00', 'supervisor@PT', 'ok'),
      'ledger.step.guard',
    ],
    [
      'an old version',
      () => inReview().do('2026-11-06T10:00', 'supervisor@PT', { name: 'take', data: { step: 'ok' }, expectedVersion: 1 }),
      'ledger.version.stale',
    ],
    ['opened twice', () => opened().do('2026-11-02T10:00', 'supervisor@PT', open()), 'ledger.open.exists'],
    [
      'an answer nobody asked for',
      () => opened().do('2026-11-02T10:00', 'dept-clerk@ZF', { name: 'answer', data: { answer: 'agree' } }),
      'ledger.consultation.not-open',
    ],
  ])('refuses: %s', (_name, play, code) => {
    const story = play()
    expect(story.refusal?.code).toBe(code)
  })

  it('sends back and counts the round', () => {
    const story = inReview().take('2026-11-06T10:00', 'supervisor@PT', 'back', { reason: { text: '照片不清' } })
    expect(story.entry).toMatchObject({ round: 2, phase: 'DOING' })
    expect(story.events.at(-1)?.reason).toEqual({ text: '照片不清' })
  })

  it('shows exactly the steps that would work', () => {
    const story = inReview()
    const { policy } = story
    const shown = (who: string) => allowedLedgerCommands(policy, story.entry!, aPerson(who)).map((one) => one.step)
    expect(shown('supervisor@PT')).toEqual(['ok', 'back'])
    expect(shown('dept-clerk@ZF')).toEqual([])
    for (const who of ['supervisor@PT', 'dept-clerk@ZF', 'dept-clerk@SL', 'town-clerk@T1'])
      for (const step of aLedger().steps) {
        const tried = inReview().take('2026-11-06T10:00', who, step.id, { reason: { text: '因为' } })
        expect([who, step.id, tried.refusal === undefined]).toEqual([who, step.id, shown(who).includes(step.id)])
      }
  })
})

describe('its clocks', () => {
  it('is due at the end of the named day and says so', () => {
    const [finish] = opened().clocks('2026-11-02T09:00')
    expect(finish).toMatchObject({ clock: 'finish', unit: 'ZF', status: 'running', date: 'deadline', breached: false })
    expect(formatInstant(finish!.dueAt!, 480)).toBe('2026-11-14T00:00')
    expect(finish!.warnAt.map((at) => formatInstant(at, 480))).toEqual(['2026-11-10T08:30'])
  })

  it('counts working days by the county’s calendar', () => {
    const claim = opened()
      .clocks('2026-11-02T09:00')
      .find((one) => one.clock === 'claim')
    expect(formatInstant(claim!.dueAt!, 480)).toBe('2026-11-04T17:30')
  })

  it.each([
    ['equal is in time', '2026-11-14T00:00', []],
    ['one minute later the first level', '2026-11-14T00:01', ['first']],
    ['a week later the second', '2026-11-21T00:01', ['first', 'second']],
    ['fifteen days later the third', '2026-11-29T00:01', ['first', 'second', 'third']],
  ])('supervises in three levels: %s', (_name, at, rules) => {
    const story = opened().until(at)
    expect(story.events.filter((one) => one.type === 'card.issued' && one.data.rule !== 'soon').map((one) => one.data.rule)).toEqual(rules)
    expect(story.entry).toMatchObject({ level: rules.length, card: ['none', 'white', 'yellow', 'red'][rules.length] })
  })

  it('an extension moves the due time, and supervision begins again for the new one', () => {
    const story = opened()
      .until('2026-11-14T00:01')
      .take('2026-11-14T09:00', 'supervisor@PT', 'extend', { form: { deadline: '2026-11-20' }, reason: { text: '下雨' } })
    expect(formatInstant(story.clocks('2026-11-14T09:00')[0]!.dueAt!, 480)).toBe('2026-11-21T00:00')
    expect(story.until('2026-11-21T00:01').events.filter((one) => one.data.rule === 'first')).toHaveLength(2)
  })

  it('written off, it is met; cancelled, it is never breached', () => {
    const done = inReview().take('2026-11-20T10:00', 'supervisor@PT', 'ok')
    expect(done.clocks('2026-12-01T09:00')[0]).toMatchObject({ status: 'met', breached: true })
    const dropped = opened().take('2026-11-20T10:00', 'supervisor@PT', 'drop')
    expect(dropped.clocks('2026-12-01T09:00')[0]).toMatchObject({ status: 'cancelled', breached: false })
  })
})

/** 清单调整 with everybody concerned asked; a town's veto for a stationed agency's officer (S3-13, S3-15). */
const CONSULTED: Partial<Ledger> = {
  open: { by: ['supervisor'], state: 'consult' },
  states: [
    { id: 'consult', name: '征求意见', phase: 'REVIEW' },
    { id: 'decide', name: '待决定', phase: 'REVIEW' },
    { id: 'done', name: '已定', phase: 'DONE' },
    { id: 'refused', name: '被否决', phase: 'REFUSED' },
  ],
  steps: [
    {
      id: 'vetoed',
      name: '被否决',
      from: ['consult'],
      to: 'refused',
      by: ['system'],
      when: { all: [{ eq: ['consultation.open', false] }, { eq: ['consultation.vetoed', true] }] },
    },
    { id: 'heard', name: '意见齐', from: ['consult'], to: 'decide', by: ['system'], when: { eq: ['consultation.open', false] } },
    { id: 'ok', name: '同意', from: ['decide'], to: 'done', by: ['supervisor'], when: { ge: ['consultation.agreed', 2] } },
  ],
  clocks: [],
  supervision: [],
  writeOff: undefined,
  consultation: {
    name: '征求意见',
    state: 'consult',
    units: ['T1', 'SL'],
    by: ['town-principal', 'dept-leader'],
    limit: { amount: 3, unit: 'day', basis: 'working-days' },
    silence: 'stated',
    veto: 'field',
    vetoField: 'town',
  },
}
const asked = (consultation: Partial<NonNullable<Ledger['consultation']>> = {}) =>
  new EntryStory(aLedgerPolicy([aLedger({ ...CONSULTED, consultation: { ...CONSULTED.consultation!, ...consultation } })])).do(
    '2026-11-02T09:00',
    'supervisor@PT',
    open({ ...entry, town: 'T1' }),
  )
const say = (answer: 'agree' | 'disagree' | 'comment', text?: string): EntryCommand => ({ name: 'answer', data: { answer, text } })

describe('a consultation (征求意见)', () => {
  it('ends when everybody answered, and the next step follows', () => {
    const story = asked().do('2026-11-02T10:00', 'town-principal@T1', say('agree')).do('2026-11-02T11:00', 'dept-leader@SL', say('agree'))
    expect(story.entry).toMatchObject({ state: 'decide', consultation: { silent: [] } })
    expect(story.take('2026-11-03T09:00', 'supervisor@PT', 'ok').entry?.phase).toBe('DONE')
  })

  it('silence is stated and never counted as agreement', () => {
    const story = asked().do('2026-11-02T10:00', 'town-principal@T1', say('agree')).until('2026-11-05T17:31')
    expect(story.entry).toMatchObject({ state: 'decide', consultation: { silent: ['SL'] } })
    expect(story.take('2026-11-06T09:00', 'supervisor@PT', 'ok').refusal?.code).toBe('ledger.step.guard')
  })

  it('… unless the county says so', () => {
    const story = asked({ silence: 'agree' }).do('2026-11-02T10:00', 'town-principal@T1', say('agree')).until('2026-11-05T17:31')
    expect(story.take('2026-11-06T09:00', 'supervisor@PT', 'ok').entry?.phase).toBe('DONE')
  })

  it('a unit with a veto decides alone by disagreeing (一票否决)', () => {
    const story = asked()
      .do('2026-11-02T10:00', 'town-principal@T1', say('disagree', '群众满意度低'))
      .do('2026-11-02T11:00', 'dept-leader@SL', say('agree'))
    expect(story.entry).toMatchObject({ state: 'refused', phase: 'REFUSED' })
    expect(story.events.at(-1)?.by.person).toBe('system')
  })

  it('the disagreement of a unit without a veto does not', () => {
    const story = asked()
      .do('2026-11-02T10:00', 'town-principal@T1', say('agree'))
      .do('2026-11-02T11:00', 'dept-leader@SL', say('disagree', '不同意'))
    expect(story.entry?.state).toBe('decide')
  })

  it('is a clock that explains itself and waits for the working day', () => {
    const [clock] = asked().clocks('2026-11-02T09:00')
    expect([clock?.clock, formatInstant(clock!.dueAt!, 480)]).toEqual(['$consultation', '2026-11-05T17:30'])
    expect(clock?.segments.length).toBeGreaterThan(0)
  })

  it('without anybody to ask it is over at once', () => {
    expect(asked({ units: [], veto: 'none', vetoField: undefined }).entry?.state).toBe('decide')
  })

  it.each<[string, string, EntryCommand, string]>([
    ['who was not asked', 'dept-leader@ZF', say('agree'), 'ledger.consultation.not-asked'],
    ['who may not speak for the unit', 'town-clerk@T1', say('agree'), 'ledger.consultation.not-your-role'],
    ['a disagreement without words', 'town-principal@T1', say('disagree', ' '), 'ledger.consultation.words-required'],
  ])('refuses %s', (_name, who, command, code) => {
    expect(asked().do('2026-11-02T10:00', who, command).refusal?.code).toBe(code)
  })

  it('refuses a second answer', () => {
    const story = asked()
      .do('2026-11-02T10:00', 'town-principal@T1', say('agree'))
      .do('2026-11-02T10:01', 'town-principal@T1', say('agree'))
    expect(story.refusal?.code).toBe('ledger.consultation.twice')
  })
})

describe('evolveLedgerEntry', () => {
  it('rebuilds the same entry from its events, and reads events of unknown content', () => {
    const story = inReview()
    expect(replayLedgerEntry(JSON.parse(JSON.stringify(story.events)))).toEqual(JSON.parse(JSON.stringify(story.entry)))
    const odd = story.events.map((event) => ({ ...event, data: event.type === 'entry.opened' ? event.data : {} }))
    expect(() => replayLedgerEntry(odd)).not.toThrow()
  })
})
