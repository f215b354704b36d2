import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Who stands in for whom (代理), by day, as rows one can ask from either side; and the seats of running approvals, so that what waits for a person
 * is one query. An empty unit or person stands for any.
 */
export const people = (database: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<unknown>) {
    const postgres = database === 'postgres'
    const text = postgres ? 'text collate "C"' : 'text'
    const int = postgres ? 'bigint' : 'integer'
    const flag = postgres ? 'smallint' : 'integer'
    for (const statement of [
      `create table substitutions (
        county_id ${text} not null,
        person ${text} not null,
        substitute ${text} not null,
        from_day ${text} not null,
        to_day ${text} not null,
        primary key (county_id, person, substitute, from_day)
      )`,
      'create index substitutions_substitute on substitutions (county_id, substitute, to_day)',
      `create table approval_seats (
        county_id ${text} not null,
        owner_kind ${text} not null,
        owner_id ${text} not null,
        approval ${text} not null,
        seat ${text} not null,
        name ${text} not null,
        seat_name ${text} not null,
        role ${text} not null,
        unit ${text} not null,
        person ${text} not null,
        since ${int} not null,
        due ${flag} not null,
        answered_by ${text} not null,
        primary key (county_id, owner_kind, owner_id, approval, seat)
      )`,
      'create index approval_seats_role on approval_seats (county_id, due, role, unit)',
      'create index approval_seats_person on approval_seats (county_id, due, person)',
    ])
      await sql.raw(statement).execute(db)
    const named = await sql<{
      county_id: string
      id: string
      substitutes: string
    }>`select county_id, id, substitutes from people where substitutes is not null`.execute(db)
    for (const { county_id, id, substitutes } of named.rows)
      for (const one of JSON.parse(substitutes) as { person: string; from: string; to: string }[])
        await sql`insert into substitutions (county_id, person, substitute, from_day, to_day)
          values (${county_id}, ${id}, ${one.person}, ${one.from}, ${one.to}) on conflict do nothing`.execute(db)
    await sql`alter table people drop column substitutes`.execute(db)
  },
})
