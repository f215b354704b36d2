import { withValues } from '../dictionary/forms-of.ts'
import type { Dictionary } from '../dictionary/schema.ts'
import { formFor } from './access.ts'
import { newField, type FieldKind } from './kinds.ts'
import { schemaOfCondition } from './rules.ts'

/**
 * What both engines, the server's compiler and the browser's interpreter, must agree on. `errorsAt` are the places `toFormErrors` gives
 * for each engine's errors, sorted. A new keyword in `FORM_KEYWORDS` comes with a row here.
 */
export type ConformanceCase = {
  readonly name: string
  readonly schema: Readonly<Record<string, unknown>>
  readonly data: unknown
  readonly valid: boolean
  readonly errorsAt?: readonly string[]
}

const form = (properties: Record<string, unknown>, more: Record<string, unknown> = {}) => ({ type: 'object', properties, ...more })
const field = (a: Record<string, unknown>) => form({ a })
const text = { type: 'string' }
const place = form(
  { address: { type: 'string', minLength: 1 }, longitude: { type: 'number' } },
  { required: ['address'], additionalProperties: false },
)
const choice = {
  oneOf: [
    { const: 'low', title: '一般' },
    { const: 'high', title: '紧急' },
  ],
}
const villages: Dictionary = {
  id: 'villages',
  name: '村居',
  entries: [
    { id: '341201', name: '南河镇' },
    { id: '341201001', name: '东头村', parent: '341201' },
    { id: 'gone', name: '旧村', parent: '341201', retired: true },
  ],
}
const fromDictionary = withValues(
  {
    id: 'form',
    title: '',
    schema: form({
      a: { type: 'string', 'x-dictionary': 'villages' },
      many: { type: 'array', items: { type: 'string', 'x-dictionary': 'villages' } },
    }),
  },
  new Map([[villages.id, villages]]),
).schema
const whenHigh = {
  if: { properties: { level: { const: 'high' } }, required: ['level'] },
  // oxlint-disable-next-line unicorn/no-thenable -- `then` is a keyword of JSON Schema
  then: { required: ['why'] },
}

const accept = (name: string, schema: ConformanceCase['schema'], data: unknown): ConformanceCase => ({ name, schema, data, valid: true })
const refuse = (name: string, schema: ConformanceCase['schema'], data: unknown, ...errorsAt: string[]): ConformanceCase => ({
  name,
  schema,
  data,
  valid: false,
  errorsAt,
})

const paused = { 'x-if': whenHigh.if, properties: { why: text }, required: ['why'] }
const whenBoth = {
  allOf: [
    {
      if: schemaOfCondition({ all: [{ eq: ['form.level', 'high'] }, { any: [{ ge: ['form.count', 3] }, { has: ['form.done', 'x'] }] }] }),
      // oxlint-disable-next-line unicorn/no-thenable -- see above
      then: { required: ['why'] },
    },
  ],
}
const both = (count: number) => ({ level: 'high', count })

