import { Injectable } from '@nestjs/common'
import { fail, ok, refuse, SYSTEM, type Instant, type Result } from '@shaotai/core'
import { Clock } from '../clock/clock.ts'
import { decodeJson, encodeJson } from '../db/columns.ts'
import type { OutboxTable } from '../db/database.ts'
import { Db } from '../db/open-database.ts'
import { uuid7 } from '../id/uuid7.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../unit-of-work/unit-of-work.ts'

/** Something to be told outside the database. `key` is what the receiver deduplicates by: delivery is at least once. */
export type Message = { topic: string; key: string; payload: unknown }

/** A message on its way out. */
export type Delivery = Message & { id: string; county: string; attempt: number; createdAt: Instant }

/** Delivers messages of a topic. Runs outside any unit; throwing means "try again later". */
export type OutboxHandler = (delivery: Delivery) => Promise<void>

/** A message that was given up on, waiting for a person. */
export type Parked = {
  id: string
  topic: string
  key: string
  attempts: number
  createdAt: Instant
  parkedAt: Instant
  error: string | null
}

const ATTEMPTS = 12
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 3_600_000
/** A process that dies while delivering gives its messages back after this long. */
const CLAIM = 60_000
const BATCH = 20

/** Messages that leave with the unit that made them: written inside it, delivered after it, tried again, parked where one can see them. */
@Injectable()
export class Outbox {
  private readonly handlers = new Map<string, OutboxHandler>()
  private wakeUp: () => void = () => undefined

  constructor(
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Says who delivers a topic; features call it once when they start. */
  register(topic: string, handler: OutboxHandler): void {
    if (this.handlers.has(topic)) throw new Error(`Two handlers for outbox topic ${topic}`)
    this.handlers.set(topic, handler)
  }

  /** Puts a message into the unit. A key that is already there is not sent twice. */
  async send(tx: Tx, { topic, key, payload }: Message): Promise<void> {
    await tx.db
      .insertInto('outbox')
      .values({
        county_id: tx.context.county,
        id: uuid7(),
        topic,
        key,
        payload: encodeJson(payload),
        created_at: tx.now,
        next_at: tx.now,
        delivered_at: null,
        parked_at: null,
        error: null,
      })
      .onConflict((conflict) => conflict.columns(['county_id', 'topic', 'key']).doNothing())
      .execute()
    tx.afterCommit(this.wakeUp)
  }

  /** Delivers everything due. Returns how many were delivered. */
  async deliverDue(): Promise<number> {
    let delivered = 0
    for (;;) {
      const batch = await this.claim()
      if (batch.length === 0) return delivered
      const results = await Promise.all(batch.map((row) => this.deliver(row)))
      delivered += results.filter(Boolean).length
    }
  }

  /** When the next message is due. */
  async nextDue(): Promise<Instant | undefined> {
    const row = await this.due(this.db.read).select('next_at').orderBy('next_at').limit(1).executeTakeFirst()
    return row?.next_at
  }

  /** Parked messages of a county, newest first. */
  async listParked(county: string): Promise<Parked[]> {
    const rows = await this.db.read
      .selectFrom('outbox')
      .select(['id', 'topic', 'key', 'attempts', 'created_at', 'parked_at', 'error'])
      .where('county_id', '=', county)
      .where('parked_at', 'is not', null)
      .orderBy('parked_at', 'desc')
      .limit(200)
      .execute()
    return rows.map(({ created_at, parked_at, ...row }) => ({ ...row, createdAt: created_at, parkedAt: parked_at ?? 0 }))
  }

  /** Sends a parked message again from the first attempt. */
  async replay(context: ActorContext, id: string): Promise<Result<undefined>> {
    return this.unitOfWork.run(context, async (tx) => {
      const { numUpdatedRows } = await tx.db
        .updateTable('outbox')
        .set({ parked_at: null, attempts: 0, next_at: tx.now, claimed_until: 0, error: null })
        .where('county_id', '=', context.county)
        .where('id', '=', id)
        .where('parked_at', 'is not', null)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return fail(refuse('outbox.not-parked'))
      tx.afterCommit(this.wakeUp)
      return ok(undefined)
    })
  }

  /** Who is told that a message waits. */
  onSent(wakeUp: () => void): void {
    this.wakeUp = wakeUp
  }

  private due(db: Tx['db']) {
    return db
      .selectFrom('outbox')
      .where('delivered_at', 'is', null)
      .where('parked_at', 'is', null)
      .where('topic', 'in', ['', ...this.handlers.keys()])
  }

  /** Takes messages for this process: the claim commits before the network is touched. */
  private claim(): Promise<OutboxTableRow[]> {
    const now = this.clock.now()
    return this.unitOfWork.run({ county: '', actor: SYSTEM }, async (tx) => {
      const rows = await this.due(tx.db)
        .selectAll()
        .where('next_at', '<=', now)
        .orderBy('next_at')
        .limit(BATCH)
        .modifyEnd(this.db.dialect.claimRows)
        .execute()
      if (rows.length === 0) return rows
      // `next_at` moves too: it is the due-ordered index, and a claimed message is not due.
      await tx.db
        .updateTable('outbox')
        .set({ claimed_until: now + CLAIM, next_at: now + CLAIM })
        .where(
          'id',
          'in',
          rows.map((row) => row.id),
        )
        .execute()
      return rows
    })
  }

  private async deliver(row: OutboxTableRow): Promise<boolean> {
    const attempt = row.attempts + 1
    try {
      await this.handlers.get(row.topic)!({
        id: row.id,
        county: row.county_id,
        topic: row.topic,
        key: row.key,
        payload: decodeJson(row.payload),
        attempt,
        createdAt: row.created_at,
      })
    } catch (error) {
      await this.markFailed(row, attempt, error)
      return false
    }
    await this.mark(row, { delivered_at: this.clock.now(), attempts: attempt, error: null })
    return true
  }

  private markFailed(row: OutboxTableRow, attempt: number, error: unknown): Promise<void> {
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, 300)
    const now = this.clock.now()
    if (attempt >= ATTEMPTS) return this.mark(row, { attempts: attempt, parked_at: now, error: reason })
    return this.mark(row, { attempts: attempt, next_at: now + backoff(attempt), claimed_until: 0, error: reason })
  }

  private async mark(row: OutboxTableRow, changes: Partial<OutboxTableRow>): Promise<void> {
    await this.unitOfWork.run({ county: row.county_id, actor: SYSTEM }, (tx) =>
      tx.db
        .updateTable('outbox')
        .set(changes)
        .where('county_id', '=', row.county_id)
        .where('id', '=', row.id)
        .where('delivered_at', 'is', null)
        .execute(),
    )
  }
}

type OutboxTableRow = { [K in keyof OutboxTable]: K extends 'attempts' | 'claimed_until' ? number : OutboxTable[K] }

/** Doubles from a second to an hour; half of it random, so that a thousand messages do not return together. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT)
  return Math.round(full / 2 + (full / 2) * random())
}
