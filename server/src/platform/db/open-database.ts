import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Clock } from '../clock/clock.ts'
import type { Settings } from '../config/settings.ts'
import { SharedCounters, UnitCounters, type Counters } from '../counter/counters.ts'
import { StartError } from '../config/start-error.ts'
import { PostgresUnitOfWork } from '../unit-of-work/postgres-unit-of-work.ts'
import { SqliteUnitOfWork } from '../unit-of-work/sqlite-unit-of-work.ts'
import { SYSTEM } from '@shaotai/core'
import type { UnitOfWork } from '../unit-of-work/unit-of-work.ts'
import type { Database } from './database.ts'
import { postgresDialect, sqliteDialect, type Dialect } from './dialect.ts'
import { takeFileLease } from './file-lease.ts'
import { migrateToLatest } from './migrate.ts'
import { openPostgres } from './postgres.ts'
import { openSqliteFile } from './sqlite.ts'

/** The database as features see it: `read` for queries, `UnitOfWork` for writes. An abstract class so that it can be injected by type. */
export abstract class Db {
  /** Committed rows only. Inside a unit use `tx.db`. */
  abstract readonly read: Kysely<Database>
  abstract readonly dialect: Dialect
}

export type OpenDatabase = {
  db: Db
  unitOfWork: UnitOfWork
  counters: Counters
  /** Set on PostgreSQL: where to LISTEN. */
  databaseUrl?: string
  close(): Promise<void>
}

type Options = Pick<Settings, 'dataDir' | 'databaseUrl' | 'databasePool' | 'writeQueue'> & { clock: Clock; onError: (error: Error) => void }

/** Opens the configured database and brings its schema up to date. */
export async function openDatabase(options: Options): Promise<OpenDatabase> {
  return options.databaseUrl ? openOnPostgres(options, options.databaseUrl) : openOnSqlite(options)
}

async function openOnSqlite({ dataDir, clock, writeQueue }: Options): Promise<OpenDatabase> {
  const path = join(dataDir, 'shaotai.db')
  const release = takeFileLease(path)
  try {
    const unitOfWork = new SqliteUnitOfWork({ clock, queueLimit: writeQueue })
    let migrating = true
    const file = openSqliteFile(path, () => {
      if (!migrating) unitOfWork.guard()
    })
    await migrateToLatest(file.write, 'sqlite')
    migrating = false
    unitOfWork.attach(file.writer, file.write)
    return {
      db: { read: file.read, dialect: sqliteDialect },
      unitOfWork,
      counters: new UnitCounters(),
      close: async () => {
        await file.close()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

async function openOnPostgres({ databasePool, clock, writeQueue, onError }: Options, url: string): Promise<OpenDatabase> {
  const { kysely, close } = openPostgres(url, { size: databasePool, onError })
  try {
    await migrateToLatest(kysely, 'postgres')
  } catch (error) {
    await close()
    const reason = (error as { code?: string }).code ?? (error as Error).message
    throw new StartError(`连不上 DATABASE_URL 所指的 PostgreSQL（${reason}）。`, `Cannot use the PostgreSQL of DATABASE_URL (${reason}).`)
  }
  const counting = openPostgres(url, { size: 1, onError, asynchronous: true })
  return {
    db: { read: kysely, dialect: postgresDialect },
    unitOfWork: new PostgresUnitOfWork({ clock, queueLimit: writeQueue, db: kysely }),
    counters: new SharedCounters(counting.kysely),
    databaseUrl: url,
    close: async () => {
      await counting.close()
      await close()
    },
  }
}

/** The context of work the system does by itself in a county. */
export function systemContext(county: string) {
  return { county, actor: SYSTEM }
}
