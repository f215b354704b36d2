import { describe, expect, it } from 'vitest'
import { aPolicy } from '../testing/a-policy.ts'
import { checkCondition } from './check.ts'
import { describeCondition } from './describe.ts'
import type { Condition } from './schema.ts'
import { conditionVocabulary } from './vocabulary.ts'

const vocabulary = conditionVocabulary(aPolicy(), 'assignment')
const quick: Condition = { eq: ['case.category', 'quick'] }
const urgent: Condition = { eq: ['case.emergency', true] }
const often: Condition = { ge: ['case.returns', 2] }

describe('describeCondition', () => {
  it.each<[string, Condition | undefined, string, string]>([
    ['nothing', undefined, '任何情形', 'always'],
    ['one comparison', quick, '哨种是“快捷哨”', 'Category is “快捷哨”'],
    ['yes', urgent, '应急为“是”', 'Emergency is “yes”'],
    ['not yes', { ne: ['case.emergency', true] }, '应急为“否”', 'Emergency is “no”'],
    ['a number', often, '退回次数不小于 2', 'Returns is at least 2'],
    [
      'one of several',
      { in: ['case.item', ['A-01', 'A-02']] },
      '事项是 “占道经营”、“河道倾倒垃圾” 之一',
      'Item is one of “占道经营”, “河道倾倒垃圾”',
    ],
    ['given', { exists: 'form.reporterPhone' }, '反映人电话已填写', '反映人电话 is given'],
    ['and', { all: [quick, urgent] }, '哨种是“快捷哨” 并且 应急为“是”', 'Category is “快捷哨” and Emergency is “yes”'],
    [
      'and of or: bracketed, not a riddle',
      { all: [quick, { any: [urgent, often] }] },
      '哨种是“快捷哨” 并且 【应急为“是” 或者 退回次数不小于 2】',
      'Category is “快捷哨” and 【Emergency is “yes” or Returns is at least 2】',
    ],
    [
      'not of and',
      { not: { all: [quick, urgent] } },
      '不是【哨种是“快捷哨” 并且 应急为“是”】',
      'not 【Category is “快捷哨” and Emergency is “yes”】',
    ],
    ['a group of one is no group', { any: [{ all: [quick] }] }, '哨种是“快捷哨”', 'Category is “快捷哨”'],
    ['what nobody named', { eq: ['case.colour', 'x'] }, '“case.colour”是“x”', '“case.colour” is “x”'],
    ['never', { any: [] }, '任何情形都不', 'never'],
  ])('%s', (_name, condition, zh, en) => {
    expect(describeCondition(condition, vocabulary)).toBe(zh)
    expect(describeCondition(condition, vocabulary, { locale: 'en' })).toBe(en)
  })

  it('names units when told how', () => {
    const options = { unitName: (id: string) => (id === 'T1' ? '东河镇' : undefined) }
    expect(describeCondition({ eq: ['case.town', 'T1'] }, vocabulary, options)).toBe('吹哨镇街是“东河镇”')
  })
})

describe('checkCondition', () => {
  it.each<[string, Condition, string[]]>([
    ['all well', { all: [quick, { any: [urgent, often] }, { in: ['case.item', ['A-01']] }] }, []],
    ['a path nobody writes', { eq: ['case.colour', 'red'] }, ['condition.path-unknown /eq/0']],
    ['text for yes or no', { eq: ['case.emergency', 'yes'] }, ['condition.type-mismatch /eq/1']],
    ['an id nobody knows', { eq: ['case.category', 'quik'] }, ['condition.value-unknown /eq/1']],
    ['an id nobody knows among others', { in: ['case.item', ['A-01', 'A-99']] }, ['condition.value-unknown /in/1/1']],
    ['more or less of a word', { gt: ['case.category', 'quick'] }, ['condition.no-order /gt']],
    ['includes, of what is no list', { has: ['case.category', 'quick'] }, ['condition.type-mismatch /has']],
    ['three levels', { all: [{ any: [{ all: [quick] }] }] }, []],
    ['four levels', { all: [{ any: [{ all: [{ any: [quick] }] }] }] }, ['condition.too-deep /all/0/any/0/all/0']],
    ['an empty group', { not: { any: [] } }, ['condition.empty-group /not/any']],
  ])('%s', (_name, condition, expected) => {
    expect(checkCondition(condition, vocabulary).map(({ code, at }) => `${code} ${at}`)).toEqual(expected)
  })

  it('knows what is out of use', () => {
    const policy = aPolicy()
    const retired = { ...policy, categories: policy.categories.map((one) => ({ ...one, retired: true })) }
    expect(checkCondition(quick, conditionVocabulary(retired, 'case'))).toMatchObject([{ code: 'condition.value-retired' }])
  })
})
