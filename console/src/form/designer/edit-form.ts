import {
  canonicalJson,
  DISPLAY_KINDS,
  fieldKind,
  fieldsOf,
  newField,
  resolveNode,
  schemaOfCondition,
  type Condition,
  type FieldKind,
  type FieldOption,
  type Form,
  type SchemaNode,
} from '@shaotai/core'

type Loose = Record<string, unknown>

/** One field of a form as the designer shows it. */
export type DesignField = {
  readonly id: string
  /** The field as it is written, references followed. */
  readonly node: SchemaNode
  readonly kind: FieldKind | undefined
  readonly title: string
  readonly required: boolean
  readonly retired: boolean
  /** The place of its rule in `allOf`, when a rule decides whether it appears. */
  readonly rule: number | undefined
  /** Declared where the designer can change it; otherwise only in code. */
  readonly editable: boolean
}

/** The fields of a form in the order in which people meet them; those out of use come last. */
export function designFields(form: Form): DesignField[] {
  const homes = homesOf(form)
  const fields = [...fieldsOf(form.schema, form.schema)].map(([id, written]): DesignField => {
    const node = resolveNode(written, form.schema)
    const home = homes.get(id)
    return {
      id,
      node,
      kind: fieldKind(node),
      title: typeof node['title'] === 'string' ? node['title'] : id,
      required: home !== undefined && listAt(form, [...home.path.slice(0, -1), 'required']).includes(id),
      retired: node['x-retired'] === true,
      rule: home?.rule,
      editable: home !== undefined && written === node,
    }
  })
  const place = new Map(orderOf(form).map((id, index) => [id, index]))
  return fields.toSorted((a, b) => Number(a.retired) - Number(b.retired) || (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
}

/** The form with a new field after another, or first; the id is the kind and the first free number, so the same steps make the same form. */
export function addField(
  form: Form,
  kind: FieldKind,
  given: { title: string; after?: string; taken?: Iterable<string> },
): { form: Form; id: string } {
  const id = freshFieldId(kind, [...fieldsOf(form.schema, form.schema).keys(), ...(given.taken ?? [])])
  const order = orderOf(form)
  const at = given.after === undefined ? order.length : order.indexOf(given.after) + 1
  const next = setAt(form, ['schema', 'properties', id], newField(kind, given.title))
  return { form: { ...next, order: [...order.slice(0, at), id, ...order.slice(at)] }, id }
}

/** The form with fields at its end in one step, each written as it is given. */
export function addFields(
  form: Form,
  fields: readonly { kind: FieldKind; node: SchemaNode; required: boolean }[],
  taken: Iterable<string>,
): { form: Form; ids: string[] } {
  const known = new Set(taken)
  const ids: string[] = []
  let next = form
  for (const { kind, node, required } of fields) {
    const added = addField(next, kind, { title: '', taken: known })
    next = setAt(added.form, ['schema', 'properties', added.id], node)
    if (required) next = setRequired(next, added.id, true)
    ids.push(added.id)
  }
  return { form: next, ids }
}

/** `choice1`, `choice2` …: letters and digits only, so that it can live in conditions and tables for ever. */
export function freshFieldId(kind: FieldKind, taken: Iterable<string>): string {
  const used = new Set(taken)
  const stem = kind.replaceAll(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase())
  for (let count = 1; ; count += 1) if (!used.has(`${stem}${count}`)) return `${stem}${count}`
}

/** The form with a field's copy after it. */
export function copyField(form: Form, id: string, taken: Iterable<string> = []): { form: Form; id: string } {
  const field = designFields(form).find((one) => one.id === id)
  if (!field) return { form, id }
  const added = addField(form, field.kind ?? 'text', { title: field.title, after: id, taken })
  return { form: setAt(added.form, ['schema', 'properties', added.id], field.node), id: added.id }
}

/** The form with a field at another place among those in use. */
export function moveField(form: Form, id: string, to: number): Form {
  const inUse = designFields(form).filter((one) => !one.retired)
  const ids = inUse.map((one) => one.id).filter((one) => one !== id)
  const at = Math.max(0, Math.min(to, ids.length))
  return { ...form, order: [...ids.slice(0, at), id, ...ids.slice(at)] }
}

/** The form with something of a field's schema replaced; `undefined` takes a keyword away. Everything else of it stays. */
export function patchField(form: Form, id: string, patch: Loose): Form {
  const home = homesOf(form).get(id)
  const field = home && recordAt(form, home.path)[id]
  if (!home || !isRecord(field)) return form
  const kept = Object.entries({ ...field, ...patch }).filter(([, value]) => value !== undefined)
  return setAt(form, [...home.path, id], Object.fromEntries(kept))
}

/** The form with a field asking for another kind of answer: its words stay, limits of the old kind go. */
export function retypeField(form: Form, id: string, kind: FieldKind): Form {
  const home = homesOf(form).get(id)
  const field = home && recordAt(form, home.path)[id]
  if (!home || !isRecord(field)) return form
  const kept = Object.fromEntries(Object.entries(field).filter(([key]) => WORDS.has(key)))
  const fresh = newField(kind, typeof field['title'] === 'string' ? field['title'] : id)
  const options = CHOICES.has(kind) ? optionsAs(kind, field) : {}
  const { oneOf, ...plain } = fresh
  const choices = options['enum'] === undefined && oneOf !== undefined ? { oneOf } : {}
  const next = setAt(form, [...home.path, id], { ...plain, ...choices, ...options, ...kept })
  return DISPLAY_KINDS.includes(kind) ? setRequired(next, id, false) : next
}

/** The form in which a field must or need not be filled in. */
export function setRequired(form: Form, id: string, required: boolean): Form {
  const home = homesOf(form).get(id)
  if (!home) return form
  return setRequiredAt(form, home.path.slice(0, -1), id, required)
}

/** The form with a field out of use: old answers stay readable, nobody is asked again; or back in use. */
export function retireField(form: Form, id: string, retired: boolean): Form {
  const patched = patchField(form, id, { 'x-retired': retired ? true : undefined })
  if (retired) {
    const order = patched.order?.filter((one) => one !== id)
    return { ...setRequired(patched, id, false), ...(order && { order }) }
  }
  return { ...patched, order: [...orderOf(patched).filter((one) => one !== id), id] }
}

/** The form without a field that no version in force ever had. */
export function dropField(form: Form, id: string): Form {
  const home = homesOf(form).get(id)
  if (!home) return form
  const bare = setAt(setRequired(form, id, false), [...home.path, id], undefined)
  const order = bare.order?.filter((one) => one !== id)
  return withoutEmptyRules({ ...bare, ...(order && { order }) })
}

/** The form with another id for a field nobody has filled in yet: in its place, its rules, its conditions and the order. */
export function renameFieldId(form: Form, from: string, to: string): Form {
  const swapKeys = (record: Loose) => Object.fromEntries(Object.entries(record).map(([key, value]) => [key === from ? to : key, value]))
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit)
    if (!isRecord(value)) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        if (key === 'properties' && isRecord(inner))
          return [key, swapKeys(mapValues(inner, (field) => (fieldsHere(field) ? field : visit(field))))]
        if (key === 'required' && Array.isArray(inner)) return [key, inner.map((one: unknown) => (one === from ? to : one))]
        if ((key === 'field' || key === 'x-of') && inner === from) return [key, to]
        return [key, visit(inner)]
      }),
    )
  }
  return { ...form, schema: visit(form.schema) as Loose, ...(form.order && { order: form.order.map((one) => (one === from ? to : one)) }) }
}

