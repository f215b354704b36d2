import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Whom cases call besides their town and departments: seats of approvals and panels, units asked to a consultation, independent screeners.
 * An empty unit or role stands for any. What squads take on, and who stands in for whom (代理), as JSON.
 */
export const called = (): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const statement of [
      `create table case_calls (
         county_id text not null,
         case_id text not null,
         unit text not null,
         role text not null,
         primary key (county_id, case_id, unit, role)
       )`,
      'create index case_calls_unit on case_calls (county_id, unit, role)',
      'alter table units add column domains text',
      'alter table people add column substitutes text',
    ])
      await sql.raw(statement).execute(db)
  },
})
