import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * How versions come into force: what happens to running cases (衔接), withdrawal before that day, emergency roll-backs and their later review;
 * what a reviewer says clause by clause; and what units said when they were asked about a draft (征求意见).
 */
export const publishing = (database: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<unknown>) {
    const postgres = database === 'postgres'
    const text = postgres ? 'text collate "C"' : 'text'
    const int = postgres ? 'bigint' : 'integer'
    const flag = postgres ? 'smallint' : 'integer'
    for (const statement of [
      `alter table policy_versions add column kind ${text} not null default 'normal'`,
      `alter table policy_versions add column transition ${text} not null default 'new'`,
      `alter table policy_versions add column draft_id ${text}`,
      `alter table policy_versions add column withdrawn_by ${text}`,
      `alter table policy_versions add column withdrawn_at ${int}`,
      `alter table policy_versions add column withdrawn_why ${text}`,
      `alter table policy_versions add column review_due_at ${int}`,
      `alter table policy_versions add column reviewed_by ${text}`,
      `alter table policy_versions add column reviewed_at ${int}`,
      `alter table policy_versions add column review ${text}`,
      `alter table policy_drafts add column clause_comments ${text}`,
      `alter table policy_drafts add column planned_at ${int}`,
      `alter table policy_drafts add column planned_transition ${text}`,
      `create table consultations (
        county_id ${text} not null,
        id ${text} not null,
        draft_id ${text} not null,
        hash ${text} not null,
        note ${text} not null,
        clauses ${text} not null,
        due_at ${int} not null,
        silence ${flag} not null,
        created_by ${text} not null,
        created_at ${int} not null,
        primary key (county_id, id),
        foreign key (county_id, draft_id) references policy_drafts (county_id, id)
      )`,
      'create index consultations_draft on consultations (county_id, draft_id, created_at)',
      `create table consulted_units (
        county_id ${text} not null,
        consultation_id ${text} not null,
        unit ${text} not null,
        read_by ${text},
        read_at ${int},
        primary key (county_id, consultation_id, unit),
        foreign key (county_id, consultation_id) references consultations (county_id, id)
      )`,
      'create index consulted_units_unit on consulted_units (county_id, unit)',
      `create table consultation_answers (
        county_id ${text} not null,
        id ${text} not null,
        consultation_id ${text} not null,
        unit ${text} not null,
        clause ${text} not null,
        answer ${text} not null,
        reason ${text} not null,
        person ${text} not null,
        person_name ${text} not null,
        at ${int} not null,
        primary key (county_id, id),
        foreign key (county_id, consultation_id) references consultations (county_id, id)
      )`,
      'create index consultation_answers_of on consultation_answers (county_id, consultation_id, unit)',
    ])
      await sql.raw(statement).execute(db)
  },
})
