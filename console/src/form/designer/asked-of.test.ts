import type { Form } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import { askedOf, readBy } from './asked-of.ts'

const form: Form = {
  id: 'whistle',
  title: '登记表',
  schema: {
    type: 'object',
    required: ['what', 'loss', 'check'],
    properties: {
      what: { type: 'string', title: '事由' },
      loss: { type: 'number', title: '损失', 'x-see': ['town-clerk', 'dispatcher'] },
      check: { type: 'string', title: '核对', 'x-fill': ['dispatcher@supplement'] },
      old: { type: 'string', title: '旧项', 'x-retired': true, 'x-see': ['dispatcher'] },
    },
  },
}

describe('a form tried as a role at a step', () => {
  it.each([
    ['town-clerk', 'submit', ['what', 'loss'], [], ['核对']],
    ['dispatcher', 'submit', ['what', 'loss', 'old'], [], ['核对']],
    ['dispatcher', 'supplement', ['what', 'loss', 'check', 'old'], [], []],
    ['responder', 'submit', ['what'], ['损失'], ['核对']],
  ] as const)('%s at %s', (role, step, asked, hidden, seenOnly) => {
    const found = askedOf(form, role, step)
    expect(Object.keys(found.form.schema['properties'] as object)).toEqual([...asked])
    expect((found.form.schema['required'] as string[]).every((id) => (asked as readonly string[]).includes(id))).toBe(true)
    expect([found.hidden, found.seenOnly]).toEqual([[...hidden], [...seenOnly]])
  })
  it('is read without what is not for them', () => {
    expect(readBy(form, 'responder', { what: '渣土', loss: 3 })).toEqual({ what: '渣土' })
  })
})
