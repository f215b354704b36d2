import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema'
import { fieldsOf, toFormErrors, type EngineError, type FormError } from '@shaotai/core'
import type { JsonSchema } from './prepare-schema.ts'

/** What is wrong with one value: where (JSON pointer), the core's code for it, and the schema of the field when it is declared. */
export type Problem = { at: string; code: string; params: Readonly<Record<string, unknown>>; schema: JsonSchema | undefined }

/**
 * Everything wrong with a value under a schema, at most one problem per place. The engine interprets the schema: no `eval`, so it works under
 * a strict content security policy. Members that are undefined count as absent.
 */
export function findProblems(schema: JsonSchema, value: unknown): Problem[] {
  const data = withoutUndefined(value)
  const result = validatorOf(schema).validate(data)
  if (result.valid) return []
  const seen = new Set<string>()
  return toFormErrors(result.errors.map(toEngineError), schema, data)
    .filter(({ at }) => !seen.has(at) && seen.add(at))
    .map((error): Problem => {
      // What was emptied, or has none of at least one, asks to be filled in.
      const isEmpty =
        (error.code === 'form.too-short' && valueAt(data, error.at) === '') ||
        (error.code === 'form.too-few' && error.params['limit'] === 1)
      return { ...error, code: isEmpty ? 'form.required' : error.code, schema: fieldAt(schema, error.at) }
    })
}

/** Problems somebody else found (the server), with the schemas of their fields. */
export function asProblems(schema: JsonSchema, found: readonly FormError[]): Problem[] {
  return found.map((error) => ({ ...error, schema: fieldAt(schema, error.at) }))
}

/** Whether a value fits a schema. */
export function isValid(schema: JsonSchema, value: unknown): boolean {
  try {
    return validatorOf(schema).validate(withoutUndefined(value)).valid
  } catch {
    return false
  }
}

const validators = new WeakMap<object, Validator>()

function validatorOf(schema: JsonSchema): Validator {
  const known = validators.get(schema)
  if (known) return known
  const validator = new Validator(schema as Schema, '2020-12', false)
  validators.set(schema, validator)
  return validator
}

/** The engine names a property only inside its English sentence, in double quotes. */
function toEngineError(error: OutputUnit): EngineError {
  const instancePath = decode(error.instanceLocation.replace(/^#/, ''))
  const names = error.error.match(/"((?:[^"\\]|\\.)*)"/g)?.map((name) => name.slice(1, -1)) ?? []
  const where = { instancePath, schemaPath: error.keywordLocation }
  switch (error.keyword) {
    case 'required':
      return { ...where, keyword: 'required', params: { missingProperty: names[0] } }
    case 'dependentRequired':
    case 'dependencies':
      return { ...where, keyword: 'required', params: { missingProperty: names.at(-1) } }
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return { ...where, keyword: 'additionalProperties', params: { additionalProperty: names[0] } }
    case 'prefixItems':
    case 'additionalItems':
    case 'dependentSchemas':
      return { ...where, keyword: 'items' }
    default:
      return { ...where, keyword: error.keyword }
  }
}

/** The schema of the field at a place, also when a condition or a reference declares it. */
function fieldAt(root: JsonSchema, at: string): JsonSchema | undefined {
  let here: JsonSchema | undefined = root
  for (const step of steps(at)) {
    if (!here) return undefined
    const items: unknown = here['items']
    here = /^\d+$/.test(step) && isRecord(items) ? items : fieldsOf(here, root).get(step)
  }
  return here
}

/** The value a JSON pointer leads to. */
export function valueAt(value: unknown, pointer: string): unknown {
  let here = value
  for (const step of steps(pointer)) {
    if (Array.isArray(here)) here = here[Number(step)]
    else if (isRecord(here) && Object.hasOwn(here, step)) here = here[step]
    else return undefined
  }
  return here
}

/** The steps of a JSON pointer. */
export function steps(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function decode(pointer: string): string {
  try {
    return decodeURI(pointer)
  } catch {
    return pointer
  }
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry: unknown) => (entry === undefined ? null : withoutUndefined(entry)))
  if (!isRecord(value)) return value
  const kept = Object.entries(value).filter(([, entry]) => entry !== undefined)
  return Object.fromEntries(kept.map(([key, entry]) => [key, withoutUndefined(entry)]))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
