import { describe, expect, it } from 'vitest'
import type { Case, CaseEvent, Rating } from '../case/event.ts'
import type { Actor, Role } from '../organisation/role.ts'
import { aPolicy } from '../testing/a-policy.ts'
import { aFact, aModel, anEntry, someDepartments } from '../testing/a-score.ts'
import { computeScores } from './score.ts'
import type { ScoringModel } from './schema.ts'
import { showRatingEvents, showRatings, showSheet } from './visibility.ts'

const actor = (unit: string, ...roles: Role[]): Actor => ({ person: `p-${unit}`, name: unit, unit, roles })
const people = {
  judged: actor('ZF', 'dept-clerk'),
  neighbour: actor('T2', 'town-clerk'),
  platform: actor('PT', 'platform-head'),
  supervisor: actor('DC', 'supervisor'),
}
const model = aModel({ visibility: { mode: 'back-to-back', minRaters: 3 } })
const rated = (town: string) => aFact('ZF', { town, 'eval.rated': true, 'eval.speed': 4, 'eval.quality': 5 })
const sheetOf = (shown: ScoringModel, ...towns: string[]) => computeScores(shown, towns.map(rated), someDepartments('ZF'))[0]!

describe('a score back to back', () => {
  it.each<[string, keyof typeof people, string[], boolean, boolean]>([
    ['three towns, locked: the judged sees the aggregate', 'judged', ['T1', 'T2', 'T3'], true, true],
    ['two towns: nothing', 'judged', ['T1', 'T2', 'T2'], true, false],
    ['three towns on trial: nothing, or each new rating would show', 'judged', ['T1', 'T2', 'T3'], false, false],
    ['another rater sees no more', 'neighbour', ['T1', 'T2'], true, false],
    ['nor does the platform', 'platform', ['T1', 'T2'], true, false],
    ['the supervisor sees all at any time', 'supervisor', ['T1'], false, true],
  ])('%s', (_name, who, towns, locked, seen) => {
    const sheet = sheetOf(model, ...towns)
    const shown = showSheet(model, sheet, people[who], locked)
    expect(shown).toEqual(
      seen
        ? sheet
        : {
            subject: 'ZF',
            score: null,
            exact: null,
            rank: null,
            facts: 0,
            raters: 0,
            terms: [],
            adjustments: [],
            adjustment: '0',
            corrections: [],
            veto: [],
            outcomes: [],
          },
    )
  })

  it('in the open everybody sees everything', () => {
    expect(showSheet(aModel(), sheetOf(aModel(), 'T1'), people.judged, false).score).toBe('90.00')
  })

  it('a county may name who sees all', () => {
    const named = { ...model, visibility: { ...model.visibility, seenBy: ['platform-head' as const] } }
    expect(showSheet(named, sheetOf(named, 'T1'), people.platform, false).score).toBe('90.00')
    expect(showSheet(named, sheetOf(named, 'T1'), people.supervisor, false).score).toBeNull()
  })

  it('points one town entered close the sheet, though three rated', () => {
    const input = {
      id: 'brave',
      name: '敢挑重担',
      by: ['town-principal' as const],
      about: 'all' as const,
      min: '-5',
      max: '5',
      times: 'many' as const,
      combine: 'sum' as const,
      reason: 'optional' as const,
      attachment: 'none' as const,
    }
    const adjusted = aModel({ ...model, inputs: [input], adjustments: [{ id: 'brave', name: '敢挑重担', manual: 'brave' }] })
    const facts = ['T1', 'T2', 'T3'].map(rated)
    const [sheet] = computeScores(adjusted, facts, someDepartments('ZF'), { entries: [anEntry('brave', 'ZF', '2')] })
    expect(showSheet(adjusted, sheet!, people.judged, true).score).toBeNull()
  })
})

describe('ratings of a case', () => {
  const policy = aPolicy()
  policy.evaluation.forms[0] = { ...policy.evaluation.forms[0]!, visibility: 'back-to-back' }
  const rating: Rating = {
    form: 'stars',
    rater: 'town',
    assignment: 'a1',
    round: 1,
    at: 5,
    by: 'p-T1',
    values: { speed: 1 },
    comment: '拖沓',
  }
  const state = { town: 'T1', ratings: [rating] } as unknown as Case
  const event = {
    seq: 1,
    type: 'case.evaluated',
    at: 5,
    by: actor('T1', 'town-clerk'),
    as: 'town-clerk',
    data: { form: 'stars', ratings: [rating] },
  } as CaseEvent
  const hidden = { form: 'stars', rater: 'town', assignment: 'a1', round: 1, at: 5, by: '', values: {} }

  it.each<[string, Actor, boolean]>([
    ['the judged', people.judged, false],
    ['another department of the case', actor('SL', 'dept-leader'), false],
    ['the platform', people.platform, false],
    ['a department whose unit id is the town’s', { ...actor('T1', 'dept-clerk'), person: 'p-ZF' }, false],
    ['the own town', actor('T1', 'town-principal'), true],
    ['who gave it', { ...people.platform, person: 'p-T1' }, true],
    ['the supervisor', people.supervisor, true],
    ['an independent screener', actor('', 'screener'), true],
  ])('%s', (_name, who, seen) => {
    expect(showRatings(policy, state, who).ratings).toEqual([seen ? rating : hidden])
    const [shown] = showRatingEvents(policy, state, [event], who)
    expect(shown).toEqual(
      seen
        ? event
        : {
            seq: 1,
            type: 'case.evaluated',
            at: 5,
            by: { person: '', name: '评价人', unit: '', roles: [] },
            data: { form: 'stars', ratings: [hidden] },
          },
    )
  })

  it('in the open nothing is left out, and nothing copied', () => {
    expect(showRatings(aPolicy(), state, people.judged)).toBe(state)
    expect(showRatingEvents(aPolicy(), state, [event], people.judged)[0]).toBe(event)
  })
})
