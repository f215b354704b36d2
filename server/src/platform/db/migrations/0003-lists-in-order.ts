import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * The orders clerks ask for, so that a page is read from an index and never sorted out of a year of cases: by due time (of all, of a
 * lead unit) and by submission of a lead unit; what a unit has done, newest first. The phase at the end answers counts from the index.
 */
export const listsInOrder = (): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const statement of [
      'drop index cases_lead_phase',
      'create index cases_lead_due on cases (county_id, lead_unit, next_due_at, id)',
      'create index cases_lead_submitted on cases (county_id, lead_unit, submitted_at desc, phase)',
      'create index cases_due on cases (county_id, next_due_at, id)',
      'create index assignments_unit_created on assignments (county_id, unit, created_at desc, phase)',
    ])
      await sql.raw(statement).execute(db)
  },
})
