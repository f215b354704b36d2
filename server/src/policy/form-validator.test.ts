import { aPolicy, FORM_CONFORMANCE } from '@shaotai/core/testing'
import { normaliseFormData, type FormError } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import { FormValidator } from './form-validator.ts'

describe('the compiler of the server agrees with the browser’s interpreter', () => {
  const validator = new FormValidator()
  // What cleaning changes or refuses never reaches the engine.
  const reaching = FORM_CONFORMANCE.filter(({ schema, data }) => {
    const cleaned = normaliseFormData(schema, data)
    return cleaned.ok && JSON.stringify(cleaned.value) === JSON.stringify(data)
  })
  it('of nearly every row', () => expect(reaching.length).toBeGreaterThan(FORM_CONFORMANCE.length * 0.85))
  it.each(reaching.map((row) => [row.name, row] as const))('%s', (name, { schema, data, valid, errorsAt = [] }) => {
    const answer = validator.check({ ...aPolicy(), forms: [{ id: 'f', title: '表', schema }] }, name, 'f', data)
    expect(answer.ok).toBe(valid)
    const problems = answer.ok ? [] : (answer.error.params['problems'] as FormError[])
    expect(problems.map((problem) => problem.at).toSorted()).toEqual(errorsAt)
  })
})
