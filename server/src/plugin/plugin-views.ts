import { Injectable } from '@nestjs/common'
import type { Disclosure, IntakeItemRow, PluginLog, PluginRow, PluginUsage, PluginView } from '@shaotai/api'
import { fail, ok, refuse, type Result } from '@shaotai/core'
import type { Label, Manifest } from '@shaotai/plugin'
import { decodeJson } from '../platform/db/columns.ts'
import { Db } from '../platform/db/open-database.ts'
import type { PluginContributionTable } from '../platform/db/plugin-tables.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { decideApproval, waitingFor } from './installation/decide-lifecycle.ts'
import { PluginPool } from './hosting/plugin-pool.ts'
import { APPROVERS } from './plugin.service.ts'
import { PluginStore, type StoredPlugin } from './plugin.store.ts'

type Page = { readonly limit?: number | undefined; readonly before?: number | undefined }

/** What pages about plugins show. */
@Injectable()
export class PluginViews {
  constructor(
    private readonly db: Db,
    private readonly store: PluginStore,
    private readonly pool: PluginPool,
  ) {}

  async list({ county }: ActorContext): Promise<PluginRow[]> {
    const rows = await this.db.read
      .selectFrom('plugin_installations')
      .select('plugin')
      .where('county_id', '=', county)
      .orderBy('plugin')
      .execute()
    const found = await Promise.all(rows.map(({ plugin }) => this.store.load(this.db.read, county, plugin)))
    return Promise.all(found.filter((one) => one !== undefined).map((one) => this.row(one)))
  }

  async show({ county, actor }: ActorContext, plugin: string): Promise<Result<PluginView>> {
    const stored = await this.store.load(this.db.read, county, plugin)
    if (!stored) return fail(refuse('http.not-found'))
    const { row, installed } = stored
    const { manifest } = installed.current
    const waits = waitingFor(installed)
    const approvals = await this.db.read
      .selectFrom('plugin_approvals')
      .select(['version', 'hash', 'asked', 'name', 'at'])
      .where('county_id', '=', county)
      .where('plugin', '=', plugin)
      .orderBy('at', 'desc')
      .execute()
    const others = await this.otherApprovers(county, waits?.version.uploadedBy ?? '')
    const mayApprove =
      waits !== undefined &&
      actor.roles.some((role) => APPROVERS.includes(role)) &&
      decideApproval(installed, { hash: waits.version.hash, by: actor.person, otherApprovers: others }).ok
    const state = await this.pool.stateOf(county, plugin)
    return ok({
      ...(await this.row(stored)),
      hash: waits?.version.hash ?? row.hash,
      revision: row.revision,
      manifest,
      config: decodeJson(row.config),
      secretsSet: Object.keys(decodeJson(row.secrets)),
      approved: decodeJson(row.approved),
      configured: installed.configured,
      testedAt: row.tested_at,
      installedBy: row.installed_name,
      installedAt: row.installed_at,
      previousVersion: installed.previous?.manifest.version ?? null,
      asks: [...(waits?.asking.changes ?? [])],
      lessTrusted: waits?.asking.lessTrusted ?? false,
      mayApprove,
      repairs: (await this.paused(county, plugin)).map(({ contribution, reason, fix, paused_at }) => ({
        contribution,
        title: titleOf(manifest, contribution),
        reason: reason ?? '',
        fix,
        since: paused_at ?? 0,
      })),
      approvals: approvals.map(({ asked, ...one }) => ({ ...one, asked: decodeJson(asked) as PluginView['asks'] })),
      hasServeKey: row.serve_key !== null,
      process: state ? { ...state } : null,
    })
  }

  async logs({ county }: ActorContext, plugin: string, { level, limit = 100, before }: Page & { level?: string }): Promise<PluginLog[]> {
    const rows = await this.db.read
      .selectFrom('plugin_logs')
      .select(['id', 'at', 'level', 'message', 'fields', 'contribution', 'delivery'])
      .where('county_id', '=', county)
      .where('plugin', '=', plugin)
      .$if(level !== undefined, (query) => query.where('level', '=', level as PluginLog['level']))
      .$if(before !== undefined, (query) => query.where('at', '<', before ?? 0))
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute()
    return rows.map(({ fields, ...row }) => ({ ...row, fields: fields === null ? null : decodeJson(fields) }))
  }

  async usage({ county }: ActorContext, plugin: string): Promise<PluginUsage[]> {
    const rows = await this.db.read
      .selectFrom('plugin_usage')
      .selectAll()
      .where('county_id', '=', county)
      .where('plugin', '=', plugin)
      .orderBy('day', 'desc')
      .limit(30)
      .execute()
    return rows.map(
      ({ day, calls, failed, milliseconds, processor, requests, bytes_out, bytes_in, log_lines, starts, crashes, highest_memory }) => ({
        day,
        calls,
        failed,
        milliseconds,
        processor,
        requests,
        bytesOut: bytes_out,
        bytesIn: bytes_in,
        logLines: log_lines,
        starts,
        crashes,
        highestMemory: highest_memory,
      }),
    )
  }

