import type { RJSFSchema, UiSchema } from '@rjsf/utils'
import { filesOf } from '@shaotai/core'
import type { Language } from '../i18n.ts'

export type JsonSchema = { readonly [keyword: string]: unknown }
export type PreparedForm = { schema: RJSFSchema; uiSchema: UiSchema }
export type PrepareOptions = {
  language?: Language
  /** Field order of the root object; it wins over `x-order`. */
  order?: readonly string[]
  /** Names of options that a schema gives none for (events, roles). */
  names?: Readonly<Record<string, string>>
}
type Setting = Required<Pick<PrepareOptions, 'language' | 'names'>>

/** Widgets that take over a field whose schema carries the hint of the same name. */
const WIDGET_HINTS: ReadonlySet<string> = new Set([
  'textarea',
  'unit',
  'person',
  'item',
  'date-time',
  'stars',
  'password',
  'radio',
  'select',
  'checkboxes',
  'money',
  'time',
  'cascade',
  'computed',
])
/** Hints for objects and arrays, drawn by a field of their own. */
const FIELD_HINTS: ReadonlySet<string> = new Set(['photos', 'files', 'location', 'condition', 'signature'])
const PLACE_KEYS = ['address', 'longitude', 'latitude']

/**
 * Turns one of our schemas into what the form renderer draws: hints become widgets and order, titles take the language, retired fields go,
 * and whatever no form can draw (unions of objects, conditions, free records) becomes a read-only sentence instead of a broken widget.
 * Validation never uses the result: it always runs on the original.
 */
export function prepareSchema(schema: JsonSchema, options: PrepareOptions = {}): PreparedForm {
  const prepared = prepare(schema, { language: options.language ?? 'zh', names: options.names ?? {} }, options.order)
  return { schema: prepared.schema as RJSFSchema, uiSchema: prepared.uiSchema as UiSchema }
}

type Loose = Record<string, unknown>
type Prepared = { schema: Loose; uiSchema: Loose }

function prepare(source: JsonSchema, setting: Setting, order?: readonly string[]): Prepared {
  const schema: Loose = { ...source }
  const uiSchema: Loose = {}
  if (setting.language === 'en' && typeof schema['x-en'] === 'string') schema['title'] = schema['x-en']
  if (setting.language === 'en' && typeof schema['x-en-description'] === 'string') schema['description'] = schema['x-en-description']
  const meaning = schema['x-meaning']
  if (typeof meaning === 'string' && meaning !== '')
    schema['description'] = [schema['description'], `${setting.language === 'en' ? 'Counts: ' : '口径：'}${meaning}`]
      .filter(Boolean)
      .join(' ')
  const hint = schema['x-widget']

  const merged = mergedEnum(source)
  if (merged) return prepare(merged, setting, order)
  const scalar = scalarUnion(source)
  if (scalar === 'nullable') return prepare(withoutNull(source), setting, order)
  if (scalar === 'mixed') {
    uiSchema['ui:field'] = 'scalar'
    const values = (unionOf(source) ?? []).flatMap((option) => (Array.isArray(option['enum']) ? (option['enum'] as unknown[]) : []))
    const named = values.map((value) => ({ value, label: setting.names[String(value)] ?? String(value) }))
    return { schema: { ...leaf(schema), ...(named.length > 0 && { 'x-options': named }) }, uiSchema }
  }
  if (typeof hint === 'string' && FIELD_HINTS.has(hint)) {
    uiSchema['ui:field'] = hint
    return { schema: { ...leaf(schema), ...(hint === 'files' && { 'x-files': filesOf(source) }) }, uiSchema }
  }
  if (isCondition(source)) {
    uiSchema['ui:field'] = 'condition'
    return { schema: leaf(schema), uiSchema }
  }
  if (isPlace(source)) {
    uiSchema['ui:field'] = 'location'
    return { schema: leaf(schema), uiSchema }
  }
  if (isBeyondForms(source)) {
    uiSchema['ui:field'] = 'code'
    return { schema: leaf(schema), uiSchema }
  }
  if (typeof hint === 'string' && WIDGET_HINTS.has(hint)) uiSchema['ui:widget'] = hint
  else if (schema['format'] === 'date-time') uiSchema['ui:widget'] = 'date-time'
  else if (schema['format'] === 'date') uiSchema['ui:widget'] = 'date'
  else if (schema['type'] === 'boolean') uiSchema['ui:widget'] = 'yesno'
  nameOptions(schema, uiSchema, setting)

  const branches = prepareBranches(schema, setting)
  if (isRecord(schema['properties'])) {
    const inside = prepareProperties(schema['properties'], schema['required'], setting)
    schema['properties'] = inside.properties
    if (schema['required'] !== undefined) schema['required'] = inside.required
    Object.assign(uiSchema, inside.uiSchema)
    uiSchema['ui:order'] = orderOf(schema['properties'] as Loose, order)
  }
  mergeUi(uiSchema, branches)
  if (isRecord(schema['items'])) {
    const item = prepare(schema['items'], setting)
    schema['items'] = item.schema
    uiSchema['items'] = item.uiSchema
    if (schema['uniqueItems'] === true && (Array.isArray(item.schema['enum']) || Array.isArray(item.schema['oneOf'])))
      uiSchema['ui:widget'] = 'select'
  }
  // Keys nobody declared are kept in the data but not drawn one by one.
  if (isRecord(schema['additionalProperties']) || schema['additionalProperties'] === true) delete schema['additionalProperties']
  return { schema, uiSchema }
}

