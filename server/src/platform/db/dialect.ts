import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'

export type DialectName = 'sqlite' | 'postgres'

/** Everything in which the two databases differ for feature code. Nothing else may branch on the database. */
export interface Dialect {
  readonly name: DialectName
  /** Appended to a SELECT inside a unit: waits for and locks the rows. SQLite has one writer and needs none. */
  readonly lockRows: RawBuilder<unknown>
  /** Appended to a SELECT inside a unit: locks the rows and passes over those another process holds. */
  readonly claimRows: RawBuilder<unknown>
  /** Whether `text` contains `part`, without regard to case; `%` and `_` are ordinary characters. */
  contains(text: Expression<unknown>, part: string, options?: MatchOptions): Expression<SqlBool>
}

export type MatchOptions = {
  /** Where the part must stand; anywhere by default. */
  at?: 'anywhere' | 'start' | 'end'
  /** Upper and lower case differ. */
  exact?: boolean
}

export const sqliteDialect: Dialect = {
  name: 'sqlite',
  lockRows: sql``,
  claimRows: sql``,
  contains: (text, part, { at = 'anywhere', exact = false } = {}) =>
    exact
      ? sql<SqlBool>`${text} glob ${pattern(escapeGlob(part), at, '*')}`
      : sql<SqlBool>`${text} like ${pattern(escapeLike(part), at, '%')} escape '\\'`,
}

export const postgresDialect: Dialect = {
  name: 'postgres',
  lockRows: sql`for update`,
  claimRows: sql`for update skip locked`,
  contains: (text, part, { at = 'anywhere', exact = false } = {}) =>
    exact
      ? sql<SqlBool>`${text}::text like ${pattern(escapeLike(part), at, '%')} escape '\\'`
      : sql<SqlBool>`${text}::text ilike ${pattern(escapeLike(part), at, '%')} escape '\\'`,
}

function pattern(escaped: string, at: 'anywhere' | 'start' | 'end', wild: string): string {
  return `${at === 'start' ? '' : wild}${escaped}${at === 'end' ? '' : wild}`
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

function escapeGlob(text: string): string {
  return text.replace(/[*?[]/g, '[$&]')
}
