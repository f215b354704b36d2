import { fieldKind, FIELD_KINDS, formRules, lintForm, type Condition, type Form } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import {
  addField,
  copyField,
  designFields,
  dropField,
  moveField,
  patchField,
  pauseRule,
  renameFieldId,
  retireField,
  retypeField,
  setRequired,
  setRuleCondition,
  setVisibility,
} from './edit-form.ts'

const urgent: Condition = { eq: ['form.level', 'high'] }
const start: Form = {
  id: 'whistle',
  title: '吹哨登记表',
  schema: {
    type: 'object',
    properties: { title: { type: 'string', title: '简述' }, level: { type: 'string', title: '程度', enum: ['high', 'low'] } },
    required: ['title'],
  },
}
const added = (kind: Parameters<typeof addField>[1] = 'text') => addField(start, kind, { title: '原因', after: 'title' })
const ids = (form: Form) => designFields(form).map(({ id }) => id)

describe('a field added', () => {
  it('stands below the chosen one, with an id that says its kind', () => {
    expect(added().id).toBe('text1')
    expect(ids(added().form)).toEqual(['title', 'text1', 'level'])
  })
  it('never takes an id that was used before', () => {
    expect(addField(added().form, 'text', { title: '', taken: ['text2'] }).id).toBe('text3')
  })
  it.each(FIELD_KINDS)('of the kind %s makes a form that may be published', (kind) => expect(lintForm(added(kind).form)).toEqual([]))
  it('may be a copy', () => {
    const { form, id } = copyField(start, 'level')
    expect([id, ids(form)]).toEqual(['choice1', ['title', 'level', 'choice1']])
    expect(form.schema['properties']).toMatchObject({ choice1: { enum: ['high', 'low'] } })
  })
})

describe('a field that a condition shows', () => {
  const { form } = added()
  const shown = setVisibility(setRequired(form, 'text1', true), 'text1', urgent)
  it('moves into a rule, keeps its place and is demanded only there', () => {
    expect(formRules(shown.schema)).toEqual([{ index: 0, when: urgent, paused: false, shows: ['text1'], demands: ['text1'] }])
    expect(shown.schema['required']).toEqual(['title'])
    expect(ids(shown)).toEqual(['title', 'text1', 'level'])
    expect(designFields(shown)[1]).toMatchObject({ required: true, rule: 0, editable: true })
    expect(lintForm(shown)).toEqual([])
  })
  it('shares the rule of another with the same condition', () => {
    const two = addField(shown, 'number', { title: '人数' })
    expect(formRules(setVisibility(two.form, two.id, urgent).schema)).toMatchObject([{ shows: ['text1', 'number1'] }])
  })
  it('comes back when it is to appear always, and the empty rule goes', () => {
    const back = setVisibility(shown, 'text1', undefined)
    expect(back.schema).toEqual({ ...form.schema, required: ['title', 'text1'] })
  })
  it('stays while its rule is switched off, and the rule comes back as it was', () => {
    const paused = pauseRule(shown, 0, true)
    expect(formRules(paused.schema)).toMatchObject([{ when: urgent, paused: true, demands: ['text1'] }])
    expect(designFields(paused)[1]).toMatchObject({ required: true, rule: 0 })
    expect(pauseRule(paused, 0, false)).toEqual(shown)
  })
  it('follows another condition of its rule', () => {
    const other: Condition = { exists: 'form.level' }
    expect(formRules(setRuleCondition(shown, 0, other).schema)).toMatchObject([{ when: other, shows: ['text1'] }])
  })
})

describe('a field changed', () => {
  it('keeps what the designer does not know', () => {
    const odd = patchField(start, 'title', { 'x-code': 'A1' })
    expect(patchField(odd, 'title', { title: '一句话' }).schema['properties']).toMatchObject({ title: { title: '一句话', 'x-code': 'A1' } })
  })
  it('is moved within bounds', () => {
    expect(ids(moveField(start, 'level', 0))).toEqual(['level', 'title'])
    expect(ids(moveField(start, 'title', 99))).toEqual(['level', 'title'])
  })
  it.each(FIELD_KINDS)('retyped as %s keeps its id, its words and, between choices, its options', (kind) => {
    const form = retypeField(start, 'level', kind)
    expect(lintForm(form)).toEqual([])
    const level = designFields(form).find(({ id }) => id === 'level')
    expect([level?.title, level?.kind]).toEqual(['程度', kind === 'cascade' ? 'cascade' : kind])
    if (kind === 'choices') expect(level?.node['items']).toMatchObject({ enum: ['high', 'low'] })
    expect(level && fieldKind(level.node)).toBe(kind)
  })
  it('out of use is asked of nobody, and keeps its place in the schema', () => {
    const retired = retireField(moveField(start, 'title', 1), 'title', true)
    expect(retired.schema['required']).toBeUndefined()
    expect(retired.order).toEqual(['level'])
    expect(lintForm(retired)).toEqual([])
    expect(ids(retireField(retired, 'title', false))).toEqual(['level', 'title'])
  })
  it('nobody has filled in may go, or take another id everywhere', () => {
    const { form } = added()
    const shown = setVisibility(form, 'text1', { all: [urgent, { exists: 'form.title' }] })
    expect(renameFieldId(shown, 'level', 'degree')).toEqual(JSON.parse(JSON.stringify(shown).replaceAll('"level"', '"degree"')))
    expect(dropField(shown, 'text1')).toEqual({ ...start, order: ['title', 'level'] })
  })
})
