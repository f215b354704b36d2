import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Scores that stay: what people enter for them, and the published result of every locked period with its model, facts and
 * contributions. All three tables only grow. A fact says when it was written, so that a kept board knows that it is out of date.
 */
export const scorePeriods = (database: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<unknown>) {
    const postgres = database === 'postgres'
    const text = postgres ? 'text collate "C"' : 'text'
    const int = postgres ? 'bigint' : 'integer'
    const clustered = postgres ? '' : ' without rowid'
    const statements = [
      `alter table facts add column written_at ${int} not null default 0`,
      'drop index facts_closed',
      'create index facts_closed on facts (county_id, closed_at, written_at)',
      `create table score_entries (
        county_id ${text} not null,
        id ${text} not null,
        model ${text} not null,
        period ${text} not null,
        entry ${text} not null,
        created_at ${int} not null,
        primary key (county_id, id)
      )${clustered}`,
      'create index score_entries_period on score_entries (county_id, model, period, created_at)',
      `create table score_periods (
        county_id ${text} not null,
        model ${text} not null,
        period ${text} not null,
        revision ${int} not null,
        locked_at ${int} not null,
        locked_by ${text} not null,
        reason ${text},
        policy_hash ${text} not null,
        policy_version ${int} not null,
        facts_state ${text} not null,
        rules ${text} not null,
        bulletin ${text} not null,
        primary key (county_id, model, period, revision)
      )${clustered}`,
      `create table score_results (
        county_id ${text} not null,
        model ${text} not null,
        period ${text} not null,
        revision ${int} not null,
        subject ${text} not null,
        position ${int} not null,
        sheet ${text} not null,
        explained ${text} not null,
        facts ${text} not null,
        primary key (county_id, model, period, revision, subject)
      )`,
    ]
    for (const statement of statements) await sql.raw(statement).execute(db)
    for (const table of ['score_entries', 'score_periods', 'score_results']) {
      const triggers = postgres
        ? [`create trigger ${table}_append_only before update or delete on ${table} for each row execute function shaotai_append_only()`]
        : ['update', 'delete'].map(
            (act) => `create trigger ${table}_no_${act} before ${act} on ${table} begin select raise(abort, 'append-only table'); end`,
          )
      for (const trigger of triggers) await sql.raw(trigger).execute(db)
    }
  },
})
