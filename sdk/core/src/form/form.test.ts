import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aPolicy } from '../testing/a-policy.ts'
import { FORM_CONFORMANCE } from './conformance.ts'
import { toFormErrors, type EngineError } from './errors.ts'
import { maskPersonal, maskText, personalFields } from './fields.ts'
import { FORM_KEYWORDS } from './keyword.ts'
import { FORM_LIMITS, lintForm, lintFormSchema } from './lint.ts'
import { normaliseFormData } from './normalise.ts'
import type { Form } from './schema.ts'

const form = (properties: Record<string, unknown>, more: Record<string, unknown> = {}) => ({ type: 'object', properties, ...more })
const field = (a: Record<string, unknown>) => form({ a })
const text = { type: 'string' }

const lints: [name: string, schema: unknown, expected: string[]][] = [
  ['a plain form', field({ ...text, title: '甲', maxLength: 20, 'x-personal': true }), []],
  ['no object', { type: 'string' }, ['form-schema.not-an-object ']],
  ['not even JSON Schema', 'form', ['form-schema.not-an-object ']],
  ['a keyword nobody implements', field({ ...text, minLenght: 3 }), ['form-schema.keyword-unknown /properties/a/minLenght']],
  ['a keyword that calls home', field({ ...text, $id: 'http://example.org' }), ['form-schema.keyword-unknown /properties/a/$id']],
  ['a dynamic reference', field({ $dynamicRef: '#x' }), ['form-schema.keyword-unknown /properties/a/$dynamicRef']],
  ['a hint nobody knows', field({ ...text, 'x-colour': 'red' }), ['form-schema.hint-unknown /properties/a/x-colour']],
  ['a widget nobody draws', field({ ...text, 'x-widget': 'map3d' }), ['form-schema.widget-unknown /properties/a/x-widget']],
  ['a remote reference', field({ $ref: 'https://example.org/place.json' }), ['form-schema.ref-not-local /properties/a/$ref']],
  ['a file reference', field({ $ref: 'file:///etc/passwd' }), ['form-schema.ref-not-local /properties/a/$ref']],
  ['a reference to the network', field({ $ref: '//host/x' }), ['form-schema.ref-not-local /properties/a/$ref']],
  ['a reference to nothing', field({ $ref: '#/$defs/place' }), ['form-schema.ref-missing /properties/a/$ref']],
  [
    'a reference to itself',
    form({ a: { $ref: '#/$defs/x' } }, { $defs: { x: { type: 'array', items: { $ref: '#/$defs/x' } } } }),
    ['form-schema.ref-cycle /$defs/x'],
  ],
  ['who sees and fills in', field({ ...text, 'x-see': ['dispatcher'], 'x-fill': ['dispatcher@supplement'] }), []],
  ['a role nobody has', field({ ...text, 'x-see': ['mayor'] }), ['form-schema.keyword-value /properties/a/x-see']],
  ['nobody at all', field({ ...text, 'x-fill': [] }), ['form-schema.keyword-value /properties/a/x-fill']],
  [
    'who sees said of a part of a field',
    field({ type: 'object', properties: { b: { ...text, 'x-see': ['dispatcher'] } } }),
    ['form-schema.access-inside /properties/a/properties/b/x-see'],
  ],
  [
    'who sees what every list shows',
    form({ title: { ...text, 'x-see': ['dispatcher'] } }),
    ['form-schema.see-listed /properties/title/x-see'],
  ],
  ['a reference to a prototype', field({ $ref: '#/__proto__' }), ['form-schema.ref-missing /properties/a/$ref']],
  ['a pattern too long', field({ ...text, pattern: 'a'.repeat(201) }), ['form-schema.pattern-too-long /properties/a/pattern']],
  ['a pattern that is none', field({ ...text, pattern: '(' }), ['form-schema.pattern-invalid /properties/a/pattern']],
  ['a pattern that looks ahead', field({ ...text, pattern: '^(?=.*\\d)' }), ['form-schema.pattern-unsupported /properties/a/pattern']],
  ['a pattern that refers back', field({ ...text, pattern: '(a)\\1' }), ['form-schema.pattern-unsupported /properties/a/pattern']],
  ['a pattern that only looks like it', field({ ...text, pattern: '^[(?=]\\\\$' }), []],
  ['a field id of Chinese', form({ 地点: text }), ['form-schema.field-id /properties/地点']],
  ['a field id too long', form({ ['a'.repeat(41)]: text }), [`form-schema.field-id /properties/${'a'.repeat(41)}`]],
  ['a field named like the prototype', form({ constructor: text }), ['form-schema.field-id /properties/constructor']],
  ['a required field nobody declared', form({ a: text }, { required: ['b'] }), ['form-schema.required-unknown /required/0']],
  [
    'a required field out of use',
    form({ a: { ...text, 'x-retired': true } }, { required: ['a'] }),
    ['form-schema.required-retired /required/0'],
  ],
  [
    'a condition may demand a field declared outside it',
    form({ a: text, b: text }, { if: { required: ['a'] }, else: { required: ['b'] } }),
    [],
  ],
  [
    'and speak of the inside of one',
    form({ p: form({ x: text }) }, { allOf: [{ if: { properties: { p: { required: ['x'] } } }, else: { required: ['p'] } }] }),
    [],
  ],
  ['a length that is text', field({ ...text, maxLength: '20' }), ['form-schema.keyword-value /properties/a/maxLength']],
  ['two types at once', field({ type: ['string', 'null'] }), ['form-schema.type-unknown /properties/a/type']],
  ['a format nobody checks alike', field({ ...text, format: 'iri' }), ['form-schema.format-unknown /properties/a/format']],
  [
    'an open form inside',
    field(form({}, { additionalProperties: true })),
    ['form-schema.additional-properties /properties/a/additionalProperties'],
  ],
  ['no options', field({ enum: [] }), ['form-schema.keyword-value /properties/a/enum']],
  [
    'too many fields',
    form(Object.fromEntries(Array.from({ length: FORM_LIMITS.fields + 1 }, (_, index) => [`f${index}`, text]))),
    ['form-schema.too-many-fields '],
  ],
  ['a label like a paragraph', field({ ...text, title: '长'.repeat(201) }), ['form-schema.title-long /properties/a/title']],
]

