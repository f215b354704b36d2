import { describe, expect, it } from 'vitest'
import { suggestValue } from '../evaluation/suggest.ts'
import { aPolicy } from '../testing/a-policy.ts'
import { aFact, aModel, anEntry, aTownFact, someDepartments } from '../testing/a-score.ts'
import type { ScoreSubject } from './appraisal.ts'
import { computeScores } from './score.ts'
import type { ScoreFact } from './facts.ts'
import type { Indicator } from './indicator.ts'
import type { ManualInput, ScoreEntry } from './input.ts'
import type { ScoringModel } from './schema.ts'

const scale = { from: ['0', '5'] as [string, string], to: ['0', '100'] as [string, string] }
const input = (id: string, changes: Partial<ManualInput> = {}): ManualInput => ({
  id,
  name: id,
  by: ['town-principal'],
  about: 'all',
  min: '0',
  max: '100',
  times: 'once',
  combine: 'mean',
  reason: 'optional',
  attachment: 'optional',
  ...changes,
})
const rounded = (model: ScoringModel, facts: ScoreFact[], subjects: ScoreSubject[], entries: ScoreEntry[] = []) =>
  computeScores(model, facts, subjects, { entries }).map(({ subject, score, rank }) => [subject, score, rank])

describe('S0 city: town ½, residents 3/10, platform 1/5; the same for people', () => {
  const city = aModel({
    population: { fact: 'assignment', where: { eq: ['concluded', true] } },
    indicators: {
      town: { name: '镇街评价', mean: 'eval.town', scale },
      residents: { name: '居民评价', mean: 'eval.resident', scale },
      platform: { name: '按时到场', ratio: { num: { eq: ['arrivedOnTime', true] }, den: { eq: ['arrivalRequired', true] } } },
    },
    parts: [
      { id: 'town', name: '镇街', weight: '1/2', use: 'town' },
      { id: 'residents', name: '居民', weight: '3/10', use: 'residents' },
      { id: 'platform', name: '平台', weight: '1/5', use: 'platform' },
    ],
  })
  const done = (unit: string, town: number, resident: number, onTime: boolean, ...responders: string[]) =>
    aFact(unit, { concluded: true, arrivalRequired: true, arrivedOnTime: onTime, 'eval.town': town, 'eval.resident': resident, responders })
  const facts = [done('ZF', 4, 5, true, 'li', 'zhao'), done('ZF', 5, 4, false, 'li'), done('SL', 5, 5, true)]

  it('of departments: ZF ½·90 + 3/10·90 + 1/5·50 = 82; SL all of it', () => {
    expect(rounded(city, facts, someDepartments('ZF', 'SL'))).toEqual([
      ['ZF', '82.00', 2],
      ['SL', '100.00', 1],
    ])
  })

  it('of people: only the subject differs; 赵 answers for one case: ½·80 + 3/10·100 + 1/5·100 = 90', () => {
    const people: ScoreSubject[] = ['li', 'zhao', 'idle'].map((id) => ({ id, type: 'department', unit: 'ZF' }))
    expect(rounded({ ...city, subject: 'person' }, facts, people)).toEqual([
      ['li', '82.00', 2],
      ['zhao', '90.00', 1],
      ['idle', null, null],
    ])
  })

  it('raising the residents’ share moves the score: 2/5, 2/5, 1/5 gives 36 + 36 + 10 = 82; with 4 and 5 turned, the ranks', () => {
    const shares = ['2/5', '2/5', '1/5']
    const raised = { ...city, parts: city.parts.map((part, index) => ({ ...part, weight: shares[index] ?? part.weight })) }
    const judged = [done('ZF', 5, 3, true), done('SL', 3, 4, true)]
    expect(rounded(city, judged, someDepartments('ZF', 'SL'))).toEqual([
      ['ZF', '88.00', 1],
      ['SL', '74.00', 2],
    ])
    expect(rounded(raised, judged, someDepartments('ZF', 'SL'))).toEqual([
      ['ZF', '84.00', 1],
      ['SL', '76.00', 2],
    ])
  })
})

