import { describe, expect, it } from 'vitest'
import { formatFraction } from '../shared/fraction.ts'
import { aFact, aModel, anEntry, someDepartments } from '../testing/a-score.ts'
import { openAppraisal, type ScoreInputs } from './appraisal.ts'
import { describeTerm } from './sentence.ts'
import { computeScores } from './score.ts'
import type { ScoreFact } from './facts.ts'
import type { Band, Indicator } from './indicator.ts'
import type { ManualInput } from './input.ts'
import type { ScoringModel } from './schema.ts'

const scale = { from: ['0', '5'] as [string, string], to: ['0', '100'] as [string, string] }
const stars: Indicator = { name: '星级', mean: 'eval.speed', scale }
const arrive: Indicator = { name: '到场率', ratio: { num: { eq: ['arrivedOnTime', true] }, den: { eq: ['arrivalRequired', true] } } }
const survey: ManualInput = {
  id: 'survey',
  name: '社会评价',
  by: ['town-principal'],
  about: 'all',
  min: '0',
  max: '100',
  times: 'once',
  combine: 'mean',
  reason: 'none',
  attachment: 'none',
}

/** What one indicator makes of ZF (among ZF, SL and ZY), as an exact fraction; `none` without a value. */
function measured(
  indicator: Indicator,
  facts: readonly ScoreFact[],
  {
    others = {},
    inputs = {},
    model = {},
  }: { others?: ScoringModel['indicators']; inputs?: ScoreInputs; model?: Partial<ScoringModel> } = {},
) {
  const whole = aModel({ population: { fact: 'assignment' }, indicators: { x: indicator, ...others }, inputs: [survey], ...model })
  const appraisal = openAppraisal(
    whole,
    facts,
    [{ id: 'ZF', type: 'department', parent: 'PT', unit: 'U' }, ...someDepartments('SL', 'ZY')],
    inputs,
  )
  const found = appraisal.measured('ZF', 'x')
  return { value: found.value ? formatFraction(found.value) : 'none', found }
}

const came = (onTime: boolean) => aFact('ZF', { arrivalRequired: true, arrivedOnTime: onTime })
const rated = (unit: string, speed: number, town = 'T1') => aFact(unit, { town, 'eval.rated': true, 'eval.speed': speed })
const months = (...scores: (string | null)[]) => scores.map((score, index) => ({ period: `2026-0${index + 1}`, score }))
const banded = (of: string, ...steps: Band[]): Indicator => ({ name: '分档', bands: { of, steps } })
const range: Band[] = [
  { below: '5', points: '60' },
  { atLeast: '5', atMost: '15', points: '100' },
  { above: '15', points: '60' },
]