describe('lintFormSchema', () => {
  it.each(lints)('%s', (_name, schema, expected) => {
    expect(lintFormSchema(schema).map(({ code, at }) => `${code} ${at}`)).toEqual(expected)
  })

  it('too deep and too big are refused before they cost anything', () => {
    let deep: Record<string, unknown> = text
    for (let level = 0; level < 20_000; level++) deep = form({ a: deep })
    expect(lintFormSchema(deep)).toMatchObject([{ code: 'form-schema.too-deep' }])
    expect(lintFormSchema(field({ ...text, description: 'x'.repeat(300_000) }))).toMatchObject([{ code: 'form-schema.too-big' }])
  })

  it('is total', () => {
    const keyword = fc.constantFrom(...Object.keys(FORM_KEYWORDS), 'x-widget', '__proto__', 'zzz')
    const any = fc.dictionary(keyword, fc.oneof(fc.jsonValue(), fc.dictionary(keyword, fc.jsonValue())))
    fc.assert(fc.property(any, (schema) => Array.isArray(lintFormSchema(schema))))
  })

  it('accepts every schema of the conformance table', () => {
    for (const { name, schema } of FORM_CONFORMANCE) expect([name, lintFormSchema(schema)]).toEqual([name, []])
  })
})

describe('lintForm', () => {
  const aForm = (order: string[]): Form => ({
    id: 'f',
    title: 'f',
    schema: form({ a: { ...text, title: '甲' }, b: text }, { required: ['a'] }),
    order,
  })
  it.each([
    ['all in order', ['b', 'a'], []],
    ['a required field not shown', ['b'], ['form-schema.required-hidden /order']],
    ['another not shown', ['a'], ['form-schema.order-incomplete /order']],
    ['a field nobody declared', ['a', 'b', 'c'], ['form-schema.order-unknown /order/2']],
    ['a field twice', ['a', 'b', 'a'], ['form-schema.order-unknown /order/2']],
  ])('%s', (_name, order, expected) => {
    expect(lintForm(aForm(order)).map(({ code, at }) => `${code} ${at}`)).toEqual(expected)
  })
})