describe('S1 双项五星', () => {
  const cards = aModel({
    adjustments: [
      { id: 'no-show', name: '吹哨不报到', count: { gt: ['clock.arrive.share', 2] }, per: 1, points: '-2' },
      { id: 'yellow', name: '黄牌', sum: 'yellowCards', per: 2, points: '-1' },
      { id: 'red', name: '红牌', sum: 'redCards', per: 1, points: '-2' },
    ],
    adjustmentCap: ['-10', '0'],
  })
  const rated = (values: Partial<ScoreFact> = {}) => aFact('ZF', { 'eval.rated': true, 'eval.speed': 4, 'eval.quality': 5, ...values })

  it.each<[string, Partial<ScoreFact>[], string]>([
    ['no card: (½·4 + ½·5) / 5 × 100', [{}], '90.00'],
    ['one yellow card does nothing', [{ yellowCards: 1 }], '90.00'],
    ['two yellow cards on one assignment −1', [{ yellowCards: 2 }], '89.00'],
    ['two yellow cards on two assignments −1', [{ yellowCards: 1 }, { yellowCards: 1 }], '89.00'],
    ['three −1, four −2', [{ yellowCards: 3 }, { yellowCards: 1 }], '88.00'],
    ['two red cards on one assignment −4', [{ redCards: 2 }], '86.00'],
    ['not there after twice the allowance −2', [{ 'clock.arrive.share': 2.5 }], '88.00'],
    ['exactly twice is not more than twice', [{ 'clock.arrive.share': 2 }], '90.00'],
    ['six red cards stop at the cap', [{ redCards: 6 }], '80.00'],
  ])('%s', (_name, facts, score) => {
    expect(rounded(cards, facts.map(rated), someDepartments('ZF'))[0]?.[1]).toBe(score)
  })

  it.each([
    [90, 5],
    [91, 4],
    [180, 4],
    [181, 3],
    [270, 3],
    [271, 2],
    [360, 2],
    [361, 1],
  ])('%i minutes of 180 suggest %i stars', (used, suggested) => {
    const item = aPolicy().evaluation.forms[0]?.items[0] ?? {}
    expect(suggestValue(item, { used, allowed: 180 })).toBe(suggested)
  })
})

