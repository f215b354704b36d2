import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aPolicy } from '../testing/a-policy.ts'
import { fractionOf, roundHalfUp, sumFractions } from '../shared/fraction.ts'
import { explainScore } from './explain.ts'
import type { ScoreFact } from './facts.ts'
import type { ScoringModel } from './schema.ts'
import type { ScoreSubject } from './appraisal.ts'
import type { ScoreEntry } from './input.ts'
import { computeScores } from './score.ts'

const stars = aPolicy().scoring.models[0] as ScoringModel
const departments = (...ids: string[]): ScoreSubject[] => ids.map((id) => ({ id, type: 'department' }))

let made = 0
function aFact(unit: string, values: Record<string, string | number | boolean> = {}): ScoreFact {
  const base = {
    kind: 'assignment' as const,
    case: `c${++made}`,
    assignment: 'a1',
    unit,
    unitType: 'department' as const,
    town: 'T1',
    category: 'quick',
  }
  return { ...base, 'eval.rated': true, 'eval.speed': 5, 'eval.quality': 5, ...values }
}
const rated = (unit: string, speed: number, quality: number) => aFact(unit, { 'eval.speed': speed, 'eval.quality': quality })

const anEntry = (input: string, subject: string, value: string): ScoreEntry => ({
  id: `e${++made}`,
  input,
  subject,
  value,
  at: made,
  unit: 'T1',
  person: 'p1',
  name: '王',
  role: 'town-principal',
})

/** 延庆: 报到率 30, 解决率 35, 满意率 35. */
const rates: ScoringModel = {
  ...stars,
  population: { fact: 'assignment' },
  indicators: {
    arrive: { name: '报到率', ratio: { num: { eq: ['arrivedOnTime', true] }, den: { eq: ['arrivalRequired', true] } } },
    solve: { name: '解决率', ratio: { num: { ge: ['eval.solved', 1] }, den: { eq: ['concluded', true] } } },
    satisfy: {
      name: '满意率',
      ratio: { num: { ge: ['eval.satisfied', 1] }, den: { all: [{ eq: ['eval.rated', true] }, { eq: ['eval.screened', false] }] } },
    },
  },
  parts: [
    { id: 'arrive', name: '报到率', weight: '30/100', use: 'arrive' },
    { id: 'solve', name: '解决率', weight: '35/100', use: 'solve' },
    { id: 'satisfy', name: '满意率', weight: '35/100', use: 'satisfy' },
  ],
}

describe('double five stars (双项五星): (½·speed + ½·quality) / 5 × 100, mean over rated assignments', () => {
  const rows: [name: string, ratings: [number, number][], score: string][] = [
    ['five and five', [[5, 5]], '100.00'],
    ['one and one', [[1, 1]], '20.00'],
    ['four and five', [[4, 5]], '90.00'],
    [
      'a third of a star is 6.666…, rounded once',
      [
        [5, 5],
        [5, 5],
        [4, 5],
      ],
      '96.67',
    ],
    [
      '7 × 4.1 averages exactly',
      [
        [5, 4],
        [4, 4],
        [4, 4],
        [4, 4],
        [4, 4],
        [4, 4],
        [4, 4],
      ],
      '81.43',
    ],
    ['half a cent goes up', Array.from({ length: 16 }, (_, index): [number, number] => [index === 0 ? 4 : 5, 5]), '99.38'],
  ]
  it.each(rows)('%s', (_name, ratings, score) => {
    const facts = ratings.map(([speed, quality]) => rated('ZF', speed, quality))
    expect(computeScores(stars, facts, departments('ZF'))[0]?.score).toBe(score)
  })

  it('says what each part brought', () => {
    const [sheet] = computeScores(stars, [rated('ZF', 4, 5), rated('ZF', 5, 5), rated('ZF', 5, 5)], departments('ZF'))
    expect(sheet).toMatchObject({ facts: 3, raters: 1, exact: '290/3', rank: 1 })
    expect(sheet?.terms[0]).toEqual({
      part: 'speed',
      name: '响应速度',
      within: [],
      use: 'speed',
      weight: '1/2',
      value: '280/3',
      points: '140/3',
      numerator: '14',
      denominator: '3',
      sample: 3,
      raters: 1,
      how: { op: 'mean', each: 'fact' },
    })
  })
})

describe('three rates (一哨三评)', () => {
  it('weighs shares of what was asked, not of everything', () => {
    const facts = [
      aFact('ZF', {
        arrivalRequired: true,
        arrivedOnTime: true,
        concluded: true,
        'eval.solved': 1,
        'eval.satisfied': 1,
        'eval.screened': false,
      }),
      aFact('ZF', {
        arrivalRequired: true,
        arrivedOnTime: false,
        concluded: true,
        'eval.solved': 1,
        'eval.satisfied': 0,
        'eval.screened': false,
      }),
      aFact('ZF', {
        arrivalRequired: true,
        arrivedOnTime: true,
        concluded: true,
        'eval.solved': 0,
        'eval.satisfied': 0,
        'eval.screened': true,
      }),
      aFact('ZF', { arrivalRequired: false, concluded: false, 'eval.rated': false, 'eval.screened': false }),
    ]
    const [sheet] = computeScores(rates, facts, departments('ZF'))
    expect(sheet?.terms.map(({ numerator, denominator }) => `${numerator}/${denominator}`)).toEqual(['2/3', '2/3', '1/2'])
    expect(sheet?.score).toBe('60.83')
  })
})

