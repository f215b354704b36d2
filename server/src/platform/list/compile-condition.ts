import { refuse } from '@shaotai/core'
import { sql, type Expression, type SqlBool } from 'kysely'
import type { Dialect } from '../db/dialect.ts'
import { Refused } from '../http/refused.ts'
import { OPERATORS, type ListField } from './list-resource.ts'
import type { Condition } from './parse-list-query.ts'

const VALUES = 500
const TEXT = 500

export type FindField = (name: string, at: string) => ListField

/** Turns a tree of conditions into SQL: columns from the declaration, values always bound. */
export function compileCondition(condition: Condition, find: FindField, dialect: Dialect): Expression<SqlBool> {
  if ('all' in condition) return join(condition.all, 'and', find, dialect)
  if ('any' in condition) return join(condition.any, 'or', find, dialect)
  return compileLeaf(condition, find(condition.field, condition.at), dialect)
}

function join(parts: Condition[], word: 'and' | 'or', find: FindField, dialect: Dialect): Expression<SqlBool> {
  if (parts.length === 0) return sql<SqlBool>`1 = 1`
  const compiled = parts.map((part) => compileCondition(part, find, dialect))
  return sql<SqlBool>`(${sql.join(compiled, word === 'and' ? sql` and ` : sql` or `)})`
}

type Leaf = Extract<Condition, { field: string }>

function compileLeaf(leaf: Leaf, field: ListField, dialect: Dialect): Expression<SqlBool> {
  const { operator, at } = leaf
  if (field.readOnly || !OPERATORS[field.type].has(operator))
    throw new Refused(refuse('list.unknown-operator', { field: leaf.field, operator }, { at }))
  const column = sql.ref(field.column)
  if (operator === '$isnull' || operator === '$notnull') {
    const wanted = (operator === '$isnull') === (leaf.value !== false)
    const empty = field.none === undefined ? sql<SqlBool>`${column} is null` : sql<SqlBool>`${column} = ${field.none}`
    return wanted ? empty : sql<SqlBool>`not (${empty})`
  }
  const folded = operator.endsWith('L')
  const name = folded ? operator.slice(0, -1) : operator
  const side = folded && !isMatch(name) ? sql`lower(${column})` : column
  const read = (value: unknown) => {
    const ready = readValue(value, field, leaf)
    return folded && !isMatch(name) ? String(ready).toLowerCase() : ready
  }
  switch (name) {
    case '$eq':
      return sql<SqlBool>`${side} = ${read(leaf.value)}`
    case '$ne':
      return field.nullable
        ? sql<SqlBool>`(${side} <> ${read(leaf.value)} or ${column} is null)`
        : sql<SqlBool>`${side} <> ${read(leaf.value)}`
    case '$gt':
      return sql<SqlBool>`${side} > ${read(leaf.value)}`
    case '$lt':
      return sql<SqlBool>`${side} < ${read(leaf.value)}`
    case '$gte':
      return sql<SqlBool>`${side} >= ${read(leaf.value)}`
    case '$lte':
      return sql<SqlBool>`${side} <= ${read(leaf.value)}`
    case '$in':
      return sql<SqlBool>`${side} in (${sql.join(readMany(leaf, read))})`
    case '$notin':
      return sql<SqlBool>`${side} not in (${sql.join(readMany(leaf, read))})`
    case '$between': {
      const [from, to, ...rest] = readMany(leaf, read)
      if (to === undefined || rest.length > 0) throw badValue(leaf, '两个值')
      return sql<SqlBool>`${side} between ${from} and ${to}`
    }
    default:
      return match(name, column, String(read(leaf.value)), folded, dialect)
  }
}

function match(name: string, column: Expression<unknown>, part: string, folded: boolean, dialect: Dialect): Expression<SqlBool> {
  const at = name === '$starts' ? 'start' : name === '$ends' ? 'end' : 'anywhere'
  const found = dialect.contains(column, part, { at, exact: !folded })
  return name === '$excl' ? sql<SqlBool>`(${column} is null or not (${found}))` : found
}

function isMatch(name: string): boolean {
  return name === '$starts' || name === '$ends' || name === '$cont' || name === '$excl'
}

function readMany(leaf: Leaf, read: (value: unknown) => unknown): unknown[] {
  const values = Array.isArray(leaf.value) ? leaf.value : [leaf.value]
  if (values.length === 0 || values.length > VALUES) throw badValue(leaf, `1 到 ${VALUES} 个值`)
  return values.map(read)
}

function readValue(value: unknown, { type }: ListField, leaf: Leaf): string | number {
  if (type === 'text') {
    // The protocol's parser turns "007" into a number and dates into Date: undo it.
    const text = value instanceof Date ? value.toISOString() : isPlain(value) ? String(value) : undefined
    if (text === undefined || text.length > TEXT || text.includes('\0')) throw badValue(leaf, '文字')
    return text
  }
  if (type === 'flag') {
    if (value === true || value === 1 || value === 'true') return 1
    if (value === false || value === 0 || value === 'false') return 0
    throw badValue(leaf, '是或否')
  }
  const number = readNumber(value, type)
  if (number === undefined) throw badValue(leaf, type === 'instant' ? '时间' : '整数')
  return number
}

function readNumber(value: unknown, type: ListField['type']): number | undefined {
  const plain = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value
  if (typeof plain === 'number') return Number.isSafeInteger(plain) ? plain : undefined
  if (type !== 'instant') return undefined
  // Civil times without an offset would mean different moments on different servers.
  const moment =
    plain instanceof Date ? plain.getTime() : typeof plain === 'string' && /(Z|[+-]\d{2}:\d{2})$/.test(plain) ? Date.parse(plain) : NaN
  return Number.isFinite(moment) ? moment : undefined
}

function badValue({ field, at }: Leaf, expected: string): Refused {
  return new Refused(refuse('list.bad-value', { field, expected }, { at }))
}

function isPlain(value: unknown): value is string | number | boolean | bigint {
  return ['string', 'number', 'boolean', 'bigint'].includes(typeof value)
}
