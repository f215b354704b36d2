import type { Facts } from './schema.ts'

/**
 * The fact at a dotted path; `undefined` when it is missing or null. Own properties of plain trees only: nothing inherited, nothing of arrays.
 * A key that is itself the whole path wins, so that flat records (`'clock.arrive.onTime'`) and trees read alike.
 */
export function lookUp(facts: Facts, path: string): unknown {
  if (Object.hasOwn(facts, path)) return facts[path] ?? undefined
  let value: unknown = facts
  for (const key of keysOf(path)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value ?? undefined
}

/** Paths come from policies, of which a process sees few; a cache that fills up is begun again. */
function keysOf(path: string): readonly string[] {
  let keys = known.get(path)
  if (!keys) {
    if (known.size >= 10_000) known.clear()
    known.set(path, (keys = path.split('.')))
  }
  return keys
}
const known = new Map<string, readonly string[]>()
