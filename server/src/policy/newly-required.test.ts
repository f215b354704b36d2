import type { Policy } from '@shaotai/core'
import { aPolicy, aStoryAt } from '@shaotai/core/testing'
import { describe, expect, test } from 'vitest'
import { openNewlyRequired } from './newly-required.ts'

const base = aPolicy()
const { category, form } = aStoryAt('triage', base).state
const whistle = base.categories.find((one) => one.id === category)?.form

/** The policy with one more field in its whistle's form, or in another one. */
function withField(id: string, required: boolean, where = whistle): Policy {
  const forms = base.forms.map((one) => {
    const schema = one.schema as { properties: object; required?: string[] }
    const properties = { ...schema.properties, [id]: { type: 'string', title: id } }
    return one.id === where
      ? { ...one, schema: { ...schema, properties, required: [...(schema.required ?? []), ...(required ? [id] : [])] } }
      : one
  })
  return { ...base, forms } as Policy
}

describe('what a draft newly asks of running cases', () => {
  test.each<[string, Policy, Record<string, unknown>, [number, boolean]]>([
    ['nothing when nothing changed', base, form, [0, false]],
    ['nothing when a new field may stay empty', withField('lane', false), form, [0, false]],
    ['a new field that must be filled in', withField('lane', true), form, [1, true]],
    ['which somebody had filled in', withField('lane', true), { ...form, lane: '东' }, [1, false]],
    ['a field of a later step: no whistle lacks it', withField('lane', true, 'reply'), form, [1, false]],
  ])('%s', (_, draft, filled, [fields, lacks]) => {
    const required = openNewlyRequired(base, draft)
    expect([required.fields, required.lacks({ category, form: filled })]).toEqual([fields, lacks])
  })
})