/** The form in which a field appears only when a condition holds; always, without one. */
export function setVisibility(form: Form, id: string, condition: Condition | undefined): Form {
  const home = homesOf(form).get(id)
  const node = home && recordAt(form, home.path)[id]
  if (!home || node === undefined) return form
  const required = listAt(form, [...home.path.slice(0, -1), 'required']).includes(id)
  const order = orderOf(form)
  const bare = setAt(setRequired({ ...form, order }, id, false), [...home.path, id], undefined)
  const path = condition === undefined ? undefined : ruleFor(bare, schemaOfCondition(condition))
  const placed = path ? path.form : bare
  const owner = path ? ['schema', 'allOf', String(path.index), 'then'] : ['schema']
  const declared = setAt(placed, [...owner, 'properties', id], node)
  return withoutEmptyRules(setRequiredAt(declared, owner, id, required))
}

/** The form with another condition for all that one of its rules shows. */
export function setRuleCondition(form: Form, index: number, condition: Condition): Form {
  const paused = isRecord(recordAt(form, ['schema', 'allOf', String(index)])['x-if'])
  return setAt(form, ['schema', 'allOf', String(index), paused ? 'x-if' : 'if'], schemaOfCondition(condition))
}

/** The form with a rule switched off, its fields always there, or on again. */
export function pauseRule(form: Form, index: number, paused: boolean): Form {
  const part = recordAt(form, ['schema', 'allOf', String(index)])
  if (paused === isRecord(part['x-if'])) return form
  const { 'x-if': kept, ...inside } = part
  // oxlint-disable-next-line unicorn/no-thenable -- `then` is a keyword of JSON Schema
  const next = paused ? { 'x-if': part['if'], ...recordAt(form, ['schema', 'allOf', String(index), 'then']) } : { if: kept, then: inside }
  return setAt(form, ['schema', 'allOf', String(index)], next)
}

