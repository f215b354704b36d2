/**
 * Whether two values are one JSON: the order of keys does not matter, and a key whose value is `undefined` is absent.
 * True exactly when their canonical JSON is the same, without writing it.
 */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => sameJson(item ?? null, other[index] ?? null))
  if (Array.isArray(one) || Array.isArray(other)) return false
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>]
  const keys = presentKeys(left)
  return keys.length === presentKeys(right).length && keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]))
}

function presentKeys(value: Record<string, unknown>): string[] {
  return Object.keys(value).filter((key) => value[key] !== undefined)
}
