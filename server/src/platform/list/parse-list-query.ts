import { RequestQueryParser } from '@dataui/crud-request'
import { refuse } from '@shaotai/core'
import { Refused } from '../http/refused.ts'

/** A list query in one shape, whichever way it was written. */
export type ListQuery = {
  where: Condition
  sort: { field: string; order: 'ASC' | 'DESC' }[]
  fields: string[]
  joins: string[]
  limit: number | undefined
  offset: number | undefined
  page: number | undefined
}

export type Condition = { all: Condition[] } | { any: Condition[] } | { field: string; operator: string; value: unknown; at: string }

const KNOWN = new Set(['s', 'fields', 'select', 'filter', 'or', 'join', 'sort', 'per_page', 'limit', 'offset', 'page', 'cache'])
const DEPTH = 6
const CONDITIONS = 60

/** Reads the query string with the protocol's own parser, then turns search, filter and or into one tree. Understands names; permits nothing. */
export function parseListQuery(raw: Record<string, unknown>): ListQuery {
  const unknown = Object.keys(raw).find((name) => !KNOWN.has(name))
  if (unknown !== undefined) throw new Refused(refuse('http.unknown-field', { field: unknown }, { at: `/query/${unknown}` }))
  const parsed = parse(raw)
  const counter = { left: CONDITIONS }
  return {
    where: parsed.search ? fromSearch(parsed.search, 0, counter, '/query/s') : fromFilters(parsed.filter, parsed.or, counter),
    sort: parsed.sort.map(({ field, order }) => ({ field, order })),
    fields: parsed.fields,
    joins: parsed.join.map(({ field }) => field),
    limit: parsed.limit,
    offset: parsed.offset,
    page: parsed.page,
  }
}

function parse(raw: Record<string, unknown>) {
  try {
    return RequestQueryParser.create().parseQuery(raw).getParsed()
  } catch {
    throw new Refused(refuse('list.bad-query', {}, { at: '/query' }))
  }
}

type Filter = { field: string; operator: string; value?: unknown }

function fromFilters(filter: readonly Filter[], or: readonly Filter[], counter: { left: number }): Condition {
  const leaf =
    (name: string) =>
    ({ field, operator, value }: Filter, index: number) =>
      condition(field, operator.startsWith('$') ? operator : `$${operator}`, value, `/query/${name}/${index}`, counter)
  const all = { all: filter.map(leaf('filter')) }
  if (or.length === 0) return all
  const others = { all: or.map(leaf('or')) }
  // As the protocol has it: both lists given, one or the other must hold as a whole; `or` alone means any of them.
  return filter.length > 0 ? { any: [all, others] } : { any: others.all }
}

function fromSearch(node: unknown, depth: number, counter: { left: number }, at: string): Condition {
  if (depth > DEPTH) throw new Refused(refuse('list.too-complex', {}, { at }))
  if (!isPlainObject(node)) throw new Refused(refuse('list.bad-query', {}, { at }))
  const parts = Object.entries(node).map(([name, value]): Condition => {
    const place = `${at}/${name}`
    if (name === '$and' || name === '$or') {
      if (!Array.isArray(value)) throw new Refused(refuse('list.bad-query', {}, { at: place }))
      const children = value.map((child, index) => fromSearch(child, depth + 1, counter, `${place}/${index}`))
      return name === '$and' || children.length === 0 ? { all: children } : { any: children }
    }
    return fromField(name, value, depth + 1, counter, place)
  })
  return { all: parts }
}

function fromField(field: string, value: unknown, depth: number, counter: { left: number }, at: string): Condition {
  if (depth > DEPTH) throw new Refused(refuse('list.too-complex', {}, { at }))
  if (value === null) return condition(field, '$isnull', true, at, counter)
  if (!isPlainObject(value)) return condition(field, '$eq', value, at, counter)
  const parts = Object.entries(value).map(([operator, operand]): Condition => {
    if (operator === '$or' || operator === '$and') {
      const inner = fromField(field, operand, depth + 1, counter, `${at}/${operator}`)
      return operator === '$or' && 'all' in inner && inner.all.length > 0 ? { any: inner.all } : inner
    }
    return condition(field, operator, operand, `${at}/${operator}`, counter)
  })
  return { all: parts }
}

function condition(field: string, operator: string, value: unknown, at: string, counter: { left: number }): Condition {
  if (--counter.left < 0) throw new Refused(refuse('list.too-complex', {}, { at }))
  return { field, operator, value, at }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}