function prepareProperties(properties: Loose, required: unknown, setting: Setting) {
  const kept: Loose = {}
  const uiSchema: Loose = {}
  for (const [name, field] of Object.entries(properties)) {
    if (!isRecord(field)) continue
    if (field['x-retired'] === true) continue
    const prepared = prepare(field, setting)
    // An optional group is empty until somebody asks for it; otherwise its required fields would look demanded.
    if (!asList(required).includes(name) && prepared.schema['type'] === 'object' && prepared.uiSchema['ui:field'] === undefined)
      prepared.uiSchema['ui:enableOptionalDataFieldForType'] = ['object']
    kept[name] = prepared.schema
    uiSchema[name] = prepared.uiSchema
  }
  return { properties: kept, uiSchema, required: asList(required).filter((name) => name in kept) }
}

/** Conditional parts: `if`/`then`/`else`, `allOf`, `dependentSchemas`. Their fields get the same treatment; `if` itself stays as it is. */
function prepareBranches(schema: Loose, setting: Setting): Loose[] {
  const found: Loose[] = []
  for (const keyword of ['then', 'else']) {
    if (!isRecord(schema[keyword])) continue
    const branch = prepare(schema[keyword], setting)
    schema[keyword] = branch.schema
    found.push(branch.uiSchema)
  }
  if (Array.isArray(schema['allOf'])) {
    schema['allOf'] = schema['allOf'].map((part: unknown) => {
      if (!isRecord(part)) return part
      const branch = prepare(part, setting)
      found.push(branch.uiSchema)
      return branch.schema
    })
  }
  // The renderer knows the older spelling of these two.
  const dependencies: Loose = {}
  if (isRecord(schema['dependentSchemas'])) {
    for (const [name, part] of Object.entries(schema['dependentSchemas'])) {
      if (!isRecord(part)) continue
      const branch = prepare(part, setting)
      dependencies[name] = branch.schema
      found.push(branch.uiSchema)
    }
    delete schema['dependentSchemas']
  }
  if (isRecord(schema['dependentRequired'])) {
    for (const [name, list] of Object.entries(schema['dependentRequired'])) dependencies[name] ??= list
    delete schema['dependentRequired']
  }
  if (Object.keys(dependencies).length > 0) schema['dependencies'] = dependencies
  return found
}

function mergeUi(target: Loose, branches: Loose[]): void {
  for (const branch of branches) {
    for (const [key, value] of Object.entries(branch)) {
      if (key === 'ui:order') continue
      if (!(key in target)) target[key] = value
    }
  }
}

function nameOptions(schema: Loose, uiSchema: Loose, setting: Setting): void {
  const values = schema['enum']
  if (!Array.isArray(values)) {
    // Options out of use keep their names for old answers and are offered no more.
    if (Array.isArray(schema['oneOf']))
      schema['oneOf'] = schema['oneOf'].filter((one: unknown) => !isRecord(one) || one['x-retired'] !== true)
    if (Array.isArray(schema['oneOf']) && setting.language === 'en') {
      schema['oneOf'] = schema['oneOf'].map((option: unknown) =>
        isRecord(option) && typeof option['x-en'] === 'string' ? { ...option, title: option['x-en'] } : option,
      )
    }
    return
  }
  const given = setting.language === 'en' ? (schema['x-en-enum-names'] ?? schema['x-enum-names']) : schema['x-enum-names']
  const names = Array.isArray(given) ? given : values.map((value) => setting.names[String(value)] ?? String(value))
  if (names.length === values.length) uiSchema['ui:enumNames'] = names
  schema['type'] ??= values.every((value) => typeof value === 'string') ? 'string' : 'number'
}