describe('trees, inputs, adjustments', () => {
  const tree: ScoringModel = {
    ...stars,
    indicators: {
      ...stars.indicators,
      town: { name: '街乡', manual: 'town' },
      last: { name: '上年', model: 'annual' },
      base: { name: '基础', constant: '60' },
    },
    parts: [
      { id: 'own', name: '部门', weight: '3/10', use: 'speed' },
      {
        id: 'outside',
        name: '外部',
        weight: '7/10',
        parts: [
          { id: 'town', name: '街乡', weight: '1/3', use: 'town' },
          { id: 'last', name: '上年', weight: '2/3', use: 'last' },
        ],
      },
    ],
  }
  const inputs = { entries: [anEntry('town', 'ZF', '90')], scores: { annual: { ZF: [{ period: '2025', score: '250/3' }] } } }

  it('multiplies weights down the tree and takes typed-in values and other models as they are', () => {
    const [sheet] = computeScores(tree, [rated('ZF', 5, 1)], departments('ZF'), inputs)
    expect(sheet?.terms.map((term) => [term.within.join('/'), term.part, term.weight, term.value])).toEqual([
      ['', 'own', '3/10', '100'],
      ['外部', 'town', '7/30', '90'],
      ['外部', 'last', '7/15', '250/3'],
    ])
    expect(sheet?.score).toBe('89.89')
  })

  it('a missing input leaves the subject without score and rank', () => {
    expect(computeScores(tree, [rated('ZF', 5, 1)], departments('ZF'))[0]).toMatchObject({ score: null, rank: null })
  })

  it('adjustments count whole multiples, over rated and unrated alike, up to the cap', () => {
    const model: ScoringModel = {
      ...stars,
      adjustments: [
        { id: 'red', name: '红牌', count: { ge: ['redCards', 1] }, per: 1, points: '-2' },
        { id: 'yellow', name: '黄牌', count: { ge: ['yellowCards', 1] }, per: 2, points: '-1' },
      ],
      adjustmentCap: ['-5/2', '5'],
    }
    const facts = [
      rated('ZF', 5, 5),
      aFact('ZF', { redCards: 1, yellowCards: 1, 'eval.rated': false }),
      aFact('ZF', { yellowCards: 2 }),
      aFact('ZF', { yellowCards: 1 }),
    ]
    const [sheet] = computeScores(model, facts, departments('ZF'))
    expect(sheet?.adjustments.map(({ count, points }) => [count, points])).toEqual([
      [1, '-2'],
      [3, '-1'],
    ])
    expect(sheet).toMatchObject({ adjustment: '-2.5', score: '97.50' })
  })

  it('a veto takes the prize whatever the score, and says so', () => {
    const model: ScoringModel = {
      ...stars,
      veto: [{ id: 'refused', name: '拒不应哨', count: { ge: ['redCards', 1] }, outcome: '取消评优资格' }],
      outcomes: [
        { rankTop: 1, effect: '先进单位' },
        { rankBottom: 1, effect: '约谈' },
      ],
    }
    const sheets = computeScores(model, [rated('ZF', 5, 5), aFact('ZF', { redCards: 1 }), rated('SL', 4, 4)], departments('ZF', 'SL'))
    expect(sheets.map(({ rank, veto, outcomes }) => ({ rank, veto, outcomes }))).toEqual([
      { rank: 1, veto: ['拒不应哨'], outcomes: ['取消评优资格'] },
      { rank: 2, veto: [], outcomes: ['约谈'] },
    ])
  })
})

describe('consequences', () => {
  const model: ScoringModel = {
    ...stars,
    outcomes: [
      { rankTop: 1, effect: '先进单位' },
      { rankBottom: 1, effect: '约谈' },
    ],
  }
  const outcomesOf = (...stars: [string, number][]) =>
    computeScores(
      model,
      stars.map(([unit, given]) => rated(unit, given, given)),
      departments(...stars.map(([unit]) => unit)),
    ).map((sheet) => sheet.outcomes)

  it.each<[string, [string, number][], string[][]]>([
    [
      'the first and the last',
      [
        ['ZF', 5],
        ['SL', 3],
      ],
      [['先进单位'], ['约谈']],
    ],
    ['the only one is first, never last too', [['ZF', 5]], [['先进单位']]],
    [
      'equals are all first, none last',
      [
        ['ZF', 4],
        ['SL', 4],
      ],
      [['先进单位'], ['先进单位']],
    ],
  ])('%s', (_, given, outcomes) => {
    expect(outcomesOf(...given)).toEqual(outcomes)
  })
})