/** The order in which fields are shown, every field in use named. */
export function orderOf(form: Form): string[] {
  const fields = [...fieldsOf(form.schema, form.schema)]
  const inUse = fields.filter(([, field]) => resolveNode(field, form.schema)['x-retired'] !== true).map(([id]) => id)
  const given = (form.order ?? byHint(fields)).filter((id) => inUse.includes(id))
  return [...new Set([...given, ...inUse])]
}

function byHint(fields: readonly [string, SchemaNode][]): string[] {
  const place = (field: SchemaNode) => (typeof field['x-order'] === 'number' ? field['x-order'] : Number.MAX_SAFE_INTEGER)
  return fields.toSorted((a, b) => place(a[1]) - place(b[1])).map(([id]) => id)
}

type Home = { readonly path: readonly string[]; readonly rule: number | undefined }

/** Where each field is declared: in the form itself, or in what one of its rules shows. */
function homesOf(form: Form): Map<string, Home> {
  const homes = new Map<string, Home>()
  const note = (path: string[], rule: number | undefined) => {
    for (const id of Object.keys(recordAt(form, path))) if (!homes.has(id)) homes.set(id, { path, rule })
  }
  note(['schema', 'properties'], undefined)
  for (const [index, part] of partsOf(form).entries()) {
    if (!isRecord(part)) continue
    const at = ['schema', 'allOf', String(index)]
    note(isRecord(part['x-if']) ? [...at, 'properties'] : [...at, 'then', 'properties'], index)
  }
  return homes
}

function ruleFor(form: Form, condition: SchemaNode): { form: Form; index: number } {
  const wanted = canonicalJson(condition)
  const parts = partsOf(form)
  const known = parts.findIndex(
    (part) => isRecord(part) && part['else'] === undefined && isRecord(part['if']) && canonicalJson(part['if']) === wanted,
  )
  if (known >= 0) return { form, index: known }
  // oxlint-disable-next-line unicorn/no-thenable -- see above
  return { form: setAt(form, ['schema', 'allOf'], [...parts, { if: condition, then: { properties: {} } }]), index: parts.length }
}

function withoutEmptyRules(form: Form): Form {
  const parts = partsOf(form)
  const kept = parts.filter((part) => {
    if (!isRecord(part)) return true
    const inside = isRecord(part['x-if']) ? part : part['then']
    if (!isRecord(inside) || part['else'] !== undefined) return true
    return Object.keys(isRecord(inside['properties']) ? inside['properties'] : {}).length > 0 || listOf(inside['required']).length > 0
  })
  if (kept.length === parts.length) return form
  return setAt(form, ['schema', 'allOf'], kept.length > 0 ? kept : undefined)
}

