import { pointTo } from '../shared/json-pointer.ts'
import { isFiller, isRoleName } from './access.ts'
import { fieldsOf, followRef, isNode, type SchemaNode } from './fields.ts'
import { FORM_FORMATS, FORM_HINTS, FORM_KEYWORDS, FORM_TYPES, FORM_WIDGETS, IN_PLACE, type KeywordKind } from './keyword.ts'
import { patternProblem } from './pattern.ts'
import type { Form } from './schema.ts'

/** One thing a form may not, or should not, do. `at` points into the schema. Red ones block publishing. */
export type FormProblem = { code: string; severity: 'red' | 'amber'; at: string; params: Record<string, unknown> }

export const FORM_LIMITS = { characters: 256_000, depth: 12, fields: 200, options: 500, refs: 500, parts: 50 } as const

const FIELD_ID = /^[A-Za-z][A-Za-z0-9_]{0,39}$/
const RESERVED = new Set([
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
])

/**
 * Checks the schema of a form: only keywords both engines and the screen understand, local references without cycles, bounded size,
 * depth and number of fields, safe patterns, field ids that can live for ever, and required fields that can be filled in.
 * Total: any value gives a list of problems.
 */
export function lintFormSchema(schema: unknown): FormProblem[] {
  if (!isNode(schema)) return [red('form-schema.not-an-object', '')]
  const size = sizeOf(schema)
  if (size.characters > FORM_LIMITS.characters) return [red('form-schema.too-big', '', { most: FORM_LIMITS.characters })]
  if (size.depth > FORM_LIMITS.depth * 2) return [red('form-schema.too-deep', '', { most: FORM_LIMITS.depth })]
  const run: Run = { root: schema, problems: [], fields: 0, refs: 0 }
  if (schema.type !== 'object' || !isNode(schema.properties)) run.problems.push(red('form-schema.not-an-object', ''))
  visit(schema, '', run, { fields: new Map(), depth: 0, inPlace: false })
  if (run.fields > FORM_LIMITS.fields)
    run.problems.push(red('form-schema.too-many-fields', '', { most: FORM_LIMITS.fields, given: run.fields }))
  if (run.refs > FORM_LIMITS.refs) run.problems.push(red('form-schema.too-many-refs', '', { most: FORM_LIMITS.refs }))
  return [...run.problems, ...findRefCycles(schema)]
}

/** Checks a whole form: its schema, and an order that names each field once and leaves none out. Pointers go into the form. */
export function lintForm(form: Form): FormProblem[] {
  const problems = lintFormSchema(form.schema).map((problem) => ({ ...problem, at: `/schema${problem.at}` }))
  if (!form.order) return problems
  const fields = fieldsOf(form.schema, form.schema)
  const required = names(form.schema.required)
  for (const [index, id] of form.order.entries())
    if (!fields.has(id) || form.order.indexOf(id) !== index)
      problems.push({ code: 'form-schema.order-unknown', severity: 'amber', at: `/order/${index}`, params: { field: id } })
  for (const [id, field] of fields)
    if (!form.order.includes(id) && field['x-retired'] !== true)
      problems.push({
        code: required.includes(id) ? 'form-schema.required-hidden' : 'form-schema.order-incomplete',
        severity: required.includes(id) ? 'red' : 'amber',
        at: '/order',
        params: { field: id, name: titleOf(field, id) },
      })
  return problems
}

type Run = { readonly root: SchemaNode; readonly problems: FormProblem[]; fields: number; refs: number }
type Place = { fields: ReadonlyMap<string, SchemaNode>; depth: number; inPlace: boolean }

function visit(schema: unknown, at: string, run: Run, place: Place): void {
  if (!isNode(schema)) {
    if (typeof schema !== 'boolean') run.problems.push(red('form-schema.not-a-schema', at))
    return
  }
  if (place.depth > FORM_LIMITS.depth) {
    run.problems.push(red('form-schema.too-deep', at, { most: FORM_LIMITS.depth }))
    return
  }
  const fields = place.inPlace ? new Map([...fieldsOf(schema, run.root), ...place.fields]) : fieldsOf(schema, run.root)
  for (const [keyword, value] of Object.entries(schema)) {
    const where = pointTo(at, keyword)
    const kind = kindOf(keyword)
    if (kind === undefined)
      run.problems.push(red(keyword.startsWith('x-') ? 'form-schema.hint-unknown' : 'form-schema.keyword-unknown', where, { keyword }))
    else checkValue(kind, keyword, value, where, run)
    if (kind === 'roles' || kind === 'fillers') checkAccess(keyword, at, run)
    if (kind === 'schema') visit(value, where, run, { fields, depth: place.depth + 1, inPlace: isInPlace(keyword) })
    if (kind === 'schemas' && Array.isArray(value))
      for (const [index, part] of value.entries())
        visit(part, pointTo(where, index), run, { fields, depth: place.depth + 1, inPlace: true })
    if (kind === 'fields' && isNode(value))
      visitFields(keyword, value, where, run, { fields, depth: place.depth + 1, inPlace: place.inPlace })
  }
  checkRequired(schema, at, fields, run)
  checkParts(schema, at, fields, run)
  checkWords(schema, at, run)
}

