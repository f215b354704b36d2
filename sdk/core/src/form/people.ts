import { fieldsOf, resolveNode } from './fields.ts'
import type { Form, FormData } from './schema.ts'

/** A person an answer names: where, and the unit they must belong to, where the field says so. */
export type NamedPerson = { readonly id: string; readonly at: string; readonly unit?: string }

/** The people answers name (`x-widget: person`). `own` is the unit of who fills the form in; a unit not yet answered limits nothing. */
export function peopleNamed({ schema }: Pick<Form, 'schema'>, data: FormData, own: string): NamedPerson[] {
  return [...fieldsOf(schema, schema)].flatMap(([field, written]) => {
    const node = resolveNode(written, schema)
    const id = data[field]
    if (node['x-widget'] !== 'person' || typeof id !== 'string') return []
    const unit = unitFor(node['x-of'], data, own)
    return [{ id, at: `/${field}`, ...(unit !== undefined && { unit }) }]
  })
}

/** The unit a field of people is limited to (`x-of`). */
export function unitFor(of: unknown, data: FormData, own: string): string | undefined {
  if (of === 'own') return own
  const answer = typeof of === 'string' && Object.hasOwn(data, of) ? data[of] : undefined
  return typeof answer === 'string' ? answer : undefined
}