describe('S2 三评 and the town’s side', () => {
  const notScreened = { eq: ['eval.screened', false] as [string, boolean] }
  const rates = aModel({
    population: { fact: 'assignment' },
    indicators: {
      arrive: { name: '报到率', ratio: { num: { eq: ['arrivedOnTime', true] }, den: { eq: ['arrivalRequired', true] } } },
      solve: {
        name: '解决率',
        ratio: { num: { eq: ['eval.solved', 1] }, den: { all: [{ eq: ['concluded', true] }, notScreened] } },
      },
      satisfy: { name: '满意率', ratio: { num: { eq: ['eval.satisfied', 1] }, den: { all: [{ eq: ['eval.rated', true] }, notScreened] } } },
    },
    parts: [
      { id: 'arrive', name: '报到', weight: '30/100', use: 'arrive' },
      { id: 'solve', name: '解决', weight: '35/100', use: 'solve' },
      { id: 'satisfy', name: '满意', weight: '35/100', use: 'satisfy' },
    ],
  })
  const judged = (solved: 0 | 1, satisfied: 0 | 1, arrivedOnTime = true) =>
    aFact('ZF', {
      arrivalRequired: true,
      arrivedOnTime,
      concluded: true,
      'eval.rated': true,
      'eval.screened': false,
      'eval.solved': solved,
      'eval.satisfied': satisfied,
    })
  const screened = () =>
    aFact('ZF', { arrivalRequired: true, arrivedOnTime: true, concluded: true, 'eval.rated': false, 'eval.screened': true })

  it('30 × 3/4 + 35 × 3/4 + 35 × 2/4 = 66.25', () => {
    const facts = [judged(1, 1), judged(1, 1, false), judged(1, 0), judged(0, 0)]
    expect(rounded(rates, facts, someDepartments('ZF'))).toEqual([['ZF', '66.25', 1]])
  })

  it('a screened rating leaves both numerator and denominator: 30 × 4/4 + 35 × 2/3 + 35 × 2/3 = 76.67', () => {
    const facts = [judged(1, 1), judged(1, 1), judged(0, 0), screened()]
    const [sheet] = computeScores(rates, facts, someDepartments('ZF'))
    expect(sheet?.terms.map(({ numerator, denominator }) => `${numerator}/${denominator}`)).toEqual(['4/4', '2/3', '2/3'])
    expect(sheet).toMatchObject({ score: '76.67', exact: '230/3' })
  })

  const share = (num: ScoringModel['population']['where'], den: ScoringModel['population']['where']): Indicator => ({
    name: '率',
    ratio: { num: num ?? { all: [] }, den: den ?? { all: [] } },
  })
  const town = aModel({
    id: 'town',
    subject: 'town',
    ranks: ['town'],
    population: { fact: 'case' },
    inputs: [input('matters', { name: '辖区事项总数', by: ['duty'], max: '999999', attachment: 'required' })],
    indicators: {
      valid: share({ eq: ['valid', true] }, { exists: 'valid' }),
      rated: share({ eq: ['ratedOnTime', true] }, { exists: 'ratedOnTime' }),
      whistles: { name: '有效吹哨', count: { eq: ['valid', true] } },
      matters: { name: '辖区事项', manual: 'matters' },
      whistleRate: { name: '吹哨率', quotient: { of: 'whistles', by: 'matters' } },
      band: {
        name: '吹哨率区间',
        bands: {
          of: 'whistleRate',
          steps: [
            { below: '3', points: '60' },
            { atLeast: '3', atMost: '10', points: '100' },
            { above: '10', points: '60' },
          ],
        },
      },
      before: share({ in: ['source', ['grid', 'patrol']] }, { exists: 'source' }),
    },
    parts: [
      { id: 'valid', name: '有效吹哨率', weight: '3/10', use: 'valid' },
      { id: 'rated', name: '及时评价率', weight: '3/10', use: 'rated' },
      { id: 'band', name: '吹哨率', weight: '1/5', use: 'band' },
      { id: 'before', name: '未诉先办率', weight: '1/5', use: 'before' },
    ],
    adjustments: [{ id: 'reckless', name: '乱吹哨', count: { eq: ['valid', false] }, per: 1, points: '-1' }],
  })
  const blew = (of: string, source: string, ratedOnTime: boolean) => aTownFact(of, { valid: true, source, ratedOnTime })
  const denied = (of: string) => aTownFact(of, { valid: false, denied: true, denials: 1, source: 'hotline' })
  const towns: ScoreSubject[] = ['T1', 'T2'].map((id) => ({ id, type: 'town' }))
  const byDuty = { role: 'duty' as const, unit: 'PT' }

  it('T1: 4 of 5 valid, 3 of 4 rated in time, 4 of 100 matters is inside 3…10, 2 of 5 before anyone complained: 24 + 22.5 + 20 + 8 − 1', () => {
    const facts = [
      blew('T1', 'grid', true),
      blew('T1', 'patrol', true),
      blew('T1', 'hotline', true),
      blew('T1', 'hotline', false),
      denied('T1'),
    ]
    expect(rounded(town, facts, towns, [anEntry('matters', 'T1', '100', byDuty)])[0]).toEqual(['T1', '73.50', 1])
  })

  it('never whistling is no better than whistling at everything: 1 of 100 falls below the band, 20 of 100 above it', () => {
    const facts = [blew('T1', 'grid', true), ...Array.from({ length: 20 }, () => blew('T2', 'grid', true))]
    expect(rounded(town, facts, towns, [anEntry('matters', 'T1', '100', byDuty), anEntry('matters', 'T2', '100', byDuty)])).toEqual([
      ['T1', '92.00', 1],
      ['T2', '92.00', 1],
    ])
  })
})