/** A conditional part may speak of fields declared outside it, at any depth. */
function visitFields(keyword: string, declared: SchemaNode, at: string, run: Run, { fields, depth, inPlace }: Place): void {
  for (const [id, field] of Object.entries(declared)) {
    const where = pointTo(at, id)
    if (keyword === 'properties') run.fields++
    if (!FIELD_ID.test(id) || RESERVED.has(id)) run.problems.push(red('form-schema.field-id', where, { field: id }))
    visit(field, where, run, { fields: fieldsOf(fields.get(id), run.root), depth, inPlace })
  }
}

function checkValue(kind: KeywordKind, keyword: string, value: unknown, at: string, run: Run): void {
  const problem = valueProblem(kind, keyword, value, run)
  if (problem) run.problems.push(red(problem.code, at, { keyword, ...problem.params }))
}

/** Who sees and fills in is said of whole fields of the form; what stands in lists and messages is for all who see those. */
function checkAccess(keyword: string, at: string, run: Run): void {
  const id = OUTER_FIELD.exec(at)?.[1]
  if (id === undefined) run.problems.push(red('form-schema.access-inside', pointTo(at, keyword)))
  else if (keyword === 'x-see' && LISTED_FIELDS.includes(id))
    run.problems.push(red('form-schema.see-listed', pointTo(at, keyword), { field: id }))
}

/** A field of the form itself, declared at once or by a rule. */
const OUTER_FIELD = /^(?:\/(?:(?:allOf|anyOf|oneOf)\/\d+|then|else))*\/properties\/([^/]+)$/
/** What every list of cases shows. */
const LISTED_FIELDS = ['title', 'place']

function valueProblem(
  kind: KeywordKind,
  keyword: string,
  value: unknown,
  run: Run,
): { code: string; params?: Record<string, unknown> } | undefined {
  const wrong = { code: 'form-schema.keyword-value' }
  switch (kind) {
    case 'text':
      if (keyword === 'x-widget' && !(FORM_WIDGETS as readonly unknown[]).includes(value))
        return { code: 'form-schema.widget-unknown', params: { given: value } }
      return typeof value === 'string' ? undefined : wrong
    case 'count':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? undefined : wrong
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && (keyword !== 'multipleOf' || value > 0) ? undefined : wrong
    case 'flag':
      return typeof value === 'boolean' ? undefined : wrong
    case 'roles':
    case 'fillers': {
      const isKnown = kind === 'roles' ? isRoleName : isFiller
      return Array.isArray(value) && value.length > 0 && value.length <= FORM_LIMITS.options && value.every((one) => isKnown(one))
        ? undefined
        : wrong
    }
    case 'false':
      return value === false ? undefined : { code: 'form-schema.additional-properties' }
    case 'names':
      return Array.isArray(value) && value.every((one) => typeof one === 'string') ? undefined : wrong
    case 'list':
      if (!Array.isArray(value) || value.length === 0) return wrong
      return value.length > FORM_LIMITS.options
        ? { code: 'form-schema.too-many-options', params: { most: FORM_LIMITS.options } }
        : undefined
    case 'schemas':
      return Array.isArray(value) && value.length > 0 && value.length <= FORM_LIMITS.options ? undefined : wrong
    case 'fields':
      return isNode(value) ? undefined : wrong
    case 'parts':
      return Array.isArray(value) && value.length > 0 && value.length <= FORM_LIMITS.parts && value.every(isPart) ? undefined : wrong
    case 'type':
      return (FORM_TYPES as readonly unknown[]).includes(value) ? undefined : { code: 'form-schema.type-unknown', params: { given: value } }
    case 'format':
      return (FORM_FORMATS as readonly unknown[]).includes(value)
        ? undefined
        : { code: 'form-schema.format-unknown', params: { given: value } }
    case 'pattern':
      return typeof value === 'string' ? patternProblem(value) : wrong
    case 'ref':
      run.refs++
      if (typeof value !== 'string' || !value.startsWith('#/')) return { code: 'form-schema.ref-not-local', params: { given: value } }
      return isNode(followRef(run.root, value)) ? undefined : { code: 'form-schema.ref-missing', params: { given: value } }
    default:
      return undefined
  }
}