const withoutForeign = formFor(
  { schema: form({ a: { ...text, 'x-fill': ['dispatcher'] }, b: text }, { required: ['a', 'b'], additionalProperties: false }) },
  { person: 'p1', roles: ['town-clerk'] },
  'submit',
).schema
const photo = { id: 'a'.repeat(64), name: 'a.jpg', type: 'image/jpeg', size: 1 }
const kind = (name: FieldKind) => field(newField(name, '字段'))
/** Of each kind of field: what it takes, and what it refuses where. */
const examples: readonly [kind: FieldKind, takes: unknown, refuses: unknown, errorsAt?: string][] = [
  ['text', '东街', 1],
  ['long-text', '东街\n西街', 'x'.repeat(2001)],
  ['number', 0.5, '0.5'],
  ['money', 12.34, -1],
  ['date', '2026-11-22', '2026-11-31'],
  ['time', '23:59', '24:00'],
  ['date-time', '2026-11-02T09:00:00+08:00', '09:00'],
  ['yes-no', false, 'no'],
  ['choice', 'option2', 'option3'],
  ['choices', ['option2'], ['option3'], '/a/0'],
  ['cascade', 'option1', '第一类'],
  ['unit', 'ZF', '综合执法局'],
  ['person', 'p-17', ''],
  ['item', 'XJ-01.2', 'a b'],
  ['place', { address: '东街', longitude: 107.1, latitude: 28.9 }, { address: '东街', longitude: 200 }, '/a/longitude'],
  ['photos', [photo], [{ ...photo, id: 'A' }], '/a/0/id'],
  ['files', [{ ...photo, type: 'application/pdf' }], [{ ...photo, type: 'text/html' }], '/a/0/type'],
  ['signature', [photo], [photo, photo]],
  ['table', [{ column1: '一' }], [{ column2: '一' }], '/a/0/column2'],
  ['section', '', 'x'],
  ['computed', '东街 3 处', 3],
]
const kinds = examples.flatMap(([name, takes, refuses, errorsAt = '/a']) => [
  accept(`a field of the kind ${name}`, kind(name), { a: takes }),
  refuse(`a field of the kind ${name} filled in wrongly`, kind(name), { a: refuses }, errorsAt),
])

