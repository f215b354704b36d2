import type { Facts } from './schema.ts'

/**
 * The fact at a dotted path; `undefined` when it is missing or null. Own properties of plain trees only: nothing inherited, nothing of arrays.
 * A key that is itself the whole path wins, so that flat records (`'clock.arrive.onTime'`) and trees read alike.
 */
export function lookUp(facts: Facts, path: string): unknown {
  if (Object.hasOwn(facts, path)) return facts[path] ?? undefined
  let value: unknown = facts
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value ?? undefined
}
