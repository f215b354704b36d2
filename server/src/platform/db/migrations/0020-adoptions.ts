import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Which policy from elsewhere a draft was begun with, whole and in our units: what a newer edition of it and ours have in common. `lineage` is
 * who it came from, the fingerprint of the key that signed it or the name of the template.
 */
export const adoptions = (database: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<unknown>) {
    const postgres = database === 'postgres'
    const text = postgres ? 'text collate "C"' : 'text'
    const int = postgres ? 'bigint' : 'integer'
    for (const statement of [
      `create table policy_adoptions (
        county_id ${text} not null references counties (id),
        id ${text} not null,
        draft_id ${text} not null,
        lineage ${text} not null,
        title text not null,
        hash ${text} not null,
        kinds text not null,
        units text not null,
        answers text,
        document text not null,
        person ${text} not null,
        at ${int} not null,
        primary key (county_id, id),
        foreign key (county_id, draft_id) references policy_drafts (county_id, id)
      )`,
      'create index policy_adoptions_lineage on policy_adoptions (county_id, lineage, at)',
    ])
      await sql.raw(statement).execute(db)
  },
})
