import { Injectable } from '@nestjs/common'
import { SYSTEM, type Instant } from '@shaotai/core'
import { sql } from 'kysely'
import { Clock } from '../clock/clock.ts'
import { decodeJson, encodeJson } from '../db/columns.ts'
import { compileOnce, insertOnce } from '../db/compile-once.ts'
import { Db } from '../db/open-database.ts'
import { UnitOfWork, type Tx } from '../unit-of-work/unit-of-work.ts'

/** One moment at which something must happen. */
export type Timer = {
  /** Unique in the county: `<case>/<clock>/<cycle>/<warn|breach>`. A key fires once, ever, unless it is scheduled again before it fired. */
  key: string
  at: Instant
  kind: string
  caseId?: string
  payload?: unknown
}

/** What happens when a timer of a kind falls due. It runs in the unit that marks the timer fired: both or neither. */
export type TimerHandler = (tx: Tx, timer: Timer) => Promise<unknown>

/** How late a failed timer is tried again: 1 s, 2 s, 4 s… at most 5 min. */
const RETRY_MOST = 300_000
/** Units fired at once by one process. */
const AT_ONCE = 8

/** Schedules timers inside units and fires what is due. Many processes may fire from one PostgreSQL: a timer belongs to who locked its row. */
@Injectable()
export class TimerService {
  private readonly handlers = new Map<string, TimerHandler>()
  private wakeUp: (at: Instant) => void = () => undefined

