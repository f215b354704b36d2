import {
  sql,
  type Compilable,
  type CompiledQuery,
  type DialectAdapter,
  type Insertable,
  type InsertQueryBuilder,
  type InsertResult,
  type Kysely,
  type QueryResult,
} from 'kysely'
import type { Database } from './database.ts'

/**
 * A query of the hot paths: built and compiled at its first use, afterwards only given its values. Building and compiling a
 * statement costs several times what SQLite needs to run it. `build` sees placeholders: it must hand each value on as it is,
 * and its shape must not depend on any of them.
 */
export function compileOnce<V extends object, R>(
  build: (db: Kysely<Database>, values: V) => Compilable<R>,
): (db: Kysely<Database>, values: V) => Promise<QueryResult<R>> {
  const known = new WeakMap<DialectAdapter, Shape<R>>()
  return (db, values) => {
    const { adapter } = db.getExecutor()
    let shape = known.get(adapter)
    if (!shape) {
      const placeholders = Object.fromEntries(Object.keys(values).map((key) => [key, new Placeholder(0, key)])) as V
      known.set(adapter, (shape = toShape(build(db, placeholders))))
    }
    return execute(db, shape, [values])
  }
}

type Inserting<T extends keyof Database> = InsertQueryBuilder<Database, T, InsertResult>

/**
 * The same for an insert of any number of rows, which all name the same columns. Refused rows, conflicts and the like are said
 * in `finish`.
 */
export function insertOnce<T extends keyof Database>(
  table: T,
  finish: (query: Inserting<T>) => Inserting<T> = (query) => query,
): (db: Kysely<Database>, rows: readonly Insertable<Database[T]>[]) => Promise<QueryResult<InsertResult>> {
  const known = new WeakMap<DialectAdapter, Map<number, Shape<InsertResult>>>()
  return async (db, rows) => {
    const [first] = rows
    if (!first) return { rows: [] }
    const { adapter } = db.getExecutor()
    let shapes = known.get(adapter)
    if (!shapes) known.set(adapter, (shapes = new Map()))
    let shape = shapes.get(rows.length)
    if (!shape) {
      const columns = Object.keys(first)
      const placeholders = rows.map((_, row) => Object.fromEntries(columns.map((column) => [column, new Placeholder(row, column)])))
      shape = toShape(finish(db.insertInto(table).values(placeholders as unknown as Insertable<Database[T]>[])), shapes.size < MOST_SHAPES)
      if (shapes.size < MOST_SHAPES) shapes.set(rows.length, shape)
    }
    return execute(db, shape, rows)
  }
}

/** The same for an update of one row, found by its key columns, to some changed ones. Nothing is written when nothing changed. */
export function updateOnce<T extends keyof Database>(
  table: T,
  keys: readonly (keyof Database[T] & string)[],
): (db: Kysely<Database>, row: Insertable<Database[T]>, changed: readonly string[]) => Promise<void> {
  const known = new WeakMap<DialectAdapter, Map<string, Shape<unknown>>>()
  return async (db, row, changed) => {
    if (changed.length === 0) return
    const { adapter } = db.getExecutor()
    let shapes = known.get(adapter)
    if (!shapes) known.set(adapter, (shapes = new Map()))
    const columns = changed.join(' ')
    let shape = shapes.get(columns)
    if (!shape) {
      const set = changed.map((column) => sql`${sql.ref(column)} = ${new Placeholder(0, column)}`)
      const where = keys.map((key) => sql`${sql.ref(key)} = ${new Placeholder(0, key)}`)
      shape = toShape(
        { compile: () => sql`update ${sql.table(table)} set ${sql.join(set)} where ${sql.join(where, sql` and `)}`.compile(db) },
        shapes.size < MOST_SHAPES,
      )
      if (shapes.size < MOST_SHAPES) shapes.set(columns, shape)
    }
    await execute(db, shape, [row])
  }
}

/** Shapes of one statement that are kept compiled. */
const MOST_SHAPES = 64

/** The name under which a database that keeps statements may keep this one; `undefined` for a text that was not compiled here. */
export function statementName(text: string): string | undefined {
  return names.get(text)
}
const names = new Map<string, string>()

class Placeholder {
  readonly row: number
  readonly key: string

  constructor(row: number, key: string) {
    this.row = row
    this.key = key
  }
}

type Shape<R> = { compiled: CompiledQuery<R>; parameters: readonly unknown[] }

function toShape<R>(query: Compilable<R>, kept = true): Shape<R> {
  const compiled = query.compile()
  if (kept && !names.has(compiled.sql)) names.set(compiled.sql, `s${names.size}`)
  return { compiled, parameters: compiled.parameters }
}

function execute<R>(db: Kysely<Database>, { compiled, parameters }: Shape<R>, rows: readonly object[]): Promise<QueryResult<R>> {
  const given = parameters.map((one) => (one instanceof Placeholder ? ((rows[one.row] as Record<string, unknown>)[one.key] ?? null) : one))
  return db.executeQuery({ ...compiled, parameters: given })
}
