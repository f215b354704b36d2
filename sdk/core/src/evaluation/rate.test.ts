import { describe, expect, it } from 'vitest'
import { aPolicy } from '../testing/a-policy.ts'
import { checkRatings, type GivenRating } from './rate.ts'
import type { EvaluationForm } from './schema.ts'

const stars = aPolicy().evaluation.forms[0] as EvaluationForm
const choice: EvaluationForm = {
  ...stars,
  comment: 'none',
  items: [
    {
      id: 'solved',
      name: '是否解决',
      required: true,
      scale: {
        kind: 'choice',
        max: 1,
        options: [
          { id: 'yes', name: '解决', points: 1 },
          { id: 'no', name: '没有解决', points: 0 },
        ],
      },
    },
  ],
}

const rows: [name: string, form: EvaluationForm, given: GivenRating, outcome: 'ok' | string, at?: string][] = [
  ['both items within the scale', stars, { values: { speed: 5, quality: 3 } }, 'ok'],
  ['one item missing', stars, { values: { speed: 5 } }, 'case.rating.item-missing', '/values/quality'],
  ['an optional item may be left out', { ...stars, items: stars.items.map((one) => ({ ...one, required: false })) }, { values: {} }, 'ok'],
  ['no star at all', stars, { values: { speed: 0, quality: 3 } }, 'case.rating.not-in-scale', '/values/speed'],
  ['six of five stars', stars, { values: { speed: 6, quality: 3 } }, 'case.rating.not-in-scale', '/values/speed'],
  ['half a star', stars, { values: { speed: 4.5, quality: 3 } }, 'case.rating.not-in-scale', '/values/speed'],
  ['text for stars', stars, { values: { speed: '5', quality: 3 } }, 'case.rating.not-in-scale', '/values/speed'],
  ['an item nobody asked for', stars, { values: { speed: 5, quality: 3, looks: 1 } }, 'case.rating.item-unknown', '/values/looks'],
  ['an inherited name is no item', stars, { values: JSON.parse('{"speed":5,"quality":3,"__proto__":1}') }, 'case.rating.item-unknown'],
  ['two stars without words', stars, { values: { speed: 2, quality: 5 } }, 'case.rating.comment-required-when-low', '/comment'],
  ['two stars with words', stars, { values: { speed: 2, quality: 5 }, comment: '来晚了' }, 'ok'],
  ['blanks are no words', stars, { values: { speed: 2, quality: 5 }, comment: '  ' }, 'case.rating.comment-required-when-low'],
  ['three stars without words', stars, { values: { speed: 3, quality: 5 } }, 'ok'],
  ['words always', { ...stars, comment: 'required' }, { values: { speed: 5, quality: 5 } }, 'case.rating.comment-required', '/comment'],
  ['words never', { ...stars, comment: 'none' }, { values: { speed: 5, quality: 5 }, comment: '好' }, 'case.rating.comment-not-wanted'],
  ['an option', choice, { values: { solved: 'no' } }, 'ok'],
  ['no such option', choice, { values: { solved: 'perhaps' } }, 'case.rating.not-in-scale', '/values/solved'],
  ['a number for an option', choice, { values: { solved: 1 } }, 'case.rating.not-in-scale', '/values/solved'],
]

describe('checkRatings', () => {
  it.each(rows)('%s', (_name, form, given, outcome, at) => {
    const checked = checkRatings(form, given)
    expect(checked.ok ? 'ok' : checked.error.code).toBe(outcome)
    if (at !== undefined) expect(checked).toMatchObject({ error: { at } })
  })
})