describe('S3 三方会考 of stationed agencies', () => {
  const inputs = [
    input('department', { by: ['dept-leader'], about: 'subordinate' }),
    input('town', { about: 'managed' }),
    input('social', { by: ['supervisor'], attachment: 'required' }),
    input('brave', { about: 'managed', min: '-5', max: '5', times: 'many', combine: 'sum', reason: 'required' }),
    input('veto', { about: 'managed', max: '1', reason: 'required' }),
  ]
  const indicators: ScoringModel['indicators'] = {
    department: { name: '部门', manual: 'department' },
    town: { name: '街道', manual: 'town' },
    social: { name: '社会评价', manual: 'social' },
  }
  const readingA = aModel({
    subject: 'stationed-agency',
    ranks: ['stationed-agency'],
    period: { unit: 'year', closeAfterWorkingDays: 20 },
    inputs,
    indicators,
    parts: [
      { id: 'department', name: '部门', weight: '3/10', use: 'department' },
      { id: 'town', name: '街道', weight: '4/10', use: 'town' },
      { id: 'social', name: '社会', weight: '3/10', use: 'social' },
    ],
    adjustments: [{ id: 'brave', name: '敢挑重担、执行力', manual: 'brave' }],
    adjustmentCap: ['-5', '5'],
    veto: [{ id: 'veto', name: '街道一票否决', manual: 'veto', outcome: '取消评优资格' }],
    outcomes: [
      { rankTop: 1, effect: '考核奖一等' },
      { rankBottom: 2, effect: '负责人取消评优资格' },
    ],
  })
  const readingB: ScoringModel = {
    ...readingA,
    parts: [
      { id: 'department', name: '部门', weight: '3/10', use: 'department' },
      {
        id: 'street',
        name: '街道',
        weight: '7/10',
        parts: [
          { id: 'town', name: '街道评价', weight: '7/10', use: 'town' },
          { id: 'social', name: '社会评价', weight: '3/10', use: 'social' },
        ],
      },
    ],
  }
  const agencies: ScoreSubject[] = ['GA1', 'SC1', 'ZF1', 'ZY1'].map((id) => ({ id, type: 'stationed-agency' }))
  const judge = (agency: string, department: string, town: string, social: string) => [
    anEntry('department', agency, department, { role: 'dept-leader', unit: 'GA' }),
    anEntry('town', agency, town),
    anEntry('social', agency, social, { role: 'supervisor', unit: 'DC' }),
  ]
  const entries = [
    ...judge('GA1', '90', '80', '70'),
    ...judge('SC1', '85', '95', '90'),
    ...judge('ZF1', '70', '75', '80'),
    ...judge('ZY1', '60', '60', '60'),
  ]

  it('reading A 30/40/30: GA1 27 + 32 + 21 = 80; reading B 30/49/21: 27 + 39.2 + 14.7 = 80.90', () => {
    expect(rounded(readingA, [], agencies, entries).map(([id, score]) => [id, score])).toEqual([
      ['GA1', '80.00'],
      ['SC1', '90.50'],
      ['ZF1', '75.00'],
      ['ZY1', '60.00'],
    ])
    expect(rounded(readingB, [], agencies, entries).slice(0, 2)).toEqual([
      ['GA1', '80.90', 2],
      ['SC1', '90.95', 1],
    ])
  })

  it('added and deducted points stop at five either way, and keep their entries', () => {
    const brave = [anEntry('brave', 'GA1', '3'), anEntry('brave', 'GA1', '4'), anEntry('brave', 'ZF1', '-5'), anEntry('brave', 'ZF1', '-1')]
    const sheets = computeScores(readingA, [], agencies, { entries: [...entries, ...brave] })
    expect(sheets.map(({ score, adjustment, adjustments }) => [score, adjustments[0]?.points, adjustment])).toEqual([
      ['85.00', '7', '5'],
      ['90.50', '0', '0'],
      ['70.00', '-6', '-5'],
      ['60.00', '0', '0'],
    ])
  })

  it('a veto takes the prize of the first, whatever the score; the last two lose theirs', () => {
    const sheets = computeScores(readingA, [], agencies, { entries: [...entries, anEntry('veto', 'SC1', '1')] })
    expect(sheets.map(({ rank, veto, outcomes }) => [rank, veto, outcomes])).toEqual([
      [2, [], []],
      [1, ['街道一票否决'], ['取消评优资格']],
      [3, [], ['负责人取消评优资格']],
      [4, [], ['负责人取消评优资格']],
    ])
  })

  it('a vote of zero is no veto', () => {
    expect(computeScores(readingA, [], agencies, { entries: [...entries, anEntry('veto', 'SC1', '0')] })[1]?.veto).toEqual([])
  })
})