export const FORM_CONFORMANCE: readonly ConformanceCase[] = [
  accept('an empty form', form({ a: text }), {}),
  refuse('a field left out', form({ a: text }, { required: ['a'] }), {}, '/a'),
  refuse('two fields left out', form({ a: text, b: text }, { required: ['a', 'b'] }), {}, '/a', '/b'),
  refuse('a field nobody declared', form({ a: text }, { additionalProperties: false }), { b: 1 }, '/b'),
  accept('who sees and fills in is no matter of the engines', field({ ...text, 'x-see': ['dispatcher'], 'x-fill': ['dispatcher'] }), {
    a: 'x',
  }),
  accept('a form without a field that is not theirs', withoutForeign, { b: 'x' }),
  refuse('which does not take it either', withoutForeign, { a: 'x', b: 'x' }, '/a'),
  accept('a field nobody declared, where the form is open', form({ a: text }), { b: 1 }),
  refuse('a number for text', field(text), { a: 1 }, '/a'),
  refuse('text for a number', field({ type: 'number' }), { a: '1' }, '/a'),
  accept('a whole number written as a decimal', field({ type: 'integer' }), { a: 2 }),
  refuse('half for a whole number', field({ type: 'integer' }), { a: 0.5 }, '/a'),
  refuse('nothing for text', field(text), { a: null }, '/a'),
  accept('false is an answer', form({ a: { type: 'boolean' } }, { required: ['a'] }), { a: false }),
  refuse('text too short', field({ type: 'string', minLength: 2 }), { a: '东' }, '/a'),
  accept('Chinese counts by characters', field({ type: 'string', maxLength: 2 }), { a: '东街' }),
  accept('a character outside the basic plane counts once', field({ type: 'string', maxLength: 1 }), { a: '𠮷' }),
  refuse('text too long', field({ type: 'string', maxLength: 2 }), { a: '东街口' }, '/a'),
  accept('a number at its limits', field({ type: 'integer', minimum: 1, maximum: 1 }), { a: 1 }),
  refuse('a number too small', field({ type: 'integer', minimum: 1 }), { a: 0 }, '/a'),
  refuse('a number not below the limit', field({ type: 'number', exclusiveMaximum: 1 }), { a: 1 }, '/a'),
  accept('a tenth divides three tenths', field({ type: 'number', multipleOf: 0.25 }), { a: 0.75 }),
  accept('an option', field({ enum: ['x', 'y'] }), { a: 'y' }),
  refuse('no option', field({ enum: ['x', 'y'] }), { a: 'z' }, '/a'),
  accept('a named option', field(choice), { a: 'high' }),
  refuse('no named option, said once', field(choice), { a: 'other' }, '/a'),
  refuse('an option of the wrong type', field(choice), { a: 1 }, '/a'),
  accept('a pattern', field({ type: 'string', pattern: '^\\d{11}$' }), { a: '13800000000' }),
  refuse('a pattern broken', field({ type: 'string', pattern: '^\\d{11}$' }), { a: '138' }, '/a'),
  accept('a pattern is searched, not matched whole', field({ type: 'string', pattern: '街' }), { a: '东街口' }),
  refuse('an evil pattern ends', field({ type: 'string', pattern: '^(a|b|ab)*$' }), { a: 'ababababababc' }, '/a'),
  accept('a date', field({ type: 'string', format: 'date' }), { a: '2028-02-29' }),
  refuse('a 30 February', field({ type: 'string', format: 'date' }), { a: '2026-02-30' }, '/a'),
  accept('an instant', field({ type: 'string', format: 'date-time' }), { a: '2026-11-02T09:00:00+08:00' }),
  refuse('an instant without its offset', field({ type: 'string', format: 'date-time' }), { a: '2026-11-02 09:00' }, '/a'),
  accept('entries', field({ type: 'array', items: text, minItems: 1, maxItems: 2 }), { a: ['x', 'y'] }),
  refuse('too few entries', field({ type: 'array', items: text, minItems: 1 }), { a: [] }, '/a'),
  refuse('too many entries', field({ type: 'array', items: text, maxItems: 1 }), { a: ['x', 'y'] }, '/a'),
  refuse('a wrong entry', field({ type: 'array', items: text }), { a: ['x', 2] }, '/a/1'),
  refuse('an entry twice', field({ type: 'array', items: text, uniqueItems: true }), { a: ['x', 'x'] }, '/a'),
  refuse('no entry as wanted', field({ type: 'array', items: text, contains: { const: 'x' } }), { a: ['y'] }, '/a'),
  accept('a place', form({ place }), { place: { address: '东街' } }),
  refuse('a place without its address', form({ place }), { place: {} }, '/place/address'),
  refuse('a place with something else', form({ place }), { place: { address: '东街', city: 'X' } }, '/place/city'),
  accept('a reference', form({ a: { $ref: '#/$defs/name' } }, { $defs: { name: text } }), { a: 'x' }),
  refuse('a reference broken', form({ a: { $ref: '#/$defs/name' } }, { $defs: { name: text } }), { a: 1 }, '/a'),
  accept('a condition that does not apply', form({ level: choice, why: text }, whenHigh), { level: 'low' }),
  accept('a condition nobody answered', form({ level: choice, why: text }, whenHigh), {}),
  refuse('a condition that applies', form({ level: choice, why: text }, whenHigh), { level: 'high' }, '/why'),
  refuse('a condition inside all', form({ level: choice, why: text }, { allOf: [whenHigh] }), { level: 'high' }, '/why'),
  accept('a rule switched off shows its fields', form({ level: choice }, { allOf: [paused] }), { level: 'low', why: 'x' }),
  refuse('and demands them always', form({ level: choice }, { allOf: [paused] }), { level: 'low' }, '/why'),
  refuse(
    'a rule of two conditions that both hold',
    form({ level: choice, count: { type: 'number' }, why: text }, whenBoth),
    both(3),
    '/why',
  ),
  accept('a rule of two conditions of which one fails', form({ level: choice, count: { type: 'number' }, why: text }, whenBoth), both(2)),
  accept('a rule of two conditions of which one is not answered', form({ level: choice, why: text }, whenBoth), { level: 'high' }),
  ...kinds,
  accept('a value of a dictionary', fromDictionary, { a: '341201001' }),
  accept('one out of use, as old answers have it', fromDictionary, { a: 'gone' }),
  refuse('a value no dictionary has', fromDictionary, { a: '341201999' }, '/a'),
  refuse('the name instead of the code', fromDictionary, { a: '东头村' }, '/a'),
  accept('several of a dictionary', fromDictionary, { many: ['341201001', 'gone'] }),
  refuse('one of several no dictionary has', fromDictionary, { many: ['341201001', 'x'] }, '/many/1'),
  refuse(
    'names of the prototype are missing like others',
    form({ a: text }, { required: ['a'] }),
    JSON.parse('{"__proto__":{"a":"x"}}'),
    '/a',
  ),
]
