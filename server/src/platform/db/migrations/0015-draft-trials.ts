import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Who looked at what a draft would have done (试算), and at which content of it. */
export const draftTrials = (database: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<unknown>) {
    const postgres = database === 'postgres'
    const text = postgres ? 'text collate "C"' : 'text'
    const int = postgres ? 'bigint' : 'integer'
    const clustered = postgres ? '' : ' without rowid'
    await sql
      .raw(
        `create table policy_draft_trials (
          county_id ${text} not null,
          draft_id ${text} not null,
          hash ${text} not null,
          kind ${text} not null,
          person ${text} not null,
          name text not null,
          at ${int} not null,
          primary key (county_id, draft_id, hash, kind, person),
          foreign key (county_id, draft_id) references policy_drafts (county_id, id)
        )${clustered}`,
      )
      .execute(db)
  },
})