describe('S4: (1 − w)·other + w·mean of the towns, w ≥ 1/3', () => {
  const annual = aModel({
    id: 'annual',
    period: { unit: 'year', closeAfterWorkingDays: 20 },
    inputs: [input('town')],
    indicators: { other: { name: '其他考核', model: 'department-monthly' }, town: { name: '街乡考核', manual: 'town' } },
    parts: [
      { id: 'other', name: '其他', weight: '2/3', use: 'other' },
      { id: 'town', name: '街乡', weight: '1/3', use: 'town' },
    ],
    constraints: [{ part: 'town', min: '1/3', source: '街乡考核权重不少于三分之一' }],
    visibility: { mode: 'back-to-back', minRaters: 3 },
  })
  const scores = {
    'department-monthly': {
      ZF: [
        { period: '2026-01', score: '90.00' },
        { period: '2026-02', score: '84.00' },
        { period: '2026-03', score: null },
      ],
    },
  }
  const towns = ['T1', 'T2', 'T3'].map((unit, index) => anEntry('town', 'ZF', ['70', '80', '95'][index] ?? '', { unit }))

  it('2/3·87 + 1/3·81⅔ = 767/9 = 85.22, the missing month stated', () => {
    const [sheet] = computeScores(annual, [], someDepartments('ZF'), { scores, entries: towns })
    expect(sheet).toMatchObject({ score: '85.22', exact: '767/9', raters: 3 })
    expect(sheet?.terms[0]?.how).toMatchObject({ op: 'model', periods: [{}, {}, { period: '2026-03', score: null }] })
  })

  it('one town or many: the mean of ratings given case by case may count every town once', () => {
    const byTown = aModel({ indicators: { ...aModel().indicators, speed: { name: '街乡', mean: 'eval.speed', each: 'town', scale } } })
    const rated = (town: string, speed: number) => aFact('ZF', { town, 'eval.rated': true, 'eval.speed': speed, 'eval.quality': 5 })
    // ½·(100 + 20)/2 + ½·100
    expect(rounded(byTown, [rated('T1', 5), rated('T1', 5), rated('T1', 5), rated('T2', 1)], someDepartments('ZF'))[0]?.[1]).toBe('80.00')
  })
})

describe('outcomes by marks', () => {
  const model = aModel({
    outcomes: [
      { atLeast: '90', effect: '优秀' },
      { below: '60', effect: '限期整改' },
      { rankBottom: 1, below: '80', effect: '约谈' },
    ],
    veto: [{ id: 'red', name: '红牌', count: { ge: ['redCards', 1] }, outcome: '取消评优资格' }],
  })
  const rated = (unit: string, star: number, values: Partial<ScoreFact> = {}) =>
    aFact(unit, { 'eval.rated': true, 'eval.speed': star, 'eval.quality': star, ...values })

  it.each<[string, ScoreFact[], string[][]]>([
    ['from the mark on', [rated('ZF', 5), rated('SL', 4)], [['优秀'], []]],
    ['last and below', [rated('ZF', 5), rated('SL', 3)], [['优秀'], ['约谈']]],
    ['below sixty', [rated('ZF', 5), rated('SL', 2)], [['优秀'], ['限期整改', '约谈']]],
    ['a veto takes the mark’s prize', [rated('ZF', 5, { redCards: 1 }), rated('SL', 4)], [['取消评优资格'], []]],
  ])('%s', (_name, facts, outcomes) => {
    expect(computeScores(model, facts, someDepartments('ZF', 'SL')).map((sheet) => sheet.outcomes)).toEqual(outcomes)
  })
})
