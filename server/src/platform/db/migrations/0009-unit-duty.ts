import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** When somebody is on duty at a unit (三端值守), as the organisation says it; null: the opening hours of the calendar. */
export const unitDuty = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql.raw('alter table units add column duty text').execute(db)
  },
})
