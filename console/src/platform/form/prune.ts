import type { JsonSchema } from './prepare-schema.ts'

/**
 * Form data without what the person left empty: undefined members, and optional objects with nothing in them. Keys the schema does not
 * declare are never touched.
 */
export function withoutEmptyObjects(schema: JsonSchema, value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = schema['items']
    return isRecord(items) ? value.map((entry: unknown) => withoutEmptyObjects(items, entry)) : value
  }
  if (!isRecord(value)) return value
  const properties = isRecord(schema['properties']) ? schema['properties'] : {}
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  const kept: Record<string, unknown> = {}
  for (const [key, entry] of Object.entries(value)) {
    if (entry === undefined) continue
    const field = properties[key]
    const inner = isRecord(field) ? withoutEmptyObjects(field, entry) : entry
    const isEmpty = isRecord(inner) && Object.keys(inner).length === 0 && isRecord(field) && isRecord(field['properties'])
    if (isEmpty && !required.includes(key)) continue
    kept[key] = inner
  }
  return kept
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
