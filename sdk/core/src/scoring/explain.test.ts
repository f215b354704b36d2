import { describe, expect, it } from 'vitest'
import { aFact, aModel, anEntry, someDepartments } from '../testing/a-score.ts'
import type { ScoreInputs, ScoreSubject } from './appraisal.ts'
import { explainScore } from './explain.ts'
import type { ScoreFact } from './facts.ts'
import type { Indicator } from './indicator.ts'
import type { ManualInput } from './input.ts'
import type { ScoringModel } from './schema.ts'

const scale = { from: ['0', '5'] as [string, string], to: ['0', '100'] as [string, string] }
const stars: Indicator = { name: '星级', mean: 'eval.speed', scale }
const late: Indicator = { name: '迟到', count: { eq: ['arrivedOnTime', false] } }
const arrive: Indicator = { name: '到场率', ratio: { num: { eq: ['arrivedOnTime', true] }, den: { eq: ['arrivalRequired', true] } } }
const input = (combine: ManualInput['combine']): ManualInput => ({
  id: 'survey',
  name: '社会评价',
  by: ['town-principal'],
  about: 'all',
  min: '0',
  max: '100',
  times: 'many',
  combine,
  reason: 'none',
  attachment: 'none',
})
type More = { inputs?: ScoreInputs; subjects?: readonly ScoreSubject[]; model?: Partial<ScoringModel> }

const explain = (indicators: ScoringModel['indicators'], facts: readonly ScoreFact[], { model, ...more }: More = {}) =>
  explainScore(
    aModel({
      population: { fact: 'assignment' },
      indicators,
      parts: [{ id: 'x', name: 'x', weight: '1/2', use: 'x' }],
      inputs: [input('mean')],
      ...model,
    }),
    facts,
    'ZF',
    more,
  )
/** Of the one term: case, value and points of each fact. */
const behind = (indicator: Indicator, facts: readonly ScoreFact[], others: ScoringModel['indicators'] = {}, more: More = {}) =>
  explain({ x: indicator, ...others }, facts, more).terms[0]?.facts.map(({ case: id, value, points }) => [id, value, points])

const came = (id: string, arrivedOnTime: boolean) => aFact('ZF', { case: id, arrivalRequired: true, arrivedOnTime })
const rated = (id: string, speed: number, town = 'T1') => aFact('ZF', { case: id, town, 'eval.speed': speed })

describe('the cases behind a term, with the points each brought at a weight of one half', () => {
  it('ratio: who met it brings a share of the hundred, who did not brings nothing', () => {
    expect(behind(arrive, [came('c1', true), came('c2', false), aFact('ZF', { case: 'c3', arrivalRequired: false })])).toEqual([
      ['c1', true, '25'],
      ['c2', false, '0'],
    ])
  })

  it('mean: every case its part', () => {
    expect(behind(stars, [rated('c1', 5), rated('c2', 4), aFact('ZF', { case: 'c3' })])).toEqual([
      ['c1', 5, '25'],
      ['c2', 4, '20'],
    ])
  })

  it('mean of towns: a case weighs less where its town has more of them', () => {
    expect(behind({ ...stars, each: 'town' }, [rated('c1', 5), rated('c2', 4), rated('c3', 2, 'T2')])).toEqual([
      ['c1', 5, '12.5'],
      ['c2', 4, '10'],
      ['c3', 2, '10'],
    ])
  })

  it('count: every case one', () => {
    expect(behind(late, [came('c1', false), came('c2', true), came('c3', false)])).toEqual([
      ['c1', true, '0.5'],
      ['c3', true, '0.5'],
    ])
  })

  it('sum: every case its figure', () => {
    const cards: Indicator = { name: '牌', sum: 'yellowCards' }
    expect(behind(cards, [aFact('ZF', { case: 'c1', yellowCards: 3 }), aFact('ZF', { case: 'c2', yellowCards: 0.5 })])).toEqual([
      ['c1', 3, '1.5'],
      ['c2', 0.5, '0.25'],
    ])
  })

  it.each<[string, Indicator, [string, number | boolean, null][]]>([
    ['bands', { name: '分档', bands: { of: 'late', steps: [{ points: '1' }] } }, [['c1', true, null]]],
    ['a cap', { name: '封顶', cap: { of: 'late', max: '5' } }, [['c1', true, null]]],
    ['a rank', { name: '名次', rank: { of: 'late', order: 'low-first', points: ['100'] } }, [['c1', true, null]]],
    [
      'a quotient',
      { name: '比', quotient: { of: 'late', by: 'stars' } },
      [
        ['c1', true, null],
        ['c2', 4, null],
      ],
    ],
  ])('%s of them: the cases, without points of their own', (_name, indicator, expected) => {
    expect(behind(indicator, [came('c1', false), rated('c2', 4)], { late, stars })).toEqual(expected)
  })

  it.each<[string, Indicator]>([
    ['a constant', { name: '基础', constant: '60' }],
    ['another model', { name: '各月', model: 'monthly' }],
    ['an indicator made of itself', { name: '环', cap: { of: 'x', max: '1' } }],
    ['one that does not exist', { name: '封顶', cap: { of: 'none', max: '1' } }],
    ['one whose name every object has', { name: '封顶', cap: { of: 'constructor', max: '1' } }],
  ])('%s: none', (_name, indicator) => {
    expect(behind(indicator, [came('c1', false)])).toEqual([])
  })

  it('only those of the population', () => {
    const model = { population: { fact: 'assignment' as const, where: { ne: ['town', 'T2'] as [string, string] } } }
    expect(behind(stars, [rated('c1', 5), rated('c2', 4, 'T2')], {}, { model })).toEqual([['c1', 5, '50']])
  })

  it('only those of the subject, also when others are needed for a rank', () => {
    const facts = [rated('c1', 5), aFact('SL', { case: 'c2', 'eval.speed': 4 })]
    const rank: Indicator = { name: '名次', rank: { of: 'stars', order: 'high-first', points: ['100', '95'] } }
    const { sheet, terms } = explain({ x: rank, stars }, facts, { subjects: someDepartments('ZF', 'SL') })
    expect(terms[0]).toMatchObject({ value: '100', facts: [{ case: 'c1' }] })
    expect(terms[0]?.facts).toHaveLength(1)
    expect(sheet.score).toBe('50.00')
  })
})

