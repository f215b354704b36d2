import { answersOf } from './answers.ts'
import { fieldsOf, isNode, resolveNode } from './fields.ts'
import type { Form, FormData } from './schema.ts'

/** Fields a form must always have answered by now and did not before; those out of use are not asked for. Without `before`: all that must be. */
export function newlyRequired(before: Pick<Form, 'schema'> | undefined, after: Pick<Form, 'schema'>): string[] {
  const was = new Set(before && requiredOf(before))
  return requiredOf(after).filter((id) => !was.has(id))
}

/** Whether a filled form lacks one of these answers. */
export function lacksAny(form: Pick<Form, 'schema' | 'order'>, data: FormData, fields: readonly string[]): boolean {
  const given = new Set(answersOf(form, data).map(({ id }) => id))
  return fields.some((id) => !given.has(id))
}

function requiredOf({ schema }: Pick<Form, 'schema'>): string[] {
  const required: unknown = isNode(schema) ? schema.required : undefined
  if (!Array.isArray(required)) return []
  const fields = fieldsOf(schema, schema)
  return required.filter(
    (id): id is string => typeof id === 'string' && fields.has(id) && resolveNode(fields.get(id), schema)['x-retired'] !== true,
  )
}
