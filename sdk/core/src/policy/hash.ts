import { sm3Text } from '../shared/sm3.ts'
import type { Policy } from './schema.ts'

/**
 * JSON in one canonical spelling (RFC 8785): keys in the order of their UTF-16 units, no white space, numbers as ECMAScript writes them.
 * Keys whose value is `undefined` are left out, as `JSON.stringify` does. Throws a TypeError for what JSON cannot hold.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`Found ${value} where JSON expects a finite number`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value !== 'object') throw new TypeError(`Found a ${typeof value} where JSON expects a value`)
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${sorted.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
}

/** The name of a policy by its content: SM3 of its canonical JSON, 64 hex digits. Cases pin it; the reviewer approves exactly it. */
export function policyHash(policy: Policy): string {
  return sm3Text(canonicalJson(policy))
}
