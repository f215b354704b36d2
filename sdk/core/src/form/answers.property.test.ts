import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answersOf } from './answers.ts'
import { lintForm } from './lint.ts'
import { normaliseFormData } from './normalise.ts'
import type { Form } from './schema.ts'

type Field = Record<string, unknown>
type Edit =
  | { kind: 'rename'; field: number; title: string }
  | { kind: 'retype'; field: number; to: number }
  | { kind: 'retire'; field: number }
  | { kind: 'reorder'; by: number }
  | { kind: 'add'; to: number }

/** Types a county gives a field, each with a value somebody wrote into it. */
const TYPES: { field: Field; value: unknown }[] = [
  { field: { type: 'string' }, value: '南河大街' },
  { field: { type: 'integer' }, value: 3 },
  { field: { type: 'number' }, value: 2.5 },
  { field: { type: 'boolean' }, value: true },
  { field: { type: 'string', enum: ['a', 'b'] }, value: 'a' },
  { field: { type: 'string', oneOf: [{ const: 'x', title: '甲' }] }, value: 'x' },
  { field: { type: 'array', items: { type: 'string' } }, value: ['一', '二'] },
  { field: { type: 'object', properties: { address: { type: 'string' } } }, value: { address: '东街' } },
]
const typeAt = (index: number) => TYPES[index % TYPES.length] as (typeof TYPES)[number]

const aField = (index: number) => ({ ...typeAt(index).field, title: `字段 ${index}` })
const newForm = (): Form => ({
  id: 'f',
  title: '表单',
  schema: { type: 'object', properties: { f0: aField(0), f1: aField(1) } },
  order: ['f0', 'f1'],
})
const propertiesOf = ({ schema }: Form) => schema.properties as Record<string, Field>

/** One edit as the form editor makes it: ids stay, fields are retired and never deleted. */
function apply(form: Form, edit: Edit): Form {
  const properties = { ...propertiesOf(form) }
  const ids = Object.keys(properties)
  const id = 'field' in edit ? (ids[edit.field % ids.length] as string) : ''
  const { title, 'x-retired': retired } = properties[id] ?? {}
  let order = form.order ?? ids
  if (edit.kind === 'rename') properties[id] = { ...properties[id], title: edit.title }
  if (edit.kind === 'retype') properties[id] = { ...typeAt(edit.to).field, title, ...(retired === true && { 'x-retired': true }) }
  if (edit.kind === 'retire') properties[id] = { ...properties[id], 'x-retired': true }
  if (edit.kind === 'reorder') order = order.map((_, index) => order[(index + edit.by) % order.length] as string)
  if (edit.kind === 'add') {
    properties[`f${ids.length}`] = aField(edit.to)
    order = [...order, `f${ids.length}`]
  }
  return { ...form, schema: { ...form.schema, properties }, order }
}

/** What somebody writes into every field in use of a form. */
function fill(form: Form): Record<string, unknown> {
  const known = Object.entries(propertiesOf(form)).filter(([, field]) => field['x-retired'] !== true)
  const valueOf = ({ title: _, ...field }: Field) =>
    TYPES.find((one) => JSON.stringify(one.field) === JSON.stringify(field))?.value ?? '文字'
  return Object.fromEntries(known.map(([id, field]) => [id, valueOf(field)]))
}

const index = fc.nat(20)
const edits = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('rename' as const), field: index, title: fc.constantFrom('新名', '又一名', '地点') }),
    fc.record({ kind: fc.constant('retype' as const), field: index, to: index }),
    fc.record({ kind: fc.constant('retire' as const), field: index }),
    fc.record({ kind: fc.constant('reorder' as const), by: index }),
    fc.record({ kind: fc.constant('add' as const), to: index }),
  ),
  { maxLength: 25 },
)

describe('a form edited for years', () => {
  it('leaves every old case readable: each answer once, under its present title, with the value that was written', () => {
    fc.assert(
      fc.property(edits, (all) => {
        const versions = all.reduce<Form[]>((forms, edit) => [...forms, apply(forms.at(-1) as Form, edit)], [newForm()])
        const now = versions.at(-1) as Form
        for (const written of versions) {
          const data = fill(written)
          const answers = answersOf(now, data)
          expect(Object.fromEntries(answers.map(({ id, value }) => [id, value]))).toEqual(data)
          expect(answers).toHaveLength(Object.keys(data).length)
          for (const { id, field, retired, asWritten } of answers) {
            expect(field.title).toBe(propertiesOf(now)[id]?.title)
            expect(retired).toBe(propertiesOf(now)[id]?.['x-retired'] === true)
            // What was written into the field as it is now is not marked; what was written into another type is.
            if (written === now) expect(asWritten).toBe(false)
          }
          // Filled in again, only an answer of another type has to be given anew.
          const kept = Object.fromEntries(answers.filter((one) => !one.asWritten).map(({ id, value }) => [id, value]))
          expect(normaliseFormData(now.schema, kept)).toEqual({ ok: true, value: kept })
        }
      }),
      { numRuns: 150 },
    )
  })

  it('stays a form: no edit makes a finding that blocks publishing', () => {
    fc.assert(
      fc.property(edits, (all) => {
        const form = all.reduce(apply, newForm())
        expect(lintForm(form).filter((one) => one.severity === 'red')).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('an old answer through a newer form', () => {
  const read = (field: Field, value: unknown) => answersOf({ schema: { type: 'object', properties: { a: field } } }, { a: value })[0]
  it.each<[string, Field, unknown, boolean]>([
    ['a text of a field that is a text', { type: 'string' }, '三', false],
    ['a text of a field that is a number now', { type: 'integer' }, '三', true],
    ['a number of a field that is a text now', { type: 'string' }, 3, true],
    ['a choice that is not offered any more', { type: 'string', enum: ['b'] }, 'a', true],
    ['a choice that is', { type: 'string', oneOf: [{ const: 'a', title: '甲' }] }, 'a', false],
    ['one choice of a field that takes several now', { type: 'array', items: { type: 'string' } }, 'a', true],
  ])('%s', (_, field, value, asWritten) => expect(read(field, value)).toMatchObject({ value, asWritten, retired: false }))

  it('whose field is gone comes last and is still there', () => {
    expect(answersOf({ schema: { type: 'object', properties: { a: { type: 'string' } } } }, { z: '旧', a: '新' })).toMatchObject([
      { id: 'a', retired: false },
      { id: 'z', value: '旧', retired: true },
    ])
  })
})
