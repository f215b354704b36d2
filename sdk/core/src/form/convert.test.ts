import { describe, expect, it } from 'vitest'
import { answerKind, converts } from './convert.ts'
import type { SchemaNode } from './fields.ts'

describe('the kind of answer a field takes', () => {
  it.each<[string, SchemaNode, string]>([
    ['words', { type: 'string', maxLength: 20 }, 'text'],
    ['a day', { type: 'string', format: 'date' }, 'date'],
    ['a choice of words', { type: 'string', enum: ['a', 'b'] }, 'choice'],
    ['a choice with titles', { oneOf: [{ const: 1, title: '一' }] }, 'choice'],
    ['several choices', { type: 'array', items: { type: 'string', enum: ['a'] } }, 'list of choice'],
    ['photos', { type: 'array', items: { type: 'object' } }, 'list of object'],
    ['a count', { type: 'integer', minimum: 1 }, 'integer'],
    ['no type', {}, 'any'],
  ])('%s', (_, field, kind) => expect(answerKind(field)).toBe(kind))
})

describe('an answer in a field of another type', () => {
  const [text, day, number, whole, yes, choice]: SchemaNode[] = [
    { type: 'string' },
    { type: 'string', format: 'date' },
    { type: 'number' },
    { type: 'integer' },
    { type: 'boolean' },
    { type: 'string', enum: ['fire', '119'] },
  ]
  const several: SchemaNode = { type: 'array', items: choice }
  it.each<[string, SchemaNode | undefined, unknown, boolean]>([
    ['a number as text', text, 12, true],
    ['a list as text', text, ['a', 'b'], false],
    ['a list of one as text', text, ['a'], true],
    ['a place as text', text, { address: '东街' }, false],
    ['digits as a number', number, '12.5', true],
    ['words as a number', number, '十二', false],
    ['nothing as a number', number, ' ', false],
    ['half as a whole number', whole, '12.5', false],
    ['digits as a whole number', whole, '12', true],
    ['a day as a day', day, '2026-11-02', true],
    ['words as a day', day, '上周三', false],
    ['"true" as yes or no', yes, 'true', true],
    ['words as yes or no', yes, '有', false],
    ['an option as a choice', choice, 'fire', true],
    ['a number that is an option', choice, 119, true],
    ['words as a choice', choice, '着火', false],
    ['one option as several', several, 'fire', true],
    ['other words as several', several, '着火', false],
    ['several, one of them unknown', several, ['fire', '着火'], false],
    ['text as a group of fields', { type: 'object' }, '东街', false],
  ])('%s', (_, field, value, expected) => expect(converts(field ?? {}, value)).toBe(expected))
})
