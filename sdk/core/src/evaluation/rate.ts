import type { Rating } from '../case/event.ts'
import { refuse, type Refusal } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { EvaluationForm, EvaluationItem } from './schema.ts'

/** What a rater gave for one subject: item id → stars, points or option id, and words. */
export type GivenRating = { readonly values: Rating['values']; readonly comment?: string }

/**
 * Checks one rating against its form: every obligatory item, whole numbers within the scale, the rule for words.
 * Refusals: `case.rating.item-unknown`, `.item-missing`, `.not-in-scale`, `.comment-required`, `.comment-required-when-low`, `.comment-not-wanted`;
 * `at` points into `given`.
 */
export function checkRatings(form: EvaluationForm, given: GivenRating): Result<Rating['values']> {
  const unknown = Object.keys(given.values).find((id) => !form.items.some((item) => item.id === id))
  if (unknown !== undefined) return fail(refuse('case.rating.item-unknown', { item: unknown }, { at: `/values/${unknown}` }))
  for (const item of form.items) {
    const problem = checkItem(item, Object.hasOwn(given.values, item.id) ? given.values[item.id] : undefined)
    if (problem) return fail(problem)
  }
  const problem = checkComment(form, given)
  return problem ? fail(problem) : ok(given.values)
}

/** What a rated value is worth: the stars or points themselves, or the points of the option. `undefined` for an unknown option. */
export function ratedPoints(item: EvaluationItem, value: number | string): number | undefined {
  if (item.scale.kind !== 'choice') return typeof value === 'number' ? value : undefined
  return item.scale.options?.find((option) => option.id === value)?.points
}

/** The least and the most a scale gives; nothing but zero for a choice without options. */
export function scaleRange({ kind, max, options = [] }: EvaluationItem['scale']): { min: number; max: number } {
  if (kind !== 'choice') return { min: kind === 'stars' ? 1 : 0, max }
  const points = options.length === 0 ? [0] : options.map((option) => option.points)
  return { min: Math.min(...points), max: Math.max(...points) }
}

function checkItem(item: EvaluationItem, value: number | string | undefined): Refusal | undefined {
  const at = { at: `/values/${item.id}` }
  if (value === undefined) return item.required ? refuse('case.rating.item-missing', { item: item.id, name: item.name }, at) : undefined
  const { min, max } = scaleRange(item.scale)
  const points = ratedPoints(item, value)
  if (points !== undefined && Number.isSafeInteger(points) && points >= min && points <= max) return undefined
  return refuse('case.rating.not-in-scale', { item: item.id, name: item.name, min, max, given: value }, at)
}

function checkComment(form: EvaluationForm, { values, comment }: GivenRating): Refusal | undefined {
  const said = (comment ?? '').trim() !== ''
  const at = { at: '/comment' }
  if (form.comment === 'none') return said ? refuse('case.rating.comment-not-wanted', {}, at) : undefined
  if (said || form.comment === 'optional') return undefined
  if (form.comment === 'required') return refuse('case.rating.comment-required', {}, at)
  const limit = form.lowAtOrBelow
  const low = form.items.find((item) => {
    const value = values[item.id]
    const points = value === undefined ? undefined : ratedPoints(item, value)
    return points !== undefined && limit !== undefined && points <= limit
  })
  return low && refuse('case.rating.comment-required-when-low', { item: low.id, name: low.name, atOrBelow: limit }, at)
}