describe('operators, exactly', () => {
  const rows: [name: string, value: string, indicator: Indicator, facts: ScoreFact[], more?: Parameters<typeof measured>[2]][] = [
    ['ratio: two of three came in time', '200/3', arrive, [came(true), came(true), came(false)]],
    ['ratio: nobody had to come', 'none', arrive, [aFact('ZF', { arrivalRequired: false })]],
    ['ratio: what is unknown was not in time', '50', arrive, [came(true), aFact('ZF', { arrivalRequired: true })]],
    ['mean: 5, 4, 4 stars are 13/15 of a hundred', '260/3', stars, [rated('ZF', 5), rated('ZF', 4), rated('ZF', 4)]],
    ['mean: of those the condition admits', '100', { ...stars, where: { ne: ['town', 'T2'] } }, [rated('ZF', 5), rated('ZF', 1, 'T2')]],
    [
      'mean, every town once: T1 gave 5 and 4, T2 gave 1',
      '55',
      { ...stars, each: 'town' },
      [rated('ZF', 5), rated('ZF', 4), rated('ZF', 1, 'T2')],
    ],
    ['mean, every case once: the same', '200/3', stars, [rated('ZF', 5), rated('ZF', 4), rated('ZF', 1, 'T2')]],
    ['sum: of cards', '3', { name: '黄牌', sum: 'yellowCards' }, [aFact('ZF', { yellowCards: 1 }), aFact('ZF', { yellowCards: 2 })]],
    ['count: of late arrivals', '1', { name: '迟到', count: { eq: ['arrivedOnTime', false] } }, [came(false), came(true)]],
    ['count: nothing happened is zero, not nothing', '0', { name: '迟到', count: { eq: ['arrivedOnTime', false] } }, []],
    ['constant', '1/3', { name: '基础', constant: '1/3' }, []],
    [
      'quotient: one late of two in percent',
      '50',
      { name: '迟到率', quotient: { of: 'late', by: 'all' } },
      [came(false), came(true)],
      { others: { late: { name: '迟到', count: { eq: ['arrivedOnTime', false] } }, all: { name: '全部', count: { exists: 'case' } } } },
    ],
    [
      'quotient: by nothing',
      'none',
      { name: '迟到率', quotient: { of: 'one', by: 'zero' } },
      [],
      { others: { one: { name: '一', constant: '1' }, zero: { name: '零', constant: '0' } } },
    ],
    ['bands: below the range', '60', banded('v', ...range), [], { others: { v: { name: 'v', constant: '49/10' } } }],
    ['bands: its lower end belongs to it', '100', banded('v', ...range), [], { others: { v: { name: 'v', constant: '5' } } }],
    ['bands: its upper end belongs to it', '100', banded('v', ...range), [], { others: { v: { name: 'v', constant: '15' } } }],
    ['bands: a hair above the range', '60', banded('v', ...range), [], { others: { v: { name: 'v', constant: '15000001/1000000' } } }],
    ['bands: without a value', 'none', banded('v', ...range), [], { others: { v: arrive } }],
    [
      'bands: between bands nothing is given',
      'none',
      banded('v', { below: '1', points: '1' }),
      [],
      { others: { v: { name: 'v', constant: '1' } } },
    ],
    ['cap: above', '100', { name: '封顶', cap: { of: 'v', max: '100' } }, [], { others: { v: { name: 'v', constant: '105' } } }],
    ['cap: below', '0', { name: '保底', cap: { of: 'v', min: '0', max: '100' } }, [], { others: { v: { name: 'v', constant: '-3' } } }],
    ['cap: within', '1/3', { name: '封顶', cap: { of: 'v', min: '0', max: '100' } }, [], { others: { v: { name: 'v', constant: '1/3' } } }],
    [
      'rank: second of three',
      '95',
      { name: '名次', rank: { of: 'stars', order: 'high-first', points: ['100', '95', '90'] } },
      [rated('ZF', 4), rated('SL', 5), rated('ZY', 3)],
      { others: { stars } },
    ],
    [
      'rank: equals share the better place',
      '100',
      { name: '名次', rank: { of: 'stars', order: 'high-first', points: ['100', '95', '90'] } },
      [rated('ZF', 5), rated('SL', 5), rated('ZY', 3)],
      { others: { stars } },
    ],
    [
      'rank: fewest cards first',
      '95',
      { name: '名次', rank: { of: 'cards', order: 'low-first', points: ['100', '95', '90'] } },
      [aFact('ZF', { yellowCards: 1 }), aFact('SL', { yellowCards: 0 }), aFact('ZY', { yellowCards: 2 })],
      { others: { cards: { name: '牌', sum: 'yellowCards' } } },
    ],
    [
      'rank: the rest',
      '60',
      { name: '名次', rank: { of: 'stars', order: 'high-first', points: ['100'], rest: '60' } },
      [rated('ZF', 4), rated('SL', 5)],
      { others: { stars } },
    ],
    [
      'rank: not ranked without a value',
      'none',
      { name: '名次', rank: { of: 'stars', order: 'high-first', points: ['100'], rest: '60' } },
      [rated('SL', 5)],
      { others: { stars } },
    ],
    ['manual: one survey', '183/2', { name: '社会评价', manual: 'survey' }, [], { inputs: { entries: [anEntry('survey', 'ZF', '91.5')] } }],
    [
      'manual: the mean of two towns, each with its last word',
      '85',
      { name: '镇街', manual: 'survey' },
      [],
      {
        inputs: {
          entries: [
            anEntry('survey', 'ZF', '10', { id: 'first' }),
            anEntry('survey', 'ZF', '80', { replaces: 'first' }),
            anEntry('survey', 'ZF', '90', { unit: 'T2' }),
          ],
        },
      },
    ],
    [
      'manual: withdrawn',
      'none',
      { name: '镇街', manual: 'survey' },
      [],
      { inputs: { entries: [anEntry('survey', 'ZF', '10', { id: 'gone' }), anEntry('survey', 'ZF', null, { replaces: 'gone' })] } },
    ],
    [
      'manual: out of ten',
      '85',
      { name: '镇街', manual: 'survey', scale: { from: ['0', '10'], to: ['0', '100'] } },
      [],
      { inputs: { entries: [anEntry('survey', 'ZF', '8.5')] } },
    ],
    [
      'another model: the mean of the months there are',
      '85',
      { name: '各月', model: 'monthly' },
      [],
      { inputs: { scores: { monthly: { ZF: months('80.00', null, '90.00') } } } },
    ],
    [
      'another model: a missing month is zero',
      '170/3',
      { name: '各月', model: 'monthly', missing: 'zero' },
      [],
      { inputs: { scores: { monthly: { ZF: months('80.00', null, '90.00') } } } },
    ],
    [
      'another model: a missing month leaves no score',
      'none',
      { name: '各月', model: 'monthly', missing: 'no-score' },
      [],
      { inputs: { scores: { monthly: { ZF: months('80.00', null) } } } },
    ],
    [
      'another model: the last',
      '90',
      { name: '各月', model: 'monthly', combine: 'last' },
      [],
      { inputs: { scores: { monthly: { ZF: months('80.00', '90.00', null) } } } },
    ],
    [
      'another model: the sum',
      '170',
      { name: '各月', model: 'monthly', combine: 'sum' },
      [],
      { inputs: { scores: { monthly: { ZF: months('80.00', '90.00') } } } },
    ],
    [
      'another model: of the own unit',
      '70',
      { name: '单位', model: 'units', of: 'unit' },
      [],
      { inputs: { scores: { units: { U: months('70.00') } } } },
    ],
    [
      'another model: of the department above',
      '71',
      { name: '部门', model: 'units', of: 'parent' },
      [],
      { inputs: { scores: { units: { PT: months('71.00') } } } },
    ],
    ['an indicator made of itself has no value and an end', 'none', { name: '环', cap: { of: 'x', max: '1' } }, []],
  ]
  it.each(rows)('%s', (_name, value, indicator, facts, more) => {
    expect(measured(indicator, facts, more).value).toBe(value)
  })
})

