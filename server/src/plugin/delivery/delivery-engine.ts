import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { replay, SYSTEM, type CaseEvent } from '@shaotai/core'
import type { CallFailure, CallOutcome } from '@shaotai/plugin-host'
import type { Effect, PayloadOf, VerbName } from '@shaotai/plugin/protocol'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import { Names } from '../../case/names.ts'
import { Clock } from '../../platform/clock/clock.ts'
import { decodeJson, NEVER } from '../../platform/db/columns.ts'
import { Db } from '../../platform/db/open-database.ts'
import type { PluginDeliveryTable } from '../../platform/db/plugin-tables.ts'
import { WorkerLoop } from '../../platform/timers/worker-loop.ts'
import { UnitOfWork, type Tx } from '../../platform/unit-of-work/unit-of-work.ts'
import { PolicyStore } from '../../policy/policy.store.ts'
import { EffectProblem, PluginEffects } from '../effect/plugin-effects.ts'
import { PluginPool, type About, type Running } from '../hosting/plugin-pool.ts'
import { payloadOf } from '../hosting/view-for-plugin.ts'
import { decideFailed, type Delivering, type Failed } from './decide-outcome.ts'
import { EventDeliveries } from './event-deliveries.ts'

type Row = { [K in keyof PluginDeliveryTable]: K extends 'attempts' ? number : PluginDeliveryTable[K] }

/** Calls on their way in one process, and of one plugin: a slow one leaves room for the others. */
const MOST_IN_FLIGHT = 192
const MOST_OF_ONE = 64
const BATCH = 96
/** A process that dies gives its deliveries back after its lease; longer than any call may take. */
const LEASE_MARGIN = 30_000
const LONGEST_CALL = 120_000
const LONGEST_SLEEP = 2000
/** Held back while their plugin stood still; looked at again now and then, should nobody have released them. */
const LOOK_AT_HELD = 60_000

/** What acknowledging needs to know. */
type Ended = { readonly row: Row; readonly token: string } & (
  | { readonly as: 'done' }
  | { readonly as: 'held' }
  | { readonly as: 'failed'; readonly failed: Failed; readonly failure: CallFailure }
)

/**
 * Tells plugins what waits for them: at least once, in the order of each case, on any number of processes. A claim commits before the call;
 * every statement that ends a delivery names the claim's token, so that a process that comes too late changes nothing. Effects of a call are
 * committed in the unit that acknowledges it.
 */
@Injectable()
export class DeliveryEngine {
  private readonly ended: { readonly end: Ended; readonly settle: () => void }[] = []
  private readonly inFlight = new Map<string, number>()
  private flying = 0
  private again = false
  private moved = false
  private pumping: Promise<number> | undefined
  private acknowledging: Promise<void> | undefined
  private readonly waiting = new Set<() => void>()
  private releasedAt = 0
  private stopping = false

  constructor(
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly pool: PluginPool,
    private readonly effects: PluginEffects,
    private readonly policies: PolicyStore,
    private readonly names: Names,
    private readonly events: EventDeliveries,
  ) {}

  /** Delivers everything due; returns how many calls were made. */
  deliverDue(): Promise<number> {
    this.again = true
    this.progressed()
    return (this.pumping ??= this.pump().finally(() => (this.pumping = undefined)))
  }

  private async pump(): Promise<number> {
    let calls = 0
    while (this.again || this.flying > 0) {
      this.again = false
      const room = MOST_IN_FLIGHT - this.flying
      const rows = room >= 8 && !this.stopping ? await this.claim(Math.min(room, BATCH)) : []
      if (rows.length > 0) {
        calls += rows.length
        await this.launch(rows)
        this.again = true
      } else if (this.flying > 0 && !this.again) await new Promise<void>((resolve) => this.waiting.add(resolve))
      // What ended made room, or the next of its lane due.
      if (this.moved) this.again = true
      this.moved = false
    }
    return calls
  }

  private readonly progressed = (): void => {
    this.moved = true
    for (const resolve of this.waiting) resolve()
    this.waiting.clear()
  }

