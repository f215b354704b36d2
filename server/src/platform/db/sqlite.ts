import BetterSqlite3 from 'better-sqlite3'
import {
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely'
import type { Database } from './database.ts'

/** One SQLite file: its writing connection, and a second one that can only read and so sees committed rows alone. */
export type SqliteFile = {
  /** The raw writer: begin, commit and savepoints of the unit of work. */
  writer: BetterSqlite3.Database
  /** The writer behind typed queries. Refuses a query unless `guard` lets it pass. */
  write: Kysely<Database>
  /** The reader behind typed queries. */
  read: Kysely<Database>
  close(): Promise<void>
}

/** Opens the file. `guard` runs before each query on the writer and throws if no unit of work is open. */
export function openSqliteFile(path: string, guard: () => void): SqliteFile {
  const writer = new BetterSqlite3(path)
  writer.pragma('journal_mode = WAL')
  // FULL: an acknowledged whistle survives a power cut. NORMAL loses the newest ones.
  writer.pragma('synchronous = FULL')
  tune(writer)
  writer.pragma('foreign_keys = ON')
  writer.pragma('secure_delete = ON')
  writer.pragma('wal_autocheckpoint = 2000')
  writer.pragma('journal_size_limit = 67108864')
  const write = typed(writer, guard)
  let reader: BetterSqlite3.Database | undefined
  const openReader = () => {
    reader = new BetterSqlite3(path, { readonly: true, fileMustExist: true })
    tune(reader)
    reader.pragma('query_only = ON')
    return reader
  }
  const read = typed(openReader(), () => undefined)
  return {
    writer,
    write,
    read,
    close: async () => {
      reader?.close()
      if (writer.open) {
        writer.pragma('optimize')
        writer.close()
      }
    },
  }
}

function tune(db: BetterSqlite3.Database): void {
  db.pragma('busy_timeout = 5000')
  db.pragma('cache_size = -32768')
  db.pragma('mmap_size = 268435456')
  db.pragma('temp_store = MEMORY')
  db.pragma('trusted_schema = OFF')
}

function typed(db: BetterSqlite3.Database, guard: () => void): Kysely<Database> {
  return new Kysely<Database>({ dialect: new SynchronousSqliteDialect(new SynchronousConnection(db, guard)) })
}

/**
 * Kysely over one synchronous connection. Kysely's own driver prepares each statement anew and takes a lock per query;
 * here statements are prepared once, and the unit of work already lets one writer through at a time.
 */
class SynchronousSqliteDialect implements Dialect {
  private readonly connection: SynchronousConnection

  constructor(connection: SynchronousConnection) {
    this.connection = connection
  }

  createDriver(): Driver {
    const run = (statement: string) => async () => this.connection.execute(statement)
    return {
      init: async () => undefined,
      acquireConnection: async () => this.connection,
      beginTransaction: run('begin immediate'),
      commitTransaction: run('commit'),
      rollbackTransaction: run('rollback'),
      releaseConnection: async () => undefined,
      destroy: async () => undefined,
    }
  }

  createQueryCompiler() {
    return new SqliteQueryCompiler()
  }

  createAdapter() {
    return new TransactionalSqliteAdapter()
  }

  createIntrospector(db: Kysely<Database>) {
    return new SqliteIntrospector(db)
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  /** The unit of work serialises; Kysely's lock per query is not needed. */
  override get supportsMultipleConnections(): boolean {
    return true
  }

  /** SQLite rolls back schema changes like any other: a migration killed half-way leaves nothing. */
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class SynchronousConnection implements DatabaseConnection {
  private readonly statements = new Map<string, BetterSqlite3.Statement>()
  private readonly db: BetterSqlite3.Database
  private readonly guard: () => void

  constructor(db: BetterSqlite3.Database, guard: () => void) {
    this.db = db
    this.guard = guard
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    this.guard()
    const statement = this.prepare(query.sql)
    const parameters = query.parameters.map(toSqlite)
    if (statement.reader) return { rows: statement.all(...parameters) as R[] }
    const { changes } = statement.run(...parameters)
    return { rows: [], numAffectedRows: BigInt(changes) }
  }

  // oxlint-disable-next-line require-yield -- the interface demands a generator; nothing streams
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming is not offered: read pages instead')
  }

  execute(statement: string): void {
    this.guard()
    this.db.exec(statement)
  }

  private prepare(text: string): BetterSqlite3.Statement {
    const known = this.statements.get(text)
    if (known) return known
    // Lists with many values make many texts; forget the oldest rather than grow.
    if (this.statements.size >= 500) this.statements.delete(this.statements.keys().next().value!)
    const statement = this.db.prepare(text)
    this.statements.set(text, statement)
    return statement
  }
}

function toSqlite(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0
  return value === undefined ? null : value
}
