import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema'
import type { JsonSchema } from './prepare-schema.ts'

/** What is wrong with one value: where (JSON pointer), which rule, and the values its sentence needs. */
export type Problem = { at: string; rule: string; params: Readonly<Record<string, unknown>>; schema: JsonSchema | undefined }

/** Rules that only report that something inside failed. */
const NOISE: ReadonlySet<string> = new Set([
  'if',
  'then',
  'else',
  'properties',
  'items',
  'prefixItems',
  'allOf',
  '$ref',
  'additionalItems',
  'dependentSchemas',
  'patternProperties',
])

const validators = new WeakMap<object, Validator>()

/**
 * Everything wrong with a value under a schema, in the order of the schema, at most one per place. Interprets the schema: no `eval`, so it
 * works under a strict content security policy. Undefined members count as absent.
 */
export function findProblems(schema: JsonSchema, value: unknown): Problem[] {
  const result = validatorOf(schema).validate(withoutUndefined(value))
  if (result.valid) return []
  const problems = result.errors.filter((error) => isTelling(error, result.errors)).map((error) => toProblem(error, schema, value))
  const seen = new Set<string>()
  return problems.filter((problem) => !seen.has(problem.at) && seen.add(problem.at))
}

/** Whether a value fits a schema. */
export function isValid(schema: JsonSchema, value: unknown): boolean {
  try {
    return validatorOf(schema).validate(withoutUndefined(value)).valid
  } catch {
    return false
  }
}

function validatorOf(schema: JsonSchema): Validator {
  const known = validators.get(schema)
  if (known) return known
  const validator = new Validator(schema as Schema, '2020-12', false)
  validators.set(schema, validator)
  return validator
}

function isTelling(error: OutputUnit, all: OutputUnit[]): boolean {
  if (NOISE.has(error.keyword)) return false
  // A false schema: the rule above it (additionalProperties, not…) says the same with a name.
  if (error.keyword === 'false') return false
  // Inside a union every option complains; the union itself says it once.
  return !all.some((other) => isUnion(other) && other !== error && error.keywordLocation.startsWith(`${other.keywordLocation}/`))
}

const isUnion = (error: OutputUnit) => error.keyword === 'anyOf' || error.keyword === 'oneOf'

function toProblem(error: OutputUnit, root: JsonSchema, value: unknown): Problem {
  const owner = follow(root, error.keywordLocation.replace(/\/[^/]*$/, ''))
  const place = error.instanceLocation.replace(/^#/, '')
  const limit = owner?.[error.keyword]
  if (error.keyword === 'required') {
    const name = namedIn(error.error)
    const properties = owner?.['properties']
    const field = isRecord(properties) && name ? properties[name] : undefined
    const declared = isRecord(field) ? field : findField(root, place, name)
    return { at: `${place}/${escape(name)}`, rule: 'required', params: { name }, schema: declared }
  }
  if (error.keyword === 'dependentRequired' || error.keyword === 'dependencies') {
    const name = lastNamedIn(error.error)
    return { at: `${place}/${escape(name)}`, rule: 'required', params: { name }, schema: findField(root, place, name) }
  }
  if (error.keyword === 'additionalProperties' || error.keyword === 'unevaluatedProperties') {
    const name = namedIn(error.error)
    return { at: `${place}/${escape(name)}`, rule: 'unknownKey', params: { key: name }, schema: undefined }
  }
  if (error.keyword === 'type') return { at: place, rule: typeRule(limit), params: {}, schema: owner }
  if (error.keyword === 'format') return { at: place, rule: `format.${String(limit)}`, params: {}, schema: owner }
  // An empty text in a required field reads as "fill this in", not as "at least 1 character".
  if (error.keyword === 'minLength' && valueAt(value, place) === '') return { at: place, rule: 'required', params: {}, schema: owner }
  if (error.keyword === 'minItems' && limit === 1) return { at: place, rule: 'required', params: {}, schema: owner }
  return { at: place, rule: error.keyword, params: { limit }, schema: owner }
}

function typeRule(type: unknown): string {
  return type === 'integer' || type === 'number' ? type : 'type'
}

/** The validator names the property only inside its English sentence, in double quotes. */
function namedIn(sentence: string): string {
  return /"((?:[^"\\]|\\.)*)"/.exec(sentence)?.[1] ?? ''
}

function lastNamedIn(sentence: string): string {
  return (
    sentence
      .match(/"((?:[^"\\\\]|\\\\.)*)"/g)
      ?.at(-1)
      ?.slice(1, -1) ?? ''
  )
}

function findField(schema: JsonSchema, place: string, name: string): JsonSchema | undefined {
  let here: unknown = schema
  for (const step of steps(place)) {
    if (!isRecord(here)) return undefined
    const properties: unknown = here['properties']
    here = isRecord(properties) && step in properties ? properties[step] : here['items']
  }
  if (!isRecord(here)) return undefined
  return searchField(here, name)
}

/** A field may be declared in a conditional part of its object. */
function searchField(schema: JsonSchema, name: string): JsonSchema | undefined {
  const properties = schema['properties']
  if (isRecord(properties) && isRecord(properties[name])) return properties[name]
  const parts = [schema['then'], schema['else'], ...(Array.isArray(schema['allOf']) ? schema['allOf'] : [])].filter(isRecord)
  for (const part of parts) {
    const found = searchField(part, name)
    if (found) return found
  }
  return undefined
}

function follow(schema: JsonSchema, location: string): JsonSchema | undefined {
  let here: unknown = schema
  for (const step of steps(location.replace(/^#/, ''))) {
    if (Array.isArray(here)) here = here[Number(step)]
    else if (isRecord(here)) here = step === '$ref' ? resolve(schema, String(here['$ref'])) : here[step]
    else return undefined
  }
  return isRecord(here) ? here : undefined
}

/** What a reference inside the schema means: a local pointer, or the `$id` of an embedded definition. */
function resolve(root: JsonSchema, reference: string): unknown {
  if (reference.startsWith('#')) return valueAt(root, reference.slice(1))
  const search = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(search).find((found) => found !== undefined)
    if (!isRecord(node)) return undefined
    return node['$id'] === reference
      ? node
      : Object.values(node)
          .map(search)
          .find((found) => found !== undefined)
  }
  return search(root)
}

/** The value a JSON pointer leads to. */
export function valueAt(value: unknown, pointer: string): unknown {
  let here = value
  for (const step of steps(pointer)) {
    if (Array.isArray(here)) here = here[Number(step)]
    else if (isRecord(here)) here = here[step]
    else return undefined
  }
  return here
}

/** The steps of a JSON pointer. */
export function steps(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => decode(step).replaceAll('~1', '/').replaceAll('~0', '~'))
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}

function escape(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1')
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry: unknown) => (entry === undefined ? null : withoutUndefined(entry)))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => [key, withoutUndefined(entry)]),
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
