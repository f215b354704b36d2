import { Injectable } from '@nestjs/common'
import type { PolicyUsage } from '@shaotai/api'
import { DAY, HISTORY_DAYS, MINUTE, openUsageCount, SYSTEM, type Instant, type Usage } from '@shaotai/core'
import type { Logger } from 'pino'
import { Clock } from '../platform/clock/clock.ts'
import { Db } from '../platform/db/open-database.ts'
import { LiveBus } from '../platform/live/live-bus.ts'
import { WorkerLoop } from '../platform/timers/worker-loop.ts'
import { UnitOfWork, type ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { CaseHistoryReader } from './case-history.ts'
import { PolicyStore } from './policy.store.ts'

/** Counted anew after this long; looked after so often; a count that began and never ended is taken for dead after this long. */
const [ANEW, LOOK, DEAD] = [DAY, 15 * MINUTE, 60 * MINUTE]
/** A server that has just started has better things to do. */
const FIRST = 20_000
/** Cases read at a time, and how long others are served between two such pages, in milliseconds. */
const [PAGE, REST] = [100, 25]
/** Rows of one statement: SQLite takes a limited number of values. */
const ROWS = 500

/**
 * How often a year of cases used each thing of the policy in force. No request ever reads events for it: once a day one process reads them,
 * a hundred cases at a time with a rest between, and writes one row per thing. 76,000 cases take about half a minute of a background task.
 */
@Injectable()
export class PolicyUsageCounter {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly policies: PolicyStore,
    private readonly reader: CaseHistoryReader,
    private readonly live: LiveBus,
  ) {}

  /** The last count. */
  async show({ county }: ActorContext): Promise<PolicyUsage> {
    const [head, uses] = await Promise.all([
      this.db.read.selectFrom('policy_usage_counts').selectAll().where('county_id', '=', county).executeTakeFirst(),
      this.db.read.selectFrom('policy_usage').select(['kind', 'key', 'cases', 'last']).where('county_id', '=', county).execute(),
    ])
    return { countedAt: head?.counted_at ?? null, since: head?.since ?? 0, cases: head?.cases ?? 0, uses }
  }

  /** Counts for one county now, whoever counted before; false when the county has no policy or it was told to stop. */
  async count(county: string, isStopped: () => boolean = () => false): Promise<boolean> {
    const until = this.clock.now()
    const since = until - HISTORY_DAYS * DAY
    const current = await this.policies.current(this.db.read, county, until)
    if (!current) return false
    const counting = openUsageCount(current.policy, until)
    let cases = 0
    await this.reader.scan(
      {
        county,
        since,
        versions: new Map(),
        add: ({ events }) => {
          counting.add(events)
          cases++
        },
      },
      { page: PAGE, ms: Infinity, rest: REST, isStopped },
    )
    if (isStopped()) return false
    await this.store(county, { since, cases, uses: counting.result() })
    return true
  }

  /** Counts in the background, one county after another, as each falls due. */
  start(logger: Logger): { stop(): Promise<void> } {
    let stopped = false
    const loop = new WorkerLoop(
      'policy-usage',
      async () => {
        const counties = await this.db.read.selectFrom('counties').select('id').execute()
        for (const { id } of counties) if (!stopped && (await this.take(id))) await this.count(id, () => stopped)
        return LOOK
      },
      logger,
    )
    const first = setTimeout(loop.wake, FIRST)
    return {
      stop: () => {
        stopped = true
        clearTimeout(first)
        return loop.stop()
      },
    }
  }

  /** Whether this process is to count for a county now: of several only one. */
  private take(county: string): Promise<boolean> {
    return this.unitOfWork.run({ county, actor: SYSTEM }, async ({ db, now }) => {
      const { numInsertedOrUpdatedRows: taken } = await db
        .insertInto('policy_usage_counts')
        .values({ county_id: county, begun_at: now, counted_at: null, since: 0, cases: 0 })
        .onConflict((conflict) =>
          conflict
            .column('county_id')
            .doUpdateSet({ begun_at: now })
            .where((eb) =>
              eb.and([
                eb('policy_usage_counts.begun_at', '<', now - DEAD),
                eb.or([eb('policy_usage_counts.counted_at', 'is', null), eb('policy_usage_counts.counted_at', '<', now - ANEW)]),
              ]),
            ),
        )
        .executeTakeFirstOrThrow()
      return (taken ?? 0n) > 0n
    })
  }

  private async store(county: string, { since, cases, uses }: { since: Instant; cases: number; uses: readonly Usage[] }): Promise<void> {
    await this.unitOfWork.run({ county, actor: SYSTEM }, async (tx) => {
      const head = { begun_at: tx.now, counted_at: tx.now, since, cases }
      await tx.db
        .insertInto('policy_usage_counts')
        .values({ county_id: county, ...head })
        .onConflict((conflict) => conflict.column('county_id').doUpdateSet(head))
        .execute()
      await tx.db.deleteFrom('policy_usage').where('county_id', '=', county).execute()
      for (let at = 0; at < uses.length; at += ROWS)
        await tx.db
          .insertInto('policy_usage')
          .values(uses.slice(at, at + ROWS).map((one) => ({ county_id: county, ...one })))
          .execute()
      this.live.announce(tx, { topic: 'policy', id: 'usage' }, {})
    })
  }
}