  async disclosures({ county }: ActorContext, plugin: string, { limit = 100, before }: Page): Promise<Disclosure[]> {
    const rows = await this.db.read
      .selectFrom('plugin_disclosures')
      .leftJoin('cases', (join) =>
        join.onRef('cases.id', '=', 'plugin_disclosures.case_id').onRef('cases.county_id', '=', 'plugin_disclosures.county_id'),
      )
      .select([
        'plugin_disclosures.id',
        'plugin_disclosures.at',
        'contribution',
        'endpoint',
        'host',
        'case_id as caseId',
        'cases.number as caseNumber',
        'kinds',
        'fields',
        'purpose',
        'status',
      ])
      .where('plugin_disclosures.county_id', '=', county)
      .where('plugin', '=', plugin)
      .$if(before !== undefined, (query) => query.where('plugin_disclosures.at', '<', before ?? 0))
      .orderBy('plugin_disclosures.id', 'desc')
      .limit(limit)
      .execute()
    return rows.map((row) => ({ ...row, kinds: decodeJson(row.kinds), fields: decodeJson(row.fields) }))
  }

  async intake(
    { county }: ActorContext,
    plugin: string,
    { state, limit = 100, before }: Page & { state?: string },
  ): Promise<IntakeItemRow[]> {
    const rows = await this.db.read
      .selectFrom('plugin_intake')
      .select(['external_id', 'item', 'contribution', 'kind', 'state', 'case_id', 'reason', 'at', 'value'])
      .where('county_id', '=', county)
      .where('plugin', '=', plugin)
      .$if(state !== undefined, (query) => query.where('state', '=', state as IntakeItemRow['state']))
      .$if(before !== undefined, (query) => query.where('at', '<', before ?? 0))
      .orderBy('at', 'desc')
      .limit(limit)
      .execute()
    return rows.map(intakeRow)
  }

  private async row({ row, installed }: StoredPlugin): Promise<PluginRow> {
    const { county_id: county, plugin } = row
    const { manifest, signedBy } = installed.current
    const counts = await this.db.read
      .selectFrom('plugin_deliveries')
      .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
      .where('county_id', '=', county)
      .where('plugin', '=', plugin)
      .where('state', 'in', ['open', 'dead', 'unknown'])
      .groupBy('state')
      .execute()
    const triage = await this.db.read
      .selectFrom('plugin_intake')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('county_id', '=', county)
      .where('plugin', '=', plugin)
      .where('state', '=', 'triage')
      .executeTakeFirstOrThrow()
    const count = (...states: string[]) =>
      counts.filter(({ state }) => states.includes(state)).reduce((sum, one) => sum + Number(one.count), 0)
    return {
      plugin,
      title: manifest.title,
      ...(manifest.description && { description: manifest.description }),
      vendor: manifest.vendor,
      version: manifest.version,
      state: row.state,
      waiting: installed.waiting?.manifest.version ?? null,
      signedBy: signedBy ?? null,
      paused: (await this.paused(county, plugin)).length,
      dead: count('dead', 'unknown'),
      open: count('open'),
      triage: Number(triage.count),
    }
  }

  private paused(county: string, plugin: string): Promise<PluginContributionTable[]> {
    return this.db.read
      .selectFrom('plugin_contributions')
      .selectAll()
      .where('county_id', '=', county)
      .where('plugin', '=', plugin)
      .where('paused_at', 'is not', null)
      .execute()
  }

  private async otherApprovers(county: string, uploader: string): Promise<number> {
    const rows = await this.db.read
      .selectFrom('people')
      .select('roles')
      .where('county_id', '=', county)
      .where('active', '=', 1)
      .where('id', '!=', uploader)
      .execute()
    return rows.filter(({ roles }) => decodeJson(roles).some((role) => APPROVERS.includes(role))).length
  }
}

/** What people call a contribution, by its key `kind/id`. */
export function titleOf(manifest: Manifest, key: string): Label {
  const [kind = '', id = ''] = key.split(/\/(.*)/s)
  const { intake, events, channels, schedules, serves } = manifest.contributions
  const lists: Readonly<Record<string, readonly { id: string; title?: Label }[]>> = {
    intake,
    event: events,
    channel: channels,
    schedule: schedules,
    serve: serves,
  }
  const found = lists[kind]?.find((one) => one.id === id)
  return found?.title ?? { zh: id === '' ? kind : id }
}

/** A row of what sources brought. */
export function intakeRow(row: {
  external_id: string
  item: string
  contribution: string
  kind: string
  state: IntakeItemRow['state']
  case_id: string | null
  reason: string | null
  at: number
  value: string | null
}): IntakeItemRow {
  return {
    externalId: row.external_id,
    item: row.item,
    contribution: row.contribution,
    kind: row.kind,
    state: row.state,
    caseId: row.case_id,
    reason: row.reason,
    at: row.at,
    value: row.value === null ? null : (decodeJson(row.value) as Record<string, unknown>),
  }
}
