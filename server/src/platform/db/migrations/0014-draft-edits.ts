import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Who changed what in a draft and when; with the document as it was before, so that one can go back. */
export const draftEdits = (database: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<unknown>) {
    const postgres = database === 'postgres'
    const text = postgres ? 'text collate "C"' : 'text'
    const int = postgres ? 'bigint' : 'integer'
    await sql
      .raw(
        `create table policy_draft_edits (
        county_id ${text} not null,
        draft_id ${text} not null,
        seq ${int} not null,
        kind ${text} not null,
        author ${text} not null,
        name text not null,
        began_at ${int} not null,
        at ${int} not null,
        count ${int} not null,
        changes text not null,
        before text,
        primary key (county_id, draft_id, seq),
        foreign key (county_id, draft_id) references policy_drafts (county_id, id)
      )`,
      )
      .execute(db)
  },
})