describe('without a sample', () => {
  it.each([
    ['exclude', null, null],
    ['full', '100.00', 1],
    ['zero', '0.00', 1],
  ] as const)('%s', (emptyDenominator, score, rank) => {
    expect(computeScores({ ...stars, emptyDenominator }, [], departments('ZF'))[0]).toMatchObject({ score, rank, facts: 0 })
  })

  it('a department nobody rated is not ranked, and so never first', () => {
    const sheets = computeScores(stars, [rated('ZF', 3, 3), aFact('SL', { 'eval.rated': false })], departments('SL', 'ZF'))
    expect(sheets.map(({ subject, score, rank }) => [subject, score, rank])).toEqual([
      ['SL', null, null],
      ['ZF', '60.00', 1],
    ])
  })
})

describe('ranks', () => {
  const facts = [rated('A', 5, 5), rated('B', 4, 4), rated('B', 4, 4), rated('C', 4, 4), rated('D', 1, 1), rated('E', 5, 5)]
  it('equal scores share a rank and the next is skipped', () => {
    expect(computeScores(stars, facts, departments('A', 'B', 'C', 'D')).map((sheet) => sheet.rank)).toEqual([1, 2, 2, 4])
  })
  it('or more cases go first', () => {
    expect(
      computeScores({ ...stars, ties: 'more-cases-first' }, facts, departments('A', 'B', 'C', 'D')).map((sheet) => sheet.rank),
    ).toEqual([1, 2, 3, 4])
  })
  it('a public-service enterprise is scored but not ranked among departments', () => {
    const sheets = computeScores(stars, facts, [...departments('A', 'B'), { id: 'E', type: 'enterprise' }])
    expect(sheets.map(({ score, rank }) => [score, rank])).toEqual([
      ['100.00', 1],
      ['80.00', 2],
      ['100.00', null],
    ])
  })
  it('figures published equal rank equal, though a thousandth apart', () => {
    const many = (unit: string, low: number) => Array.from({ length: 40_001 }, (_, index) => rated(unit, index < low ? 4 : 5, 5))
    expect(computeScores(stars, [...many('A', 0), ...many('B', 1)], departments('A', 'B')).map(({ score, rank }) => [score, rank])).toEqual(
      [
        ['100.00', 1],
        ['100.00', 1],
      ],
    )
  })
})

const someFacts = fc.array(
  fc.record({
    unit: fc.constantFrom('ZF', 'SL'),
    speed: fc.integer({ min: 1, max: 5 }),
    quality: fc.integer({ min: 1, max: 5 }),
    share: fc.double({ min: 0, max: 9, noNaN: true }),
  }),
  { minLength: 1, maxLength: 40 },
)
const toFacts = (rows: readonly { unit: string; speed: number; quality: number; share: number }[]) =>
  rows.map(({ unit, speed, quality, share }) => aFact(unit, { 'eval.speed': speed, 'eval.quality': quality, 'clock.arrive.share': share }))

describe('laws', () => {
  it('equals an oracle in whole numbers: 10·Σ(speed + quality) / n', () => {
    fc.assert(
      fc.property(someFacts, (rows) => {
        const own = rows.filter((row) => row.unit === 'ZF')
        const [sheet] = computeScores(stars, toFacts(rows), departments('ZF'))
        const sum = own.reduce((total, row) => total + BigInt(row.speed + row.quality), 0n)
        expect(sheet?.score).toBe(own.length === 0 ? null : roundHalfUp(fractionOf(`${sum * 10n}/${own.length}`), 2))
      }),
    )
  })

  it('the order of the facts changes nothing, not even with decimals', () => {
    const model: ScoringModel = { ...stars, indicators: { ...stars.indicators, speed: { name: '用时', sum: 'clock.arrive.share' } } }
    const twice = someFacts
      .map(toFacts)
      .chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })))
    fc.assert(
      fc.property(twice, ([facts, shuffled]) => {
        expect(computeScores(model, shuffled, departments('ZF', 'SL'))).toEqual(computeScores(model, facts, departments('ZF', 'SL')))
      }),
    )
  })

  it('a tenth and two tenths are three tenths', () => {
    const model: ScoringModel = {
      ...stars,
      indicators: { base: { name: '基础', constant: '1' } },
      parts: ['1/10', '2/10', '7/10'].map((weight, index) => ({ id: `p${index}`, name: 'x', weight, use: 'base' })),
    }
    expect(computeScores(model, [], departments('ZF'))[0]?.exact).toBe('1')
  })

  it('the cases behind each term bring exactly its points, and the terms the score', () => {
    fc.assert(
      fc.property(someFacts, (rows) => {
        const explained = explainScore(stars, toFacts(rows), 'ZF')
        const points = explained.terms.map((term) => ({
          term: term.points,
          facts: sumFractions(term.facts.map((fact) => decimal(fact.points ?? '0'))),
        }))
        for (const { term, facts } of points) if (term !== null) expect(facts).toEqual(decimal(term))
        if (explained.sheet.exact !== null)
          expect(sumFractions(points.map(({ facts }) => facts))).toEqual(fractionOf(explained.sheet.exact))
      }),
    )
  })
})

function decimal(text: string) {
  const [whole = '0', digits = ''] = text.split('.')
  return fractionOf(text.includes('/') ? text : `${whole}${digits}/1${'0'.repeat(digits.length)}`)
}