  constructor(
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Says who handles a kind; features call it once when they start. */
  register(kind: string, handler: TimerHandler): void {
    if (this.handlers.has(kind)) throw new Error(`Two handlers for timers of kind ${kind}`)
    this.handlers.set(kind, handler)
  }

  /** Schedules or moves a timer. One that has fired stays fired. */
  schedule(tx: Tx, timer: Timer): Promise<void> {
    return this.scheduleAll(tx, [timer])
  }

  /** Schedules or moves several timers with different keys in one statement. */
  async scheduleAll(tx: Tx, timers: readonly Timer[]): Promise<void> {
    if (timers.length === 0) return
    await upsertTimers(
      tx.db,
      timers.map((timer) => toRow(tx.context.county, timer)),
    )
    const earliest = timers.reduce((least, { at }) => Math.min(least, at), Infinity)
    tx.afterCommit(() => this.wakeUp(earliest))
  }

  /** Removes timers that have not fired. */
  async cancel(tx: Tx, keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return
    await tx.db
      .deleteFrom('timers')
      .where('county_id', '=', tx.context.county)
      .where('key', 'in', keys)
      .where('fired_at', 'is', null)
      .execute()
  }

  /** Removes every timer of a case that has not fired. */
  async cancelCase(tx: Tx, caseId: string): Promise<void> {
    await tx.db
      .deleteFrom('timers')
      .where('county_id', '=', tx.context.county)
      .where('case_id', '=', caseId)
      .where('fired_at', 'is', null)
      .execute()
  }

  /** Makes a case have exactly these unfired timers; the usual way to follow its clocks. */
  async replaceCase(tx: Tx, caseId: string, timers: readonly Timer[]): Promise<void> {
    const keep = timers.map((timer) => timer.key)
    let stale = tx.db
      .deleteFrom('timers')
      .where('county_id', '=', tx.context.county)
      .where('case_id', '=', caseId)
      .where('fired_at', 'is', null)
    if (keep.length > 0) stale = stale.where('key', 'not in', keep)
    await stale.execute()
    await this.scheduleAll(
      tx,
      timers.map((timer) => ({ ...timer, caseId })),
    )
  }

  /** Fires everything that is due now, oldest first. Returns how many fired. */
  async fireDue(): Promise<number> {
    const failing = new Set<string>()
    let fired = 0
    for (;;) {
      const results = await Promise.all(Array.from({ length: AT_ONCE }, () => this.fireOne(failing)))
      const now = results.filter((result) => result === 'fired').length
      fired += now
      if (results.every((result) => result === 'none')) return fired
    }
  }

  /** When the next timer falls due. */
  async nextDue(): Promise<Instant | undefined> {
    const row = await this.db.read
      .selectFrom('timers')
      .select('due_at')
      .where('fired_at', 'is', null)
      .orderBy('due_at')
      .limit(1)
      .executeTakeFirst()
    return row?.due_at
  }

  /** Who is told that a timer was scheduled. */
  onScheduled(wakeUp: (at: Instant) => void): void {
    this.wakeUp = wakeUp
  }

  private async fireOne(failing: Set<string>): Promise<'fired' | 'failed' | 'none'> {
    let claimed: { county_id: string; key: string; attempts: number } | undefined
    try {
      return await this.unitOfWork.run({ county: '', actor: SYSTEM }, async (outer) => {
        const row = await this.claim(outer, failing)
        if (!row) return 'none'
        claimed = row
        const handler = this.handlers.get(row.kind)
        if (!handler) throw new Error(`No handler for timers of kind ${row.kind}`)
        // The unit began before its county was known.
        const tx: Tx = { ...outer, afterCommit: (run) => outer.afterCommit(run), context: { county: row.county_id, actor: SYSTEM } }
        await markFired(tx.db, { now: tx.now, county: row.county_id, key: row.key })
        await handler(tx, { key: row.key, at: row.at, kind: row.kind, caseId: row.case_id ?? undefined, payload: decodeJson(row.payload) })
        return 'fired'
      })
    } catch (error) {
      if (!claimed) throw error
      failing.add(`${claimed.county_id}/${claimed.key}`)
      await this.postpone(claimed, error)
      return 'failed'
    }
  }

  private claim(tx: Tx, failing: Set<string>) {
    const passed = [...failing]
    return tx.db
      .selectFrom('timers')
      .selectAll()
      .where('fired_at', 'is', null)
      .where('due_at', '<=', this.clock.now())
      .$if(passed.length > 0, (query) => query.where(sql<string>`county_id || '/' || key`, 'not in', passed))
      .orderBy('due_at')
      .limit(1)
      .modifyEnd(this.db.dialect.claimRows)
      .executeTakeFirst()
  }

  private async postpone(
    { county_id, key, attempts }: { county_id: string; key: string; attempts: number },
    error: unknown,
  ): Promise<void> {
    const wait = Math.min(1000 * 2 ** attempts, RETRY_MOST)
    const reason = (error instanceof Error ? error.name : 'unknown').slice(0, 100)
    await this.unitOfWork.run({ county: county_id, actor: SYSTEM }, (tx) =>
      tx.db
        .updateTable('timers')
        .set({ attempts: attempts + 1, due_at: tx.now + wait, error: reason })
        .where('county_id', '=', county_id)
        .where('key', '=', key)
        .where('fired_at', 'is', null)
        .execute(),
    )
  }
}

const upsertTimers = insertOnce('timers', (query) =>
  query.onConflict((conflict) =>
    conflict
      .columns(['county_id', 'key'])
      .doUpdateSet((eb) => ({
        at: eb.ref('excluded.at'),
        due_at: eb.ref('excluded.due_at'),
        kind: eb.ref('excluded.kind'),
        payload: eb.ref('excluded.payload'),
        attempts: 0,
        error: null,
      }))
      .where('timers.fired_at', 'is', null),
  ),
)

const markFired = compileOnce((db, one: { now: Instant; county: string; key: string }) =>
  db.updateTable('timers').set({ fired_at: one.now }).where('county_id', '=', one.county).where('key', '=', one.key),
)

function toRow(county: string, { key, at, kind, caseId, payload }: Timer) {
  return {
    county_id: county,
    key,
    case_id: caseId ?? null,
    fired_at: null,
    at,
    due_at: at,
    kind,
    payload: encodeJson<unknown>(payload ?? null),
    attempts: 0,
    error: null,
  }
}