  /** When the next delivery is due. */
  async nextDue(): Promise<number | undefined> {
    const row = await this.db.read
      .selectFrom('plugin_deliveries')
      .select('next_at')
      .where('state', '=', 'open')
      .orderBy('next_at')
      .limit(1)
      .executeTakeFirst()
    return row?.next_at
  }

  start(logger: Logger): { stop(): Promise<void> } {
    const loop = new WorkerLoop(
      'plugin-deliveries',
      async () => {
        await this.releaseHeld()
        await this.deliverDue()
        const next = await this.nextDue()
        return Math.max(10, Math.min(next === undefined ? LONGEST_SLEEP : next - this.clock.now(), LONGEST_SLEEP))
      },
      logger,
    )
    this.events.onRecorded(() => {
      this.progressed()
      loop.wake()
    })
    loop.wake()
    return {
      stop: async () => {
        this.stopping = true
        this.progressed()
        await Promise.race([loop.stop(), new Promise((resolve) => setTimeout(resolve, 5000).unref())])
      },
    }
  }

  /** Takes deliveries for this process: due, and with nothing of their lane before them. The claim commits before anything is called. */
  private async claim(limit: number): Promise<(Row & { token: string; taken: string | null })[]> {
    const now = this.clock.now()
    const token = randomUUID()
    const full = [...this.inFlight].filter(([, count]) => count >= MOST_OF_ONE).map(([plugin]) => plugin)
    return this.unitOfWork.run({ county: '', actor: SYSTEM }, async (tx) => {
      const rows = await tx.db
        .selectFrom('plugin_deliveries as d')
        .selectAll()
        .where('state', '=', 'open')
        .where('next_at', '<=', now)
        .$if(full.length > 0, (query) => query.where('plugin', 'not in', full))
        .where((eb) =>
          eb.or([
            eb('lane', '=', ''),
            eb.not(
              eb.exists(
                eb
                  .selectFrom('plugin_deliveries as e')
                  .select('e.id')
                  .whereRef('e.county_id', '=', 'd.county_id')
                  .whereRef('e.lane', '=', 'd.lane')
                  .whereRef('e.plugin', '=', 'd.plugin')
                  .whereRef('e.contribution', '=', 'd.contribution')
                  .whereRef('e.seq', '<', 'd.seq')
                  .where('e.state', '=', 'open'),
              ),
            ),
          ]),
        )
        .orderBy('next_at')
        .limit(limit)
        .modifyEnd(this.db.dialect.claimRows)
        .execute()
      if (rows.length === 0) return []
      await tx.db
        .updateTable('plugin_deliveries')
        .set((eb) => ({ token, next_at: now + LONGEST_CALL + LEASE_MARGIN, attempts: eb('attempts', '+', 1) }))
        .where((eb) =>
          eb.or(
            [...Map.groupBy(rows, ({ county_id }) => county_id)].map(([county, own]) =>
              eb.and([
                eb('county_id', '=', county),
                eb(
                  'id',
                  'in',
                  own.map(({ id }) => id),
                ),
              ]),
            ),
          ),
        )
        .execute()
      return (rows as Row[]).map((row) => ({ ...row, attempts: row.attempts + 1, taken: row.token, token }))
    })
  }

  /** Starts the calls of a batch; what their payloads need is read for all of them at once. */
  private async launch(rows: readonly (Row & { token: string; taken: string | null })[]): Promise<void> {
    const running = new Map<string, Running | undefined>()
    for (const { county_id, plugin } of rows) {
      const key = `${county_id} ${plugin}`
      if (!running.has(key)) running.set(key, await this.pool.of(county_id, plugin).catch(() => undefined))
    }
    const paused = await this.paused(rows)
    const histories = await this.histories(rows)
    for (const row of rows) {
      const plugin = running.get(`${row.county_id} ${row.plugin}`)
      this.flying++
      this.inFlight.set(row.plugin, (this.inFlight.get(row.plugin) ?? 0) + 1)
      const held = !plugin || paused.has(`${row.county_id} ${row.plugin} ${row.contribution}`)
      const work = held
        ? this.acknowledge({ row, token: row.token, as: 'held' })
        : this.deliver(row, plugin, histories.get(`${row.county_id} ${row.case_id}`))
      void work
        // The lease runs out and somebody takes it again.
        .catch(() => undefined)
        .finally(() => {
          this.flying--
          this.inFlight.set(row.plugin, (this.inFlight.get(row.plugin) ?? 1) - 1)
          this.progressed()
        })
    }
  }

