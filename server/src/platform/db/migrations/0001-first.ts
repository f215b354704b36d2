import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The first schema. Self-contained: it imports nothing of ours, so that it means the same in ten years. */
export const first = (database: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<unknown>) {
    const postgres = database === 'postgres'
    // Byte order on both: the same sort everywhere, and prefix searches can use the index.
    const types = postgres
      ? { text: 'text collate "C"', int: 'bigint', flag: 'smallint' }
      : { text: 'text', int: 'integer', flag: 'integer' }
    // Tables without rowid keep rows in key order on SQLite: rows of a county, and events of a case, lie together.
    const clustered = postgres ? '' : ' without rowid'
    const columns = (spec: string) =>
      spec
        .trim()
        .split('\n')
        .map((line) => line.trim())
        .map((line) =>
          line
            .replace(/^(\w+) text/, `$1 ${types.text}`)
            .replace(/^(\w+) int\b/, `$1 ${types.int}`)
            .replace(/^(\w+) flag/, `$1 ${types.flag}`),
        )
        .join(',\n')
    const table = (name: string, spec: string, options = '') => sql.raw(`create table ${name} (\n${columns(spec)}\n)${options}`).execute(db)
    const index = (name: string, on: string, unique = '') => sql.raw(`create ${unique} index ${name} on ${on}`).execute(db)

    await table(
      'installation',
      `key text not null primary key
       value text not null`,
      clustered,
    )
    await table(
      'counties',
      `id text not null primary key
       name text not null
       fictional flag not null
       created_at int not null`,
    )
    await table(
      'units',
      `county_id text not null references counties (id)
       id text not null
       name text not null
       short_name text
       type text not null
       parent text
       manages text
       active flag not null
       phone text
       profile text
       position int not null
       primary key (county_id, id)`,
      clustered,
    )
    await table(
      'people',
      `county_id text not null references counties (id)
       id text not null
       account text not null unique
       name text not null
       unit text not null
       roles text not null
       squad text
       phone text
       password_hash text not null
       password_changed_at int not null
       must_change_password flag not null
       active flag not null
       created_at int not null
       primary key (county_id, id)
       foreign key (county_id, unit) references units (county_id, id)`,
    )
    await index('people_unit', 'people (county_id, unit)')
    await table(
      'sessions',
      `county_id text not null
       token_hash text not null primary key
       person text not null
       created_at int not null
       seen_at int not null
       expires_at int not null
       foreign key (county_id, person) references people (county_id, id)`,
      clustered,
    )
    await index('sessions_person', 'sessions (county_id, person)')
    await index('sessions_expires', 'sessions (expires_at)')
    await table(
      'throttles',
      `key text not null primary key
       failures int not null
       locks int not null
       first_at int not null
       blocked_until int not null`,
      clustered,
    )
    await table(
      'policy_versions',
      `county_id text not null references counties (id)
       hash text not null
       version int not null
       document text not null
       status text not null
       effective_at int not null
       created_by text not null
       created_at int not null
       approved_by text
       approved_at int
       note text not null
       findings text not null
       based_on text
       primary key (county_id, version)`,
    )
    await index('policy_versions_hash', 'policy_versions (county_id, hash, version)')
    await index('policy_versions_effective', 'policy_versions (county_id, status, effective_at)')
    await table(
      'policy_drafts',
      `county_id text not null references counties (id)
       id text not null
       document text not null
       base_hash text
       revision int not null
       status text not null
       author text not null
       note text not null
       created_at int not null
       updated_at int not null
       submitted_by text
       submitted_at int
       reviewed_by text
       reviewed_at int
       comment text
       published_hash text
       primary key (county_id, id)`,
    )
    await index('policy_drafts_status', 'policy_drafts (county_id, status, updated_at)')
    await table(
      'cases',
      `county_id text not null references counties (id)
       id text not null
       number text not null
       case_no int not null
       version int not null
       policy_hash text not null
       town text not null
       category text not null
       level text
       item text
       title text not null
       place text
       lead_unit text
       state text not null
       phase text not null
       round int not null
       emergency flag not null
       suspended flag not null
       disputed flag not null
       card text not null
       overdue flag not null
       next_clock text
       next_due_at int not null
       submitted_at int not null
       closed_at int
       created_by text not null
       updated_at int not null
       primary key (county_id, id)`,
    )
    await index('cases_number', 'cases (county_id, number)', 'unique')
    await index('cases_submitted', 'cases (county_id, submitted_at desc, id)')
    await index('cases_phase_due', 'cases (county_id, phase, next_due_at)')
    await index('cases_phase_submitted', 'cases (county_id, phase, submitted_at desc)')
    await index('cases_town_submitted', 'cases (county_id, town, submitted_at desc)')
    await index('cases_town_phase', 'cases (county_id, town, phase, submitted_at desc)')
    await index('cases_lead_phase', 'cases (county_id, lead_unit, phase)')
    await index('cases_item', 'cases (county_id, item, submitted_at desc)')
    await index('cases_policy', 'cases (county_id, policy_hash, phase)')
    await table(
      'assignments',
      `county_id text not null
       id text not null
       case_id text not null
       unit text not null
       role text not null
       phase text not null
       round int not null
       created_at int not null
       signed_at int
       arrived_at int
       done_at int
       next_clock text
       next_due_at int not null
       overdue flag not null
       primary key (county_id, id)
       foreign key (county_id, case_id) references cases (county_id, id)`,
    )
    await index('assignments_case', 'assignments (county_id, case_id)')
    await index('assignments_unit', 'assignments (county_id, unit, phase, next_due_at)')
    await index('assignments_unit_case', 'assignments (county_id, unit, case_id)')
    await table(
      'case_events',
      `county_id text not null
       case_id text not null
       seq int not null
       type text not null
       at int not null
       actor text not null
       actor_name text not null
       actor_unit text not null
       actor_role text
       assignment text
       data text not null
       prev_hash text not null
       hash text not null
       primary key (county_id, case_id, seq)
       foreign key (county_id, case_id) references cases (county_id, id)`,
      // Rows of half a kilobyte and more: on SQLite an ordinary table keeps its tree flat.
      '',
    )
    await table(
      'clocks',
      `county_id text not null
       case_id text not null
       key text not null
       clock text not null
       assignment text
       unit text
       owner text not null
       status text not null
       started_at int not null
       due_at int
       stopped_at int
       breached flag not null
       provisional flag not null
       primary key (county_id, case_id, key)
       foreign key (county_id, case_id) references cases (county_id, id)`,
      clustered,
    )
    await index('clocks_due', 'clocks (county_id, status, due_at)')
    await table(
      'timers',
      `county_id text not null
       key text not null
       at int not null
       due_at int not null
       kind text not null
       case_id text
       payload text not null
       fired_at int
       attempts int not null default 0
       error text
       primary key (county_id, key)`,
      clustered,
    )
    await index('timers_due', 'timers (due_at) where fired_at is null')
    await index('timers_case', 'timers (county_id, case_id) where fired_at is null')
    await table(
      'outbox',
      `county_id text not null
       id text not null
       topic text not null
       key text not null
       payload text not null
       created_at int not null
       attempts int not null default 0
       next_at int not null
       claimed_until int not null default 0
       delivered_at int
       parked_at int
       error text
       primary key (county_id, id)`,
    )
    await index('outbox_key', 'outbox (county_id, topic, key)', 'unique')
    await index('outbox_due', 'outbox (next_at) where delivered_at is null and parked_at is null')
    await index('outbox_parked', 'outbox (county_id, parked_at) where parked_at is not null')
    await table(
      'idempotency',
      `county_id text not null
       person text not null
       key text not null
       request_hash text not null
       status int not null
       response text not null
       created_at int not null
       primary key (county_id, person, key)`,
      clustered,
    )
    await index('idempotency_created', 'idempotency (created_at)')
    await table(
      'audit',
      `county_id text not null
       id text not null primary key
       seq int unique
       at int not null
       person text not null
       name text not null
       unit text not null
       roles text not null
       action text not null
       target text not null
       outcome text not null
       detail text not null
       request text
       head_seq int
       head_hash text
       row_mac text not null
       prev text
       chain_mac text`,
    )
    await index('audit_unsealed', 'audit (id) where seq is null')
    await index('audit_at', 'audit (county_id, at desc)')
    await index('audit_person', 'audit (county_id, person, at desc)')
    await index('audit_target', 'audit (county_id, target, at desc)')
    await table(
      'notifications',
      `county_id text not null
       id text not null
       person text
       unit text
       role text
       case_id text
       kind text not null
       sound text
       text text not null
       params text not null
       created_at int not null
       read_at int
       primary key (county_id, id)`,
    )
    await index('notifications_person', 'notifications (county_id, person, read_at, created_at)')
    await index('notifications_unit', 'notifications (county_id, unit, role, created_at)')
    await table(
      'facts',
      `county_id text not null
       id text not null
       month text not null
       unit text not null
       town text not null
       case_id text not null
       assignment text not null
       fact text not null
       closed_at int not null
       primary key (county_id, id)`,
    )
    await index('facts_month', 'facts (county_id, month, unit)')
    await index('facts_case', 'facts (county_id, case_id)')
    await index('facts_closed', 'facts (county_id, closed_at)')
    await table(
      'attachments',
      `county_id text not null
       id text not null
       case_id text not null
       name text not null
       type text not null
       size int not null
       uploaded_by text not null
       created_at int not null
       primary key (county_id, id, case_id, uploaded_by)`,
    )
    await index('attachments_case', 'attachments (county_id, case_id)')
    await table(
      'counters',
      `county_id text not null
       name text not null
       value int not null
       primary key (county_id, name)`,
      clustered,
    )
    // Append-only by trigger, not by good will. Truncation and dropping remain to a database owner; the chain and its checkpoint tell.
    if (postgres) {
      await sql
        .raw(
          `create function shaotai_append_only() returns trigger language plpgsql as $$ begin raise exception 'append-only table %', tg_table_name; end $$`,
        )
        .execute(db)
      await sql
        .raw(
          `create trigger case_events_append_only before update or delete on case_events for each row execute function shaotai_append_only()`,
        )
        .execute(db)
      await sql.raw(`create trigger audit_no_delete before delete on audit for each row execute function shaotai_append_only()`).execute(db)
      await sql
        .raw(
          `create trigger audit_sealed before update on audit for each row when (old.seq is not null or old.row_mac <> new.row_mac) execute function shaotai_append_only()`,
        )
        .execute(db)
    } else {
      for (const [name, when] of [
        ['case_events_no_update', 'before update on case_events'],
        ['case_events_no_delete', 'before delete on case_events'],
        ['audit_no_delete', 'before delete on audit'],
        ['audit_sealed', 'before update on audit when old.seq is not null or old.row_mac <> new.row_mac'],
      ]) {
        await sql.raw(`create trigger ${name} ${when} begin select raise(abort, 'append-only table'); end`).execute(db)
      }
    }
  },
})
