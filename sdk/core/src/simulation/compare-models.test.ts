import { describe, expect, test } from 'vitest'
import { aFact, aModel, someDepartments } from '../testing/a-score.ts'
import { computeScores } from '../scoring/score.ts'
import type { ScoringModel } from '../scoring/schema.ts'
import { compareModels } from './compare-models.ts'
import { openScorePages, packScorePage } from './score-page.ts'

/** Speed and stars, half and half. */
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
const fact = (unit: string, onTime: boolean, stars: number) => aFact(unit, { concluded: true, arrivedOnTime: onTime, 'eval.stars': stars })
// 公安 100 and 20, 司法 0 and 100, 水利 50 and 60: 60, 50, 55.
const facts = [fact('GA', true, 1), fact('SF', false, 5), fact('SL', true, 3), fact('SL', false, 3)]
const subjects = someDepartments('GA', 'SF', 'SL')

describe('a period scored under two models', () => {
  test.each([
    [
      'the same weights',
      '1/2',
      '1/2',
      [
        ['GA', '60.00', '60.00', 1, 1],
        ['SF', '50.00', '50.00', 3, 3],
        ['SL', '55.00', '55.00', 2, 2],
      ],
    ],
    [
      'stars three quarters',
      '1/4',
      '3/4',
      [
        ['GA', '60.00', '40.00', 1, 3],
        ['SF', '50.00', '75.00', 3, 1],
        ['SL', '55.00', '57.50', 2, 2],
      ],
    ],
    [
      'stars alone',
      '0',
      '1',
      [
        ['GA', '60.00', '20.00', 1, 3],
        ['SF', '50.00', '100.00', 3, 1],
        ['SL', '55.00', '60.00', 2, 2],
      ],
    ],
  ])('%s', (_name, speed, stars, expected) => {
    const compared = compareModels({ facts, subjects })(model, weighed(speed, stars))
    expect(compared.subjects.map((one) => [one.subject, one.scoreBefore, one.scoreAfter, one.rankBefore, one.rankAfter])).toEqual(expected)
  })

  test('says what five points of a weight would do, and whose place moves most', () => {
    // At 45 : 55 the three are 56, 55, 55.5; at 55 : 45 they are 64, 45, 54.5: nobody moves. At 43 : 57 they are 54.4, 57, 55.7.
    const steady = compareModels({ facts, subjects })(model, model).sensitivity
    expect(steady.map((one) => [one.part, one.places, one.most])).toEqual([
      ['speed', 0, []],
      ['stars', 0, []],
    ])
    const shaky = compareModels({ facts, subjects })(model, weighed('12/25', '13/25')).sensitivity
    expect(shaky).toEqual([
      {
        part: 'speed',
        name: '速度',
        places: 2,
        most: [
          { subject: 'GA', rank: 1, change: 2 },
          { subject: 'SF', rank: 3, change: -2 },
        ],
      },
      {
        part: 'stars',
        name: '星级',
        places: 2,
        most: [
          { subject: 'GA', rank: 1, change: 2 },
          { subject: 'SF', rank: 3, change: -2 },
        ],
      },
    ])
  })

  test('a subject with few cases says so, one without any has no score', () => {
    const compared = compareModels({ facts, subjects: someDepartments('GA', 'ZF') })(model, model)
    expect(compared.subjects.map((one) => [one.subject, one.facts, one.few, one.rankAfter])).toEqual([
      ['GA', 1, true, 1],
      ['ZF', 0, true, null],
    ])
  })

  test('weighed again it is what scoring anew gives, also after another indicator came in', () => {
    const compare = compareModels({ facts, subjects })
    compare(model, weighed('1/3', '2/3'))
    for (const draft of [
      weighed('1/7', '6/7'),
      { ...model, rounding: { digits: 4, mode: 'half-up' as const } },
      { ...weighed('1/3', '2/3'), ranks: [] },
    ]) {
      const anew = computeScores(draft, facts, subjects)
      expect(compare(model, draft).subjects.map((one) => [one.scoreAfter, one.rankAfter])).toEqual(anew.map((one) => [one.score, one.rank]))
    }
  })
})

describe('a page of score facts', () => {
  const dated = facts.map((one, index) => ({
    at: 1000 + index,
    fact: { ...one, 'rater.eval.stars': 'p7', comments: ['慢'], spare: index },
  }))
  const page = packScorePage(dated)

  test('gives the facts back as far as the models read them', () => {
    const opened = openScorePages([page, page], [model])
    expect(opened).toHaveLength(8)
    expect(opened.map(({ at }) => at).slice(0, 4)).toEqual([1000, 1001, 1002, 1003])
    expect(opened[0]?.fact).toMatchObject({ unit: 'GA', arrivedOnTime: true, 'eval.stars': 1 })
    expect(opened[0]?.fact).not.toHaveProperty('spare')
    const scores = (of: typeof facts) => computeScores(model, of, subjects).map((one) => [one.score, one.rank])
    expect(scores(opened.slice(0, 4).map((one) => one.fact))).toEqual(scores(facts))
  })

  test('names no rater and quotes nobody', () => {
    const text = JSON.stringify(page)
    for (const secret of ['p7', '慢', 'rater.', 'comments']) expect(text).not.toContain(secret)
  })
})