  private async deliver(row: Row & { token: string; taken: string | null }, running: Running, history: readonly CaseEvent[] | undefined) {
    const how = deliveringOf(running, row)
    const end = (failure: CallFailure) =>
      this.fail(row, failure, how ?? { attempts: 1, backoff: 1000, timeout: 0, once: 'at-least', contribution: '' })
    if (!how) return end({ class: 'reject', message: '这一版插件已没有此功能' })
    // Somebody had it and never came back: whether it happened nobody knows.
    if (row.taken !== null && how.once === 'at-most') return end({ class: 'crashed', message: '送出时服务中断，是否送达不明' })
    const told = await this.toTell(row, running, history)
    if (!told) return end({ class: 'reject', message: '所属哨件已不存在' })
    const outcome = (await this.pool.call(running, row.verb as VerbName, told.payload as never, {
      contribution: how.contribution,
      deadline: Math.min(how.timeout, LONGEST_CALL),
      delivery: { id: row.id, idempotencyKey: row.key, attempt: row.attempts },
      about: told.about,
    })) as CallOutcome
    if (!outcome.ok) return end(outcome.error)
    const effects = [...effectsOfValue(row.verb, outcome.value), ...outcome.effects]
    if (effects.length === 0) return this.acknowledge({ row, token: row.token, as: 'done' })
    return this.acknowledgeWith(row, running, effects, end)
  }

  /** The effects and the acknowledgement, in one unit: all of it once, or nothing. */
  private async acknowledgeWith(
    row: Row & { token: string },
    running: Running,
    effects: readonly Effect[],
    end: (failure: CallFailure) => Promise<void>,
  ): Promise<void> {
    try {
      await this.unitOfWork.run({ county: row.county_id, actor: SYSTEM }, async (tx) => {
        if (!(await this.mark(tx, row, { state: 'done', done_at: tx.now, failure: null, error: null }))) throw new TooLate()
        await this.effects.apply(tx, running, effects, { contribution: row.contribution })
      })
    } catch (error) {
      if (error instanceof TooLate) return
      if (error instanceof EffectProblem) return end({ class: error.class, message: error.message })
      throw error
    }
  }

  private async fail(row: Row & { token: string }, failure: CallFailure, how: Delivering): Promise<void> {
    const failed = decideFailed(failure, how, { attempt: row.attempts, now: this.clock.now(), random: Math.random() })
    await this.acknowledge({ row, token: row.token, as: 'failed', failed, failure })
  }

  /** Ends deliveries without effects, those that end together in one unit. */
  private acknowledge(end: Ended): Promise<void> {
    return new Promise((resolve, reject) => {
      this.ended.push({ end, settle: resolve })
      this.acknowledging ??= new Promise<void>((next) => setImmediate(next))
        .then(() => this.acknowledgeAll())
        .finally(() => (this.acknowledging = undefined))
      this.acknowledging.catch(reject)
    })
  }

  private async acknowledgeAll(): Promise<void> {
    while (this.ended.length > 0) {
      const batch = this.ended.splice(0, 200)
      const done = batch.map(({ end }) => end).filter(({ as }) => as === 'done')
      const others = batch.map(({ end }) => end).filter(({ as }) => as !== 'done')
      await this.unitOfWork.run({ county: '', actor: SYSTEM }, async (tx) => {
        for (const [token, own] of Map.groupBy(done, (one) => one.token))
          for (const [county, rows] of Map.groupBy(own, ({ row }) => row.county_id))
            await tx.db
              .updateTable('plugin_deliveries')
              .set({ state: 'done', token: null, done_at: tx.now, failure: null, error: null })
              .where('county_id', '=', county)
              .where(
                'id',
                'in',
                rows.map(({ row }) => row.id),
              )
              .where('token', '=', token)
              .where('state', '=', 'open')
              .execute()
        for (const end of others) await this.write(tx, end)
      })
      for (const { settle } of batch) settle()
    }
  }

