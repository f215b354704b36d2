import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { statementName } from './compile-once.ts'
import type { Database } from './database.ts'

export type PostgresPool = { pool: pg.Pool; kysely: Kysely<Database>; close(): Promise<void> }

const INT8 = 20

type PoolOptions = {
  /** Most connections. */
  size: number
  onError: (error: Error) => void
  /** Answers a commit before it is durable: only for what a later, durable commit makes so. */
  asynchronous?: boolean
}

/** Opens a pool. Counts and instants come back as numbers: they stay below 2^53. */
export function openPostgres(url: string, { size, onError, asynchronous = false }: PoolOptions): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: 'shaotai',
    ...(asynchronous && { options: '-c synchronous_commit=off' }),
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 15_000,
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
    },
  })
  // An idle connection that the server closes raises here; the next unit gets a fresh one.
  pool.on('error', onError)
  const kysely = new Kysely<Database>({ dialect: new PostgresDialect({ pool: prepareQueries(pool) }) })
  return {
    pool,
    kysely,
    close: async () => {
      await kysely.destroy()
      if (!pool.ended) await pool.end()
    },
  }
}

/**
 * Flags are 0 and 1 in both databases; feature code may write true and false. Statements of the hot paths are kept by the database
 * under a name and not parsed again; the others are not, because a plan for any values may be worse than one for these.
 */
function prepareQueries(pool: pg.Pool): pg.Pool {
  const seen = new WeakSet<pg.PoolClient>()
  return new Proxy(pool, {
    get(target, property) {
      if (property !== 'connect') {
        const value: unknown = Reflect.get(target, property)
        return typeof value === 'function' ? value.bind(target) : value
      }
      return async () => {
        const client = await target.connect()
        if (!seen.has(client)) {
          seen.add(client)
          const query = client.query.bind(client) as (...input: unknown[]) => unknown
          Object.assign(client, {
            query: (text: unknown, values?: unknown, ...rest: unknown[]) => {
              const given = Array.isArray(values) ? values.map((value) => (typeof value === 'boolean' ? Number(value) : value)) : values
              const name = typeof text === 'string' ? statementName(text) : undefined
              return name === undefined ? query(text, given, ...rest) : query({ name, text, values: given }, ...rest)
            },
          })
        }
        return client
      }
    },
  })
}
