import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Two lookups of every act. The timers of a case: with the county in front of the index, SQLite takes the table's own key instead
 * and reads all timers of the county. The version in force: everything it asks for stands in the index, because the row behind it
 * carries the whole document.
 */
export const leanLookups = (): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const statement of [
      'drop index timers_case',
      'create index timers_case on timers (case_id) where fired_at is null',
      'drop index policy_versions_effective',
      'create index policy_versions_effective on policy_versions (county_id, status, effective_at, version, hash)',
    ])
      await sql.raw(statement).execute(db)
  },
})
