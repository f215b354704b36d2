import { Inject, Injectable } from '@nestjs/common'
import { replay } from '@shaotai/core'
import type { Manifest } from '@shaotai/plugin'
import type { CallOptions, CallOutcome, EgressRecord, HostedPlugin, HostServices, Usage } from '@shaotai/plugin-host'
import type { PayloadOf, VerbName } from '@shaotai/plugin/protocol'
import { Names } from '../../case/names.ts'
import { CaseStore } from '../../case/case.store.ts'
import { Clock } from '../../platform/clock/clock.ts'
import type { Secrets } from '../../platform/config/secrets.ts'
import { decodeJson, encodeJson } from '../../platform/db/columns.ts'
import { Db } from '../../platform/db/open-database.ts'
import type { PluginInstallationTable } from '../../platform/db/plugin-tables.ts'
import { SECRETS } from '../../platform/tokens.ts'
import { PolicyStore } from '../../policy/policy.store.ts'
import { openSecret } from '../installation/secret-box.ts'
import { viewForPlugin } from './view-for-plugin.ts'
import type { Shown } from './personal-fields.ts'
import { PluginRecords, usageSince } from './plugin-records.ts'
import { PluginRunner } from './plugin-runner.ts'

/** A plugin of a county as this process runs it. */
export type Running = {
  readonly county: string
  readonly plugin: string
  readonly revision: number
  readonly hash: string
  readonly manifest: Manifest
  readonly secrets: Readonly<Record<string, string>>
  readonly hosted: HostedPlugin
}

/** What a call is about, for the ledger of personal data. */
export type About = { readonly caseId?: string | undefined; readonly shown?: Shown | undefined }