describe('without a sample', () => {
  const nothing: [string, Indicator][] = [
    ['ratio', arrive],
    ['mean', stars],
    ['manual', { name: '录入', manual: 'survey' }],
    ['model', { name: '各月', model: 'monthly' }],
  ]
  it.each(nothing)('%s: excluded, full or zero as the model says', (_name, indicator) => {
    const values = (['exclude', 'full', 'zero'] as const).map(
      (emptyDenominator) => measured(indicator, [], { model: { emptyDenominator } }).value,
    )
    expect(values).toEqual(['none', '100', '0'])
  })
})

describe('whose judgements a value rests on', () => {
  it.each<[string, Indicator, ScoreFact[], readonly string[] | undefined, ScoreInputs?]>([
    ['stars of two towns', stars, [rated('ZF', 5), rated('ZF', 4), rated('ZF', 4, 'T2')], ['T1', 'T2']],
    ['arriving in time is nobody’s judgement', arrive, [came(true)], undefined],
    [
      'the public counts case by case',
      stars,
      ['a', 'b'].map((id) => aFact('ZF', { 'eval.speed': 5, 'rater.eval.speed': `public/${id}` })),
      ['public/a', 'public/b'],
    ],
    [
      'entries of towns',
      { name: '镇街', manual: 'survey' },
      [],
      ['T1', 'T2'],
      { entries: [anEntry('survey', 'ZF', '1'), anEntry('survey', 'ZF', '2', { unit: 'T2' })] },
    ],
    [
      'a survey of the supervisor judges nobody',
      { name: '调查', manual: 'survey' },
      [],
      undefined,
      { entries: [anEntry('survey', 'ZF', '1', { role: 'supervisor' })] },
    ],
  ])('%s', (_name, indicator, facts, raters, inputs = {}) => {
    expect(measured(indicator, facts, { inputs }).found.raters).toEqual(raters)
  })
})

describe('why, in words', () => {
  const sentence = (indicator: Indicator, facts: ScoreFact[], more: Parameters<typeof measured>[2] = {}, locale?: 'en') => {
    const model = aModel({
      population: { fact: 'assignment' },
      inputs: [survey],
      indicators: { x: indicator, ...more.others },
      parts: [{ id: 'x', name: 'x', weight: '1', use: 'x' }],
    })
    const [sheet] = computeScores(model, facts, someDepartments('ZF', 'SL'), more.inputs)
    const [term] = sheet?.terms ?? []
    return term ? describeTerm(term, locale, { monthly: '月度考核' }) : ''
  }
  it.each<[string, string, Indicator, ScoreFact[], Parameters<typeof measured>[2]?]>([
    [
      '2 ÷ 3 × 100 ≈66.67；权重 1，计 ≈66.67 分。',
      '2 ÷ 3 × 100 ≈66.67; weight 1, ≈66.67 points.',
      arrive,
      [came(true), came(true), came(false)],
    ],
    [
      '2 件合计 9，平均后按刻度换算 = 90；权重 1，计 90 分。',
      '9 in 2 cases, averaged and converted = 90; weight 1, 90 points.',
      stars,
      [rated('ZF', 5), rated('ZF', 4)],
    ],
    [
      '“到场率”100，属“不低于 90”一档 = 95；权重 1，计 95 分。',
      '"到场率" 100 falls into "at least 90" = 95; weight 1, 95 points.',
      banded('arrive', { below: '90', points: '0' }, { atLeast: '90', points: '95' }),
      [came(true)],
      { others: { arrive } },
    ],
    [
      '“月度考核”2 期得分平均（缺 2026-02，不计） = 85；权重 1，计 85 分。',
      'mean of 2 scores of "月度考核" (missing 2026-02: not counted) = 85; weight 1, 85 points.',
      { name: '各月', model: 'monthly' },
      [],
      { inputs: { scores: { monthly: { ZF: months('80.00', null, '90.00') } } } },
    ],
    [
      '“星级”100，在 2 家中列第 1 = 100；权重 1，计 100 分。',
      '"星级" 100, rank 1 of 2 = 100; weight 1, 100 points.',
      { name: '名次', rank: { of: 'stars', order: 'high-first', points: ['100', '90'] } },
      [rated('ZF', 5), rated('SL', 4)],
      { others: { stars } },
    ],
    ['0 ÷ 0 × 100；没有数值，因此没有得分。', '0 ÷ 0 × 100; no value, so there is no score.', arrive, []],
  ])('%s', (zh, en, indicator, facts, more) => {
    expect(sentence(indicator, facts, more)).toBe(zh)
    expect(sentence(indicator, facts, more, 'en')).toBe(en)
  })
})
