import { describe, expect, it } from 'vitest'
import type { Band } from './indicator.ts'
import { bandText, describeTerm, readAmount } from './sentence.ts'
import type { Operand, ScoreTerm, Working } from './sheet.ts'

const term = (how: Working, change: Partial<ScoreTerm> = {}): ScoreTerm => ({
  part: 'p',
  name: '到场',
  within: [],
  use: 'arrive',
  weight: '3/10',
  value: '90',
  points: '27',
  numerator: '9',
  denominator: '10',
  sample: 10,
  raters: null,
  how,
  ...change,
})
const late: Operand = { use: 'late', name: '迟到', value: '3' }
const all: Operand = { use: 'all', name: '任务', value: null }
const months = (missing: 'skip' | 'zero' | 'no-score', ...scores: (string | null)[]): Working => ({
  op: 'model',
  model: 'monthly',
  of: 'self',
  combine: 'mean',
  missing,
  periods: scores.map((score, index) => ({ period: `2026-0${index + 1}`, score })),
})

describe('how a value came about', () => {
  it.each<[zh: string, en: string, how: Working]>([
    ['9 ÷ 10 × 100', '9 ÷ 10 × 100', { op: 'ratio' }],
    ['10 件合计 9，平均后按刻度换算', '9 in 10 cases, averaged and converted', { op: 'mean', each: 'fact' }],
    ['10 个镇街各自平均后再平均（共 10 件），按刻度换算', 'mean of 10 townships (10 cases), converted', { op: 'mean', each: 'town' }],
    [
      '10 件合计 9，其中 3 件未评，按满分计，平均后按刻度换算',
      '9 in 10 cases, 3 of them unrated: counted in full, averaged and converted',
      { op: 'mean', each: 'fact', missing: 'full', assumed: 3 },
    ],
    [
      '10 个镇街各自平均后再平均（共 10 件，其中 2 件未评，按中位计），按刻度换算',
      'mean of 10 townships (10 cases, 2 of them unrated: counted as the middle), converted',
      { op: 'mean', each: 'town', missing: 'middle', assumed: 2 },
    ],
    ['10 件中符合的件数', 'counted among 10 cases', { op: 'count' }],
    ['10 件合计', 'summed over 10 cases', { op: 'sum' }],
    ['固定分值', 'fixed', { op: 'constant' }],
    ['没有这个指标', 'no such indicator', { op: 'unknown' }],
    ['“迟到”3 ÷ “任务”— × 100', '"迟到" 3 ÷ "任务" — × 100', { op: 'quotient', of: late, by: all }],
    ['“迟到”3，属“低于 5”一档', '"迟到" 3 falls into "below 5"', { op: 'bands', of: late, band: { below: '5', points: '90' } }],
    ['“迟到”3，不属于任何一档', '"迟到" 3 falls into no band', { op: 'bands', of: late, band: null }],
    ['“迟到”3，未到封顶保底', '"迟到" 3, within bounds', { op: 'cap', of: late, reached: null }],
    ['“迟到”3，按封顶', '"迟到" 3, capped', { op: 'cap', of: late, reached: 'max' }],
    ['“迟到”3，按保底', '"迟到" 3, raised to the floor', { op: 'cap', of: late, reached: 'min' }],
    ['“迟到”3，在 5 家中列第 2', '"迟到" 3, rank 2 of 5', { op: 'rank', of: late, rank: 2, among: 5 }],
    ['“迟到”3，不参加排名', '"迟到" 3, not ranked', { op: 'rank', of: late, rank: null, among: 5 }],
    ['“月度考核”10 期得分平均', 'mean of 10 scores of "月度考核"', months('skip', '80')],
    [
      '“月度考核”10 期得分平均（缺 2026-01、2026-03，不计）',
      'mean of 10 scores of "月度考核" (missing 2026-01, 2026-03: not counted)',
      months('skip', null, '80', null),
    ],
    ['“月度考核”10 期得分平均（缺 2026-01，按零分）', 'mean of 10 scores of "月度考核" (missing 2026-01: as zero)', months('zero', null)],
    [
      '“月度考核”10 期得分平均（缺 2026-01，不出得分）',
      'mean of 10 scores of "月度考核" (missing 2026-01: no score)',
      months('no-score', null),
    ],
    ['10 次录入平均', 'mean of 10 entries', { op: 'manual', input: 'survey', combine: 'mean' }],
    ['10 次录入合计', 'sum of 10 entries', { op: 'manual', input: 'survey', combine: 'sum' }],
    ['10 次录入取最后一次', 'last of 10 entries', { op: 'manual', input: 'survey', combine: 'last' }],
  ])('%s', (zh, en, how) => {
    const names = { monthly: '月度考核' }
    expect(describeTerm(term(how), 'zh', names)).toBe(`${zh} = 90；权重 3/10，计 27 分。`)
    expect(describeTerm(term(how), 'en', names)).toBe(`${en} = 90; weight 3/10, 27 points.`)
  })

  it('says that there is no value', () => {
    const nothing = term({ op: 'ratio' }, { value: null, points: null, numerator: '0', denominator: '0' })
    expect(describeTerm(nothing)).toBe('0 ÷ 0 × 100；没有数值，因此没有得分。')
    expect(describeTerm(nothing, 'en')).toBe('0 ÷ 0 × 100; no value, so there is no score.')
  })

  it('calls a model whose name is not known by its id, whatever objects inherit', () => {
    expect(describeTerm(term(months('skip', '80')))).toBe('“monthly”10 期得分平均 = 90；权重 3/10，计 27 分。')
    expect(describeTerm(term({ ...months('skip', '80'), model: 'constructor' } as Working))).toContain('“constructor”')
  })
})

describe('a figure to be read', () => {
  it.each([
    ['90', '90'],
    ['-2.5', '-2.5'],
    ['66.67', '66.67'],
    ['66.667', '≈66.67'],
    ['200/3', '≈66.67'],
    ['1/2', '≈0.50'],
    [null, '—'],
    ['一半', '—'],
  ])('%s is read as %s', (text, read) => {
    expect(readAmount(text)).toBe(read)
  })
})

describe('a band in words', () => {
  it.each<[Omit<Band, 'points'>, zh: string, en: string]>([
    [{ atLeast: '90' }, '不低于 90', 'at least 90'],
    [{ above: '60', atMost: '90' }, '高于 60、不高于 90', 'above 60, at most 90'],
    [{ atLeast: '0', below: '60' }, '不低于 0、低于 60', 'at least 0, below 60'],
    [{}, '任何数值', 'any value'],
  ])('%j', (band, zh, en) => {
    expect(bandText({ ...band, points: '1' })).toBe(zh)
    expect(bandText({ ...band, points: '1' }, true)).toBe(en)
  })
})
