import { conditionSchema, goalSchema } from '@shaotai/core'
import { FORM_CONFORMANCE } from '@shaotai/core/testing'
import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import type { JsonSchema } from './prepare-schema.ts'
import { problemText } from './problem-text.ts'
import { findProblems, isValid } from './problems.ts'

const say = (schema: object, value: unknown) =>
  findProblems(schema as JsonSchema, value).map((problem) => `${problem.at} ${problemText(problem, i18next.t, 'zh')}`)
const field = (rules: object) => ({ type: 'object', properties: { a: { title: '甲', ...rules } } })

describe('the interpreter agrees with the server’s compiler', () => {
  it.each(FORM_CONFORMANCE.map((row) => [row.name, row] as const))('%s', (_name, { schema, data, valid, errorsAt = [] }) => {
    expect(isValid(schema, data)).toBe(valid)
    const places = findProblems(schema, data).map((problem) => problem.at)
    expect(places.toSorted()).toEqual(errorsAt)
  })
})

describe('problems in words', () => {
  const rows: [name: string, schema: object, value: unknown, expected: string[]][] = [
    ['missing text', { ...field({ type: 'string' }), required: ['a'] }, {}, ['/a 请填写甲']],
    ['missing choice', { ...field({ enum: ['x'] }), required: ['a'] }, {}, ['/a 请选择甲']],
    ['missing photos', { ...field({ type: 'array', 'x-widget': 'photos' }), required: ['a'] }, {}, ['/a 请上传甲']],
    ['emptied text', field({ type: 'string', minLength: 1 }), { a: '' }, ['/a 请填写甲']],
    ['undefined counts as missing', { ...field({ type: 'string' }), required: ['a'] }, { a: undefined }, ['/a 请填写甲']],
    ['too short', field({ type: 'string', minLength: 3 }), { a: 'x' }, ['/a 甲至少 3 个字']],
    ['too long', field({ type: 'string', maxLength: 2 }), { a: '一二三' }, ['/a 甲最多 2 个字']],
    ['too small', field({ type: 'integer', minimum: 1 }), { a: 0 }, ['/a 甲不能小于 1']],
    ['too large', field({ type: 'integer', maximum: 9 }), { a: 10 }, ['/a 甲不能大于 9']],
    ['not whole', field({ type: 'integer' }), { a: 1.5 }, ['/a 甲应为整数']],
    ['not a number', field({ type: 'number' }), { a: 'x' }, ['/a 甲应为数字']],
    ['not a choice', field({ enum: ['x'] }), { a: 'y' }, ['/a 甲不在可选范围内']],
    ['above its limit', field({ type: 'number', exclusiveMinimum: 0 }), { a: 0 }, ['/a 甲应大于 0']],
    ['pattern', field({ type: 'string', pattern: '^\\d+$' }), { a: 'x' }, ['/a 甲的格式不对']],
    ['date', field({ type: 'string', format: 'date' }), { a: '3月1日' }, ['/a 甲应为日期，如 2026-03-01']],
    ['too few', field({ type: 'array', items: {}, minItems: 1 }), { a: [] }, ['/a 请填写甲']],
    ['too many', field({ type: 'array', items: {}, maxItems: 1 }), { a: [1, 2] }, ['/a 甲最多 1 项']],
    ['doubled', field({ type: 'array', items: {}, uniqueItems: true }), { a: [1, 1] }, ['/a 甲中有重复的内容']],
    ['unknown key', { type: 'object', properties: {}, additionalProperties: false }, { b: 1 }, ['/b 不认识的内容“b”']],
    [
      'one choice of a union, said once',
      field({ anyOf: [{ type: 'string' }, { type: 'integer' }] }),
      { a: true },
      ['/a 甲不符合任何一种写法'],
    ],
    [
      'a condition that demands',
      {
        type: 'object',
        properties: { a: { const: 1 } },
        if: { required: ['a'] },
        ['then']: { required: ['b'], properties: { b: { type: 'string', title: '乙' } } },
      },
      { a: 1 },
      ['/b 请填写乙'],
    ],
    [
      'inside a list',
      {
        type: 'object',
        properties: {
          l: { type: 'array', items: { type: 'object', required: ['x'], properties: { x: { type: 'string', title: '子' } } } },
        },
      },
      { l: [{}] },
      ['/l/0/x 请填写子'],
    ],
    [
      'dependentRequired',
      { type: 'object', properties: { a: {}, b: { type: 'string', title: '乙' } }, dependentRequired: { a: ['b'] } },
      { a: 1 },
      ['/b 请填写乙'],
    ],
  ]
  it.each(rows)('%s', (_name, schema, value, expected) => {
    expect(say(schema, value)).toEqual(expected)
  })

  it('accepts what fits', () => {
    expect(
      say(goalSchema, { amount: 3, unit: 'hour', basis: 'natural', when: { all: [{ eq: ['case.a', 1] }, { not: { exists: 'b' } }] } }),
    ).toEqual([])
  })
  it('says a wrong condition once', () => {
    expect(findProblems(conditionSchema as unknown as JsonSchema, { nope: 1 })).toHaveLength(1)
    expect(say(goalSchema, { amount: 3, unit: 'hour', basis: 'natural', when: { all: [{ equals: 1 }] } })).toHaveLength(1)
  })
})
