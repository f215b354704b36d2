import { AsyncLocalStorage } from 'node:async_hooks'
import type BetterSqlite3 from 'better-sqlite3'
import type { Kysely } from 'kysely'
import type { Clock } from '../clock/clock.ts'
import type { Database } from '../db/database.ts'
import { isFailed, StorageUnavailable, UNIT_TIME_LIMIT, UnitOfWork, type ActorContext, type Tx } from './unit-of-work.ts'

type Unit = {
  run(): Promise<void>
  settle(): void
  abandon(error: unknown): void
}

type Open = { tx: Tx; open: boolean; depth: number; hooks: (() => void)[] }

/** Units of one commit: enough to share an fsync between everybody who waits, few enough that nobody waits long. */
const GROUP_UNITS = 128
const GROUP_MS = 25

/**
 * One writer, one unit at a time, many units per commit. Each unit runs in its own savepoint; all are acknowledged after the
 * commit has reached the disk, so that one fsync pays for the whole group and a failing unit harms nobody.
 */
export class SqliteUnitOfWork extends UnitOfWork {
  private readonly queue: Unit[] = []
  private readonly current = new AsyncLocalStorage<Open>()
  private working: Promise<void> | undefined
  private scheduled = false
  private stopping = false
  private readonly options: { clock: Clock; queueLimit: number }
  private writer!: BetterSqlite3.Database
  private db!: Kysely<Database>

  constructor(options: { clock: Clock; queueLimit: number }) {
    super()
    this.options = options
  }

  /** Connects the gate to the file whose guard it is. */
  attach(writer: BetterSqlite3.Database, db: Kysely<Database>): void {
    this.writer = writer
    this.db = db
  }

  /** Throws unless the caller runs inside a unit that is still open. */
  readonly guard = (): void => {
    if (!this.current.getStore()?.open) throw new Error('A query on the writing connection outside an open unit of work')
  }

  get waiting(): number {
    return this.queue.length
  }

  run<T>(context: ActorContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    const outer = this.current.getStore()
    if (outer?.open) return this.join(outer, context, work)
    if (this.stopping) return Promise.reject(new StorageUnavailable('stopping'))
    if (this.queue.length >= this.options.queueLimit) return Promise.reject(new StorageUnavailable('overloaded'))
    return new Promise<T>((resolve, reject) => {
      this.queue.push(this.unit(context, work, resolve, reject))
      this.schedule()
    })
  }

  async drain(): Promise<void> {
    this.stopping = true
    while (this.working || this.queue.length > 0) await (this.working ?? new Promise((resolve) => setImmediate(resolve)))
  }

  private schedule(): void {
    if (this.scheduled || this.working) return
    this.scheduled = true
    // After the poll phase: every request that has already arrived gets into the same group.
    setImmediate(() => {
      this.scheduled = false
      this.working = this.work().finally(() => {
        this.working = undefined
        if (this.queue.length > 0) this.schedule()
      })
    })
  }

  private async work(): Promise<void> {
    const group: Unit[] = []
    const started = performance.now()
    try {
      this.writer.exec('begin immediate')
      while (this.queue.length > 0 && group.length < GROUP_UNITS && performance.now() - started < GROUP_MS) {
        const unit = this.queue.shift()!
        group.push(unit)
        await unit.run()
        // A full disk or a failing one ends the whole transaction, not only the statement.
        if (!this.writer.inTransaction) throw new StorageUnavailable('full')
      }
      this.writer.exec('commit')
    } catch (error) {
      if (this.writer.inTransaction) this.writer.exec('rollback')
      const reason = error instanceof StorageUnavailable ? error : asUnavailable(error)
      // If the transaction could not even begin, those who wait would meet the same fate: tell them now.
      for (const unit of group.length > 0 ? group : this.queue.splice(0)) unit.abandon(reason)
      return
    }
    for (const unit of group) unit.settle()
  }

  private unit<T>(
    context: ActorContext,
    work: (tx: Tx) => Promise<T>,
    resolve: (value: T) => void,
    reject: (error: unknown) => void,
  ): Unit {
    let settle = () => reject(new Error('unit never ran'))
    return {
      run: async () => {
        const open: Open = { open: true, depth: 0, hooks: [], tx: undefined as never }
        open.tx = { db: this.db, context, now: this.options.clock.now(), afterCommit: (run) => void open.hooks.push(run) }
        this.writer.exec('savepoint unit')
        try {
          const value = await withLimit(this.current.run(open, () => work(open.tx)))
          const kept = !isFailed(value)
          this.close(open, kept)
          settle = () => {
            resolve(value)
            if (kept) for (const hook of open.hooks) hook()
          }
        } catch (error) {
          if (this.writer.inTransaction) this.close(open, false)
          open.open = false
          settle = () => reject(error)
          if (isStorageError(error)) throw asUnavailable(error)
        }
      },
      settle: () => settle(),
      abandon: reject,
    }
  }

  private close(open: Open, keep: boolean): void {
    open.open = false
    this.writer.exec(keep ? 'release unit' : 'rollback to unit; release unit')
  }

  private async join<T>(outer: Open, context: ActorContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    const name = `joined${++outer.depth}`
    const hooks = outer.hooks.length
    this.writer.exec(`savepoint ${name}`)
    let keep = false
    try {
      const value = await work({ ...outer.tx, context })
      keep = !isFailed(value)
      return value
    } finally {
      outer.depth--
      if (!keep) outer.hooks.length = hooks
      if (this.writer.inTransaction) this.writer.exec(keep ? `release ${name}` : `rollback to ${name}; release ${name}`)
    }
  }
}

async function withLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`A unit of work stayed open for more than ${UNIT_TIME_LIMIT} ms: it must not wait for the network`)),
      UNIT_TIME_LIMIT,
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function isStorageError(error: unknown): boolean {
  return /^SQLITE_(FULL|IOERR|NOMEM|BUSY|CANTOPEN|READONLY|CORRUPT|NOTADB)/.test((error as { code?: string } | null)?.code ?? '')
}

function asUnavailable(error: unknown): unknown {
  const code = (error as { code?: string } | null)?.code ?? ''
  if (code.startsWith('SQLITE_FULL')) return new StorageUnavailable('full', error)
  if (code.startsWith('SQLITE_BUSY')) return new StorageUnavailable('busy', error)
  return isStorageError(error) ? new StorageUnavailable('down', error) : error
}
