import { describe, expect, it } from 'vitest'
import type { Assignment, Case, CaseEvent, Rating } from '../case/event.ts'
import type { Policy } from '../policy/schema.ts'
import { MINUTE } from '../shared/instant.ts'
import type { Clock } from '../sla/clock.ts'
import { aPolicy, A_MONDAY_MORNING } from '../testing/a-policy.ts'
import { aFact } from '../testing/a-score.ts'
import { assignmentFacts, caseFact, countDenials, factsOfCase, issuedCards, ratersOf, type FactSources, type ScoreFact } from './facts.ts'

const policy = aPolicy()
const at = (minutes: number) => A_MONDAY_MORNING + minutes * MINUTE

const assignment = (change: Partial<Assignment> = {}): Assignment => ({
  id: 'a1',
  unit: 'ZF',
  role: 'lead',
  phase: 'DONE',
  round: 1,
  createdAt: at(0),
  responders: [],
  replies: [],
  returnsRefused: 0,
  ...change,
})
/** What facts read of a case; the rest of it is of no concern here. */
const aCase = (change: Partial<Case> = {}): Case =>
  ({
    id: 'c1',
    town: 'T1',
    category: 'quick',
    emergency: false,
    disputed: false,
    phase: 'CLOSED',
    round: 1,
    returns: 0,
    supplements: 0,
    assignments: [assignment()],
    ratings: [],
    urges: [],
    orders: [],
    ...change,
  }) as Case

const clock = (rule: string, change: Partial<Clock> = {}): Clock => ({
  key: `${rule}/a1/1`,
  clock: rule,
  name: rule,
  per: 'assignment',
  assignment: 'a1',
  owner: 'assignee',
  cycle: 1,
  status: 'met',
  basis: 'natural',
  goal: { amount: 60, unit: 'minute', index: 0 },
  startedAt: at(0),
  dueAt: at(60),
  stoppedAt: at(30),
  breached: false,
  extendedBy: 0,
  warnAt: [],
  provisional: false,
  calendar: 'work',
  segments: [{ from: at(0), to: at(60), counted: true, why: 'counted' }],
  ...change,
})
const rating = (values: Rating['values'], change: Partial<Rating> = {}): Rating => ({
  form: 'stars',
  rater: 'town',
  assignment: 'a1',
  round: 1,
  at: at(500),
  by: 'p1',
  values,
  ...change,
})
const sources = (state: Partial<Case>, more: Partial<FactSources> = {}): FactSources => ({
  policy,
  state: aCase(state),
  clocks: [],
  unitTypes: new Map([['ZF', 'department' as const]]),
  ...more,
})
function leadFact(state: Partial<Case>, more: Partial<FactSources> = {}): ScoreFact {
  const [fact] = assignmentFacts(sources(state, more))
  if (!fact) throw new Error('the case has an assignment')
  return fact
}

describe('what a case leaves for the scores', () => {
  it.each<[string, Case['phase'], number, string[]]>([
    ['closed: its departments and its town', 'CLOSED', 0, ['assignment', 'case']],
    ['rejected: its town', 'REJECTED', 0, ['case']],
    ['recalled: its town', 'RECALLED', 0, ['case']],
    ['merged into another: its town', 'MERGED', 0, ['case']],
    ['refused admission and left there: its town', 'DRAFT', 1, ['case']],
    ['a draft: nothing', 'DRAFT', 0, []],
    ['still running, though refused before: nothing', 'HANDLING', 1, []],
    ['void: nothing', 'VOID', 0, []],
  ])('%s', (_name, phase, denials, kinds) => {
    expect(factsOfCase(sources({ phase }, { denials })).map(({ kind }) => kind)).toEqual(kinds)
  })

  it('is counted from its events', () => {
    const event = (type: CaseEvent['type'], extra: Partial<CaseEvent> = {}) => ({ type, data: {}, ...extra }) as CaseEvent
    const events = [
      event('case.denied'),
      event('case.submitted'),
      event('case.denied'),
      event('card.issued', { assignment: 'a1', data: { card: 'red' } }),
    ]
    expect(countDenials(events)).toBe(2)
    expect(issuedCards(events)).toEqual([{ assignment: 'a1', card: 'red' }])
  })
})

describe('whether a whistle was valid (乱吹哨)', () => {
  it.each<[string, Partial<Case>, number, Record<string, unknown>]>([
    ['what somebody worked on was', { phase: 'CLOSED' }, 0, { valid: true, denied: false, denials: 0 }],
    ['also after it was refused admission once', { phase: 'CLOSED' }, 1, { valid: true, denied: false, denials: 1 }],
    ['what was refused admission was not', { phase: 'DRAFT', assignments: [] }, 2, { valid: false, denied: true, denials: 2 }],
    ['what was not accepted was not', { phase: 'REJECTED', assignments: [] }, 0, { valid: false, denied: false }],
  ])('%s', (_name, state, denials, expected) => {
    expect(caseFact(sources(state, { denials }))).toMatchObject(expected)
  })

  it('what nobody decided about is neither', () => {
    expect(caseFact(sources({ phase: 'RECALLED', assignments: [] }))).not.toHaveProperty('valid')
  })
})

