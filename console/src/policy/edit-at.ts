import { pointerKeys } from '@shaotai/core'

/** A value with one place in it replaced; `undefined` removes a member. Everything beside the place stays the same object. */
export function replaceAt(value: unknown, at: string, next: unknown): unknown {
  return replaceKeys(value, pointerKeys(at), next)
}

function replaceKeys(value: unknown, [key, ...rest]: readonly string[], next: unknown): unknown {
  if (key === undefined) return next
  if (Array.isArray(value)) return value.map((entry: unknown, index) => (String(index) === key ? replaceKeys(entry, rest, next) : entry))
  const record = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  const replaced = replaceKeys(record[key], rest, next)
  if (replaced !== undefined) return { ...record, [key]: replaced }
  const { [key]: _gone, ...kept } = record
  return kept
}
