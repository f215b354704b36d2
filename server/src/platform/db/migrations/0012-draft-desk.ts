import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Several people at one draft: each kind of document has its own revision, and may be claimed while somebody edits it. */
export const draftDesk = (database: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<unknown>) {
    const postgres = database === 'postgres'
    const text = postgres ? 'text collate "C"' : 'text'
    const int = postgres ? 'bigint' : 'integer'
    const clustered = postgres ? '' : ' without rowid'
    for (const statement of [
      `alter table policy_drafts add column revisions text not null default '{}'`,
      `create table policy_draft_claims (
        county_id ${text} not null,
        draft_id ${text} not null,
        kind ${text} not null,
        person ${text} not null,
        name text not null,
        tab ${text} not null,
        since ${int} not null,
        active_at ${int} not null,
        seen_at ${int} not null,
        wanted_by ${text},
        wanted_name text,
        wanted_tab ${text},
        wanted_at ${int},
        primary key (county_id, draft_id, kind),
        foreign key (county_id, draft_id) references policy_drafts (county_id, id)
      )${clustered}`,
    ])
      await sql.raw(statement).execute(db)
  },
})
