import { clockRuleSchema } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import type { JsonSchema } from '../form/prepare-schema.ts'
import { toEditorSchema } from './editor-schema.ts'
import { findSpan, readCode, type Sentences } from './read-code.ts'

const say: Sentences = { syntax: (code, params) => `${code}${params?.['key'] ?? ''}`, schema: (problem) => `${problem.code} ${problem.at}` }
const schema = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string' }, list: { type: 'array', items: { type: 'object', properties: { n: { type: 'integer' } } } } },
}

describe('reading code', () => {
  it('gives the value of fitting code', () => {
    expect(readCode('{"id":"a"}', schema, say)).toEqual({ text: '{"id":"a"}', value: { id: 'a' }, problems: [] })
  })
  const broken: [text: string, message: string, line: number][] = [
    ['{\n  "id": \n}', 'ValueExpected', 3],
    ['{\n  "id": "a"\n  "b": 1\n}', 'CommaExpected', 3],
    ['{"id": "a"', 'CloseBraceExpected', 1],
    ['{"id": "a",}', 'PropertyNameExpected', 1],
    ['{} {}', 'EndOfFileExpected', 1],
    ['// x\n{}', 'InvalidCommentToken', 1],
    ['', 'ValueExpected', 1],
    ['{"id": 1, "id": 2}', 'DuplicateKeyid', 1],
  ]
  it.each(broken)('%j has no value and says where', (text, message, line) => {
    const reading = readCode(text, schema, say)
    expect(reading.value).toBeNull()
    expect(reading.problems.map((problem) => problem.message)).toContain(message)
    expect(reading.problems[0]?.line).toBe(line)
  })
  it('keeps the value of code that does not fit, and points at the place', () => {
    const text = '{\n  "id": "a",\n  "list": [\n    { "n": 1 },\n    { "n": "x" }\n  ]\n}'
    const reading = readCode(text, schema, say)
    expect(reading.value).toEqual({ id: 'a', list: [{ n: 1 }, { n: 'x' }] })
    expect(reading.problems).toMatchObject([{ kind: 'schema', message: 'form.wrong-type /list/1/n', line: 5, column: 12, endColumn: 15 }])
  })
  it('points at the object that lacks a member', () => {
    expect(readCode('{\n  "list": []\n}', schema, say).problems).toMatchObject([{ message: 'form.required /id', line: 1, column: 1 }])
  })
  it('finds a place for a link', () => {
    expect(findSpan('{\n  "a/b": [1, 22]\n}', '/a~1b/1')).toEqual({ line: 2, column: 14, endLine: 2, endColumn: 16 })
  })
})

describe('the schema for the editor', () => {
  it('refers to definitions by pointer only', () => {
    const converted = JSON.stringify(toEditorSchema(clockRuleSchema as unknown as JsonSchema, 'zh'))
    const references = [...converted.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1])
    expect(references.length).toBeGreaterThan(0)
    expect(new Set(references)).toEqual(new Set(['#/$defs/Condition']))
    expect(converted).not.toContain('"$id"')
    expect(converted).toContain('"enumDescriptions":["整件","每个应哨单位","每张督办单"]')
  })
})
