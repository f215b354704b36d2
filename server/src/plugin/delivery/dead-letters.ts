import { Injectable } from '@nestjs/common'
import type { ActOnDeliveries, PluginDelivery, PluginDeliveryView } from '@shaotai/api'
import { fail, maskText, ok, refuse, type CaseEvent, type Result } from '@shaotai/core'
import { AuditLog } from '../../audit/audit-log.ts'
import { decodeJson } from '../../platform/db/columns.ts'
import { Db } from '../../platform/db/open-database.ts'
import { UnitOfWork, type ActorContext } from '../../platform/unit-of-work/unit-of-work.ts'
import { maskNumbers } from '../hosting/plugin-records.ts'
import { PluginPool } from '../hosting/plugin-pool.ts'
import { DeliveryEngine } from './delivery-engine.ts'
import { EventDeliveries } from './event-deliveries.ts'

type Asked = {
  readonly state?: PluginDelivery['state'] | undefined
  readonly contribution?: string | undefined
  readonly limit?: number | undefined
  readonly before?: number | undefined
}

/** What a replay or skip may change: what was given up on, or nobody knows of. */
const SETTLED_BADLY = ['dead', 'unknown'] as const
const MOST_EXPORTED = 1000

/** Deliveries as people see them: listed, read with personal data masked, sent again or skipped. */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly engine: DeliveryEngine,
    private readonly pool: PluginPool,
    private readonly events: EventDeliveries,
  ) {}

  async list({ county }: ActorContext, plugin: string, { state, contribution, limit = 100, before }: Asked) {
    const rows = await this.rows(county, plugin)
      .$if(state !== undefined, (query) => query.where('d.state', '=', state ?? 'open'))
      .$if(contribution !== undefined, (query) => query.where('d.contribution', '=', contribution ?? ''))
      .$if(before !== undefined, (query) => query.where('d.created_at', '<', before ?? 0))
      .orderBy('d.created_at', 'desc')
      .limit(limit)
      .execute()
    const reasons = await this.db.read
      .selectFrom('plugin_deliveries')
      .select((eb) => ['failure', 'error', eb.fn.countAll<number>().as('count')])
      .where('county_id', '=', county)
      .where('plugin', '=', plugin)
      .where('state', 'in', [...SETTLED_BADLY])
      .groupBy(['failure', 'error'])
      .orderBy('count', 'desc')
      .limit(50)
      .execute()
    return {
      rows: rows.map(view),
      reasons: reasons.map(({ failure, error, count }) => ({ failure: failure ?? '', error: error ?? '', count: Number(count) })),
    }
  }

  /** One delivery with what it carries; personal data is masked, whatever the plugin may see. */
  async show({ county }: ActorContext, plugin: string, id: string): Promise<Result<PluginDeliveryView>> {
    const row = await this.rows(county, plugin).where('d.id', '=', id).executeTakeFirst()
    return row ? ok(await this.withPayload(county, plugin, row)) : fail(refuse('http.not-found'))
  }

  async exportAll({ county }: ActorContext, plugin: string): Promise<PluginDeliveryView[]> {
    const rows = await this.rows(county, plugin)
      .where('d.state', 'in', [...SETTLED_BADLY])
      .orderBy('d.created_at')
      .limit(MOST_EXPORTED)
      .execute()
    const told: PluginDeliveryView[] = []
    for (const row of rows) told.push(await this.withPayload(county, plugin, row))
    return told
  }

  /** Sends dead letters again from their first attempt, or skips them for good: some, or all of one reason. */
  async act(context: ActorContext, plugin: string, { act, ids, failure, error }: ActOnDeliveries): Promise<Result<{ changed: number }>> {
    if (!ids && failure === undefined) return fail(refuse('plugin.deliveries-unnamed'))
    return this.unitOfWork.run(context, async (tx) => {
      const { numUpdatedRows } = await tx.db
        .updateTable('plugin_deliveries')
        .set(
          act === 'replay'
            ? { state: 'open', attempts: 0, next_at: tx.now, token: null, done_at: null }
            : { state: 'skipped', done_at: tx.now },
        )
        .where('county_id', '=', context.county)
        .where('plugin', '=', plugin)
        .where('state', 'in', [...SETTLED_BADLY])
        .$if(ids !== undefined, (query) => query.where('id', 'in', ids ?? []))
        .$if(failure !== undefined, (query) => query.where('failure', '=', failure ?? ''))
        .$if(error !== undefined, (query) => query.where('error', '=', error ?? ''))
        .executeTakeFirst()
      const changed = Number(numUpdatedRows)
      await this.audit.append(tx, {
        action: `plugin.${act}`,
        target: `plugin/${plugin}`,
        outcome: 'done',
        detail: { changed, ...(ids && { ids: ids.slice(0, 20) }), ...(failure !== undefined && { failure }) },
      })
      tx.afterCommit(this.events.wake)
      return ok({ changed })
    })
  }

  private rows(county: string, plugin: string) {
    return this.db.read
      .selectFrom('plugin_deliveries as d')
      .leftJoin('cases', (join) => join.onRef('cases.county_id', '=', 'd.county_id').onRef('cases.id', '=', 'd.case_id'))
      .select([
        'd.id',
        'd.contribution',
        'd.event',
        'd.case_id',
        'cases.number',
        'd.seq',
        'd.state',
        'd.attempts',
        'd.created_at',
        'd.next_at',
        'd.done_at',
        'd.failure',
        'd.error',
        'd.payload',
        'd.verb',
      ])
      .where('d.county_id', '=', county)
      .where('d.plugin', '=', plugin)
  }

  private async withPayload(county: string, plugin: string, row: Row): Promise<PluginDeliveryView> {
    const installation = await this.db.read
      .selectFrom('plugin_installations')
      .select('hash')
      .where('county_id', '=', county)
      .where('plugin', '=', plugin)
      .executeTakeFirst()
    const manifest = installation && (await this.pool.manifestOf(county, installation.hash))
    const history = row.case_id === null ? undefined : await this.history(county, row.case_id)
    const told =
      manifest &&
      (await this.engine.toTell(
        { county_id: county, case_id: row.case_id, seq: row.seq, payload: row.payload as never, verb: row.verb },
        // Nothing is declared, so nothing personal is shown.
        { county, plugin, manifest: { ...manifest, personalData: {} } },
        history,
      ))
    return { ...view(row), payload: told ? (masked(told.payload) as Record<string, unknown>) : null }
  }

  private async history(county: string, id: string): Promise<CaseEvent[]> {
    const rows = await this.db.read
      .selectFrom('case_events')
      .select('data')
      .where('county_id', '=', county)
      .where('case_id', '=', id)
      .orderBy('seq')
      .execute()
    return rows.map(({ data }) => decodeJson<CaseEvent>(data))
  }
}

type Row = Awaited<ReturnType<ReturnType<DeadLetters['rows']>['execute']>>[number]

function view(row: Row): PluginDelivery {
  return {
    id: row.id,
    contribution: row.contribution,
    event: row.event,
    caseId: row.case_id,
    caseNumber: row.number,
    seq: row.seq,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at,
    nextAt: row.next_at,
    doneAt: row.done_at,
    failure: row.failure,
    error: row.error,
  }
}

/** What came in or goes out, with the bodies of others shown by their size and addresses of people masked. */
function masked(payload: unknown): unknown {
  return JSON.parse(JSON.stringify(payload), (key, value: unknown) => {
    if (key === 'base64' && typeof value === 'string') return `（${Math.floor((value.length * 3) / 4)} 字节）`
    if (key === 'authorization' || key === 'cookie' || /sign|token|key|secret/i.test(key)) return typeof value === 'string' ? '***' : value
    if (key === 'to' && typeof value === 'string') return maskText(value)
    return typeof value === 'string' ? maskNumbers(value) : value
  })
}