function orderOf(properties: Loose, order: readonly string[] | undefined): string[] {
  const names = Object.keys(properties)
  if (order) {
    const given = order.filter((name) => names.includes(name))
    return [...given, '*']
  }
  const place = (name: string) => {
    const field = properties[name]
    return isRecord(field) && typeof field['x-order'] === 'number' ? field['x-order'] : Number.MAX_SAFE_INTEGER
  }
  return [...names.toSorted((a, b) => place(a) - place(b)), '*']
}

/** `string | integer` and the like are one input; `T | null` is T left empty. */
function scalarUnion(schema: JsonSchema): 'mixed' | 'nullable' | undefined {
  const union = unionOf(schema)
  if (!union) return undefined
  const types = union.map((option) => option['type'])
  if (types.includes('null') && union.length === 2) return 'nullable'
  const scalars = union.every(
    (option) => typeof option['type'] === 'string' && ['string', 'integer', 'number', 'boolean'].includes(option['type']),
  )
  return scalars && new Set(types).size > 1 ? 'mixed' : undefined
}

/** A union of lists of words, a role or `system`, is one longer list. */
function mergedEnum(schema: JsonSchema): JsonSchema | undefined {
  const union = unionOf(schema)
  if (!union || union.every((option) => 'const' in option)) return undefined
  const values = union.map((option) =>
    Array.isArray(option['enum']) ? (option['enum'] as unknown[]) : 'const' in option ? [option['const']] : undefined,
  )
  if (!values.every((list) => list?.every((value) => typeof value === 'string'))) return undefined
  const { anyOf: _anyOf, oneOf: _oneOf, ...rest } = schema
  return { ...rest, type: 'string', enum: values.flat() }
}

function withoutNull(schema: JsonSchema): JsonSchema {
  const { anyOf: _anyOf, oneOf: _oneOf, ...rest } = schema
  const other = unionOf(schema)?.find((option) => option['type'] !== 'null')
  return { ...other, ...rest }
}

/** What no form draws well: recursive or foreign references, unions of objects, free records, anything goes, lists of fixed places. */
function isBeyondForms(schema: JsonSchema): boolean {
  if (typeof schema['$ref'] === 'string' && !schema['$ref'].startsWith('#/')) return true
  const union = unionOf(schema)
  if (union && !union.every((option) => 'const' in option)) return true
  if (isRecord(schema['patternProperties']) && !isRecord(schema['properties'])) return true
  if (schema['type'] === 'object' && !isRecord(schema['properties']) && !schema['allOf'] && !schema['if']) return true
  if (
    schema['type'] === 'array' &&
    (Array.isArray(schema['items']) || Array.isArray(schema['prefixItems']) || schema['items'] === undefined)
  )
    return true
  const says = [
    'type',
    'enum',
    'const',
    'properties',
    'anyOf',
    'oneOf',
    'allOf',
    'if',
    'then',
    'else',
    '$ref',
    'required',
    'dependentSchemas',
    'dependentRequired',
  ]
  return !says.some((keyword) => keyword in schema)
}

function unionOf(schema: JsonSchema): Loose[] | undefined {
  const options = schema['anyOf'] ?? schema['oneOf']
  return Array.isArray(options) && options.every(isRecord) ? options : undefined
}

/** The one recursive schema of ours that a form of its own draws. */
function isCondition({ $ref: ref, $defs: definitions }: JsonSchema): boolean {
  return ref === 'Condition' && isRecord(definitions) && 'Condition' in definitions
}

function isPlace(schema: JsonSchema): boolean {
  const properties = schema['properties']
  return isRecord(properties) && Object.keys(properties).length === 3 && PLACE_KEYS.every((key) => key in properties)
}

/** A field drawn by ourselves: the renderer must not look inside. It skips empty schemas, so something always stays. */
function leaf(schema: Loose): Loose {
  const kept: Loose = { 'x-whole': true }
  for (const key of ['title', 'description', 'x-widget', 'x-order', 'maxItems', 'minItems', 'x-en'])
    if (key in schema) kept[key] = schema[key]
  const definitions = schema['$defs']
  const referred = isRecord(definitions) ? definitions[String(schema['$ref'])] : undefined
  if (kept['title'] === undefined && isRecord(referred)) kept['title'] = referred['title']
  return kept
}

function asList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}

function isRecord(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
