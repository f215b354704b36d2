import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** How often a year of cases used each thing of the policy, and when that was counted. */
export const policyUsage = (database: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<unknown>) {
    const postgres = database === 'postgres'
    const text = postgres ? 'text collate "C"' : 'text'
    const int = postgres ? 'bigint' : 'integer'
    const clustered = postgres ? '' : ' without rowid'
    await sql
      .raw(
        `create table policy_usage_counts (
          county_id ${text} not null primary key,
          begun_at ${int} not null,
          counted_at ${int},
          since ${int} not null,
          cases ${int} not null
        )${clustered}`,
      )
      .execute(db)
    await sql
      .raw(
        `create table policy_usage (
          county_id ${text} not null,
          kind ${text} not null,
          key ${text} not null,
          cases ${int} not null,
          last ${int} not null,
          primary key (county_id, kind, key)
        )${clustered}`,
      )
      .execute(db)
  },
})