function checkRequired(schema: SchemaNode, at: string, fields: ReadonlyMap<string, SchemaNode>, run: Run): void {
  for (const [index, id] of names(schema.required).entries()) {
    const where = pointTo(pointTo(at, 'required'), index)
    const field = fields.get(id)
    if (!field) run.problems.push(red('form-schema.required-unknown', where, { field: id }))
    else if (isDisplay(field)) run.problems.push(red('form-schema.required-display', where, { field: id, name: titleOf(field, id) }))
    else if (field['x-retired'] === true)
      run.problems.push(red('form-schema.required-retired', where, { field: id, name: titleOf(field, id) }))
  }
}

/** Computed texts speak of fields beside them, and not of one another. */
function checkParts(schema: SchemaNode, at: string, fields: ReadonlyMap<string, SchemaNode>, run: Run): void {
  for (const [id, field] of isNode(schema.properties) ? Object.entries(schema.properties) : []) {
    const parts = isNode(field) && Array.isArray(field['x-parts']) ? field['x-parts'] : []
    for (const [index, part] of parts.entries()) {
      if (!isNode(part) || typeof part.field !== 'string') continue
      const source = fields.get(part.field)
      if (!source || isDisplay(source))
        run.problems.push(
          red('form-schema.part-unknown', `${pointTo(pointTo(at, 'properties'), id)}/x-parts/${index}`, { field: part.field }),
        )
    }
  }
}

function isPart(part: unknown): boolean {
  return typeof part === 'string' || (isNode(part) && Object.keys(part).length === 1 && typeof part.field === 'string')
}

function isDisplay(field: SchemaNode): boolean {
  return field['x-widget'] === 'section' || field['x-widget'] === 'computed'
}

/** A label longer than a screen is an instruction; it belongs into the description. */
function checkWords(schema: SchemaNode, at: string, run: Run): void {
  const { title } = schema
  if (typeof title === 'string' && title.length > 200)
    run.problems.push({
      code: 'form-schema.title-long',
      severity: 'amber',
      at: pointTo(at, 'title'),
      params: { most: 200, given: title.length },
    })
}

/** References that lead back to a part they stand in: a validator would never end. */
function findRefCycles(root: SchemaNode): FormProblem[] {
  const done = new Set<string>()
  const open = new Set<string>()
  const follow = (node: unknown): string | undefined => {
    for (const ref of refsIn(node)) {
      if (open.has(ref)) return ref
      if (done.has(ref)) continue
      open.add(ref)
      const cycle = follow(followRef(root, ref))
      open.delete(ref)
      done.add(ref)
      if (cycle !== undefined) return cycle
    }
    return undefined
  }
  const cycle = follow(root)
  return cycle === undefined ? [] : [red('form-schema.ref-cycle', cycle.slice(1), { given: cycle })]
}

function refsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(refsIn)
  if (!isNode(node)) return []
  const own = typeof node.$ref === 'string' ? [node.$ref] : []
  return [...own, ...Object.values(node).flatMap(refsIn)]
}

function sizeOf(root: unknown): { characters: number; depth: number } {
  const stack: [unknown, number][] = [[root, 0]]
  const size = { characters: 0, depth: 0 }
  for (
    let entry = stack.pop();
    entry && size.characters <= FORM_LIMITS.characters && size.depth <= FORM_LIMITS.depth * 2;
    entry = stack.pop()
  ) {
    const [value, depth] = entry
    size.depth = Math.max(size.depth, depth)
    size.characters += typeof value === 'string' ? value.length + 2 : 4
    if (typeof value === 'object' && value !== null)
      for (const [key, part] of Object.entries(value)) {
        size.characters += key.length
        stack.push([part, depth + 1])
      }
  }
  return size
}

function kindOf(keyword: string): KeywordKind | undefined {
  if (Object.hasOwn(FORM_KEYWORDS, keyword)) return FORM_KEYWORDS[keyword]
  return Object.hasOwn(FORM_HINTS, keyword) ? FORM_HINTS[keyword] : undefined
}

function isInPlace(keyword: string): boolean {
  return keyword === 'x-if' || (IN_PLACE as readonly string[]).includes(keyword)
}

function names(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

function titleOf(field: SchemaNode, id: string): string {
  return typeof field.title === 'string' ? field.title : id
}

function red(code: string, at: string, params: Record<string, unknown> = {}): FormProblem {
  return { code, severity: 'red', at, params }
}