  private async write(tx: Tx, end: Ended): Promise<void> {
    const { row, token } = end
    const claimed = { ...row, token }
    if (end.as === 'held') {
      await this.mark(tx, claimed, { next_at: NEVER, attempts: row.attempts - 1 })
      return
    }
    if (end.as !== 'failed') return
    const { failed, failure } = end
    const told = {
      failure: failure.class,
      error: failure.message.replaceAll('\0', '').toWellFormed().slice(0, 300),
      attempts: failed.attempts,
    }
    if (failed.state === 'open') await this.mark(tx, claimed, { ...told, next_at: failed.nextAt })
    else await this.mark(tx, claimed, { ...told, state: failed.state, done_at: tx.now })
    if (failed.state === 'open' && failed.pause) await pauseContribution(tx, row, failed.pause)
  }

  /** Changes a delivery that is still ours. */
  private async mark(tx: Tx, row: Row & { token: string }, changes: Partial<Row>): Promise<boolean> {
    const { numUpdatedRows } = await tx.db
      .updateTable('plugin_deliveries')
      .set({ token: null, ...changes })
      .where('county_id', '=', row.county_id)
      .where('id', '=', row.id)
      .where('token', '=', row.token)
      .where('state', '=', 'open')
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  private async paused(rows: readonly Row[]): Promise<Set<string>> {
    const found = await this.db.read
      .selectFrom('plugin_contributions')
      .select(['county_id', 'plugin', 'contribution'])
      .where('county_id', 'in', [...new Set(rows.map(({ county_id }) => county_id))])
      .where('plugin', 'in', [...new Set(rows.map(({ plugin }) => plugin))])
      .where('paused_at', 'is not', null)
      .execute()
    return new Set(found.map((one) => `${one.county_id} ${one.plugin} ${one.contribution}`))
  }

  /** The events of every case a batch speaks of, in one query. */
  private async histories(rows: readonly Row[]): Promise<Map<string, CaseEvent[]>> {
    const cases = [...new Set(rows.flatMap(({ case_id }) => (case_id === null ? [] : [case_id])))]
    if (cases.length === 0) return new Map()
    const found = await this.db.read
      .selectFrom('case_events')
      .select(['county_id', 'case_id', 'data'])
      .where('county_id', 'in', [...new Set(rows.map(({ county_id }) => county_id))])
      .where('case_id', 'in', cases)
      .orderBy('seq')
      .execute()
    const histories = new Map<string, CaseEvent[]>()
    for (const { county_id, case_id, data } of found) {
      const key = `${county_id} ${case_id}`
      const known = histories.get(key) ?? []
      known.push(decodeJson<CaseEvent>(data))
      histories.set(key, known)
    }
    return histories
  }

  /** What a delivery says: the event with the case as it was right after it, or what came in. */
  async toTell(
    row: Pick<Row, 'county_id' | 'case_id' | 'seq' | 'payload' | 'verb'>,
    running: Pick<Running, 'county' | 'plugin' | 'manifest'>,
    history: readonly CaseEvent[] | undefined,
  ): Promise<{ payload: PayloadOf<VerbName>; about: About } | undefined> {
    if (row.verb !== 'event.deliver') return row.payload === null ? undefined : { payload: decodeJson(row.payload) as never, about: {} }
    const until = history?.filter(({ seq }) => seq <= row.seq) ?? []
    const event = until.at(-1)
    const state = event?.seq === row.seq ? replay(until) : undefined
    const rules = state && (await this.policies.byHash(this.db.read, row.county_id, state.policy))
    if (!event || !state || !rules || row.case_id === null) return undefined
    const names = await this.names.of(this.db.read, row.county_id)
    const brings = running.manifest.contributions.intake.length > 0
    const externalId = brings ? await this.pool.externalOf(row.county_id, running.plugin, row.case_id) : undefined
    const { payload, shown } = payloadOf(event, state, { policy: rules.policy, manifest: running.manifest, unit: names.unit, externalId })
    return { payload, about: { caseId: row.case_id, shown } }
  }

  /** What was held back goes on where its plugin and contribution do. */
  async releaseHeld(): Promise<void> {
    const now = this.clock.now()
    if (now - this.releasedAt < LOOK_AT_HELD) return
    this.releasedAt = now
    await this.unitOfWork.run({ county: '', actor: SYSTEM }, async (tx) => {
      await tx.db
        .updateTable('plugin_deliveries')
        .set({ next_at: now })
        .where('state', '=', 'open')
        .where('next_at', '=', NEVER)
        .where((eb) =>
          eb.and([
            eb.exists(
              eb
                .selectFrom('plugin_installations')
                .select(sql`1`.as('one'))
                .whereRef('plugin_installations.county_id', '=', 'plugin_deliveries.county_id')
                .whereRef('plugin_installations.plugin', '=', 'plugin_deliveries.plugin')
                .where('plugin_installations.state', '=', 'enabled'),
            ),
            eb.not(
              eb.exists(
                eb
                  .selectFrom('plugin_contributions')
                  .select(sql`1`.as('one'))
                  .whereRef('plugin_contributions.county_id', '=', 'plugin_deliveries.county_id')
                  .whereRef('plugin_contributions.plugin', '=', 'plugin_deliveries.plugin')
                  .whereRef('plugin_contributions.contribution', '=', 'plugin_deliveries.contribution')
                  .where('plugin_contributions.paused_at', 'is not', null),
              ),
            ),
          ]),
        )
        .execute()
    })
  }
}

/** Another process has taken it over meanwhile. */
class TooLate extends Error {}

/** Stands a contribution still, with the reason an administrator reads. What waits for it is held, not lost. */
export async function pauseContribution(
  tx: Tx,
  { county_id, plugin, contribution }: Pick<PluginDeliveryTable, 'county_id' | 'plugin' | 'contribution'>,
  { reason, fix }: { readonly reason: string; readonly fix?: string },
): Promise<void> {
  const pause = { paused_at: tx.now, reason: reason.replaceAll('\0', '').toWellFormed().slice(0, 500), fix: fix ?? null }
  await tx.db
    .insertInto('plugin_contributions')
    .values({
      county_id,
      plugin,
      contribution,
      ...pause,
      token: 0,
      leader: null,
      leased_until: 0,
      cursor: null,
      next_at: 0,
      failures: 0,
      last_ok_at: null,
    })
    .onConflict((conflict) => conflict.columns(['county_id', 'plugin', 'contribution']).doUpdateSet(pause))
    .execute()
}

/** How the contribution of a delivery wants to be told; undefined when the version has it no longer. */
function deliveringOf({ manifest }: Running, row: Row): (Delivering & { timeout: number; contribution: string }) | undefined {
  const contribution = row.contribution.slice(row.contribution.indexOf('/') + 1)
  const { events, intake, channels } = manifest.contributions
  const event = row.verb === 'event.deliver' ? events.find(({ id }) => id === contribution) : undefined
  if (event) return { ...event, contribution }
  const channel = row.verb.startsWith('channel.') ? channels.find(({ id }) => id === contribution) : undefined
  if (channel)
    return {
      attempts: 6,
      backoff: 10_000,
      timeout: channel.timeout,
      once: row.verb === 'channel.send' ? channel.once : 'at-least',
      contribution,
    }
  if (row.verb === 'intake.webhook' && intake.some(({ id, webhook }) => id === contribution && webhook))
    return { attempts: 10, backoff: 5000, timeout: 30_000, once: 'at-least', contribution }
  return undefined
}

/** What a webhook's parse brings is an effect like those of `cases`. */
function effectsOfValue(verb: Row['verb'], value: unknown): Effect[] {
  if (verb !== 'intake.webhook') return []
  const { items } = value as { items: readonly never[] }
  return items.map((item) => ({ kind: 'case.intake', item }))
}