describe('normaliseFormData', () => {
  const schema = form(
    { a: text, n: { type: 'number' }, list: { type: 'array', items: form({ b: text }) }, place: { $ref: '#/$defs/place' } },
    {
      $defs: { place: form({ address: text }) },
      if: { required: ['a'] },
      else: { properties: { why: text } },
    },
  )
  it.each<[string, unknown, unknown]>([
    ['trims', { a: '  东街 \n' }, { a: '东街' }],
    ['drops what is empty', { a: '   ', n: undefined, place: null }, {}],
    ['keeps zero and false', { n: 0 }, { n: 0 }],
    ['composes characters', { a: 'e\u0301' }, { a: '\u00e9' }],
    ['removes what a database cannot hold', { a: 'a\u0000b\ud800c\td' }, { a: 'abc\td' }],
    [
      'goes into lists and references',
      { list: [{ b: ' x ' }], place: { address: ' y ' } },
      { list: [{ b: 'x' }], place: { address: 'y' } },
    ],
    ['knows fields of conditions', { why: 'x' }, { why: 'x' }],
    ['does not judge types', { n: 'x' }, { n: 'x' }],
  ])('%s', (_name, data, clean) => {
    expect(normaliseFormData(schema, data)).toEqual({ ok: true, value: clean })
  })

  it.each<[string, unknown, string, string]>([
    ['an unknown field', { x: 1 }, 'form.unknown-field', '/x'],
    ['an unknown field inside', { place: { city: 'x' } }, 'form.unknown-field', '/place/city'],
    ['a prototype', JSON.parse('{"__proto__":{"a":1}}'), 'form.unknown-field', '/__proto__'],
    ['a list', [], 'form.not-an-object', ''],
  ])('refuses %s', (_name, data, code, at) => {
    expect(normaliseFormData(schema, data)).toMatchObject({ ok: false, error: { code, at } })
  })

  it('an empty field nobody declared is simply dropped', () => {
    expect(normaliseFormData(schema, { x: '' })).toEqual({ ok: true, value: {} })
  })

  it('is total and settles: doing it twice changes nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (n, a) => {
        const once = normaliseFormData(schema, { a, n })
        if (once.ok) expect(normaliseFormData(schema, once.value)).toEqual(once)
      }),
    )
  })
})

describe('personal fields', () => {
  const aForm = aPolicy().forms[0] as Form
  it('are found wherever they are', () => {
    expect(personalFields(aForm)).toEqual(['/reporterPhone'])
    const people = { type: 'array', items: form({ phone: { ...text, 'x-personal': true } }) }
    expect(
      personalFields({
        schema: form({ people, p: { $ref: '#/$defs/p' } }, { $defs: { p: form({ name: { ...text, 'x-personal': true } }) } }),
      }),
    ).toEqual(['/people/*/phone', '/p/name'])
  })
  it('are masked and nothing else', () => {
    const data = { title: '占道', reporterPhone: '138' }
    expect(maskPersonal(aForm, data)).toEqual({ title: '占道', reporterPhone: maskText(data.reporterPhone) })
    expect(data.reporterPhone).toBe('138')
    expect(maskPersonal(aForm, { title: '占道' })).toEqual({ title: '占道' })
  })
})

describe('toFormErrors', () => {
  const schema = form({ a: { ...text, minLength: 3 }, level: { oneOf: [{ const: 'x' }] } }, { required: ['a'] })
  const rows: [string, EngineError[], unknown, unknown][] = [
    [
      'with what the engine tells',
      [{ keyword: 'required', instancePath: '', params: { missingProperty: 'a' } }],
      {},
      [{ at: '/a', code: 'form.required', params: { field: 'a' } }],
    ],
    [
      'or with what schema and data tell',
      [{ keyword: 'required', instancePath: '', schemaPath: '#/required' }],
      {},
      [{ at: '/a', code: 'form.required', params: { field: 'a' } }],
    ],
    [
      'limits come from the schema',
      [{ keyword: 'minLength', instancePath: '/a', schemaPath: '#/properties/a/minLength' }],
      { a: 'x' },
      [{ at: '/a', code: 'form.too-short', params: { limit: 3 } }],
    ],
    [
      'a choice is said once and wrappers not at all',
      [
        { keyword: 'properties', instancePath: '' },
        { keyword: 'oneOf', instancePath: '/level', schemaPath: '#/properties/level/oneOf' },
        { keyword: 'const', instancePath: '/level', schemaPath: '#/properties/level/oneOf/0/const' },
      ],
      { level: 'y' },
      [{ at: '/level', code: 'form.not-in-list', params: {} }],
    ],
    [
      'what it does not know is still said',
      [{ keyword: 'not', instancePath: '/a' }],
      {},
      [{ at: '/a', code: 'form.invalid-field', params: {} }],
    ],
  ]
  it.each(rows)('%s', (_name, errors, data, expected) => expect(toFormErrors(errors, schema, data)).toEqual(expected))
})
