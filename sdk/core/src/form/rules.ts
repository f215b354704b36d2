import type { Condition, ConditionValue } from '../condition/schema.ts'
import { fieldsOf, isNode, type SchemaNode } from './fields.ts'

/**
 * One rule of a form: when it holds, the fields it shows appear and those it demands must be filled in. In the schema it is a member of
 * `allOf` with `if` and `then`; switched off, its fields always appear and its `if` is kept as `x-if`.
 */
export type FormRule = {
  /** Its place in `allOf`. */
  readonly index: number
  /** `undefined`: written in code in a way no sentence says. */
  readonly when: Condition | undefined
  readonly paused: boolean
  readonly shows: readonly string[]
  readonly demands: readonly string[]
}

/** The rules of a form's schema that are members of its `allOf`. */
export function formRules(schema: SchemaNode): FormRule[] {
  const parts: unknown[] = Array.isArray(schema.allOf) ? schema.allOf : []
  return parts.flatMap((part, index): FormRule[] => {
    if (!isNode(part)) return []
    const paused = isNode(part['x-if'])
    const inside = paused ? part : part.then
    if ((!paused && !isNode(part.if)) || !isNode(inside)) return []
    const plain = Object.keys(part).every((key) => (paused ? ['x-if', 'properties', 'required'] : ['if', 'then']).includes(key))
    return [
      {
        index,
        when: plain ? conditionOfSchema(paused ? part['x-if'] : part.if) : undefined,
        paused,
        shows: [...fieldsOf(inside, schema).keys()],
        demands: names(inside.required),
      },
    ]
  })
}

/** A condition on fields (`form.<id>`) as the JSON Schema that both engines check; a missing answer never makes it hold. Dates have no order there. */
export function schemaOfCondition(condition: Condition): SchemaNode {
  if ('all' in condition) return { allOf: condition.all.map(schemaOfCondition) }
  if ('any' in condition) return { anyOf: condition.any.map(schemaOfCondition) }
  if ('not' in condition) return { not: schemaOfCondition(condition.not) }
  if ('exists' in condition) return { required: [fieldOf(condition.exists)] }
  const [op, [path, operand]] = Object.entries(condition)[0] as [keyof typeof TESTS, [string, ConditionValue | ConditionValue[]]]
  const field = fieldOf(path)
  return { properties: { [field]: TESTS[op](operand) }, required: [field] }
}

/** The condition an `if` says; `undefined` for anything this way of writing does not know. */
export function conditionOfSchema(schema: unknown): Condition | undefined {
  if (!isNode(schema)) return undefined
  const keys = Object.keys(schema)
  const [only] = keys
  if (keys.length === 1 && (only === 'allOf' || only === 'anyOf')) {
    const parts = list(schema[only]).map(conditionOfSchema)
    if (parts.length === 0 || !parts.every((part) => part !== undefined)) return undefined
    return only === 'allOf' ? { all: parts } : { any: parts }
  }
  if (keys.length === 1 && only === 'not') {
    const inner = conditionOfSchema(schema.not)
    return inner && { not: inner }
  }
  if (!keys.every((key) => key === 'properties' || key === 'required')) return undefined
  const required = names(schema.required)
  const properties = schema.properties === undefined ? {} : schema.properties
  if (!isNode(properties) || required.length === 0 || !Object.keys(properties).every((id) => required.includes(id))) return undefined
  const tests = required.map((id): Condition | undefined => {
    const test = properties[id]
    return test === undefined ? { exists: `form.${id}` } : isNode(test) ? comparison(`form.${id}`, test) : undefined
  })
  if (!tests.every((test) => test !== undefined)) return undefined
  return tests.length === 1 ? tests[0] : { all: tests }
}

const TESTS = {
  eq: (value: unknown): SchemaNode => ({ const: value }),
  ne: (value: unknown): SchemaNode => ({ not: { const: value } }),
  in: (value: unknown): SchemaNode => ({ enum: value }),
  has: (value: unknown): SchemaNode => ({ type: 'array', contains: { const: value } }),
  lt: (value: unknown): SchemaNode => ({ type: 'number', exclusiveMaximum: value }),
  le: (value: unknown): SchemaNode => ({ type: 'number', maximum: value }),
  gt: (value: unknown): SchemaNode => ({ type: 'number', exclusiveMinimum: value }),
  ge: (value: unknown): SchemaNode => ({ type: 'number', minimum: value }),
}

function comparison(path: string, { type, ...test }: SchemaNode): Condition | undefined {
  const entries = Object.entries(test)
  const [entry] = entries
  if (entries.length !== 1 || !entry) return undefined
  const [keyword, value] = entry
  if (keyword === 'contains') {
    const wanted = isNode(value) && Object.keys(value).length === 1 ? value.const : undefined
    return isValue(wanted) ? { has: [path, wanted] } : undefined
  }
  if (keyword === 'not') {
    const unwanted = isNode(value) && Object.keys(value).length === 1 ? value.const : undefined
    return isValue(unwanted) ? { ne: [path, unwanted] } : undefined
  }
  if (keyword === 'const') return isValue(value) ? { eq: [path, value] } : undefined
  if (keyword === 'enum') return list(value).every(isValue) ? { in: [path, list(value) as ConditionValue[]] } : undefined
  const isNumeric = type === undefined || type === 'number' || type === 'integer'
  if (!isNumeric || typeof value !== 'number' || !Object.hasOwn(ORDER, keyword)) return undefined
  return { [ORDER[keyword as keyof typeof ORDER]]: [path, value] } as Condition
}

const ORDER = { exclusiveMaximum: 'lt', maximum: 'le', exclusiveMinimum: 'gt', minimum: 'ge' } as const

function fieldOf(path: string): string {
  return path.replace(/^form\./, '')
}

function isValue(value: unknown): value is ConditionValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function names(value: unknown): string[] {
  return list(value).filter((one): one is string => typeof one === 'string')
}
