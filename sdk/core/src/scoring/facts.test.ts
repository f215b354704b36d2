import { describe, expect, it } from 'vitest'
import type { Command } from '../case/command.ts'
import { decide } from '../case/decide.ts'
import type { Case, CaseEvent } from '../case/event.ts'
import { replay } from '../case/evolve.ts'
import type { Role } from '../organisation/role.ts'
import type { UnitType } from '../organisation/schema.ts'
import { MINUTE, type Instant } from '../shared/instant.ts'
import { computeClocks } from '../sla/clocks.ts'
import { A_MONDAY_MORNING, aPolicy } from '../testing/a-policy.ts'
import { assignmentFacts, caseFact, issuedCards } from './facts.ts'
import { computeScores } from './score.ts'
import type { ScoringModel } from './schema.ts'
import { FACT_VOCABULARY } from './vocabulary.ts'

const policy = aPolicy()
const unitTypes = new Map<string, UnitType>([
  ['ZF', 'department'],
  ['SL', 'department'],
  ['T1', 'town'],
])

type StoryStep = [minutes: number, who: `${Role}@${string}`, name: Command['name'], data?: Record<string, unknown>]

/** Plays commands on `aPolicy` through the real decider; minutes count from Monday 09:00. */
function play(steps: readonly StoryStep[]): { events: CaseEvent[]; state: Case; now: Instant } {
  let events: CaseEvent[] = []
  let now = A_MONDAY_MORNING
  for (const [minutes, who, name, data = {}] of steps) {
    now = A_MONDAY_MORNING + minutes * MINUTE
    const at = now
    const [role, unit] = who.split('@') as [Role, string]
    const decided = decide(
      {
        policy,
        policyHash: 'x',
        actor: { person: who, name: who, unit, roles: [role] },
        now,
        identity: { id: 'c1', number: 'X00001' },
        clocks: () => computeClocks(policy, events, at),
      },
      replay(events),
      { name, data } as Command,
    )
    if (!decided.ok) throw new Error(`${name}: ${decided.error.code}`)
    events = [...events, ...decided.value]
  }
  return { events, state: replay(events) as Case, now }
}

const dispatched: StoryStep[] = [
  [0, 'town-clerk@T1', 'submit', { category: 'quick', item: 'A-01', form: { title: '占道', place: { address: '东街' } } }],
  [20, 'dispatcher@PT', 'dispatch', { lead: 'ZF', cooperating: ['SL'] }],
  [30, 'dept-clerk@ZF', 'sign'],
  [80, 'dept-clerk@SL', 'sign'],
  [120, 'dept-clerk@ZF', 'arrive'],
  [150, 'dept-clerk@SL', 'arrive'],
]
const closed: StoryStep[] = [
  ...dispatched,
  [200, 'dept-clerk@ZF', 'reply', { form: { result: '已清理' } }],
  [210, 'dept-clerk@SL', 'reply', { form: { result: '已配合' } }],
  [300, 'town-clerk@T1', 'refuseConsent', { reason: { text: '又摆出来了' } }],
  [400, 'dept-clerk@ZF', 'reply', { form: { result: '再次清理' } }],
  [410, 'dept-clerk@SL', 'reply', { form: { result: '已配合' } }],
  [500, 'town-clerk@T1', 'consent'],
  [
    510,
    'town-clerk@T1',
    'rate',
    {
      ratings: [
        { unit: 'ZF', values: { speed: 4, quality: 5 } },
        { unit: 'SL', values: { speed: 3, quality: 4 } },
      ],
    },
  ],
]

function factsOf(steps: readonly StoryStep[]) {
  const { events, state, now } = play(steps)
  const sources = { policy, state, clocks: computeClocks(policy, events, now), unitTypes, cards: issuedCards(events) }
  return { assignments: assignmentFacts(sources), town: caseFact(sources), state }
}

describe('assignmentFacts', () => {
  it('a case played to its end leaves one record per department', () => {
    const { assignments, state } = factsOf(closed)
    expect(assignments).toHaveLength(2)
    expect(assignments[0]).toMatchObject({
      kind: 'assignment',
      case: 'c1',
      unit: 'ZF',
      unitType: 'department',
      town: 'T1',
      item: 'A-01',
      role: 'lead',
      concluded: true,
      rework: 1,
      closedAt: state.closedAt,
      signedOnTime: true,
      arrivedOnTime: true,
      repliedOnTime: true,
      dispatchedOnTime: true,
      'clock.arrive.onTime': true,
      'clock.arrive.share': 0.5,
      'eval.rated': true,
      'eval.screened': false,
      'eval.speed': 4,
      'eval.quality': 5,
      redCards: 0,
    })
    expect(assignments[1]).toMatchObject({
      unit: 'SL',
      role: 'cooperating',
      signedOnTime: false,
      'clock.sign.onTime': false,
      'clock.sign.share': 2,
    })
  })

  it('what is not known yet is left out, never false', () => {
    const [lead] = factsOf(dispatched.slice(0, 3)).assignments
    expect(lead).not.toHaveProperty('arrivedOnTime')
    expect(lead).not.toHaveProperty('closedAt')
    expect(lead).toMatchObject({ arrivalRequired: true, concluded: false, 'eval.rated': false })
  })

  it('a screened rating counts for nothing', () => {
    const { events, state, now } = play(closed)
    const screened = { ...state, ratings: state.ratings.map((rating) => ({ ...rating, screened: true })) }
    const [lead] = assignmentFacts({ policy, state: screened, clocks: computeClocks(policy, events, now), unitTypes })
    expect(lead).toMatchObject({ 'eval.rated': false, 'eval.screened': true })
    expect(lead).not.toHaveProperty('eval.speed')
  })

  it('cards go to the assignment they were issued for', () => {
    const { state } = play(dispatched)
    const cards = [
      { assignment: 'a2', card: 'red' as const },
      { assignment: 'a2', card: 'yellow' as const },
    ]
    expect(assignmentFacts({ policy, state, clocks: [], unitTypes, cards }).map((fact) => [fact.redCards, fact.yellowCards])).toEqual([
      [0, 0],
      [1, 1],
    ])
  })

  it('writes no fact the vocabulary does not name', () => {
    const known = new Set(FACT_VOCABULARY(policy).map((term) => term.path))
    const { assignments, town } = factsOf(closed)
    const bookkeeping = ['kind', 'case', 'assignment', 'comments']
    for (const fact of [...assignments, town])
      expect(Object.keys(fact).filter((key) => !known.has(key) && !bookkeeping.includes(key) && !key.startsWith('rater.'))).toEqual([])
  })

  it('carries to the score: the figure opens to this case', () => {
    const { assignments } = factsOf(closed)
    const model = policy.scoring.models[0] as ScoringModel
    const sheets = computeScores(model, assignments, [
      { id: 'ZF', type: 'department' },
      { id: 'SL', type: 'department' },
    ])
    expect(sheets.map(({ score, rank }) => [score, rank])).toEqual([
      ['90.00', 1],
      ['70.00', 2],
    ])
  })
})

describe('caseFact', () => {
  it('says how the town did its part', () => {
    expect(factsOf(closed).town).toMatchObject({
      kind: 'case',
      unit: 'T1',
      unitType: 'town',
      concluded: true,
      'clock.consent.onTime': true,
      rework: 1,
    })
  })
})
