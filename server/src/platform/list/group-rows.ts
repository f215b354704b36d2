import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Db } from '../db/open-database.ts'
import type { ActorContext } from '../unit-of-work/unit-of-work.ts'
import { compileCondition } from './compile-condition.ts'
import type { ListResource } from './list-resource.ts'
import { parseListQuery } from './parse-list-query.ts'
import { fieldFinder, type Row } from './query-list.ts'

/** What a list is grouped by: tables joined for it, the columns that make a group, and figures of each besides how many there are. */
export type Grouping = {
  join: RawBuilder<unknown>
  keys: Readonly<Record<string, RawBuilder<unknown>>>
  figures: Readonly<Record<string, RawBuilder<number>>>
}

/** The most groups one answer has. */
const GROUPS = 1_000

/** How many rows of a list each group has: of the rows in the caller's scope, filtered as a list is, by one statement. */
export async function groupRows(
  db: Db,
  resource: ListResource,
  context: ActorContext,
  { query: raw, grouping }: { query: Record<string, unknown>; grouping: Grouping },
): Promise<Row[]> {
  const { where } = parseListQuery(raw)
  const { join, keys, figures } = grouping
  const condition = sql<SqlBool>`${resource.scope(context)} and ${compileCondition(where, fieldFinder(resource, new Set()), db.dialect)}`
  const named = (columns: Readonly<Record<string, RawBuilder<unknown>>>) =>
    Object.entries(columns).map(([alias, column]) => sql`${column} as ${sql.id(alias)}`)
  const { rows } = await sql<Row>`select ${sql.join([...named(keys), sql`count(*) as total`, ...named(figures)])}
    from ${resource.from ?? sql.table(resource.table)} ${join} where ${condition}
    group by ${sql.join(Object.values(keys))} order by ${sql.join(Object.values(keys))} limit ${GROUPS}`.execute(db.read)
  const counted = ['total', ...Object.keys(figures)]
  return rows.map((row) => ({ ...row, ...Object.fromEntries(counted.map((name) => [name, Number(row[name] ?? 0)])) }))
}
