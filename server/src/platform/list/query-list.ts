import { refuse } from '@shaotai/core'
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import type { Db } from '../db/open-database.ts'
import { Refused } from '../http/refused.ts'
import type { ActorContext } from '../unit-of-work/unit-of-work.ts'
import { compileCondition } from './compile-condition.ts'
import { countRows } from './count-rows.ts'
import type { ListField, ListResource } from './list-resource.ts'
import { parseListQuery, type ListQuery } from './parse-list-query.ts'

export type Row = Record<string, unknown>
export type Page<T> = { data: T[]; total: number; count: number; page: number; pageCount: number }

const MAX_LIMIT = 200
const MAX_OFFSET = 2_000_000
const SORTS = 4

/**
 * Answers a list query: what the resource declares, of the rows in the caller's scope, filtered and sorted as asked.
 * With `limit` or `page` a page with its total; otherwise the bare rows, as the protocol's clients expect.
 */
export async function queryList<T extends Row = Row>(
  db: Db,
  resource: ListResource,
  context: ActorContext,
  raw: Record<string, unknown>,
): Promise<Page<T> | T[]> {
  const query = parseListQuery(raw)
  const used = new Set<string>()
  const find = fieldFinder(resource, used)
  const where = sql<SqlBool>`${resource.scope(context)} and ${compileCondition(query.where, find, db.dialect)}`
  const sort = compileSort(query, resource, find)
  const { limit, offset } = window(query, resource)
  for (const name of query.joins) joinOf(resource, name, '/query/join')
  const asked = new Set([...query.joins, ...used])
  const columns = chooseColumns(query, resource, new Set(query.joins))
  const from = compileFrom(resource, asked)
  const rows = await sql<Row>`select ${sql.join(columns.map(({ alias, field }) => sql`${sql.ref(field.column)} as ${sql.id(alias)}`))}
    from ${from} where ${where} order by ${sort} limit ${limit} offset ${offset}`.execute(db.read)
  const data = rows.rows.map((row) => toWire(row, columns) as T)
  if (query.limit === undefined && query.page === undefined) return data
  const total = await countRows(db, sql`select count(*) as total from ${compileFrom(resource, used)} where ${where}`)
  return { data, total, count: data.length, page: Math.floor(offset / limit) + 1, pageCount: Math.ceil(total / limit) }
}

/** Finds the declared field of a name, and notes which join it needs. */
export function fieldFinder({ fields, joins }: ListResource, used: Set<string>) {
  return (name: string, at: string): ListField => {
    if (Object.hasOwn(fields, name)) return fields[name]!
    const dot = name.indexOf('.')
    const join = dot > 0 ? name.slice(0, dot) : ''
    const rest = name.slice(dot + 1)
    if (joins && Object.hasOwn(joins, join) && Object.hasOwn(joins[join]!.fields, rest)) {
      used.add(join)
      return joins[join]!.fields[rest]!
    }
    throw new Refused(refuse('list.unknown-field', { field: name.slice(0, 100) }, { at }))
  }
}

function joinOf({ joins }: ListResource, name: string, at: string) {
  if (joins && Object.hasOwn(joins, name)) return joins[name]!
  throw new Refused(refuse('list.unknown-join', { field: name.slice(0, 100) }, { at }))
}

function compileSort(query: ListQuery, resource: ListResource, find: ReturnType<typeof fieldFinder>): RawBuilder<unknown> {
  if (query.sort.length > SORTS) throw new Refused(refuse('list.too-complex', {}, { at: '/query/sort' }))
  const wanted = query.sort.length > 0 ? query.sort : [...resource.defaultSort]
  if (!wanted.some(({ field }) => field === resource.key)) wanted.push({ field: resource.key, order: 'ASC' })
  const parts = wanted.map(({ field: name, order }, index) => {
    const field = find(name, `/query/sort/${index}`)
    if (field.readOnly || field.type === 'json')
      throw new Refused(refuse('list.not-sortable', { field: name }, { at: `/query/sort/${index}` }))
    const direction = order === 'DESC' ? sql`desc` : sql`asc`
    return field.nullable ? sql`${sql.ref(field.column)} ${direction} nulls last` : sql`${sql.ref(field.column)} ${direction}`
  })
  return sql.join(parts)
}

function window({ limit: asked, offset, page }: ListQuery, { maxLimit = MAX_LIMIT }: ListResource): { limit: number; offset: number } {
  const wrong = (value: number | undefined, min: number, max: number) =>
    value !== undefined && !(Number.isInteger(value) && value >= min && value <= max)
  const limit = asked ?? (page === undefined ? maxLimit : Math.min(25, maxLimit))
  const start = offset !== undefined && offset > 0 ? offset : page === undefined ? (offset ?? 0) : (page - 1) * limit
  if (wrong(asked, 1, maxLimit) || wrong(page, 1, MAX_OFFSET) || wrong(start, 0, MAX_OFFSET)) {
    throw new Refused(refuse('list.bad-page', { limit: maxLimit }, { at: '/query/limit' }))
  }
  return { limit, offset: start }
}

type Column = { alias: string; field: ListField }

function chooseColumns({ fields: asked }: ListQuery, resource: ListResource, joins: Set<string>): Column[] {
  for (const name of asked) {
    if (!Object.hasOwn(resource.fields, name))
      throw new Refused(refuse('list.unknown-field', { field: name.slice(0, 100) }, { at: '/query/fields' }))
  }
  const own = Object.entries(resource.fields).filter(([name]) => asked.length === 0 || asked.includes(name) || name === resource.key)
  const joined = [...joins].flatMap((join) =>
    Object.entries(resource.joins![join]!.fields).map(([name, field]) => [`${join}.${name}`, field] as const),
  )
  return [...own, ...joined].filter(([, field]) => !field.hidden).map(([alias, field]) => ({ alias, field }))
}

function compileFrom(resource: ListResource, joins: Set<string>): Expression<unknown> {
  const parts = [...joins].map((name) => {
    const { table, on } = resource.joins![name]!
    return sql`left join ${sql.table(table)} on ${on}`
  })
  const own = resource.from ?? sql.table(resource.table)
  return parts.length > 0 ? sql`${own} ${sql.join(parts, sql` `)}` : sql`${own}`
}

function toWire(row: Row, columns: readonly Column[]): Row {
  const answer: Row = {}
  for (const { alias, field } of columns) {
    const value = present(row[alias], field)
    const dot = alias.indexOf('.')
    if (dot < 0) answer[alias] = value
    else ((answer[alias.slice(0, dot)] ??= {}) as Row)[alias.slice(dot + 1)] = value
  }
  return answer
}

function present(value: unknown, { type, none }: ListField): unknown {
  if (value === null || value === undefined || (none !== undefined && value === none)) return null
  if (type === 'flag') return value === 1
  return type === 'json' ? JSON.parse(value as string) : value
}
