type Json = { [key: string]: unknown }

/**
 * A schema of the core as plain JSON Schema 2020-12 that any validator reads: what refers to itself stands once under `$defs`,
 * and every reference is a pointer within the document.
 */
export function plainSchema(schema: unknown): Json {
  const defs: Json = {}
  const { $schema: _schema, ...root } = plain(schema, defs) as Json
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...root, ...(Object.keys(defs).length > 0 && { $defs: defs }) }
}

function plain(node: unknown, defs: Json, isDef = false): unknown {
  if (Array.isArray(node)) return node.map((one: unknown) => plain(one, defs))
  if (typeof node !== 'object' || node === null) return node
  const { $defs, $id, ...rest } = node as Json
  // A cyclic schema carries its own definitions; the same name always means the same schema of the core.
  for (const [name, def] of Object.entries(($defs ?? {}) as Json)) {
    if (Object.hasOwn(defs, name)) continue
    defs[name] = true
    defs[name] = plain(def, defs, true)
  }
  const { items, additionalItems, ...others } = rest as Json
  // A tuple is written as in older drafts; 2020-12 says `prefixItems`.
  const list: Json = Array.isArray(items) ? { prefixItems: items, items: additionalItems ?? true } : items === undefined ? {} : { items }
  const entries = Object.entries({ ...others, ...list }).map(([key, value]): [string, unknown] =>
    key === '$ref' && typeof value === 'string' && /^\w+$/.test(value) ? [key, `#/$defs/${value}`] : [key, plain(value, defs)],
  )
  return Object.fromEntries([...(typeof $id === 'string' && !isDef ? [['$id', $id] as [string, unknown]] : []), ...entries])
}
