import { ROLES, SYSTEM, type Actor, type Role } from '../organisation/role.ts'
import { refuse, type Refusal } from '../shared/refusal.ts'
import { textParts } from './compute.ts'
import { fieldsOf, isNode, resolveNode, type SchemaNode } from './fields.ts'
import type { Form, FormData } from './schema.ts'

/** Whoever reads or fills in a form. */
export type FormPerson = Pick<Actor, 'person' | 'roles'>

/**
 * Whether a role may see a field (`x-see`: the roles that may; absent: everybody the case or entry is open to), and at a step also fill it in
 * (`x-fill`: `role`, or `role@command` for one step only; absent: everybody of the step). Nobody fills in what they may not see.
 */
export function mayUseField(field: SchemaNode, role: Role, step?: string): boolean {
  const see = namesIn(field['x-see'])
  if (see && !see.includes(role)) return false
  const fill = step === undefined ? undefined : namesIn(field['x-fill'])
  return !fill || fill.includes(role) || fill.includes(`${role}@${step}`)
}

/**
 * The fields of a form that somebody may not see or, at a step (the name of the command), not fill in. A computed text tells what it is made of,
 * so it shares the lot of its sources.
 */
export function closedFields({ schema }: Pick<Form, 'schema'>, { person, roles }: FormPerson, step?: string): ReadonlySet<string> {
  if (person === SYSTEM.person) return new Set()
  // Each declaration counts: a condition may name the field before the part that declares it.
  const fields = declarationsIn(schema)
  const closed = new Set(fields.flatMap(([id, field]) => (roles.some((role) => mayUseField(field, role, step)) ? [] : [id])))
  const tells = (field: SchemaNode) =>
    textParts(resolveNode(field, schema))?.some((part) => typeof part !== 'string' && closed.has(part.field)) === true
  return closed.size === 0 ? closed : new Set([...closed, ...fields.flatMap(([id, field]) => (tells(field) ? [id] : []))])
}

/** The form as somebody is asked to fill it in at a step: without the fields that are not theirs, which are not demanded of them either. */
export function formFor<T extends Pick<Form, 'schema' | 'order'>>(form: T, person: FormPerson, step: string): T {
  const closed = closedFields(form, person, step)
  if (closed.size === 0) return form
  return { ...form, schema: withoutDeclared(form.schema, closed), ...(form.order && { order: form.order.filter((id) => !closed.has(id)) }) }
}

/** Refuses an answer to a field that is not the person's to fill in at this step: `form.field-not-yours`, `at` points at the first of them. */
export function foreignAnswer(
  form: Pick<Form, 'schema'>,
  data: Readonly<Record<string, unknown>>,
  person: FormPerson,
  step: string,
): Refusal | undefined {
  const closed = closedFields(form, person, step)
  const id = Object.keys(data).find((one) => closed.has(one))
  if (id === undefined) return undefined
  const { title } = resolveNode(fieldsOf(form.schema, form.schema).get(id), form.schema)
  return refuse('form.field-not-yours', { name: typeof title === 'string' ? title : id }, { at: `/form/${id}` })
}

/** A value with the answers to some fields taken out of every filled form (`form: { … }`) in it, wherever it lies. */
export function withoutAnswers<T>(value: T, fields: ReadonlySet<string>): T {
  return fields.size === 0 ? value : (strip(value, fields, 0) as T)
}

/** Form data without the answers to some fields. */
export function dropAnswers(data: FormData, fields: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([id]) => !fields.has(id)))
}

/** An entry of `x-fill`: a role, or a role at one step. */
export function isFiller(value: unknown): boolean {
  const [, role = '', , step] = typeof value === 'string' ? (/^([a-z-]+)(@([A-Za-z]{1,40}))?$/.exec(value) ?? []) : []
  return isRoleName(role) && (step === undefined || step !== '')
}

export function isRoleName(value: unknown): value is Role {
  return typeof value === 'string' && Object.hasOwn(ROLES, value)
}

/** Deeper than anything an event or a case holds. */
const MOST_DEPTH = 12

function strip(value: unknown, fields: ReadonlySet<string>, depth: number): unknown {
  if (depth > MOST_DEPTH) return value
  if (Array.isArray(value)) return value.map((one: unknown) => strip(one, fields, depth + 1))
  if (!isNode(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === 'form' && isNode(part) ? dropAnswers(part, fields) : strip(part, fields, depth + 1),
    ]),
  )
}

/** The parts in which a field is declared or demanded; what a condition reads stays, and never holds without its answer. */
const DECLARING = ['allOf', 'anyOf', 'oneOf', 'then', 'else'] as const

function declarationsIn(schema: SchemaNode): [string, SchemaNode][] {
  const own = isNode(schema.properties) ? Object.entries(schema.properties) : []
  const inner = DECLARING.flatMap((keyword) => {
    const part = schema[keyword]
    return (Array.isArray(part) ? part : [part]).flatMap((one: unknown) => (isNode(one) ? declarationsIn(one) : []))
  })
  return [...own.flatMap(([id, field]): [string, SchemaNode][] => (isNode(field) ? [[id, field]] : [])), ...inner]
}

function withoutDeclared(schema: SchemaNode, gone: ReadonlySet<string>): Record<string, unknown> {
  const next: Record<string, unknown> = { ...schema }
  if (isNode(schema.properties)) next['properties'] = dropAnswers(schema.properties, gone)
  if (Array.isArray(schema.required)) next['required'] = schema.required.filter((id) => !gone.has(String(id)))
  for (const keyword of DECLARING) {
    const part = schema[keyword]
    if (Array.isArray(part)) next[keyword] = part.map((one: unknown) => (isNode(one) ? withoutDeclared(one, gone) : one))
    else if (isNode(part)) next[keyword] = withoutDeclared(part, gone)
  }
  return next
}

function namesIn(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined
}