function setRequiredAt(form: Form, owner: readonly string[], id: string, required: boolean): Form {
  const list = listAt(form, [...owner, 'required'])
  if (list.includes(id) === required) return form
  const next = required ? [...list, id] : list.filter((one) => one !== id)
  return setAt(form, [...owner, 'required'], next.length > 0 ? next : undefined)
}

/** The keywords of a choice with these options, written as the field had them while that can say all there is to say. */
export function optionKeywords(field: SchemaNode, options: readonly FieldOption[]): Loose {
  const source = isRecord(field['items']) ? field['items'] : field
  const isPlain = options.every((one) => !one.retired && one.group.length === 0)
  const english = options.some((one) => one.en !== undefined)
  const keywords =
    isPlain && Array.isArray(source['enum'])
      ? {
          enum: options.map((one) => one.value),
          'x-enum-names': options.map((one) => one.name),
          'x-en-enum-names': english ? options.map((one) => one.en ?? one.name) : undefined,
          oneOf: undefined,
        }
      : {
          oneOf: options.map(({ value, name, en, group, retired }) => ({
            const: value,
            title: name,
            ...(en !== undefined && { 'x-en': en }),
            ...(group.length > 0 && { 'x-group': group }),
            ...(retired && { 'x-retired': true }),
          })),
          enum: undefined,
          'x-enum-names': undefined,
          'x-en-enum-names': undefined,
        }
  if (source === field) return keywords
  const items = Object.entries({ ...source, ...keywords }).filter(([, value]) => value !== undefined)
  return { items: Object.fromEntries(items) }
}

/** What a retyped field keeps: its words and hints for people. */
const WORDS = new Set([
  'title',
  'description',
  'x-en',
  'x-en-description',
  'x-meaning',
  'x-code',
  'x-personal',
  'x-see',
  'x-fill',
  'x-order',
  'x-retired',
])
const CHOICES = new Set<FieldKind>(['choice', 'choices', 'cascade'])

function optionsAs(kind: FieldKind, field: Loose): Loose {
  const source = isRecord(field['items']) ? field['items'] : field
  const options = Object.fromEntries(
    ['oneOf', 'enum', 'x-enum-names', 'x-en-enum-names'].flatMap((key) => (source[key] === undefined ? [] : [[key, source[key]]])),
  )
  if (Object.keys(options).length === 0) return {}
  return kind === 'choices' ? { items: { type: 'string', ...options } } : options
}

function partsOf(form: Form): unknown[] {
  return Array.isArray(form.schema['allOf']) ? form.schema['allOf'] : []
}

function fieldsHere(field: unknown): boolean {
  return isRecord(field) && (isRecord(field['properties']) || isRecord(field['items']))
}

function mapValues(record: Loose, change: (value: unknown) => unknown): Loose {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}

function recordAt(value: unknown, path: readonly string[]): Loose {
  const found = path.reduce<unknown>((here, key) => (typeof here === 'object' && here !== null ? (here as Loose)[key] : undefined), value)
  return isRecord(found) ? found : {}
}

function listAt(value: unknown, path: readonly string[]): string[] {
  return listOf(recordAt(value, path.slice(0, -1))[path.at(-1) ?? ''])
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function setAt(form: Form, path: readonly string[], next: unknown): Form {
  const put = (value: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return next
    if (Array.isArray(value)) return value.map((entry: unknown, index) => (String(index) === key ? put(entry, rest) : entry))
    const record = isRecord(value) ? value : {}
    const inner = put(record[key], rest)
    if (inner !== undefined) return { ...record, [key]: inner }
    const { [key]: _gone, ...kept } = record
    return kept
  }
  return put(form, path) as Form
}

function isRecord(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
