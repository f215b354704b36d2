import { describe, expect, it } from 'vitest'
import { exactDecimal } from '../shared/fraction.ts'
import { aFact, aModel, someDepartments } from '../testing/a-score.ts'
import { explainScore } from './explain.ts'
import type { ScoreFact } from './facts.ts'
import type { Indicator } from './indicator.ts'
import { assumedRating, isUnrated } from './missing-rating.ts'
import { computeScores } from './score.ts'
import { describeTerm } from './sentence.ts'
import { scorePaths, slimFact } from './slim-fact.ts'

type Mean = Extract<Indicator, { mean: string }>
const mean = (change: Partial<Mean> = {}): Mean => ({
  name: '速度',
  mean: 'eval.speed',
  scale: { from: ['1', '5'], to: ['0', '100'] },
  ...change,
})
const model = (change: Partial<Mean> = {}) =>
  aModel({
    adjustments: [],
    population: { fact: 'assignment' },
    indicators: { speed: mean(change) },
    parts: [{ id: 'speed', name: '速度', weight: '1', use: 'speed' }],
    emptyDenominator: 'exclude',
  })
const rated = (speed: number, more: Partial<ScoreFact> = {}) =>
  aFact('ZF', { 'eval.rated': true, 'eval.screened': false, 'eval.speed': speed, ...more })
const unrated = (more: Partial<ScoreFact> = {}) => aFact('ZF', { 'eval.rated': false, 'eval.screened': false, ...more })
const score = (facts: ScoreFact[], change: Partial<Mean>) => computeScores(model(change), facts, someDepartments('ZF'))[0]

describe('what a rating nobody gave counts as', () => {
  it.each<[string, Partial<Mean>, string | undefined]>([
    ['nothing, unless the policy says otherwise', {}, undefined],
    ['nothing where it says so', { missing: 'skip' }, undefined],
    ['the best end of the scale', { missing: 'full' }, '5'],
    ['the best end where a low value is best', { missing: 'full', scale: { from: ['1', '5'], to: ['100', '0'] } }, '1'],
    ['the middle', { missing: 'middle' }, '3'],
    ['a middle between two steps', { missing: 'middle', scale: { from: ['0', '5'], to: ['0', '100'] } }, '2.5'],
  ])('%s', (_name, change, expected) => {
    const value = assumedRating(mean(change))
    expect(value && exactDecimal(value)).toBe(expected)
  })

  it.each<[string, ScoreFact, boolean]>([
    ['not rated', unrated(), true],
    ['rated', rated(1), false],
    ['rated and screened out', unrated({ 'eval.screened': true }), false],
    ['another item rated only', rated(1, { 'eval.speed': undefined as never, 'eval.quality': 5 }), true],
  ])('%s', (_name, fact, expected) => expect(isUnrated(fact, mean())).toBe(expected))
})

describe('scores with unrated cases', () => {
  const facts = [rated(3), unrated(), unrated({ 'eval.screened': true })]
  it.each<[Mean['missing'], string, number, string]>([
    [undefined, '50.00', 1, '1 件合计 3，平均后按刻度换算 = 50；权重 1，计 50 分。'],
    ['skip', '50.00', 1, '1 件合计 3，平均后按刻度换算 = 50；权重 1，计 50 分。'],
    ['full', '75.00', 2, '2 件合计 8，其中 1 件未评，按满分计，平均后按刻度换算 = 75；权重 1，计 75 分。'],
    ['middle', '50.00', 2, '2 件合计 6，其中 1 件未评，按中位计，平均后按刻度换算 = 50；权重 1，计 50 分。'],
  ])('%s', (missing, expected, sample, sentence) => {
    const sheet = score(facts, missing ? { missing } : {})
    expect(sheet).toMatchObject({ score: expected, terms: [{ sample }] })
    expect(describeTerm(sheet!.terms[0]!)).toBe(sentence)
  })

  it('says nothing of unrated cases where all are rated', () =>
    expect(score([rated(5)], { missing: 'full' })?.terms[0]?.how).toEqual({ op: 'mean', each: 'fact' }))

  it('nobody rated at all: the defaults are the score, where there is one', () => {
    expect(score([unrated(), unrated()], { missing: 'full' })?.score).toBe('100.00')
    expect(score([unrated(), unrated()], {})?.score).toBeNull()
    expect(score([], { missing: 'full' })?.score).toBeNull()
  })

  it('only cases of the indicator’s own condition get a default', () => {
    const some = [rated(1, { role: 'lead' }), unrated({ role: 'lead' }), unrated({ role: 'cooperating' })]
    expect(score(some, { missing: 'full', where: { eq: ['role', 'lead'] } })).toMatchObject({ score: '50.00', terms: [{ sample: 2 }] })
  })

  it('by township: each averages its own with the defaults in it', () => {
    const towns = [rated(1, { town: 'T1' }), unrated({ town: 'T1' }), unrated({ town: 'T2' })]
    expect(score(towns, { missing: 'full', each: 'town' })).toMatchObject({
      score: '75.00',
      terms: [{ denominator: '2', sample: 3, how: { op: 'mean', each: 'town', missing: 'full', assumed: 2 } }],
    })
  })

  it('opens to each case, those without a rating marked, and the points add up', () => {
    const { terms } = explainScore(model({ missing: 'middle', scale: { from: ['0', '5'], to: ['0', '100'] } }), [rated(5), unrated()], 'ZF')
    expect(terms[0]?.facts.map(({ value, points, assumed }) => [value, points, assumed])).toEqual([
      [5, '50', undefined],
      [2.5, '25', 'middle'],
    ])
    expect(terms[0]?.points).toBe('75')
  })

  it('keeps of a slim fact whether its rating was screened out', () => {
    const slim = (change: Partial<Mean>) => slimFact(unrated({ 'eval.screened': true }), scorePaths([model(change)]))['eval.screened']
    expect([slim({ missing: 'full' }), slim({})]).toEqual([true, undefined])
  })
})
