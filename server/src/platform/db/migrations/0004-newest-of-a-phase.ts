import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * The newest cases of a phase, and those of equal time by id, as every list is ordered: without the id in the index SQLite walked the
 * whole list of all phases instead.
 */
export const newestOfAPhase = (): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const statement of [
      'drop index cases_phase_submitted',
      'create index cases_phase_submitted on cases (county_id, phase, submitted_at desc, id)',
    ])
      await sql.raw(statement).execute(db)
  },
})
