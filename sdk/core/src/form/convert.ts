import { choicesOf, isOfType } from './answers.ts'
import { isNode, type SchemaNode } from './fields.ts'

/**
 * What kind of answer a field takes, for telling whether it was retyped: its type, whether it is a choice, and what text must look like.
 * New options, limits and words leave it the same kind.
 */
export function answerKind(field: SchemaNode): string {
  if (choicesOf(field) || typeof field['x-dictionary'] === 'string') return 'choice'
  const { type, format } = field
  if (type === 'array') return `list of ${answerKind(isNode(field.items) ? field.items : {})}`
  if (type === 'string') return typeof format === 'string' ? format : 'text'
  return typeof type === 'string' ? type : 'any'
}

/**
 * Whether a stored answer means something in a field of another type: `"12"` does as a number, `12` as text, one choice as a list of one.
 * What would have to be guessed does not.
 */
export function converts(field: SchemaNode, value: unknown): boolean {
  const { type, format } = field
  const options = choicesOf(field)
  if (Array.isArray(value)) {
    if (type === 'array') return value.every((one) => converts(itemsOf(field), one))
    return value.length === 1 && converts(field, value[0])
  }
  if (type === 'array') return converts(itemsOf(field), value)
  if (options) return options.some((option) => isScalar(value) && String(option) === String(value))
  if (type === 'string') return isScalar(value) && looksLike(format, String(value))
  if (type === 'number' || type === 'integer') {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
    return typeof number === 'number' && Number.isFinite(number) && (type === 'number' || Number.isInteger(number))
  }
  if (type === 'boolean') return typeof value === 'boolean' || value === 'true' || value === 'false'
  return isOfType(field, value)
}

function itemsOf({ items }: SchemaNode): SchemaNode {
  return isNode(items) ? items : {}
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

const SHAPES: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  time: /^\d{2}:\d{2}(:\d{2})?/,
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/,
  email: /^[^@\s]+@[^@\s]+$/,
}

function looksLike(format: unknown, text: string): boolean {
  return typeof format !== 'string' || !Object.hasOwn(SHAPES, format) || SHAPES[format]?.test(text) === true
}
