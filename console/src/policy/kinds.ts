import { POLICY_KINDS, pointerKeys, policySchema, type Policy, type PolicyKind } from '@shaotai/core'

/** Where the objects of a kind are listed inside its document; kinds without a list are one object. */
const LISTS: Partial<Record<PolicyKind, string>> = {
  categories: '',
  responsibilities: '/items',
  admission: '/tables',
  flows: '',
  forms: '',
  calendars: '',
  sla: '/clocks',
  supervision: '/rules',
  evaluation: '/forms',
  scoring: '/models',
  sources: '',
  notifications: '/notices',
  guides: '',
  ledgers: '',
  dictionaries: '',
  examples: '',
}

export type Document = Record<string, unknown> | unknown[]
export type Schema = { readonly [keyword: string]: unknown }

/** The JSON Schema of one kind of document. */
export function schemaOf(kind: PolicyKind): Schema {
  return policySchema.properties[kind] as unknown as Schema
}

/** The pointer of a kind's list of objects; undefined when the document is one object. */
export function listOf(kind: PolicyKind): string | undefined {
  return LISTS[kind]
}

/** The schema of one object of a kind's list, and of what stands beside the list. */
export function partsOf(kind: PolicyKind): { item: Schema | undefined; rest: Schema | undefined } {
  const schema = schemaOf(kind)
  const list = listOf(kind)
  if (list === undefined) return { item: undefined, rest: schema }
  if (list === '') return { item: schema['items'] as Schema, rest: undefined }
  const key = list.slice(1)
  const properties = schema['properties'] as Record<string, Schema>
  const others = Object.fromEntries(Object.entries(properties).filter(([name]) => name !== key))
  const required = (schema['required'] as string[]).filter((name) => name !== key)
  return {
    item: properties[key]?.['items'] as Schema,
    rest: Object.keys(others).length > 0 ? { ...schema, properties: others, required } : undefined,
  }
}

/** How many objects a kind has: 3 哨种, 51 责任事项; a kind without a list counts as one when it is there. */
export function countOf(kind: PolicyKind, policy: Policy): number {
  const list = listOf(kind)
  const document = policy[kind] as unknown
  if (document === undefined) return 0
  if (list === undefined) return 1
  const entries = list === '' ? document : (document as Record<string, unknown>)[list.slice(1)]
  return Array.isArray(entries) ? entries.length : 0
}

/** The kind a place in the policy lies in. */
export function kindAt(at: string): PolicyKind | undefined {
  const [first] = pointerKeys(at)
  return POLICY_KINDS.find((kind) => kind === first)
}

export function isKind(text: string | undefined): text is PolicyKind {
  return POLICY_KINDS.some((kind) => kind === text)
}

/** What an object of a list is called. */
export function nameOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return ''
  const { name, title, id } = value as Record<string, unknown>
  return [name, title, id].find((text): text is string => typeof text === 'string' && text !== '') ?? ''
}
