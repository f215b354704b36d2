import type { Language } from '../i18n.ts'
import type { JsonSchema } from '../form/prepare-schema.ts'

/**
 * A schema as the code editor understands it, for completion and hover: definitions gathered at the root and referred to by pointer (the
 * editor would otherwise look for them on the network), names of options as their descriptions, titles in the language.
 */
export function toEditorSchema(schema: JsonSchema, language: Language): JsonSchema {
  const definitions: Record<string, unknown> = {}
  const convert = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(convert)
    if (typeof node !== 'object' || node === null) return node
    const source = node as Record<string, unknown>
    const result: Record<string, unknown> = {}
    for (const [key, value] of Object.entries(source)) {
      if (key === '$id') continue
      if (key === '$defs' && typeof value === 'object' && value !== null) {
        for (const [name, definition] of Object.entries(value)) {
          if (name in definitions) continue
          definitions[name] = true
          definitions[name] = convert(definition)
        }
        continue
      }
      if (key === '$ref' && typeof value === 'string') result['$ref'] = value.startsWith('#') ? value : `#/$defs/${value}`
      else result[key] = convert(value)
    }
    if (language === 'en' && typeof source['x-en'] === 'string') result['title'] = source['x-en']
    if (Array.isArray(source['x-enum-names'])) result['enumDescriptions'] = source['x-enum-names']
    return result
  }
  const converted = convert(schema) as Record<string, unknown>
  return Object.keys(definitions).length > 0 ? { ...converted, $defs: definitions } : converted
}
