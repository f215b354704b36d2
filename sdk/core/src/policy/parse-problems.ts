import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { pointTo } from '../shared/json-pointer.ts'
import { canonicalJson } from './hash.ts'

/** One thing wrong in a document: what, where (JSON pointer), and the values its sentence needs. */
export type Problem = { code: string; at: string; params: Record<string, unknown> }

/**
 * What is wrong with a value under a schema of the core, in reading order, at most `limit`.
 * Unlike a validator's raw errors it says one thing per mistake: of a choice, only the branch that was meant.
 */
export function findProblems(schema: TSchema, value: unknown, limit: number): Problem[] {
  return walk(schema as Node, value, { at: '', defs: {}, limit })
}

/** The part of JSON Schema that the core's own schemas use. */
type Node = {
  $ref?: string
  $defs?: Record<string, Node>
  anyOf?: Node[]
  type?: string
  properties?: Record<string, Node>
  patternProperties?: Record<string, Node>
  additionalProperties?: boolean | Node
  required?: string[]
  items?: Node | Node[]
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  enum?: unknown[]
  const?: unknown
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  title?: string
}
type Place = { at: string; defs: Record<string, Node>; limit: number }

function walk(schema: Node, value: unknown, place: Place): Problem[] {
  if (schema.$ref !== undefined) {
    const defs = { ...place.defs, ...schema.$defs }
    const target = defs[schema.$ref]
    return target ? walk(target, value, { ...place, defs }) : []
  }
  if (schema.anyOf) return walkChoice(schema, schema.anyOf, value, place)
  if (schema.type === 'object') return isRecord(value) ? walkObject(schema, value, place) : [wrongType(schema, value, place)]
  if (schema.type === 'array') return Array.isArray(value) ? walkArray(schema, value, place) : [wrongType(schema, value, place)]
  return walkLeaf(schema, value, place)
}

function walkObject(schema: Node, value: Record<string, unknown>, place: Place): Problem[] {
  const problems: Problem[] = []
  const { properties = {}, patternProperties = {}, additionalProperties } = schema
  for (const key of schema.required ?? [])
    if (!Object.hasOwn(value, key) || value[key] === undefined)
      problems.push({ code: 'schema.required', at: pointTo(place.at, key), params: { key, name: properties[key]?.title ?? key } })
  for (const [key, item] of Object.entries(value)) {
    if (problems.length >= place.limit) break
    if (item === undefined) continue
    const known = Object.hasOwn(properties, key)
      ? properties[key]
      : Object.entries(patternProperties).find(([pattern]) => new RegExp(pattern).test(key))?.[1]
    const at = pointTo(place.at, key)
    const allowed = known ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined)
    if (allowed) problems.push(...walk(allowed, item, { ...place, at, limit: place.limit - problems.length }))
    else if (additionalProperties === false) problems.push({ code: 'schema.key-unknown', at, params: { key } })
  }
  return problems.slice(0, place.limit)
}

function walkArray(schema: Node, value: readonly unknown[], place: Place): Problem[] {
  const { items, minItems = 0, maxItems = Array.isArray(items) ? items.length : Number.MAX_SAFE_INTEGER } = schema
  const named = { name: schema.title ?? '', given: value.length }
  if (value.length < minItems) return [{ code: 'schema.too-few', at: place.at, params: { ...named, least: minItems } }]
  if (value.length > maxItems) return [{ code: 'schema.too-many', at: place.at, params: { ...named, most: maxItems } }]
  const problems: Problem[] = []
  const seen = new Set<string>()
  for (const [index, item] of value.entries()) {
    if (problems.length >= place.limit) break
    const at = pointTo(place.at, index)
    const itemSchema = Array.isArray(items) ? items[index] : items
    if (itemSchema) problems.push(...walk(itemSchema, item, { ...place, at, limit: place.limit - problems.length }))
    const text = schema.uniqueItems ? canonicalJson(item ?? null) : ''
    if (schema.uniqueItems && seen.has(text))
      problems.push({ code: 'schema.duplicate', at, params: { name: schema.title ?? '', given: item } })
    seen.add(text)
  }
  return problems
}

/** Tries every branch; reports the one that was most probably meant, or which values the choice allows. */
function walkChoice(schema: Node, branches: readonly Node[], value: unknown, place: Place): Problem[] {
  let meant: { problems: Problem[]; likeness: number } | undefined
  for (const branch of branches) {
    const problems = walk(branch, value, place)
    if (problems.length === 0) return []
    const likeness = likeTo(branch, value)
    if (likeness > 0 && (!meant || likeness > meant.likeness)) meant = { problems, likeness }
  }
  if (meant) return meant.problems
  const values = branches.flatMap((branch) => branch.enum ?? (branch.const === undefined ? [] : [branch.const]))
  const params = { name: schema.title ?? '', given: show(value), allowed: values.length > 0 ? values : branches.flatMap(branchName) }
  return [{ code: values.length > 0 ? 'schema.not-in-list' : 'schema.no-choice', at: place.at, params }]
}

function likeTo(branch: Node, value: unknown): number {
  if (branch.enum || branch.const !== undefined) return 0
  if (!isRecord(value)) return Array.isArray(value) ? Number(branch.type === 'array') : Number(branch.type === jsonType(value))
  const keys = Object.keys(value)
  const shared = keys.filter((key) => Object.hasOwn(branch.properties ?? {}, key)).length
  return branch.type === 'object' && shared > 0 ? 1 + shared - (branch.required ?? []).filter((key) => !keys.includes(key)).length / 100 : 0
}

function branchName(branch: Node): string[] {
  return branch.type === 'object' ? (branch.required ?? []) : [branch.type ?? '']
}

function walkLeaf(schema: Node, value: unknown, { at }: Place): Problem[] {
  const valid: boolean = Value.Check(schema as TSchema, value)
  if (valid) return []
  const name = schema.title ?? ''
  const given = show(value)
  const problem = (code: string, params: Record<string, unknown> = {}): Problem[] => [{ code, at, params: { name, given, ...params } }]
  if (schema.enum) return problem('schema.not-in-list', { allowed: schema.enum })
  if (schema.const !== undefined) return problem('schema.not-in-list', { allowed: [schema.const] })
  if (!matchesType(schema.type, value)) return problem('schema.wrong-type', { expected: schema.type })
  if (typeof value === 'number') {
    if (schema.minimum !== undefined && value < schema.minimum) return problem('schema.too-small', { least: schema.minimum })
    if (schema.maximum !== undefined && value > schema.maximum) return problem('schema.too-large', { most: schema.maximum })
  }
  if (typeof value === 'string') {
    if (value.length < (schema.minLength ?? 0)) return problem('schema.too-short', { least: schema.minLength })
    if (value.length > (schema.maxLength ?? value.length)) return problem('schema.too-long', { most: schema.maxLength })
    if (schema.pattern !== undefined || schema.format !== undefined)
      return problem('schema.pattern', { pattern: schema.pattern ?? schema.format })
  }
  return problem('schema.invalid')
}

function wrongType(schema: Node, value: unknown, { at }: Place): Problem {
  return { code: 'schema.wrong-type', at, params: { name: schema.title ?? '', given: show(value), expected: schema.type } }
}

function matchesType(type: string | undefined, value: unknown): boolean {
  return type === undefined || jsonType(value) === type || (type === 'number' && typeof value === 'number')
}

function jsonType(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'number') : typeof value
}

/** What was found, short enough for a sentence. */
function show(value: unknown): unknown {
  if (typeof value === 'string') return value.length > 60 ? `${value.slice(0, 60)}…` : value
  return typeof value === 'object' && value !== null ? jsonType(value) : value
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