describe('what became of it', () => {
  it('of the case, for its town', () => {
    const fact = caseFact(sources({ phase: 'CLOSED', returns: 1, supplements: 2, round: 3 }, { unitTypes: new Map([['T1', 'town']]) }))
    expect(fact).toMatchObject({ unit: 'T1', unitType: 'town', concluded: true, returned: true, supplements: 2, round: 3, rework: 2 })
    expect(caseFact(sources({ phase: 'RECALLED', round: 1 }))).toMatchObject({
      unitType: 'unknown',
      concluded: false,
      returned: false,
      rework: 0,
      phase: 'RECALLED',
    })
  })

  const reply = { round: 1, at: at(100), form: {} }
  it.each<[string, Partial<Assignment>, Record<string, unknown>]>([
    ['one reply that held', { replies: [reply] }, { concluded: true, returned: false, rework: 0, phase: 'DONE' }],
    ['one reply that was refused first', { replies: [reply, reply] }, { rework: 1 }],
    ['done without a reply', { replies: [] }, { rework: 0 }],
    ['a reply that was refused and nothing since', { phase: 'ARRIVED', replies: [reply] }, { concluded: false, rework: 1 }],
    ['given back', { phase: 'RETURNED' }, { concluded: false, returned: true, rework: 0 }],
    [
      'returns that were refused',
      { returnsRefused: 2, round: 2, role: 'cooperating' },
      { invalidReturns: 2, round: 2, role: 'cooperating' },
    ],
    ['people who have an account', { responders: [{ person: 'p7', name: '王' }, { name: '村民' }] }, { responders: ['p7'] }],
  ])('of an assignment: %s', (_name, change, expected) => {
    expect(leadFact({ assignments: [assignment(change)] })).toMatchObject(expected)
  })

  it('a unit that is no longer known is of no type', () => {
    expect(leadFact({ assignments: [assignment({ unit: 'GONE' })] })).toMatchObject({ unit: 'GONE', unitType: 'unknown' })
  })

  it('what the whistle did not say is left out', () => {
    const bare = leadFact({})
    for (const key of ['level', 'item', 'situation', 'source', 'closedAt']) expect(bare).not.toHaveProperty(key)
    const told = { level: 'key', item: 'A-01', situation: 's1', source: 'patrol', closedAt: at(500), emergency: true, disputed: true }
    expect(leadFact(told)).toMatchObject(told)
  })

  it('cards of the case are the town’s, cards of an assignment its unit’s', () => {
    const cards = [{ card: 'white' as const }, { assignment: 'a1', card: 'red' as const }, { assignment: 'a1', card: 'yellow' as const }]
    expect(leadFact({}, { cards })).toMatchObject({ whiteCards: 0, yellowCards: 1, redCards: 1 })
    expect(caseFact(sources({}, { cards }))).toMatchObject({ whiteCards: 1, yellowCards: 0, redCards: 0 })
  })
})

describe('whether time was kept', () => {
  const late = { breached: true, stoppedAt: at(90) }
  it.each<[string, Clock[], boolean | undefined]>([
    ['no clock: not known', [], undefined],
    ['met', [clock('arrive')], true],
    ['met late', [clock('arrive', late)], false],
    ['late and still running', [clock('arrive', { status: 'running', breached: true })], false],
    ['still running: not known', [clock('arrive', { status: 'running' })], undefined],
    ['one met, one running: not known', [clock('arrive'), clock('arrive', { status: 'running' })], undefined],
    ['one late, one met', [clock('arrive', late), clock('arrive')], false],
    ['cancelled: not known', [clock('arrive', { status: 'cancelled' })], undefined],
    ['cancelled, then met', [clock('arrive', { status: 'cancelled' }), clock('arrive')], true],
    ['of another assignment: not known', [clock('arrive', { assignment: 'a2' })], undefined],
    ['of another rule: not known', [clock('sign')], undefined],
  ])('%s', (_name, clocks, kept) => {
    const fact = leadFact({}, { clocks })
    expect(fact['clock.arrive.onTime']).toBe(kept)
    expect(fact.arrivedOnTime).toBe(kept)
  })

  it.each<[string, string, Partial<Clock>]>([
    ['dispatchedOnTime', 'dispatch', { per: 'case', assignment: undefined }],
    ['signedOnTime', 'sign', {}],
    ['repliedOnTime', 'reply', {}],
    ['consentedOnTime', 'consent', { per: 'case', assignment: undefined }],
    ['ratedOnTime', 'evaluate', { per: 'case', assignment: undefined }],
  ])('%s is the clock that %s stops, whatever a county calls it', (fact, rule, change) => {
    const renamed: Policy = {
      ...policy,
      sla: { ...policy.sla, clocks: policy.sla.clocks.map((one) => (one.id === rule ? { ...one, id: 'mine' } : one)) },
    }
    expect(leadFact({}, { policy: renamed, clocks: [clock('mine', change)] })).toMatchObject({ [fact]: true, 'clock.mine.onTime': true })
    expect(leadFact({}, { policy: renamed, clocks: [clock('mine', { ...change, ...late })] })).toMatchObject({ [fact]: false })
  })

  it('the clocks of the case are the town’s; those of departments are not', () => {
    const clocks = [clock('consent', { per: 'case', assignment: undefined }), clock('arrive', late)]
    const fact = caseFact(sources({}, { clocks }))
    expect(fact).toMatchObject({ consentedOnTime: true })
    expect(fact).not.toHaveProperty('arrivedOnTime')
  })

  it.each<[string, Clock[], boolean]>([
    ['when its clock ran', [clock('arrive')], true],
    ['not when it was cancelled', [clock('arrive', { status: 'cancelled' })], false],
    ['not without one', [clock('sign')], false],
  ])('somebody had to come: %s', (_name, clocks, required) => {
    expect(leadFact({}, { clocks }).arrivalRequired).toBe(required)
  })

  it.each<[string, Clock[], number | undefined]>([
    ['half of it', [clock('arrive')], 0.5],
    ['all of it and half again', [clock('arrive', late)], 1.5],
    ['by the last one met', [clock('arrive', late), clock('arrive'), clock('arrive', { status: 'running', stoppedAt: undefined })], 0.5],
    ['not known while it runs', [clock('arrive', { status: 'running', stoppedAt: undefined })], undefined],
    ['not known of a clock without segments', [clock('arrive', { segments: [] })], undefined],
  ])('how much of the time was used: %s', (_name, clocks, share) => {
    expect(leadFact({}, { clocks })['clock.arrive.share']).toBe(share)
  })
})

