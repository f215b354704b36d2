import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * What watches over cases: cards by unit, so that a unit's cards of a month are counted from an index; and for the lists
 * which cases are high-risk and until when one stands still. Cards issued before are taken from the events.
 */
export const oversight = (database: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<unknown>) {
    const postgres = database === 'postgres'
    const text = postgres ? 'text collate "C"' : 'text'
    const int = postgres ? 'bigint' : 'integer'
    const flag = postgres ? 'smallint' : 'integer'
    const clustered = postgres ? '' : ' without rowid'
    for (const statement of [
      `alter table cases add column high_risk ${flag} not null default 0`,
      `alter table cases add column suspended_until ${int}`,
      `create table cards (
        county_id ${text} not null,
        case_id ${text} not null,
        id ${text} not null,
        unit ${text} not null,
        card ${text} not null,
        at ${int} not null,
        withdrawn_at ${int},
        primary key (county_id, case_id, id),
        foreign key (county_id, case_id) references cases (county_id, id)
      )${clustered}`,
      'create index cards_unit on cards (county_id, unit, card, at, withdrawn_at)',
    ])
      await sql.raw(statement).execute(db)
    await fillCards(db)
  },
})

type Issued = { county_id: string; case_id: string; seq: number; at: number; data: string }

async function fillCards(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<Issued>`select county_id, case_id, seq, at, data from case_events where type = 'card.issued'`.execute(db)
  for (const { county_id, case_id, seq, at, data } of rows) {
    const event = JSON.parse(data) as { unit?: string; data: { card?: string } }
    const { unit, data: issued } = event
    if (unit === undefined || issued.card === undefined || issued.card === 'none') continue
    await sql`insert into cards (county_id, case_id, id, unit, card, at) values (${county_id}, ${case_id}, ${String(seq)}, ${unit}, ${issued.card}, ${at})`.execute(
      db,
    )
  }
}
