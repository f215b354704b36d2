import type { PersonalData } from '../permission.ts'

/** Kinds of personal data that texts are searched for. Others (names, addresses) stand in fields the host knows, not in patterns. */
const PATTERNS: readonly (readonly [PersonalData, RegExp, (found: string) => string])[] = [
  ['id-number', /(?<!\d)[1-9]\d{5}(?:19|20)\d{9}[\dXx](?!\d)/g, (found) => `${found.slice(0, 6)}********${found.slice(-4)}`],
  ['phone', /(?<!\d)1[3-9]\d{9}(?!\d)/g, (found) => `${found.slice(0, 3)}****${found.slice(-4)}`],
]

/** A text without the phone and identity numbers in it, but for the kinds that are `declared`. */
export function maskText(text: string, declared: readonly string[] = []): string {
  return PATTERNS.reduce((masked, [kind, pattern, mask]) => (declared.includes(kind) ? masked : masked.replaceAll(pattern, mask)), text)
}

/** The same for every text in a JSON value. */
export function maskValue<T>(value: T, declared: readonly string[] = []): T {
  if (typeof value === 'string') return maskText(value, declared) as T
  if (Array.isArray(value)) return value.map((one: unknown) => maskValue(one, declared)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, maskValue(one as unknown, declared)])) as T
}
