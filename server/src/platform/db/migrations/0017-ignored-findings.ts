import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Findings of the check that somebody set aside for a while (忽略). */
export const ignoredFindings = (database: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<unknown>) {
    const postgres = database === 'postgres'
    const text = postgres ? 'text collate "C"' : 'text'
    const int = postgres ? 'bigint' : 'integer'
    const clustered = postgres ? '' : ' without rowid'
    await sql
      .raw(
        `create table policy_ignored_findings (
          county_id ${text} not null,
          id ${text} not null,
          mark ${text} not null,
          code ${text} not null,
          reason text not null,
          person ${text} not null,
          name text not null,
          at ${int} not null,
          until ${int} not null,
          ended_by ${text},
          ended_at ${int},
          primary key (county_id, id)
        )${clustered}`,
      )
      .execute(db)
    await sql.raw(`create index policy_ignored_findings_until on policy_ignored_findings (county_id, until)`).execute(db)
  },
})
