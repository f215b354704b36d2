import type { Expression, RawBuilder, SqlBool } from 'kysely'
import type { ActorContext } from '../unit-of-work/unit-of-work.ts'

/** What a column holds: decides its operators, how values are read from the query, and how they leave. */
export type FieldType = 'text' | 'integer' | 'flag' | 'instant' | 'json'

/** One column of a list, under the name clients use. Nothing that is not declared can be filtered, sorted, searched or read. */
export type ListField = {
  /** `table.column`. */
  column: string
  type: FieldType
  /** May be null: sorts last, either way. */
  nullable?: boolean
  /** A stored value that means "none" and leaves as null, like `NEVER`. */
  none?: number
  /** Not to be sorted or filtered by; only read. */
  readOnly?: boolean
  /** Only to be filtered by; never read. */
  hidden?: boolean
}

/** Another table that may be joined: one row at most per row of the list. */
export type ListJoin = {
  table: string
  /** The rows of the other table that belong to a row of the list. */
  on: RawBuilder<SqlBool>
  fields: Readonly<Record<string, ListField>>
}

/** A list clients may query with the nestjsx-crud protocol. */
export type ListResource = {
  table: string
  /** What to select from, when a row of the list is made of more than its table. */
  from?: RawBuilder<unknown>
  /** Wire name of the key: breaks ties of every sort, so that pages never overlap. */
  key: string
  fields: Readonly<Record<string, ListField>>
  joins?: Readonly<Record<string, ListJoin>>
  /** The rows this caller may know of: always part of the query, before anything they ask. */
  scope(context: ActorContext): Expression<SqlBool>
  defaultSort: readonly { field: string; order: 'ASC' | 'DESC' }[]
  /** Rows without a limit, and the most with one; 200 unless said. */
  maxLimit?: number
}

/** Names of operators by type of field. `L` ignores case. */
export const OPERATORS: Readonly<Record<FieldType, ReadonlySet<string>>> = (() => {
  const equal = ['$eq', '$ne', '$in', '$notin', '$isnull', '$notnull']
  const order = ['$gt', '$lt', '$gte', '$lte', '$between']
  const match = ['$starts', '$ends', '$cont', '$excl']
  const folded = ['$eqL', '$neL', '$inL', '$notinL', '$startsL', '$endsL', '$contL', '$exclL']
  return {
    text: new Set([...equal, ...order, ...match, ...folded]),
    integer: new Set([...equal, ...order]),
    instant: new Set([...equal, ...order]),
    flag: new Set(['$eq', '$ne']),
    json: new Set<string>(),
  }
})()
