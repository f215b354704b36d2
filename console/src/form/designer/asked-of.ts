import { closedFields, fieldsOf, formFor, resolveNode, type Form, type Role } from '@shaotai/core'

/** A form as somebody of a role meets it at a step: what is asked of them, and what is not. */
export type AskedForm = {
  readonly form: Form
  /** Titles of fields they never see. */
  readonly hidden: readonly string[]
  /** Titles of fields they see, filled in by others. */
  readonly seenOnly: readonly string[]
}

/** What a form asks of a role at a step (the name of its command). */
export function askedOf(form: Form, role: Role, step: string): AskedForm {
  const person = { person: 'trial', roles: [role] }
  const unseen = closedFields(form, person)
  const closed = closedFields(form, person, step)
  const titles = (wanted: (id: string) => boolean) =>
    [...fieldsOf(form.schema, form.schema)].flatMap(([id, field]) => {
      const node = resolveNode(field, form.schema)
      return node['x-retired'] === true || !wanted(id) ? [] : [typeof node['title'] === 'string' ? node['title'] : id]
    })
  return {
    form: formFor(form, person, step),
    hidden: titles((id) => unseen.has(id)),
    seenOnly: titles((id) => closed.has(id) && !unseen.has(id)),
  }
}

/** Answers as somebody of a role reads them. */
export function readBy(form: Form, role: Role, data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const unseen = closedFields(form, { person: 'trial', roles: [role] })
  return Object.fromEntries(Object.entries(data).filter(([id]) => !unseen.has(id)))
}