describe('the entries behind a term', () => {
  const two = [anEntry('survey', 'ZF', '80', { id: 'e1' }), anEntry('survey', 'ZF', '90', { id: 'e2', unit: 'T2' })]
  const entered = (combine: ManualInput['combine'], scaled?: typeof scale) =>
    explain({ x: { name: '社会评价', manual: 'survey', ...(scaled && { scale: scaled }) } }, [], {
      inputs: { entries: two },
      model: { inputs: [input(combine)] },
    }).terms[0]?.entries.map(({ entry, points }) => [entry.id, points])

  it.each<[string, ManualInput['combine'], typeof scale | undefined, (string | null)[]]>([
    ['mean: half each', 'mean', undefined, ['20', '22.5']],
    ['sum: each in full', 'sum', undefined, ['40', '45']],
    ['last: only that', 'last', undefined, ['0', '45']],
    ['mean on a scale', 'mean', { from: ['0', '100'], to: ['0', '10'] }, ['2', '2.25']],
    ['a sum on a scale has no parts', 'sum', { from: ['0', '100'], to: ['10', '20'] }, [null, null]],
  ])('%s', (_name, combine, scaled, points) => {
    expect(entered(combine, scaled)).toEqual([
      ['e1', points[0]],
      ['e2', points[1]],
    ])
  })

  it('behind bands they have no points of their own', () => {
    const banded: Indicator = { name: '分档', bands: { of: 'survey', steps: [{ points: '1' }] } }
    const { terms } = explain({ x: banded, survey: { name: '社会评价', manual: 'survey' } }, [], { inputs: { entries: two } })
    expect(terms[0]).toMatchObject({ facts: [], entries: [{ points: null }, { points: null }] })
    expect(terms[0]?.entries).toHaveLength(2)
  })
})

describe('behind adjustments and vetoes', () => {
  const facts = [
    aFact('ZF', { case: 'c1', redCards: 1, yellowCards: 0 }),
    aFact('ZF', { case: 'c2', redCards: 0, yellowCards: 2, 'eval.rated': true }),
    aFact('ZF', { case: 'c3' }),
  ]
  const entries = [anEntry('survey', 'ZF', '3', { id: 'e1' })]
  const model: Partial<ScoringModel> = {
    population: { fact: 'assignment', where: { eq: ['eval.rated', true] } },
    adjustments: [
      { id: 'red', name: '红牌', count: { ge: ['redCards', 1] }, per: 1, points: '-2' },
      { id: 'yellow', name: '黄牌', sum: 'yellowCards', per: 1, points: '-1' },
      { id: 'worst', name: '黄牌多', sum: 'yellowCards', where: { ge: ['yellowCards', 3] }, per: 1, points: '-1' },
      { id: 'hard', name: '敢挑重担', manual: 'survey' },
    ],
    veto: [
      { id: 'refused', name: '拒不应哨', count: { ge: ['redCards', 1] }, outcome: '取消评优资格' },
      { id: 'town', name: '镇街否决', manual: 'survey', outcome: '取消评优资格' },
    ],
  }
  const explained = explain({ x: { name: '基础', constant: '60' } }, facts, { inputs: { entries }, model })

  it('the cases that counted, in the population or not, and the entries with their points', () => {
    expect(explained.adjustments.map(({ id, facts: cases, entries: given }) => [id, cases, given.map(({ points }) => points)])).toEqual([
      ['red', [{ case: 'c1', assignment: 'a1' }], []],
      ['yellow', [{ case: 'c2', assignment: 'a1' }], []],
      ['worst', [], []],
      ['hard', [], ['3']],
    ])
  })

  it('the cases and entries that were vetoes', () => {
    expect(explained.vetoes.map(({ id, facts: cases, entries: given }) => [id, cases.map((one) => one.case), given])).toEqual([
      ['refused', ['c1'], []],
      ['town', [], [{ entry: entries[0], points: null }]],
    ])
  })

  it('a model without them has none', () => {
    const { adjustments, vetoes } = explain({ x: { name: '基础', constant: '60' } }, facts)
    expect([adjustments, vetoes]).toEqual([[], []])
  })
})
