import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Single people whom cases and ledger entries are copied to (抄送). In a call an empty unit, role or person stands for any. */
export const copiedPeople = (database: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<unknown>) {
    const text = database === 'postgres' ? 'text collate "C"' : 'text'
    for (const statement of [
      `create table calls (
         county_id ${text} not null,
         case_id ${text} not null,
         unit ${text} not null,
         role ${text} not null,
         person ${text} not null,
         primary key (county_id, case_id, unit, role, person)
       )`,
      `insert into calls select county_id, case_id, unit, role, '' from case_calls`,
      'drop table case_calls',
      'alter table calls rename to case_calls',
      'create index case_calls_unit on case_calls (county_id, unit, role)',
      `create table ledger_readers (
         county_id ${text} not null,
         person ${text} not null,
         entry_id ${text} not null,
         primary key (county_id, person, entry_id)
       )`,
    ])
      await sql.raw(statement).execute(db)
  },
})
