import { computeScores, packScorePage, parseLocal, type ScoringModel } from '@shaotai/core'
import { aFact, aModel, someDepartments } from '@shaotai/core/testing'
import { describe, expect, test } from 'vitest'
import { firstPeriod, openTrial } from './try-model.ts'

const OFFSET = 480
const at = (text: string) => parseLocal(text, OFFSET)
const model = aModel({
  population: { fact: 'assignment' },
  indicators: {
    speed: { name: '速度', ratio: { num: { eq: ['arrivedOnTime', true] }, den: { exists: 'arrivedOnTime' } } },
    stars: { name: '星级', mean: 'eval.stars', scale: { from: ['0', '5'], to: ['0', '100'] } },
  },
  parts: [
    { id: 'speed', name: '速度', weight: '1/2', use: 'speed' },
    { id: 'stars', name: '星级', weight: '1/2', use: 'stars' },
  ],
})
const weighed = (speed: string, stars: string): ScoringModel => ({
  ...model,
  parts: model.parts.map((part, index) => ({ ...part, weight: index === 0 ? speed : stars })),
})
const facts = [
  ['2026-08-05T09:00', aFact('GA', { arrivedOnTime: true, 'eval.stars': 1 })],
  ['2026-08-07T09:00', aFact('SF', { arrivedOnTime: false, 'eval.stars': 5 })],
  ['2026-08-09T09:00', aFact('SF', { arrivedOnTime: false })],
  ['2026-09-01T00:00', aFact('GA', { arrivedOnTime: false, 'eval.stars': 2 })],
] as const
const page = packScorePage(facts.map(([moment, fact]) => ({ at: at(moment), fact })))
const subjects = [
  { id: 'GA', name: '公安', type: 'department' as const },
  { id: 'SF', name: '司法', type: 'department' as const },
]
const inputs = { subjects, entries: [], scores: {}, corrections: {} }
const open = () => openTrial([page], at('2026-08-02T00:00'))

describe('a draft tried on a year of facts', () => {
  test('gives the exact scores and ranks of the rules, for the facts of the period and no other', () => {
    const after = weighed('1/4', '3/4')
    const { comparison } = open().compare({ before: model, after, period: '2026-08', inputs }, OFFSET, [])
    const ofAugust = facts.slice(0, 3).map(([, fact]) => fact)
    for (const [draft, side] of [
      [model, 'Before'],
      [after, 'After'],
    ] as const)
      expect(comparison.subjects.map((one) => [one[`score${side}`], one[`rank${side}`]])).toEqual(
        computeScores(draft, ofAugust, someDepartments('GA', 'SF')).map((one) => [one.score, one.rank]),
      )
    expect(comparison.subjects.map((one) => [one.rankBefore, one.rankAfter])).toEqual([
      [1, 2],
      [2, 1],
    ])
  })

  test('counts the ratings that cases lack, and tells those nobody ever collected', () => {
    const trial = { before: model, after: model, period: '2026-08', inputs }
    expect(open().compare(trial, OFFSET, ['eval.stars']).missing).toEqual([{ path: 'eval.stars', missing: 1, of: 3, unknown: false }])
    expect(open().compare(trial, OFFSET, []).missing).toEqual([{ path: 'eval.stars', missing: 1, of: 3, unknown: true }])
  })

  test('opens a score down to its cases', () => {
    const { terms } = open().explain({ before: model, after: model, period: '2026-08', inputs }, OFFSET, 'SF')
    expect(terms.map((term) => [term.part, term.facts.map((one) => one.value)])).toEqual([
      ['speed', [false, false]],
      ['stars', [5]],
    ])
  })

  test('offers the periods of its facts and the running one, and begins with the last that is over and whole', () => {
    const periods = open().periods('month', OFFSET, at('2026-10-03T09:00'))
    expect(periods).toEqual([
      { key: '2026-10', facts: 0, whole: true, ended: false },
      { key: '2026-09', facts: 1, whole: true, ended: true },
      { key: '2026-08', facts: 3, whole: false, ended: true },
    ])
    expect(firstPeriod(periods)).toBe('2026-09')
    expect(firstPeriod(periods.slice(0, 1))).toBe('2026-10')
    expect(firstPeriod([periods[0]!, periods[2]!])).toBe('2026-08')
  })
})
