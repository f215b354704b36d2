import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Ledgers with their events, tasks handed to towns, and the permissions that admit them. */
export const ledgers = (database: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<unknown>) {
    const postgres = database === 'postgres'
    const types = postgres
      ? { text: 'text collate "C"', int: 'bigint', flag: 'smallint' }
      : { text: 'text', int: 'integer', flag: 'integer' }
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
    const index = (name: string, on: string) => sql.raw(`create index ${name} on ${on}`).execute(db)

    await table(
      'ledger_entries',
      `county_id text not null references counties (id)
       id text not null
       number text not null
       version int not null
       policy_hash text not null
       ledger text not null
       title text not null
       owner text not null
       author text not null
       state text not null
       phase text not null
       round int not null
       card text not null
       level int not null
       next_clock text
       next_due_at int not null
       write_off_at int
       opened_at int not null
       ended_at int
       draft text
       created_by text not null
       updated_at int not null
       primary key (county_id, id)
       unique (county_id, number)`,
    )
    await index('ledger_entries_opened', 'ledger_entries (county_id, ledger, opened_at desc, id)')
    await index('ledger_entries_due', 'ledger_entries (county_id, ledger, next_due_at, id)')
    await table(
      'ledger_units',
      `county_id text not null
       unit text not null
       entry_id text not null
       primary key (county_id, unit, entry_id)`,
      clustered,
    )
    await table(
      'ledger_events',
      `county_id text not null
       entry_id text not null
       seq int not null
       type text not null
       at int not null
       actor text not null
       actor_name text not null
       actor_unit text not null
       actor_role text
       step text
       data text not null
       prev_hash text not null
       hash text not null
       primary key (county_id, entry_id, seq)`,
      clustered,
    )
    await table(
      'tasks',
      `county_id text not null references counties (id)
       id text not null
       number text not null
       kind text not null
       title text not null
       content text not null
       unit text not null
       item text
       ground text not null
       why text not null
       due_on text
       towns int not null
       acknowledged int not null
       policy_hash text not null
       created_by text not null
       created_at int not null
       primary key (county_id, id)
       unique (county_id, number)`,
    )
    await index('tasks_unit', 'tasks (county_id, unit, created_at desc)')
    await index('tasks_item', 'tasks (county_id, item)')
    await table(
      'task_towns',
      `county_id text not null
       town text not null
       task_id text not null
       created_at int not null
       acknowledged_at int
       acknowledged_by text
       primary key (county_id, town, task_id)`,
      clustered,
    )
    await index('task_towns_task', 'task_towns (county_id, task_id)')
    await table(
      'permissions',
      `county_id text not null references counties (id)
       id text not null
       entry_id text not null
       unit text not null
       title text not null
       kinds text not null
       towns text not null
       item text
       from_day text not null
       to_day text not null
       granted_at int not null
       primary key (county_id, id)`,
    )
    await index('permissions_unit', 'permissions (county_id, unit, to_day)')
  },
})
