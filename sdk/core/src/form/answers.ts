import { fieldsOf, isNode, resolveNode, type SchemaNode } from './fields.ts'
import type { Form, FormData } from './schema.ts'

/** One answer of a filled form as it is read later, perhaps through a newer version of the form. */
export type FormAnswer = {
  readonly id: string
  /** The field as the form has it now; empty when the form does not know it any more. */
  readonly field: SchemaNode
  readonly value: unknown
  /** The field is out of use, or gone: shown, never asked again. */
  readonly retired: boolean
  /** The field has another type now: the value is shown as it was written, neither converted nor refused. */
  readonly asWritten: boolean
}

/**
 * The answers of a filled form in the order of the form, whatever became of the form since (改名、改类型、停用、换序、增加): a field keeps its
 * id, so every answer finds its title; an answer whose field was retyped stays as it was written; one whose field is gone comes last.
 */
export function answersOf({ schema, order = [] }: Pick<Form, 'schema' | 'order'>, data: FormData): FormAnswer[] {
  const fields = fieldsOf(schema, schema)
  const known = [...order.filter((id) => fields.has(id)), ...[...fields.keys()].filter((id) => !order.includes(id))]
  const ids = [...new Set([...known, ...Object.keys(data).filter((id) => !fields.has(id))])]
  return ids
    .filter((id) => Object.hasOwn(data, id) && !isEmpty(data[id]))
    .map((id) => {
      const field = resolveNode(fields.get(id), schema)
      const value = data[id]
      return { id, field, value, retired: !fields.has(id) || field['x-retired'] === true, asWritten: !isOfType(field, value) }
    })
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/** Whether a value could have been written into the field as it is now; a choice that is not offered any more could not. */
export function isOfType(field: SchemaNode, value: unknown): boolean {
  const options = choicesOf(field)
  if (options) return options.includes(value)
  const { type } = field
  if (type === 'array') return Array.isArray(value) && value.every((one) => isOfType(isNode(field.items) ? field.items : {}, one))
  if (type === 'object') return isNode(value)
  if (type === 'integer') return Number.isInteger(value)
  return typeof type !== 'string' || typeof value === type
}

/** The values a field offers; undefined when it is no choice. */
export function choicesOf({ enum: values, oneOf }: SchemaNode): unknown[] | undefined {
  if (Array.isArray(values)) return values
  return Array.isArray(oneOf) ? oneOf.filter(isNode).map((one) => one.const) : undefined
}
