import { aDeliberatingOrganisation, aDeliberatingPolicy, A_WHISTLE, aStory } from '@shaotai/core/testing'
import { describe, expect, it } from 'vitest'
import { aView } from '../../testing/a-view.ts'
import { generatedForm } from './generated-form.ts'

const story = aStory(aDeliberatingPolicy(), aDeliberatingOrganisation()).do('town', 'submit', A_WHISTLE)
const form = (policy = aDeliberatingPolicy()) =>
  generatedForm(
    { command: 'closeConsultation', name: '会商', reason: 'none', reasons: [], step: 'agreed' },
    aView(story, 'dispatcher', policy),
    policy,
  )
const fields = (schema: object) => Object.keys((schema as { properties: object }).properties)

describe('the form of minutes', () => {
  it('has what the flow lets them change, with the county’s clocks and levels by name', () => {
    const { schema, key, envelope } = form()
    expect([key, envelope]).toEqual(['minutes', { step: 'agreed' }])
    expect(fields(schema)).toEqual(['text', 'measures', 'lead', 'cooperating', 'extensions', 'level'])
    expect(schema).toMatchObject({
      properties: {
        measures: { minItems: 1, items: { properties: { unit: { 'x-widget': 'unit' } } } },
        extensions: { items: { properties: { clock: { enum: ['reply'], 'x-enum-names': ['答复'] } } } },
        level: { enum: ['normal', 'key', 'knotty'], 'x-enum-names': ['普通', '重点', '疑难'] },
      },
    })
  })

  it('has measures only where nothing may be changed', () => {
    expect(fields(form(aDeliberatingPolicy({ consultation: { measures: 0, mayChange: [] } })).schema)).toEqual(['text', 'measures'])
  })
})