/** Plugins this process has open, one per county and installation. A change anywhere raises the revision, and the next call opens it anew. */
@Injectable()
export class PluginPool {
  private readonly running = new Map<string, Promise<Running | undefined>>()
  private readonly manifests = new Map<string, Manifest>()
  private readonly lastUsage = new WeakMap<HostedPlugin, Usage>()
  private readonly about = new Map<string, About>()

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly runner: PluginRunner,
    private readonly records: PluginRecords,
    private readonly cases: CaseStore,
    private readonly policies: PolicyStore,
    private readonly names: Names,
    @Inject(SECRETS) private readonly secrets: Secrets,
  ) {}

  /** A plugin that is enabled, ready to be called; undefined when it is not. */
  async of(county: string, plugin: string): Promise<Running | undefined> {
    const row = await this.installation(county, plugin)
    if (row?.state !== 'enabled') {
      await this.close(county, plugin)
      return undefined
    }
    const key = `${county} ${plugin}`
    const open = await this.running.get(key)
    if (open && open.revision === row.revision) return open
    await this.close(county, plugin)
    const opening = this.open(row)
    this.running.set(key, opening)
    opening.catch(() => this.running.delete(key))
    return opening
  }

  /** Opens a version with a configuration for one piece of work, beside whatever runs. */
  async beside<T>(
    installation: Pick<PluginInstallationTable, 'county_id' | 'plugin' | 'hash' | 'approved'>,
    config: Readonly<Record<string, unknown>>,
    secrets: Readonly<Record<string, string>>,
    work: (running: Running) => Promise<T>,
  ): Promise<T> {
    const running = await this.openWith({ ...installation, revision: 0 }, config, secrets)
    try {
      return await work(running)
    } finally {
      await running.hosted.stop({ close: true })
    }
  }

  /** Calls a contribution, and keeps account of what it used and of what personal data left. */
  async call<V extends VerbName>(
    running: Running,
    verb: V,
    payload: PayloadOf<V>,
    options: CallOptions & { readonly about?: About } = {},
  ): Promise<CallOutcome<V>> {
    const { about, ...callOptions } = options
    const delivery = callOptions.delivery?.id
    if (delivery !== undefined && about) this.about.set(delivery, about)
    try {
      return await running.hosted.call(verb, payload, callOptions)
    } finally {
      if (delivery !== undefined) this.about.delete(delivery)
      this.account(running)
    }
  }

  /** The manifest of a package; versions never change. */
  async manifestOf(county: string, hash: string): Promise<Manifest | undefined> {
    const known = this.manifests.get(hash)
    if (known) return known
    const row = await this.db.read
      .selectFrom('plugin_packages')
      .select('manifest')
      .where('county_id', '=', county)
      .where('hash', '=', hash)
      .executeTakeFirst()
    if (!row) return undefined
    const manifest = decodeJson(row.manifest)
    if (this.manifests.size > 200) this.manifests.clear()
    this.manifests.set(hash, manifest)
    return manifest
  }

  /** Secrets of an installation, opened. */
  openSecrets({ county_id, plugin, secrets }: Pick<PluginInstallationTable, 'county_id' | 'plugin' | 'secrets'>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(decodeJson(secrets)).map(([field, sealed]) => [
        field,
        openSecret(this.secrets, { county: county_id, plugin, field }, sealed),
      ]),
    )
  }

  /** How a plugin is in this process, without starting it. */
  async stateOf(county: string, plugin: string) {
    return (await this.running.get(`${county} ${plugin}`))?.hosted.state()
  }

  /** Lets a contribution run again whose breaker is open. */
  async resume(county: string, plugin: string, contribution?: string): Promise<void> {
    ;(await this.running.get(`${county} ${plugin}`))?.hosted.resume(contribution)
  }

  async close(county: string, plugin: string): Promise<void> {
    const key = `${county} ${plugin}`
    const open = this.running.get(key)
    if (!open) return
    this.running.delete(key)
    const running = await open.catch(() => undefined)
    await running?.hosted.stop({ close: true })
  }

  async closeAll(): Promise<void> {
    const keys = [...this.running.keys()]
    await Promise.all(keys.map((key) => this.close(key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1))))
    await this.runner.stop()
  }

  private installation(county: string, plugin: string) {
    return this.db.read
      .selectFrom('plugin_installations')
      .selectAll()
      .where('county_id', '=', county)
      .where('plugin', '=', plugin)
      .executeTakeFirst()
  }

  private open(row: PluginInstallationTable): Promise<Running> {
    return this.openWith(row, decodeJson(row.config), this.openSecrets(row))
  }

  private async openWith(
    row: Pick<PluginInstallationTable, 'county_id' | 'plugin' | 'hash' | 'approved' | 'revision'>,
    config: Readonly<Record<string, unknown>>,
    secrets: Readonly<Record<string, string>>,
  ): Promise<Running> {
    const { county_id: county, plugin, hash, revision } = row
    const stored = await this.db.read
      .selectFrom('plugin_packages')
      .select(['manifest', 'bundle'])
      .where('county_id', '=', county)
      .where('hash', '=', hash)
      .executeTakeFirstOrThrow()
    const found = await this.db.read.selectFrom('counties').select('name').where('id', '=', county).executeTakeFirst()
    const manifest = decodeJson(stored.manifest)
    const hosted = this.runner.open({
      bundle: stored.bundle,
      manifest,
      config,
      secrets,
      county: { id: county, name: found?.name ?? county, offset: await this.offset(county) },
      approved: decodeJson(row.approved),
      services: this.services(county, plugin, manifest),
    })
    return { county, plugin, revision, hash, manifest, secrets, hosted }
  }

  private async offset(county: string): Promise<string> {
    const pinned = await this.policies.current(this.db.read, county, this.clock.now())
    const minutes = pinned?.policy.calendars.find(({ id }) => id === pinned.policy.sla.calendar)?.utcOffsetMinutes ?? 480
    const two = (value: number) => String(value).padStart(2, '0')
    return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
  }

  private services(county: string, plugin: string, manifest: Manifest): HostServices {
    return {
      kv: {
        get: async (key) => {
          const row = await this.db.read
            .selectFrom('plugin_kv')
            .select(['value', 'version', 'expires_at'])
            .where('county_id', '=', county)
            .where('plugin', '=', plugin)
            .where('key', '=', key)
            .executeTakeFirst()
          const live = row && (row.expires_at === null || row.expires_at > this.clock.now())
          return live ? { value: decodeJson(row.value), version: row.version } : { version: row?.version ?? 0 }
        },
        list: async (prefix, limit) => {
          const rows = await this.db.read
            .selectFrom('plugin_kv')
            .select('key')
            .where('county_id', '=', county)
            .where('plugin', '=', plugin)
            .where('key', '>=', prefix)
            .where('key', '<', `${prefix}\u{10ffff}`)
            .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', this.clock.now())]))
            .orderBy('key')
            .limit(Math.min(limit, 1000))
            .execute()
          return rows.map(({ key }) => key)
        },
      },
      cases: { get: (by) => this.caseFor(county, plugin, manifest, by) },
      organisation: {
        units: async () => {
          const rows = await this.db.read
            .selectFrom('units')
            .select(['id', 'name', 'type', 'parent'])
            .where('county_id', '=', county)
            .where('active', '=', 1)
            .orderBy('position')
            .execute()
          return rows.map(({ id, name, type, parent }) => ({ id, name, type, ...(parent !== null && { parent }) }))
        },
        people: async (unit) => {
          const rows = await this.db.read
            .selectFrom('people')
            .select(['id', 'name'])
            .where('county_id', '=', county)
            .where('unit', '=', unit)
            .where('active', '=', 1)
            .orderBy('id')
            .limit(500)
            .execute()
          return rows
        },
      },
      log: (line) => this.records.log(county, line),
      incident: (incident) => this.records.incident(county, incident),
      called: (call) => this.disclose(county, manifest, call),
      now: () => this.clock.now(),
    }
  }

  private async caseFor(county: string, plugin: string, manifest: Manifest, by: { id: string } | { externalId: string }) {
    const id = 'id' in by ? by.id : await this.caseOfExternal(county, plugin, by.externalId)
    const stored = id === undefined ? undefined : await this.cases.load(this.db.read, county, id, 'system')
    const state = stored && replay(stored.events)
    const rules = state && (await this.policies.rulesOf(this.db.read, county, state.policy, stored.events))
    if (!state || !rules) return undefined
    const names = await this.names.of(this.db.read, county)
    const externalId = await this.externalOf(county, plugin, state.id)
    return viewForPlugin(state, { policy: rules.policy, manifest, unit: names.unit, externalId }).view
  }

  private async caseOfExternal(county: string, plugin: string, externalId: string): Promise<string | undefined> {
    const row = await this.db.read
      .selectFrom('plugin_intake')
      .select('case_id')
      .where('county_id', '=', county)
      .where('plugin', '=', plugin)
      .where('external_id', '=', externalId)
      .where('item', '=', '')
      .executeTakeFirst()
    return row?.case_id ?? undefined
  }

  /** The number a case has at the source this plugin speaks for. */
  async externalOf(county: string, plugin: string, caseId: string): Promise<string | undefined> {
    const row = await this.db.read
      .selectFrom('plugin_intake')
      .select('external_id')
      .where('county_id', '=', county)
      .where('case_id', '=', caseId)
      .where('plugin', '=', plugin)
      .where('item', '=', '')
      .executeTakeFirst()
    return row?.external_id
  }

  /**
   * A line of the ledger for a call that may have carried personal data: what this delivery showed of the kinds declared for the endpoint.
   * A call outside any delivery is put down with all kinds declared for it, because the plugin may have read any case.
   */
  private disclose(county: string, manifest: Manifest, call: EgressRecord): void {
    const declared = Object.entries(manifest.personalData).filter(([, use]) => use.to.includes(call.endpoint))
    if (declared.length === 0) return
    const about = call.delivery === undefined ? undefined : this.about.get(call.delivery)
    const kinds = declared.map(([kind]) => kind).filter((kind) => !about?.shown || (about.shown.kinds as readonly string[]).includes(kind))
    if (kinds.length === 0) return
    this.records.disclose({
      county_id: county,
      plugin: call.plugin,
      contribution: call.contribution ?? '',
      endpoint: call.endpoint,
      host: call.host,
      case_id: about?.caseId ?? null,
      delivery: call.delivery ?? null,
      kinds: encodeJson<string[]>(kinds),
      fields: encodeJson<string[]>([...(about?.shown?.fields ?? [])]),
      purpose: declared.map(([, use]) => use.purpose).join('；'),
      status: call.status ?? null,
      at: call.at,
    })
  }

  private account({ county, plugin, hosted }: Running): void {
    const now = hosted.usage()
    this.records.use(county, plugin, usageSince(this.lastUsage.get(hosted), now))
    this.lastUsage.set(hosted, { ...now })
  }
}
