import { checkRatings, evaluationFormSchema, parseValue, type EvaluationForm } from '@shaotai/core'
import { describe, expect, test } from 'vitest'
import { DIRECTIONS, facing, freshItem, withComment, withLabel, withMax, withScale } from './start-forms.ts'

const words = { yes: '是', no: '否' }
const item = freshItem('stars', { id: 'speed', name: '响应速度', ...words })
const form: EvaluationForm = {
  id: 'f',
  name: '评价',
  ...facing('town'),
  items: [item],
  comment: 'optional',
  obligatory: true,
  visibility: 'open',
}

describe('a form', () => {
  test.each(DIRECTIONS)('rated by %s fits its schema', (direction) => {
    expect(parseValue(evaluationFormSchema, { ...form, ...facing(direction) }).ok).toBe(true)
  })

  test.each(['stars', 'points', 'choice'] as const)('with an item of %s fits its schema and can be filled in', (kind) => {
    const changed = { ...form, items: [withScale(item, kind, words)] }
    expect(parseValue(evaluationFormSchema, changed).ok).toBe(true)
    expect(checkRatings(changed, { values: { speed: kind === 'choice' ? 'yes' : 1 } }).ok).toBe(true)
  })

  test('a veto nobody casts is no low rating, one that is cast needs words', () => {
    const veto = { ...withComment(form, 'required-when-low'), items: [withScale(item, 'choice', { yes: '不否决', no: '否决' })] }
    expect([checkRatings(veto, { values: { speed: 'yes' } }).ok, checkRatings(veto, { values: { speed: 'no' } }).ok]).toEqual([true, false])
  })

  test('words are demanded below a mark, and the mark goes with the demand', () => {
    const low = withComment(form, 'required-when-low')
    expect(low.lowAtOrBelow).toBe(2)
    expect(checkRatings(low, { values: { speed: 2 } }).ok).toBe(false)
    expect(checkRatings(low, { values: { speed: 3 } }).ok).toBe(true)
    expect(withComment(low, 'optional')).not.toHaveProperty('lowAtOrBelow')
  })
})

describe('a scale', () => {
  test('names its levels one by one', () => {
    expect(withLabel(item, 5, '很快').scale.labels).toEqual(['1', '2', '3', '4', '很快'])
  })
  test('forgets the names of levels it no longer has', () => {
    expect(withMax(withLabel(item, 5, '很快'), 3).scale).toEqual({ kind: 'stars', max: 3, labels: ['1', '2', '3'] })
  })
})
