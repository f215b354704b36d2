import type { JsonSchema } from '../schema/schema.ts'

/**
 * What is wrong with a configuration, each with its place. Understands what `t` writes: the county's server checks the same schema with a
 * full engine, this package carries none.
 */
export function problemsOf(value: unknown, schema: JsonSchema, at = 'config'): string[] {
  if ('const' in schema && value !== schema['const']) return [`${at}: must be ${JSON.stringify(schema['const'])}`]
  const options = schema['enum'] as readonly unknown[] | undefined
  if (options && !options.includes(value)) return [`${at}: must be one of ${options.map((one) => JSON.stringify(one)).join(', ')}`]
  switch (schema['type']) {
    case 'string':
      return typeof value === 'string' ? textProblems(value, schema, at) : [`${at}: must be a text`]
    case 'integer':
    case 'number':
      return numberProblems(value, schema, at)
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${at}: must be true or false`]
    case 'array':
      return Array.isArray(value) ? listProblems(value, schema, at) : [`${at}: must be a list`]
    case 'object':
      return typeof value === 'object' && value !== null
        ? objectProblems(value as Record<string, unknown>, schema, at)
        : [`${at}: must be an object`]
    default:
      return []
  }
}

/** The configuration with the defaults of its schema. */
export function withDefaults(config: Readonly<Record<string, unknown>>, schema: JsonSchema): Record<string, unknown> {
  const defaults = Object.entries(schema['properties'] as Readonly<Record<string, JsonSchema>>)
    .filter(([, field]) => 'default' in field)
    .map(([name, field]) => [name, field['default']] as const)
  return { ...Object.fromEntries(defaults), ...Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined)) }
}

function textProblems(value: string, { minLength = 0, maxLength = Infinity, pattern }: JsonSchema, at: string): string[] {
  if (value.length < (minLength as number)) return [`${at}: must not be empty`]
  if (value.length > (maxLength as number)) return [`${at}: is longer than ${String(maxLength)} characters`]
  if (pattern !== undefined && !new RegExp(pattern as string, 'u').test(value)) return [`${at}: does not look like ${pattern as string}`]
  return []
}

function numberProblems(value: unknown, { type, minimum = -Infinity, maximum = Infinity }: JsonSchema, at: string): string[] {
  if (typeof value !== 'number' || !Number.isFinite(value) || (type === 'integer' && !Number.isInteger(value)))
    return [`${at}: must be a${type === 'integer' ? ' whole' : ''} number`]
  return value < (minimum as number) || value > (maximum as number)
    ? [`${at}: must lie between ${String(minimum)} and ${String(maximum)}`]
    : []
}

function listProblems(
  value: readonly unknown[],
  { items, minItems = 0, maxItems = Infinity, uniqueItems }: JsonSchema,
  at: string,
): string[] {
  if (value.length < (minItems as number) || value.length > (maxItems as number))
    return [`${at}: must have ${String(minItems)} to ${String(maxItems)} entries`]
  if (uniqueItems && new Set(value.map((one) => JSON.stringify(one))).size < value.length) return [`${at}: has an entry twice`]
  return value.flatMap((one, index) => problemsOf(one, items as JsonSchema, `${at}[${index}]`))
}

function objectProblems(
  value: Readonly<Record<string, unknown>>,
  { properties, required, additionalProperties }: JsonSchema,
  at: string,
): string[] {
  const fields = properties as Readonly<Record<string, JsonSchema>>
  const missing = ((required ?? []) as readonly string[])
    .filter((name) => value[name] === undefined)
    .map((name) => `${at}.${name}: is missing`)
  const unknown =
    additionalProperties === false
      ? Object.keys(value)
          .filter((name) => !Object.hasOwn(fields, name))
          .map((name) => `${at}.${name}: is not declared`)
      : []
  const wrong = Object.entries(fields).flatMap(([name, field]) =>
    value[name] === undefined ? [] : problemsOf(value[name], field, `${at}.${name}`),
  )
  return [...missing, ...unknown, ...wrong]
}
