import type { Policy } from './schema.ts'

/** Strips what people wrote off what they handed in. */
export type Plain = (value: Record<string, unknown>) => Record<string, unknown>

/**
 * What somebody handed in without anything that could be about a person: choices, numbers, yes-or-no, days and names of the policy stay, words
 * become 略, photos a photo, places no place, people p1, p2. Everything keeps its shape, so that whoever asks for it still finds it.
 */
export function withoutWords({ forms }: Pick<Policy, 'forms'>): Plain {
  const choices = new Set(forms.flatMap(({ schema }) => choicesIn(schema)))
  const people = new Map<string, string>()
  const aliasOf = (person: string) => people.get(person) ?? people.set(person, `p${people.size + 1}`).get(person)
  const plain = (key: string, value: unknown, inForm: boolean): unknown => {
    if (typeof value === 'string') {
      if (key === 'person') return aliasOf(value)
      return isDay(value) || (inForm ? choices.has(value) : isName(key, value)) ? value : '略'
    }
    if (typeof value === 'number') return PLACES.has(key) ? 0 : value
    if (Array.isArray(value)) return value.map((one) => plain(key, one, inForm))
    if (typeof value !== 'object' || value === null) return value
    if (isFile(value)) return { id: '0'.repeat(64), name: '照片.jpg' }
    return all(value as Record<string, unknown>, inForm || key === 'form')
  }
  const all = (value: Record<string, unknown>, inForm: boolean) =>
    Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(key, part, inForm)]))
  return (value) => all(value, false)
}

/** The values that questions of a form offer. */
function choicesIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(choicesIn)
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, part]) => {
    if (key === 'enum' && Array.isArray(part)) return part.filter((one): one is string => typeof one === 'string')
    return key === 'const' && typeof part === 'string' ? [part] : choicesIn(part)
  })
}

/** A name of the policy, a unit, or what an appeal is about: never what somebody wrote. */
function isName(key: string, value: string): boolean {
  return !WORDS.has(key) && (/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/.test(value) || /^[a-z]+\/[A-Za-z0-9]{1,20}$/.test(value))
}

function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/.test(value)
}

function isFile(value: object): boolean {
  return 'id' in value && typeof value.id === 'string' && /^[0-9a-f]{64}$/.test(value.id)
}

const PLACES: ReadonlySet<string> = new Set(['longitude', 'latitude'])
const WORDS: ReadonlySet<string> = new Set(['text', 'comment', 'note', 'title', 'name', 'reporterTold', 'number'])
