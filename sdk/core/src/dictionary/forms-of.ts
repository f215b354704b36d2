import { isNode, type SchemaNode } from '../form/fields.ts'
import type { Form } from '../form/schema.ts'
import type { Policy } from '../policy/schema.ts'
import type { Dictionary, DictionaryEntry } from './schema.ts'

/** What a form needs of a policy: its forms and the dictionaries they refer to. */
export type WithForms = Pick<Policy, 'forms'> & { readonly dictionaries?: readonly Dictionary[] }

/**
 * The forms of a policy as people are asked: every field that refers to a dictionary (`x-dictionary`) carries its values as options, so that
 * both engines, the screen and whoever reads an answer know them. A form without such fields is the very same object.
 */
export function formsOf(policy: WithForms): readonly Form[] {
  const known = drawn.get(policy.forms)
  if (known && known.dictionaries === policy.dictionaries) return known.forms
  const byId = new Map((policy.dictionaries ?? []).map((one) => [one.id, one]))
  const forms = policy.forms.map((form) => withValues(form, byId))
  drawn.set(policy.forms, { dictionaries: policy.dictionaries, forms })
  return forms
}

/** One form of a policy as people are asked. */
export function formOf(policy: WithForms, id: string | undefined): Form | undefined {
  return formsOf(policy).find((one) => one.id === id)
}

/** A form with the values of these dictionaries as options of the fields that refer to them. */
export function withValues(form: Form, dictionaries: ReadonlyMap<string, Dictionary>): Form {
  const schema = draw(form.schema, dictionaries)
  return schema === form.schema ? form : { ...form, schema: schema as Form['schema'] }
}

/** The dictionary a field refers to, on its own or for the entries of a list. */
export function dictionaryOf(field: SchemaNode): string | undefined {
  const own = field['x-dictionary'] ?? (isNode(field.items) ? field.items['x-dictionary'] : undefined)
  return typeof own === 'string' ? own : undefined
}

/** The names above a value, outermost first; a circle ends where it began. */
export function namesAbove(entries: ReadonlyMap<string, DictionaryEntry>, { parent }: DictionaryEntry): string[] {
  const names: string[] = []
  const seen = new Set<string>()
  for (let at = parent; at !== undefined && !seen.has(at); at = entries.get(at)?.parent) {
    seen.add(at)
    const name = entries.get(at)?.name
    if (name !== undefined) names.unshift(name)
  }
  return names
}

const drawn = new WeakMap<object, { dictionaries: WithForms['dictionaries']; forms: readonly Form[] }>()
/** Deeper than any form that passes the check. */
const MOST_DEPTH = 40

function draw(value: unknown, dictionaries: ReadonlyMap<string, Dictionary>, depth = 0): unknown {
  if (depth > MOST_DEPTH || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const parts = value.map((part: unknown) => draw(part, dictionaries, depth + 1))
    return parts.some((part, index) => part !== value[index]) ? parts : value
  }
  const entries = Object.entries(value).map(([key, part]): [string, unknown] => [key, draw(part, dictionaries, depth + 1)])
  const changed = entries.some(([key, part]) => part !== (value as SchemaNode)[key])
  const node = changed ? Object.fromEntries(entries) : (value as SchemaNode)
  const id = node['x-dictionary']
  const dictionary = typeof id === 'string' ? dictionaries.get(id) : undefined
  // Without a value to choose there is no list both engines could check by: the check of the policy says so.
  if (!dictionary || dictionary.entries.length === 0) return node
  return { ...node, oneOf: optionsIn(dictionary, node['x-widget'] === 'cascade') }
}

/** In a cascade only the last steps are chosen; what stands above others is kept for old answers. */
function optionsIn({ entries }: Dictionary, cascade: boolean): SchemaNode[] {
  const byId = new Map(entries.map((one) => [one.id, one]))
  const above = new Set(entries.filter((one) => !one.retired).map((one) => one.parent))
  return entries.map((entry) => {
    const group = cascade ? namesAbove(byId, entry) : []
    return {
      const: entry.id,
      title: entry.name,
      ...(entry.en !== undefined && { 'x-en': entry.en }),
      ...(group.length > 0 && { 'x-group': group }),
      ...((entry.retired === true || (cascade && above.has(entry.id))) && { 'x-retired': true }),
    }
  })
}
