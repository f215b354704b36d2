import type { RouteDefinition, RouteInput } from '@shaotai/api'
import { plainSchema, refuse, type Refusal } from '@shaotai/core'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { TSchema } from 'typebox'
import { Refused } from './refused.ts'

type Raw = { params: unknown; query: unknown; body: unknown; key: string | string[] | undefined }

// Our own schemas only: their patterns are ours, and what a county writes is validated elsewhere under limits.
const exact = new Ajv2020({ strict: false, allErrors: false, validateFormats: false })
// Path and query values arrive as text: "5" is the number 5 there.
const fromText = new Ajv2020({ strict: false, allErrors: false, validateFormats: false, coerceTypes: true })
const compiled = new WeakMap<TSchema, ValidateFunction>()

/** Checks a request against its declaration; refuses with the place that is wrong. Unknown keys are refused where schemas are strict. */
export function validateInput<D extends RouteDefinition>(definition: D, raw: Raw): RouteInput<D> {
  return {
    params: check(definition.params, raw.params, fromText, ''),
    query: definition.list ? raw.query : check(definition.query, raw.query, fromText, ''),
    body: check(definition.body, raw.body, exact, ''),
    key: definition.idempotent ? readKey(raw.key) : undefined,
  } as RouteInput<D>
}

/** Checks any value against one of our schemas; the refusal names the first place that is wrong. */
export function findProblem(schema: TSchema, value: unknown, validator: Ajv2020 = exact): Refusal | undefined {
  let validate = compiled.get(schema)
  if (!validate) compiled.set(schema, (validate = validator.compile(plainSchema(schema))))
  return validate(value) ? undefined : describe(validate.errors![0]!)
}

function check(schema: TSchema | undefined, value: unknown, validator: Ajv2020, at: string): unknown {
  if (!schema) return undefined
  const problem = findProblem(schema, value ?? (validator === fromText ? {} : value), validator)
  if (problem) throw new Refused({ ...problem, at: `${at}${problem.at ?? ''}` })
  return value
}

function describe({ instancePath, keyword, params, message }: ErrorObject): Refusal {
  const details = params as { additionalProperty?: string; missingProperty?: string; allowedValues?: unknown[] }
  if (keyword === 'additionalProperties') {
    const field = String(details.additionalProperty)
    return refuse('http.unknown-field', { field }, { at: `${instancePath}/${escapePointer(field)}` })
  }
  if (keyword === 'required')
    return refuse('http.missing-field', { field: details.missingProperty }, { at: `${instancePath}/${details.missingProperty}` })
  const place = instancePath === '' ? '内容' : instancePath.slice(1).replaceAll('/', '.')
  const problem = keyword === 'enum' ? `应为 ${details.allowedValues?.join(' / ')} 之一` : (message ?? keyword)
  return refuse('http.invalid', { place, problem, keyword }, { at: instancePath })
}

function escapePointer(text: string): string {
  return text.replaceAll('~', '~0').replaceAll('/', '~1')
}

function readKey(key: string | string[] | undefined): string | undefined {
  if (key === undefined) return undefined
  if (typeof key === 'string' && /^[\x21-\x7e]{8,128}$/.test(key)) return key
  throw new Refused(refuse('idempotency.bad-key', {}, { at: '/headers/idempotency-key' }))
}
