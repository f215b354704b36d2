import { answerWords } from './words.ts'
import { fieldsOf, isNode, resolveNode, type SchemaNode } from './fields.ts'
import type { FormData } from './schema.ts'

/** A part of a computed text: words, or the answer to a field. */
export type TextPart = string | { readonly field: string }

/** The parts of a computed field (`x-parts`); `undefined` when it is none. */
export function textParts(field: SchemaNode): readonly TextPart[] | undefined {
  const parts = field['x-parts']
  if (field['x-widget'] !== 'computed' || !Array.isArray(parts)) return undefined
  return parts.filter((part): part is TextPart => typeof part === 'string' || (isNode(part) && typeof part.field === 'string'))
}

/**
 * Form data with its computed texts (`x-widget: computed`) made from the other answers, whatever was sent for them. A text of which an
 * answer is missing is left out: half a sentence would be taken for the whole. Computed texts are not made of one another.
 */
export function withComputed(schema: unknown, data: FormData): FormData {
  const fields = fieldsOf(schema, schema)
  const computed = [...fields].flatMap(([id, node]) => {
    const parts = textParts(resolveNode(node, schema))
    return parts ? [{ id, parts }] : []
  })
  if (computed.length === 0) return data
  const own = new Set(computed.map(({ id }) => id))
  const given = Object.fromEntries(Object.entries(data).filter(([id]) => !own.has(id)))
  const made = computed.flatMap(({ id, parts }): [string, string][] => {
    const words = parts.map((part) => (typeof part === 'string' ? part : say(fields, schema, given, part.field)))
    const text = words.includes(undefined) ? '' : words.join('').trim()
    return text === '' ? [] : [[id, text]]
  })
  return { ...given, ...Object.fromEntries(made) }
}

function say(fields: ReadonlyMap<string, SchemaNode>, schema: unknown, data: FormData, id: string): string | undefined {
  const node = fields.get(id)
  if (!node || !Object.hasOwn(data, id)) return undefined
  return answerWords(resolveNode(node, schema), data[id])
}
