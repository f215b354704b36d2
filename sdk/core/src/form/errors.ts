import { pointedAt, pointTo } from '../shared/json-pointer.ts'
import { isNode } from './fields.ts'

/** An error of any JSON Schema engine: the keyword that failed, where in the data, and what the engine knows about it. `schemaPath` like `#/properties/title/maxLength`. */
export type EngineError = {
  readonly keyword: string
  readonly instancePath: string
  readonly schemaPath?: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** What is wrong with one field, in words both sides translate alike: `form.required`, `form.too-short`, `form.not-in-list`… */
export type FormError = { at: string; code: string; params: Record<string, unknown> }

/**
 * Turns the errors of an engine into one error per mistake: wrappers that only say that something inside failed are left out,
 * a choice is said once, a missing field is reported at the field. `schema` and `data` supply what an engine does not tell.
 */
export function toFormErrors(errors: readonly EngineError[], schema: unknown, data: unknown): FormError[] {
  const choices = errors.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf' || keyword === 'contains')
  const insideChoice = ({ schemaPath }: EngineError) =>
    schemaPath !== undefined && choices.some((choice) => choice.schemaPath !== undefined && schemaPath.startsWith(`${choice.schemaPath}/`))
  const found = errors
    .filter((error) => !WRAPPERS.has(error.keyword) && !insideChoice(error))
    .flatMap((error) => toFormError(error, schema, data))
  const seen = new Set<string>()
  return found.filter(({ at, code }) => (seen.has(`${at} ${code}`) ? false : seen.add(`${at} ${code}`)))
}

/** Every code `toFormErrors` can give. */
export const FORM_ERROR_CODES = [
  'form.required',
  'form.unknown-field',
  'form.wrong-type',
  'form.not-in-list',
  'form.too-short',
  'form.too-long',
  'form.too-small',
  'form.too-large',
  'form.too-few',
  'form.too-many',
  'form.duplicate',
  'form.wrong-pattern',
  'form.wrong-format',
  'form.not-a-multiple',
  'form.not-contained',
  'form.invalid-field',
] as const

const WRAPPERS = new Set(['if', 'then', 'else', 'allOf', 'properties', 'items', '$ref', 'false', 'false schema', 'patternProperties'])

const CODES: Readonly<Record<string, (typeof FORM_ERROR_CODES)[number]>> = {
  type: 'form.wrong-type',
  enum: 'form.not-in-list',
  const: 'form.not-in-list',
  oneOf: 'form.not-in-list',
  anyOf: 'form.not-in-list',
  minLength: 'form.too-short',
  maxLength: 'form.too-long',
  minimum: 'form.too-small',
  exclusiveMinimum: 'form.too-small',
  maximum: 'form.too-large',
  exclusiveMaximum: 'form.too-large',
  minItems: 'form.too-few',
  maxItems: 'form.too-many',
  uniqueItems: 'form.duplicate',
  pattern: 'form.wrong-pattern',
  format: 'form.wrong-format',
  multipleOf: 'form.not-a-multiple',
  contains: 'form.not-contained',
}

function toFormError(error: EngineError, schema: unknown, data: unknown): FormError[] {
  const { keyword, instancePath, params = {} } = error
  const rule = ruleOf(error, schema)
  if (keyword === 'required') {
    const missing =
      typeof params.missingProperty === 'string' ? [params.missingProperty] : missingNames(rule, pointedAt(data, instancePath))
    return missing.map((name) => ({ at: pointTo(instancePath, name), code: 'form.required', params: { field: name } }))
  }
  if (keyword === 'additionalProperties') {
    const name = params.additionalProperty
    return typeof name === 'string' ? [{ at: pointTo(instancePath, name), code: 'form.unknown-field', params: { field: name } }] : []
  }
  const code = Object.hasOwn(CODES, keyword) ? CODES[keyword] : undefined
  const limit = params.limit ?? rule
  return [{ at: instancePath, code: code ?? 'form.invalid-field', params: isPlain(limit) ? { limit } : {} }]
}

/** The value of the failed keyword, from the schema. */
function ruleOf({ schemaPath }: EngineError, schema: unknown): unknown {
  return schemaPath === undefined ? undefined : pointedAt(schema, decodeFragment(schemaPath.replace(/^#/, '')))
}

function missingNames(required: unknown, data: unknown): string[] {
  if (!Array.isArray(required) || !isNode(data)) return []
  return required.filter((name): name is string => typeof name === 'string' && !Object.hasOwn(data, name))
}

function decodeFragment(pointer: string): string {
  return pointer.replaceAll(/%[0-9A-Fa-f]{2}/g, (code) => String.fromCodePoint(Number.parseInt(code.slice(1), 16)))
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number'
}
