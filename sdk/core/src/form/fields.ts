import { pointedAt, pointTo } from '../shared/json-pointer.ts'
import { IN_PLACE } from './keyword.ts'
import type { Form } from './schema.ts'

/** A schema as data: whatever a county wrote, looked at before it is believed. */
export type SchemaNode = Readonly<Record<string, unknown>>

const MOST_REFS = 16

/** The fields of an object schema by id, those of conditional parts and local references included; the first declaration of a field stays. */
export function fieldsOf(schema: unknown, root: unknown, refs = 0): Map<string, SchemaNode> {
  const fields = new Map<string, SchemaNode>()
  if (!isNode(schema) || refs > MOST_REFS) return fields
  const add = (found: Iterable<[string, SchemaNode]>) => {
    for (const [id, field] of found) if (!fields.has(id)) fields.set(id, field)
  }
  if (isNode(schema.properties)) add(Object.entries(schema.properties).filter((entry): entry is [string, SchemaNode] => isNode(entry[1])))
  if (typeof schema.$ref === 'string') add(fieldsOf(followRef(root, schema.$ref), root, refs + 1))
  for (const keyword of IN_PLACE) {
    const parts = Array.isArray(schema[keyword]) ? schema[keyword] : [schema[keyword]]
    for (const part of parts) add(fieldsOf(part, root, refs + 1))
  }
  return fields
}

/** What a local reference (`#/$defs/place`) means; `undefined` for any other and for nothing there. */
export function followRef(root: unknown, ref: string): unknown {
  return ref === '#' ? root : ref.startsWith('#/') ? pointedAt(root, ref.slice(1)) : undefined
}

/** A schema with its own local reference followed. */
export function resolveNode(schema: unknown, root: unknown): SchemaNode {
  let node: unknown = schema
  for (let refs = 0; refs <= MOST_REFS && isNode(node) && typeof node.$ref === 'string'; refs++) node = followRef(root, node.$ref)
  return isNode(node) ? node : {}
}

/** Pointers to the fields a form marks `x-personal`: masked by default. `*` stands for every entry of a list. */
export function personalFields(form: Pick<Form, 'schema'>): string[] {
  const found: string[] = []
  const visit = (schema: unknown, at: string, depth: number): void => {
    const node = resolveNode(schema, form.schema)
    if (depth > MOST_REFS) return
    if (node['x-personal'] === true) found.push(at)
    else {
      for (const [id, field] of fieldsOf(node, form.schema)) visit(field, pointTo(at, id), depth + 1)
      if (isNode(node.items)) visit(node.items, `${at}/*`, depth + 1)
    }
  }
  visit(form.schema, '', 0)
  return found
}

/** Form data with everything personal shown as `mask` shows it; nothing else is touched. */
export function maskPersonal(
  form: Pick<Form, 'schema'>,
  data: Readonly<Record<string, unknown>>,
  mask: (value: unknown) => unknown = maskText,
): Record<string, unknown> {
  const cover = (value: unknown, keys: readonly string[]): unknown => {
    const [key, ...rest] = keys
    if (key === undefined) return mask(value)
    if (key === '*' && Array.isArray(value)) return value.map((entry: unknown) => cover(entry, rest))
    if (!isNode(value) || !Object.hasOwn(value, key)) return value
    return { ...value, [key]: cover(value[key], rest) }
  }
  return personalFields(form).reduce<Record<string, unknown>>(
    (masked, at) => cover(masked, at.slice(1).split('/')) as Record<string, unknown>,
    { ...data },
  )
}

/** `13812348000` → `138****8000`, `张三丰` → `张**`; what is no text is hidden whole. */
export function maskText(value: unknown): unknown {
  if (typeof value !== 'string') return '***'
  const characters = [...value]
  if (characters.length >= 11) return `${characters.slice(0, 3).join('')}****${characters.slice(-4).join('')}`
  return characters.length <= 1 ? '*' : `${characters[0] ?? ''}${'*'.repeat(characters.length - 1)}`
}

export function isNode(value: unknown): value is SchemaNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
