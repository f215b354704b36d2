import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { CaseEvent } from '@shaotai/core'
import type { Manifest } from '@shaotai/plugin'
import type { Kysely } from 'kysely'
import { decodeJson } from '../../platform/db/columns.ts'
import { compileOnce, insertOnce } from '../../platform/db/compile-once.ts'
import type { Database } from '../../platform/db/database.ts'
import { uuid7 } from '../../platform/id/uuid7.ts'
import type { Tx } from '../../platform/unit-of-work/unit-of-work.ts'

/** Which contributions of a version hear which event. */
type Hearing = ReadonlyMap<string, Manifest['contributions']['events']>

/** Puts what plugins are to be told into the unit of the case that changed: no event without its deliveries, no delivery without its event. */
@Injectable()
export class EventDeliveries {
  private readonly hearing = new Map<string, Hearing>()
  private wakeUp: () => void = () => undefined

  /** Writes a delivery for each event and each contribution of an enabled plugin that hears it. */
  async record(tx: Tx, caseId: string, added: readonly CaseEvent[]): Promise<void> {
    const { county } = tx.context
    const { rows: enabled } = await enabledPlugins(tx.db, { county })
    if (enabled.length === 0) return
    const deliveries = []
    for (const { plugin, hash } of enabled) {
      const hearing = this.hearing.get(hash) ?? (await this.read(tx.db, county, hash))
      for (const event of added)
        for (const { id, orderedBy } of hearing.get(event.type) ?? [])
          deliveries.push({
            county_id: county,
            id: uuid7(),
            plugin,
            contribution: `event/${id}`,
            verb: 'event.deliver' as const,
            key: keyOf(`${caseId}/${event.seq}`, plugin, id),
            lane: orderedBy === 'case' ? caseId : '',
            seq: event.seq,
            case_id: caseId,
            event: event.type,
            payload: null,
            state: 'open' as const,
            attempts: 0,
            next_at: tx.now,
            token: null,
            created_at: tx.now,
            done_at: null,
            failure: null,
            error: null,
          })
    }
    if (deliveries.length === 0) return
    await insertDeliveries(tx.db, deliveries)
    tx.afterCommit(this.wakeUp)
  }

  /** Who is told that a delivery waits. */
  onRecorded(wakeUp: () => void): void {
    this.wakeUp = wakeUp
  }

  /** Says that a delivery waits; after the commit of whoever wrote it. */
  readonly wake = (): void => this.wakeUp()

  private async read(db: Kysely<Database>, county: string, hash: string): Promise<Hearing> {
    const row = await db
      .selectFrom('plugin_packages')
      .select('manifest')
      .where('county_id', '=', county)
      .where('hash', '=', hash)
      .executeTakeFirst()
    const heard = new Map<string, Manifest['contributions']['events'][number][]>()
    for (const one of row ? decodeJson(row.manifest).contributions.events : []) heard.set(one.event, [...(heard.get(one.event) ?? []), one])
    if (this.hearing.size >= 200) this.hearing.clear()
    this.hearing.set(hash, heard)
    return heard
  }
}

/** The same thing told to the same contribution is one delivery; plugins hand it on as the key that makes repeats harmless. */
export function keyOf(event: string, plugin: string, contribution: string): string {
  return createHash('sha256')
    .update(JSON.stringify([event, plugin, contribution]))
    .digest('hex')
}

const enabledPlugins = compileOnce((db, { county }: { county: string }) =>
  db.selectFrom('plugin_installations').select(['plugin', 'hash']).where('county_id', '=', county).where('state', '=', 'enabled'),
)

/** Keeps deliveries; one with a known key is already on its way. */
export const insertDeliveries = insertOnce('plugin_deliveries', (query) =>
  query.onConflict((conflict) => conflict.columns(['county_id', 'plugin', 'key']).doNothing()),
)
