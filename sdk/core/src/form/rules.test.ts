import { describe, expect, it } from 'vitest'
import type { Condition } from '../condition/schema.ts'
import { FIELD_KINDS, fieldKind, newField } from './kinds.ts'
import { lintFormSchema } from './lint.ts'
import { normaliseFormData } from './normalise.ts'
import { conditionOfSchema, formRules, schemaOfCondition } from './rules.ts'
import { answerWords } from './words.ts'

const conditions: [name: string, condition: Condition][] = [
  ['an option', { eq: ['form.level', 'high'] }],
  ['another option', { ne: ['form.level', 'high'] }],
  ['one of some', { in: ['form.level', ['high', 'low']] }],
  ['a list that has one', { has: ['form.done', 'agency'] }],
  ['fewer', { lt: ['form.count', 3] }],
  ['at most', { le: ['form.count', 3] }],
  ['more', { gt: ['form.count', 3] }],
  ['at least', { ge: ['form.count', 3] }],
  ['filled in', { exists: 'form.level' }],
  ['both', { all: [{ eq: ['form.level', 'high'] }, { any: [{ ge: ['form.count', 3] }, { exists: 'form.place' }] }] }],
  ['not', { not: { eq: ['form.urgent', true] } }],
]

describe('a condition on fields is JSON Schema and back', () => {
  it.each(conditions)('%s', (_name, condition) => expect(conditionOfSchema(schemaOfCondition(condition))).toEqual(condition))
  it('reads what people write by hand: a type beside the test, several fields at once', () => {
    expect(
      conditionOfSchema({
        properties: { done: { type: 'array', contains: { const: 'agency' } }, level: { const: 'high' } },
        required: ['done', 'level'],
      }),
    ).toEqual({ all: [{ has: ['form.done', 'agency'] }, { eq: ['form.level', 'high'] }] })
  })
  it.each([
    ['a field that may be missing', { properties: { level: { const: 'high' } } }],
    ['a pattern', { properties: { level: { pattern: '^h' } }, required: ['level'] }],
    ['something beside it', { properties: { level: { const: 'high' } }, required: ['level'], minProperties: 2 }],
    ['no schema', 'high'],
  ])('leaves alone what no sentence says: %s', (_name, schema) => expect(conditionOfSchema(schema)).toBeUndefined())
})

const high = schemaOfCondition({ eq: ['form.level', 'high'] })
const shown = { properties: { why: { type: 'string', title: '原因' } }, required: ['why'] }
const form = (part: Record<string, unknown>) => ({
  type: 'object',
  properties: { level: { type: 'string', enum: ['high', 'low'] } },
  allOf: [part],
})

describe('rules of a form', () => {
  it('name what they show and demand', () => {
    expect(formRules(form({ if: high, then: shown }))).toEqual([
      { index: 0, when: { eq: ['form.level', 'high'] }, paused: false, shows: ['why'], demands: ['why'] },
    ])
  })
  it('switched off, show their fields always and keep their condition', () => {
    const schema = form({ 'x-if': high, ...shown })
    expect(formRules(schema)).toMatchObject([{ when: { eq: ['form.level', 'high'] }, paused: true, shows: ['why'] }])
    expect(lintFormSchema(schema)).toEqual([])
  })
  it('are left to code when they say more than a sentence can', () => {
    expect(formRules(form({ if: high, then: shown, else: { required: ['level'] } }))).toMatchObject([{ when: undefined, shows: ['why'] }])
  })
})

describe('kinds of field', () => {
  it.each(FIELD_KINDS)('%s is found again in the field it makes, and the field may be published', (kind) => {
    const field = newField(kind, '新字段')
    expect(fieldKind(field)).toBe(kind)
    expect(lintFormSchema({ type: 'object', properties: { a: field } })).toEqual([])
  })
})

describe('a computed text', () => {
  const schema = {
    type: 'object',
    properties: {
      place: newField('place', '地点'),
      count: newField('number', '数量'),
      note: { ...newField('computed', '摘要'), 'x-parts': ['位于', { field: 'place' }, '，共', { field: 'count' }, '处'] },
      head: newField('section', '分节'),
    },
  }
  it('is made from the answers, whatever was sent for it', () => {
    expect(normaliseFormData(schema, { place: { address: '东街' }, count: 3, note: '别的' })).toEqual({
      ok: true,
      value: { place: { address: '东街' }, count: 3, note: '位于东街，共3处' },
    })
  })
  it('is left out while an answer is missing', () => {
    expect(normaliseFormData(schema, { count: 3, note: '别的' })).toEqual({ ok: true, value: { count: 3 } })
  })
  it('may not speak of another computed text or of nothing', () => {
    const wrong = { type: 'object', properties: { a: { ...newField('computed', '摘要'), 'x-parts': [{ field: 'a' }, { field: 'gone' }] } } }
    expect(lintFormSchema(wrong).map(({ code, at }) => `${code} ${at}`)).toEqual([
      'form-schema.part-unknown /properties/a/x-parts/0',
      'form-schema.part-unknown /properties/a/x-parts/1',
    ])
  })
  it('and a heading cannot be required', () => {
    expect(lintFormSchema({ ...schema, required: ['head'] })).toMatchObject([{ code: 'form-schema.required-display', at: '/required/0' }])
  })
})

const answers: [name: string, field: Record<string, unknown>, value: unknown, words: string | undefined][] = [
  ['an option by its name', { type: 'string', oneOf: [{ const: 'a', title: '甲' }] }, 'a', '甲'],
  [
    'an option of a cascade with the steps above it',
    { type: 'string', oneOf: [{ const: 'a', title: '坑槽', 'x-group': ['道路'] }] },
    'a',
    '道路 / 坑槽',
  ],
  ['several', { type: 'array', items: { enum: ['a', 'b'], 'x-enum-names': ['甲', '乙'] } }, ['b', 'a'], '乙、甲'],
  ['money', { type: 'number', 'x-widget': 'money' }, 1234567.5, '1,234,567.50 元'],
  ['yes', { type: 'boolean' }, true, '是'],
  ['rows have no short words', { type: 'array', items: { type: 'object' } }, [{ a: 1 }], undefined],
]
describe('an answer in words', () => {
  it.each(answers)('%s', (_name, field, value, words) => expect(answerWords(field, value)).toBe(words))
})
