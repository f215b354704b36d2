import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql, type Kysely, type Transaction } from 'kysely'
import type { Clock } from '../clock/clock.ts'
import type { Database } from '../db/database.ts'
import { isFailed, StorageUnavailable, UnitOfWork, type ActorContext, type Tx } from './unit-of-work.ts'

type Open = { tx: Tx & { db: Transaction<Database> }; depth: number; hooks: (() => void)[] }

const ATTEMPTS = 5

/** A pooled transaction per unit. Deadlocks and serialisation failures are tried again: a unit has no effect outside the database. */
export class PostgresUnitOfWork extends UnitOfWork {
  private readonly current = new AsyncLocalStorage<Open>()
  private readonly options: { clock: Clock; queueLimit: number; db: Kysely<Database> }
  private running = 0
  private stopping = false

  constructor(options: { clock: Clock; queueLimit: number; db: Kysely<Database> }) {
    super()
    this.options = options
  }

  get waiting(): number {
    return this.running
  }

  async run<T>(context: ActorContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    const outer = this.current.getStore()
    if (outer) return this.join(outer, context, work)
    if (this.stopping) throw new StorageUnavailable('stopping')
    if (this.running >= this.options.queueLimit) throw new StorageUnavailable('overloaded')
    this.running++
    try {
      for (let attempt = 1; ; attempt++) {
        try {
          return await this.once(context, work)
        } catch (error) {
          if (!isRetryable(error) || attempt >= ATTEMPTS) throw asUnavailable(error)
          await sleep(Math.random() * 20 * attempt)
        }
      }
    } finally {
      this.running--
    }
  }

  async drain(): Promise<void> {
    this.stopping = true
    while (this.running > 0) await sleep(10)
  }

  private async once<T>(context: ActorContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    const hooks: (() => void)[] = []
    const failed = new RolledBack()
    try {
      const value = await this.options.db.transaction().execute((db) => {
        const open: Open = {
          depth: 0,
          hooks,
          tx: { db, context, now: this.options.clock.now(), afterCommit: (run) => void hooks.push(run) },
        }
        return this.current.run(open, async () => {
          const value = await work(open.tx)
          if (!isFailed(value)) return value
          failed.value = value
          throw failed
        })
      })
      // Outside the unit's context: a hook that writes opens a unit of its own.
      for (const hook of hooks) hook()
      return value
    } catch (error) {
      if (error === failed) return failed.value as T
      throw error
    }
  }

  private async join<T>(outer: Open, context: ActorContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    const name = sql.raw(`joined${++outer.depth}`)
    const hooks = outer.hooks.length
    await sql`savepoint ${name}`.execute(outer.tx.db)
    let keep = false
    try {
      const value = await work({ ...outer.tx, context })
      keep = !isFailed(value)
      return value
    } finally {
      outer.depth--
      if (!keep) {
        outer.hooks.length = hooks
        await sql`rollback to savepoint ${name}`.execute(outer.tx.db)
      }
      await sql`release savepoint ${name}`.execute(outer.tx.db)
    }
  }
}

class RolledBack extends Error {
  value: unknown
}

function isRetryable(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code
  return code === '40001' || code === '40P01'
}

function asUnavailable(error: unknown): unknown {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string }
  if (code === '53100' || code === '53200') return new StorageUnavailable('full', error)
  if (code === '55P03' || code === '57014' || code.startsWith('40')) return new StorageUnavailable('busy', error)
  if (
    /^(08|57P|53)/.test(code) ||
    /ECONN|EPIPE|ETIMEDOUT|ENOTFOUND/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(message)
  ) {
    return new StorageUnavailable('down', error)
  }
  return error
}
