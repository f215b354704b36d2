import { pointTo } from '../shared/json-pointer.ts'
import { refuse, type Refusal } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { withComputed } from './compute.ts'
import { fieldsOf, isNode, resolveNode } from './fields.ts'
import type { FormData } from './schema.ts'

const MOST_DEPTH = 32

/**
 * Form data as it is stored: text trimmed and in Unicode NFC without control characters, nothing empty (`''`, `null`, `undefined`), no unknown field.
 * Computed texts are made anew. Validate after this, not before. Refusals: `form.not-an-object`, `form.unknown-field`, `form.too-deep`; `at` points into the data.
 */
export function normaliseFormData(schema: unknown, data: unknown): Result<FormData> {
  if (!isNode(data)) return fail(refuse('form.not-an-object', {}, { at: '' }))
  let refusal: Refusal | undefined
  const clean = (node: unknown, value: unknown, at: string, depth: number): unknown => {
    if (refusal) return undefined
    if (depth > MOST_DEPTH) refusal = refuse('form.too-deep', { most: MOST_DEPTH }, { at })
    if (typeof value === 'string') return cleanText(value)
    const rules = resolveNode(node, schema)
    if (Array.isArray(value)) {
      const entries = value.map((entry: unknown, index) => clean(rules.items, entry, pointTo(at, index), depth + 1))
      return entries.filter((entry) => entry !== undefined)
    }
    if (!isNode(value)) return value ?? undefined
    const fields = fieldsOf(rules, schema)
    const entries: [string, unknown][] = []
    for (const [id, part] of Object.entries(value)) {
      const field = fields.get(id)
      const cleaned = field || typeof part === 'string' ? clean(field, part, pointTo(at, id), depth + 1) : (part ?? undefined)
      if (cleaned === undefined) continue
      if (field) entries.push([id, cleaned])
      else refusal ??= refuse('form.unknown-field', { field: id }, { at: pointTo(at, id) })
    }
    return Object.fromEntries(entries)
  }
  const cleaned = clean(schema, data, '', 0)
  return refusal ? fail(refusal) : ok(withComputed(schema, cleaned as FormData))
}

// oxlint-disable-next-line no-control-regex -- removing control characters is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/gu

function cleanText(text: string): string | undefined {
  const cleaned = text.replaceAll(CONTROL, '').replaceAll('\r\n', '\n').normalize('NFC').trim()
  return cleaned === '' ? undefined : cleaned
}
