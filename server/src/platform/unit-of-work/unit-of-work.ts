import type { Actor, Instant } from '@shaotai/core'
import type { Kysely } from 'kysely'
import type { Database } from '../db/database.ts'

/** For whom a unit runs: the county whose rows it may touch, and who acts. */
export type ActorContext = {
  county: string
  actor: Actor
  /** For whom the actor stands in today (代理): nobody unless said. */
  standsFor?: readonly Actor[]
  /** Id of the HTTP request, for the audit line. */
  request?: string
}

/** One unit of work while it is open. Use `db` for every read and write of the unit; it refuses queries after the unit ended. */
export interface Tx {
  readonly db: Kysely<Database>
  readonly context: ActorContext
  /** The instant of the unit: one moment for everything it writes. */
  readonly now: Instant
  /** Runs after the commit is durable, in order; never if the unit fails. Must not throw. */
  afterCommit(run: () => void): void
}

/**
 * The gate through which everything is written. A unit commits whole or not at all, and its promise resolves only when it is durable.
 *
 * - A unit rolls back when it throws, and when it returns a failed `Result`.
 * - A unit opened inside another joins it (with a savepoint of its own).
 * - Nothing inside a unit may wait for the network or a file: on SQLite everybody waits behind it. A unit that stays open for
 *   more than five seconds is rolled back.
 */
export abstract class UnitOfWork {
  abstract run<T>(context: ActorContext, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Units that wait for their turn. */
  abstract readonly waiting: number
  /** Waits for accepted units to end; later ones are refused. */
  abstract drain(): Promise<void>
}

/** The database cannot take writes now; nothing was kept. The caller may try again after a while. */
export class StorageUnavailable extends Error {
  readonly reason: 'full' | 'busy' | 'down' | 'overloaded' | 'stopping'

  constructor(reason: StorageUnavailable['reason'], cause?: unknown) {
    super(`storage unavailable: ${reason}`, { cause })
    this.name = 'StorageUnavailable'
    this.reason = reason
  }
}

/** How long a unit may stay open, in milliseconds. */
export const UNIT_TIME_LIMIT = 5_000

/** Whether a unit's answer is a failed `Result` of the core: such a unit leaves nothing behind. */
export function isFailed(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false && 'error' in value
}
