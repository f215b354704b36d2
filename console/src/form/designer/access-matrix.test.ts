import { mayUseField } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import { accessSteps, FORM_ROLES, withFill, withSee } from './access-matrix.ts'

const steps = accessSteps(
  [
    { form: 'f', command: 'submit', name: '吹哨', by: ['town-clerk'] },
    { form: 'f', command: 'supplement', name: '补正', by: ['town-clerk', 'town-principal'] },
    { form: 'f', command: 'supplement', name: '再报', by: ['town-clerk'] },
    { form: 'other', command: 'reply', name: '答复', by: ['dept-clerk'] },
  ],
  'f',
)

describe('the matrix of a field', () => {
  it('has a column for each command of the form', () => {
    expect(steps).toEqual([
      { command: 'submit', name: '吹哨', by: ['town-clerk'] },
      { command: 'supplement', name: '补正、再报', by: ['town-clerk', 'town-principal'] },
    ])
  })
  it('one role less names the others; given back, nothing is limited', () => {
    const less = withSee({}, 'dept-clerk', false)
    expect(less?.['x-see']).toEqual(FORM_ROLES.filter((role) => role !== 'dept-clerk'))
    expect(withSee({ ...less }, 'dept-clerk', true)).toEqual({ 'x-see': undefined })
  })
  it('never takes the sight from the last', () => expect(withSee({ 'x-see': ['dispatcher'] }, 'dispatcher', false)).toBeUndefined())
  it('a role at some of its steps is named with them', () => {
    const less = withFill({}, steps, { role: 'town-clerk', command: 'submit', on: false })
    expect(less?.['x-fill']).toEqual(['town-clerk@supplement', 'town-principal'])
    expect(mayUseField({ ...less }, 'town-clerk', 'submit')).toBe(false)
    expect(withFill({ ...less }, steps, { role: 'town-clerk', command: 'submit', on: true })).toEqual({ 'x-fill': undefined })
  })
  it('never leaves a field to nobody', () => {
    const field = { 'x-fill': ['town-principal'] }
    expect(withFill(field, steps, { role: 'town-principal', command: 'supplement', on: false })).toBeUndefined()
  })
})
