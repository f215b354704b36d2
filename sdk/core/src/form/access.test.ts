import { describe, expect, it } from 'vitest'
import { SYSTEM, type Role } from '../organisation/role.ts'
import { aPolicy } from '../testing/a-policy.ts'
import { closedFields, foreignAnswer, formFor, withoutAnswers } from './access.ts'
import { caseFormUses } from './form-uses.ts'

const text = { type: 'string' }
const anyone = (...roles: Role[]) => ({ person: 'p1', roles })
const schema = {
  type: 'object',
  properties: {
    title: text,
    source: { ...text, title: '线索来源', 'x-see': ['town-clerk', 'dispatcher'] },
    verdict: { ...text, 'x-fill': ['dispatcher', 'town-clerk@supplement'] },
    told: { ...text, 'x-widget': 'computed', 'x-parts': ['来自', { field: 'source' }] },
  },
  required: ['title', 'source', 'verdict'],
  allOf: [
    // A condition names the field before the part that declares it.
    { if: { properties: { inner: { const: 'x' } }, required: ['inner'] }, then: { required: ['source'] } },
    {
      if: { properties: { title: { const: 'x' } }, required: ['title'] },
      then: { properties: { inner: { ...text, 'x-see': ['dispatcher'] } }, required: ['inner'] },
    },
  ],
}
const form = { schema, order: ['title', 'source', 'verdict', 'told', 'inner'] }

describe('the fields closed to somebody', () => {
  const rows: [name: string, roles: Role[], step: string | undefined, closed: string[]][] = [
    ['who may see all', ['dispatcher'], undefined, []],
    ['who may not see one, nor what is told of it', ['dept-clerk'], undefined, ['inner', 'source', 'told']],
    ['one of two roles is enough', ['dept-clerk', 'dispatcher'], undefined, []],
    ['to see is not to fill in', ['town-clerk'], 'submit', ['inner', 'verdict']],
    ['at one step only', ['town-clerk'], 'supplement', ['inner']],
    ['who may not see does not fill in', ['dept-clerk'], 'supplement', ['inner', 'source', 'told', 'verdict']],
    ['nobody’s roles', [], undefined, ['inner', 'source', 'title', 'told', 'verdict']],
  ]
  it.each(rows)('%s', (_name, roles, step, closed) => {
    expect([...closedFields(form, anyone(...roles), step)].toSorted()).toEqual(closed)
  })
  it('none to the system', () => expect(closedFields(form, SYSTEM, 'propose').size).toBe(0))
})

describe('the form as somebody fills it in', () => {
  it('asks and demands nothing that is not theirs, conditions stay', () => {
    const own = formFor(form, anyone('town-clerk'), 'submit')
    expect(own.order).toEqual(['title', 'source', 'told'])
    expect(own.schema).toMatchObject({
      properties: { title: text },
      required: ['title', 'source'],
      allOf: [{ if: { required: ['inner'] } }, { then: { properties: {}, required: [] } }],
    })
  })
  it('is the form itself when all of it is theirs', () => expect(formFor(form, anyone('dispatcher'), 'submit')).toBe(form))
  it('an answer that is not theirs is refused at its place', () => {
    expect(foreignAnswer(form, { title: 'x', source: 'y' }, anyone('dept-clerk'), 'submit')).toMatchObject({
      code: 'form.field-not-yours',
      params: { name: '线索来源' },
      at: '/form/source',
    })
    expect(foreignAnswer(form, { title: 'x', source: 'y' }, anyone('town-clerk'), 'submit')).toBeUndefined()
  })
})

describe('answers taken out', () => {
  it('of every form wherever it lies, and of nothing else', () => {
    const state = {
      source: 'kept',
      form: { source: 'x', title: 't' },
      requests: [{ data: { form: { source: 'x' } } }],
      ratings: [{ form: 'f1' }],
    }
    expect(withoutAnswers(state, new Set(['source']))).toEqual({
      source: 'kept',
      form: { title: 't' },
      requests: [{ data: { form: {} } }],
      ratings: [{ form: 'f1' }],
    })
    expect(withoutAnswers(state, new Set())).toBe(state)
  })
})

it('the steps of a category name each form it is asked by', () => {
  const uses = caseFormUses(aPolicy(), 'quick')
  expect(uses).toContainEqual(expect.objectContaining({ form: 'whistle', command: 'submit', by: ['town-clerk'] }))
})