describe('ratings', () => {
  it.each<[string, Rating[], Record<string, unknown>]>([
    ['none', [], { 'eval.rated': false, 'eval.screened': false, 'eval.speed': undefined, comments: undefined }],
    [
      'a town’s, with its words',
      [rating({ speed: 4, quality: 5 }, { comment: '来得快' })],
      { 'eval.rated': true, 'eval.speed': 4, 'eval.quality': 5, 'rater.eval.speed': 'T1', comments: ['来得快'] },
    ],
    ['the last on the form counts', [rating({ speed: 1 }), rating({ speed: 5 })], { 'eval.speed': 5, 'eval.quality': undefined }],
    [
      'a screened one counts for nothing, not even the one before it',
      [rating({ speed: 1 }), rating({ speed: 5 }, { screened: true })],
      { 'eval.rated': false, 'eval.screened': true, 'eval.speed': undefined },
    ],
    ['the public counts case by case', [rating({ speed: 4 }, { rater: 'public' })], { 'rater.eval.speed': 'public/c1' }],
    ['others by person', [rating({ speed: 4 }, { rater: 'platform' })], { 'rater.eval.speed': 'p1' }],
    ['of the whole case', [rating({ speed: 3 }, { assignment: undefined })], { 'eval.speed': 3 }],
    ['of another assignment', [rating({ speed: 3 }, { assignment: 'a2' })], { 'eval.rated': false, 'eval.speed': undefined }],
    ['on a form the policy does not have', [rating({ speed: 3 }, { form: 'other' })], { 'eval.rated': false }],
    ['an item the form does not have', [rating({ toString: 3 })], { 'eval.rated': true, 'eval.speed': undefined }],
  ])('%s', (_name, ratings, expected) => {
    const fact = leadFact({ ratings })
    for (const [key, value] of Object.entries(expected)) expect(fact[key], key).toEqual(value)
  })

  it('the town answers for ratings of the case, not for those of departments', () => {
    const ratings = [rating({ speed: 3 }, { assignment: undefined }), rating({ speed: 1 })]
    expect(caseFact(sources({ ratings }))).toMatchObject({ 'eval.rated': true, 'eval.speed': 3 })
  })
})

describe('who rated', () => {
  const fact = aFact('ZF', { 'eval.speed': 4, 'rater.eval.speed': 'T2', 'eval.quality': 5, 'rater.eval.quality': 'public/c1' })
  it.each<[string, Parameters<typeof ratersOf>, string[]]>([
    ['at one path', [fact, ['eval.speed']], ['T2']],
    ['at several, each once', [{ ...fact, 'rater.eval.quality': 'T2' }, ['eval.speed', 'eval.quality']], ['T2']],
    ['at any', [fact], ['T2', 'public/c1']],
    ['nobody where nothing was rated', [aFact('ZF'), ['eval.speed']], []],
    ['nobody at all', [aFact('ZF')], []],
    ['the town, of facts stored before raters were kept', [aFact('ZF', { 'eval.speed': 4 }), ['eval.speed']], ['T1']],
    ['and of those that only say that it was rated', [aFact('ZF', { 'eval.rated': true })], ['T1']],
    ['which says nothing about a path', [aFact('ZF', { 'eval.rated': true }), ['eval.speed']], []],
  ])('%s', (_name, asked, raters) => {
    expect(ratersOf(...asked)).toEqual(raters)
  })
})
