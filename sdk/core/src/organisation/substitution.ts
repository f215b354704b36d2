import { formatCivilDate, parseCivilDate } from '../calendar/civil.ts'
import type { CivilDate } from '../shared/instant.ts'
import { refuse, type Refusal } from '../shared/refusal.ts'
import type { Person } from './schema.ts'

/** Somebody stands in for a person (代理); both ends of the period count. */
export type Substitution = NonNullable<Person['substitutes']>[number]

/** The most days one substitution may last: who is away longer hands the post over. */
export const SUBSTITUTION_DAYS = 90

/** What a check of substitutes knows besides the list. */
export type SubstitutionWorld = {
  /** The county's day. */
  readonly today: CivilDate
  /** Who enters the list: the person, or an administrator. */
  readonly by: string
  /** The name of a person of the county who has an account; `undefined` for anybody else. */
  readonly nameOf: (person: string) => string | undefined
  /** Who stands in for others, of periods that have not ended. */
  readonly of: (person: string) => readonly Substitution[]
}

/**
 * Why a person's list of substitutes, present and to come, cannot be; `undefined` if it can. One person has one substitute at a time, and nobody
 * ends up, through others who are away at the same time, standing in for themselves. Refusals point into the list: `substitute.self`, `.own-hand`,
 * `.dates`, `.past`, `.too-long`, `.unknown`, `.overlap`, `.cycle`.
 */
export function checkSubstitutes(person: string, wanted: readonly Substitution[], world: SubstitutionWorld): Refusal | undefined {
  for (const [index, one] of wanted.entries()) {
    const problem = ofOne(person, one, world) ?? overlapping(one, wanted.slice(0, index), world) ?? ring(person, one, world)
    if (problem) return { ...problem, at: `/substitutes/${index}${problem.at ?? ''}` }
  }
  return undefined
}

/**
 * What is kept when a list replaces another: what has ended stays as a record, what had begun and is left out ended yesterday, what was to come is dropped.
 * A substitution that goes on keeps the day it began.
 */
export function settleSubstitutes(stored: readonly Substitution[], wanted: readonly Substitution[], today: CivilDate): Substitution[] {
  const yesterday = formatCivilDate((parseCivilDate(today) ?? 0) - 1)
  const record = stored.flatMap((one): Substitution[] => {
    if (one.to < today) return [one]
    if (one.from >= today || wanted.some((next) => next.person === one.person && next.from === one.from)) return []
    return [{ ...one, to: yesterday }]
  })
  return [...record, ...wanted]
}

function ofOne(person: string, { person: substitute, from, to }: Substitution, { today, by, nameOf }: SubstitutionWorld) {
  const [first, last] = [parseCivilDate(from), parseCivilDate(to)]
  if (first === undefined || last === undefined || from > to) return refuse('substitute.dates', {}, { at: '/to' })
  if (to < today) return refuse('substitute.past', {}, { at: '/to' })
  if (last - first >= SUBSTITUTION_DAYS) return refuse('substitute.too-long', { days: SUBSTITUTION_DAYS }, { at: '/to' })
  if (substitute === person) return refuse('substitute.self', {}, { at: '/person' })
  if (by !== person && substitute === by) return refuse('substitute.own-hand', {}, { at: '/person' })
  return nameOf(substitute) === undefined ? refuse('substitute.unknown', { person: substitute }, { at: '/person' }) : undefined
}

function overlapping(one: Substitution, others: readonly Substitution[], { nameOf }: SubstitutionWorld): Refusal | undefined {
  const other = others.find((each) => shared(each, one) !== undefined)
  return (
    other && refuse('substitute.overlap', { from: other.from, to: other.to, name: nameOf(other.person) ?? other.person }, { at: '/from' })
  )
}

/** Follows who stands in for the substitute, and so on, through the days all of them share. */
function ring(person: string, one: Substitution, { of, nameOf }: SubstitutionWorld): Refusal | undefined {
  const open = [one]
  const seen = new Set<string>()
  for (let step = open.pop(); step; step = open.pop()) {
    for (const next of of(step.person)) {
      const days = shared(step, next)
      if (!days) continue
      if (next.person === person) return refuse('substitute.cycle', { name: nameOf(one.person) ?? one.person, ...days }, { at: '/person' })
      const key = `${next.person} ${days.from} ${days.to}`
      if (!seen.has(key)) open.push({ person: next.person, ...days })
      seen.add(key)
    }
  }
  return undefined
}

type Days = Pick<Substitution, 'from' | 'to'>

function shared(one: Days, other: Days): Days | undefined {
  const from = one.from > other.from ? one.from : other.from
  const to = one.to < other.to ? one.to : other.to
  return from <= to ? { from, to } : undefined
}
