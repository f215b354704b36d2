import { calendarSchema, flowSchema, listItemSchema, slaSchema } from '@shaotai/core'
import { aPolicy } from '@shaotai/core/testing'
import { describe, expect, it } from 'vitest'
import type { Schema } from './kinds.ts'
import { withReferences } from './with-references.ts'

const policy = aPolicy()
const units = [{ value: 'ZF', label: '综合行政执法局' }]
const fields = (schema: object, own?: unknown) =>
  withReferences(schema as Schema, { policy, units, own })['properties'] as Record<string, Record<string, unknown>>

describe('references are chosen by name', () => {
  it.each([
    ['a unit', fields(listItemSchema)['lead'], ['ZF'], ['综合行政执法局']],
    [
      'a kind of whistle',
      fields(listItemSchema)['category'],
      policy.categories.map(({ id }) => id),
      policy.categories.map(({ name }) => name),
    ],
    ['a calendar', fields(slaSchema)['calendar'], policy.calendars.map(({ id }) => id), policy.calendars.map(({ name }) => name)],
    ['a state of this flow', fields(flowSchema, { states: [{ id: 's1', name: '待派件' }] })['initial'], ['s1'], ['待派件']],
  ])('%s', (_name, field, ids, names) => {
    expect(field).toMatchObject({ enum: ids, 'x-enum-names': names })
  })

  it('several units are a choice of many', () => {
    expect(fields(listItemSchema)['cooperating']).toMatchObject({ uniqueItems: true, items: { enum: ['ZF'] } })
  })

  it('leaves dates of the same name alone', () => {
    const exceptions = fields(calendarSchema, { states: [{ id: 's1', name: '待派件' }] })['exceptions'] as unknown as Schema
    const item = exceptions['items'] as Schema
    expect((item['properties'] as Record<string, Schema>)['from']).not.toHaveProperty('enum')
  })
})
