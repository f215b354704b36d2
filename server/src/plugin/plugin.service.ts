import { Inject, Injectable } from '@nestjs/common'
import type { ConfigurePlugin, PluginTest } from '@shaotai/api'
import { fail, ok, refuse, type Result, type Role } from '@shaotai/core'
import { createHash, randomBytes } from 'node:crypto'
import { AuditLog } from '../audit/audit-log.ts'
import type { Secrets } from '../platform/config/secrets.ts'
import { decodeJson, encodeJson, NEVER } from '../platform/db/columns.ts'
import { Db } from '../platform/db/open-database.ts'
import type { PluginInstallationTable } from '../platform/db/plugin-tables.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { SECRETS } from '../platform/tokens.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { checkAddresses, checkConfig } from './installation/check-config.ts'
import {
  decideAct,
  decideApproval,
  decideUpload,
  stateAfterSwitch,
  waitingFor,
  type LifecycleAct,
  type Version,
} from './installation/decide-lifecycle.ts'
import { sealSecret } from './installation/secret-box.ts'
import { openUpload, type Upload } from './installation/open-upload.ts'
import { PluginPool } from './hosting/plugin-pool.ts'
import { PluginRunner } from './hosting/plugin-runner.ts'
import { fits, PluginStore, type StoredPlugin } from './plugin.store.ts'

/** Who may approve what a plugin asks. */
export const APPROVERS: readonly Role[] = ['policy-admin', 'policy-reviewer', 'security-admin']

/** The life of plugins in a county: every act is decided purely and written in one unit. */
@Injectable()
export class PluginService {
  constructor(
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly store: PluginStore,
    private readonly runner: PluginRunner,
    private readonly pool: PluginPool,
    @Inject(SECRETS) private readonly secrets: Secrets,
  ) {}

  /** Takes an uploaded file: installs the plugin, or brings a newer version of it. Answers the plugin's id. */
  async upload(context: ActorContext, bytes: Uint8Array): Promise<Result<string>> {
    const opened = await openUpload(bytes, this.runner)
    if (!opened.ok) return opened
    const { hash, manifest, signedBy } = opened.value
    const next: Version = { hash, manifest, signedBy, uploadedBy: context.actor.person }
    const plugin = manifest.id
    const before = await this.store.load(this.db.read, context.county, plugin)
    const expected = decideUpload(before?.installed, next)
    if (!expected.ok) return expected
    await this.keepPackage(context, opened.value)
    const lifted = before && expected.value === 'switch' ? await this.lift(before, next) : undefined
    return this.unitOfWork.run(context, async (tx) => {
      const stored = await this.store.load(tx.db, context.county, plugin)
      if (stored?.row.revision !== before?.row.revision) return fail(refuse('plugin.changed-since'))
      const decided = decideUpload(stored?.installed, next)
      if (!decided.ok) return decided
      if (decided.value === 'install') await this.insert(tx, plugin, hash)
      else if (stored && decided.value === 'replace') await this.change(tx, stored, { hash })
      else if (stored && decided.value === 'wait') await this.change(tx, stored, { waiting_hash: hash })
      else if (stored) await this.switchTo(tx, stored, next, lifted)
      await this.line(tx, plugin, 'upload', { version: manifest.version, hash, how: decided.value, signedBy: signedBy ?? null })
      await this.clear(tx, plugin)
      return ok(plugin)
    })
  }

  /** Approves what waits; a version that waited for it takes over. */
  async approve(context: ActorContext, plugin: string, hash: string): Promise<Result<undefined>> {
    const before = await this.store.load(this.db.read, context.county, plugin)
    const waits = before && waitingFor(before.installed)
    const lifted = before && waits ? await this.lift(before, waits.version) : undefined
    return this.changed(context, plugin, async (tx, stored) => {
      const others = await this.otherApprovers(tx, waitingFor(stored.installed)?.version.uploadedBy ?? '')
      const decided = decideApproval(stored.installed, { hash, by: context.actor.person, otherApprovers: others })
      if (!decided.ok) return decided
      const { manifest } = decided.value
      const asked = waitingFor(stored.installed)?.asking.changes ?? []
      await tx.db
        .insertInto('plugin_approvals')
        .values({
          county_id: context.county,
          id: uuid7(),
          plugin,
          hash,
          version: manifest.version,
          asked: encodeJson<unknown>(asked),
          person: context.actor.person,
          name: context.actor.name,
          at: tx.now,
        })
        .execute()
      await this.line(tx, plugin, 'approve', { version: manifest.version, hash, asked: asked.map(({ kind, of }) => `${kind}:${of}`) })
      if (stored.installed.waiting) await this.switchTo(tx, stored, decided.value, lifted)
      else await this.change(tx, stored, { state: 'approved' })
      return ok(undefined)
    })
  }

  /** Saves a configuration that fits and passed the plugin's own test; or, `untested`, one that fits, of a plugin that then does not run. */
  async configure(context: ActorContext, plugin: string, given: ConfigurePlugin): Promise<Result<undefined>> {
    const prepared = await this.prepare(context, plugin, given)
    if (!prepared.ok) return prepared
    const { stored: before, config, secrets, approved } = prepared.value
    const tested = await this.check(before, config, secrets, approved)
    if (!tested.ok && !given.untested)
      return fail(
        refuse(
          'plugin.test-failed',
          { reason: tested.message ?? '', fix: tested.fix ?? '' },
          { at: tested.fix ? `/${tested.fix.replace('.', '/')}` : undefined },
        ),
      )
    return this.changed(context, plugin, async (tx, stored) => {
      if (stored.row.revision !== before.row.revision) return fail(refuse('plugin.changed-since'))
      const sealed = Object.fromEntries(
        Object.entries(secrets).map(([field, secret]) => [
          field,
          given.secrets?.[field] === undefined
            ? (decodeJson(stored.row.secrets)[field] ?? '')
            : sealSecret(this.secrets, { county: context.county, plugin, field }, secret),
        ]),
      )
      await this.change(tx, stored, {
        config: encodeJson(config),
        secrets: encodeJson(sealed),
        approved: encodeJson([...approved]),
        tested_at: tested.ok ? tx.now : null,
        ...(!tested.ok && stored.row.state === 'enabled' && { state: 'disabled' as const }),
      })
      if (tested.ok) await this.resumeAll(tx, plugin)
      await this.line(tx, plugin, 'configure', {
        fields: Object.keys(config),
        secrets: Object.keys(given.secrets ?? {}),
        approved,
        tested: tested.ok,
      })
      return ok(undefined)
    })
  }

  /** Runs the plugin's own test with a configuration nobody saved. */
  async test(context: ActorContext, plugin: string, given: ConfigurePlugin): Promise<Result<PluginTest>> {
    const prepared = await this.prepare(context, plugin, given)
    if (!prepared.ok) return prepared
    const { stored, config, secrets, approved } = prepared.value
    return ok(await this.check(stored, config, secrets, approved))
  }

  enable(context: ActorContext, plugin: string): Promise<Result<undefined>> {
    return this.act(context, plugin, 'enable')
  }

  disable(context: ActorContext, plugin: string): Promise<Result<undefined>> {
    return this.act(context, plugin, 'disable')
  }

  /** Goes back to the version and configuration before the last upgrade. */
  rollBack(context: ActorContext, plugin: string): Promise<Result<undefined>> {
    return this.changed(context, plugin, async (tx, stored) => {
      const decided = decideAct(stored.installed, 'roll-back')
      const { previous } = stored.installed
      if (!decided.ok || !previous) return decided.ok ? fail(refuse('plugin.no-previous')) : decided
      const config = stored.row.previous_config ?? stored.row.config
      await this.change(tx, stored, {
        hash: previous.hash,
        config,
        waiting_hash: null,
        previous_hash: null,
        previous_config: null,
        state: stateAfterSwitch(stored.row.state, fits(previous, { ...stored.row, config })),
      })
      await this.line(tx, plugin, 'roll-back', { from: stored.installed.current.manifest.version, to: previous.manifest.version })
      await this.clear(tx, plugin)
      return ok(undefined)
    })
  }

  /** Removes a plugin and every row of it; the audit log keeps that it was here. */
  uninstall(context: ActorContext, plugin: string): Promise<Result<undefined>> {
    return this.changed(context, plugin, async (tx, stored) => {
      const decided = decideAct(stored.installed, 'uninstall')
      if (!decided.ok) return decided
      await this.store.removeAll(tx.db, context.county, plugin)
      await this.line(tx, plugin, 'uninstall', { version: stored.installed.current.manifest.version })
      return ok(undefined)
    })
  }

  /** Lets paused contributions go on. */
  async resume(context: ActorContext, plugin: string, contribution: string | undefined): Promise<Result<undefined>> {
    const done = await this.changed(context, plugin, async (tx, stored) => {
      await this.resumeAll(tx, plugin, contribution)
      await this.line(tx, plugin, 'resume', { contribution: contribution ?? '*' })
      await this.change(tx, stored, {})
      return ok(undefined)
    })
    await this.pool.resume(context.county, plugin, contribution)
    return done
  }

  /** Makes the key for addresses this plugin serves. It is told once; what is kept is its digest. */
  async makeServeKey(context: ActorContext, plugin: string): Promise<Result<{ key: string }>> {
    const key = randomBytes(24).toString('base64url')
    const done = await this.changed(context, plugin, async (tx, stored) => {
      await this.change(tx, stored, { serve_key: createHash('sha256').update(key).digest('hex') })
      await this.line(tx, plugin, 'serve-key', {})
      return ok(undefined)
    })
    return done.ok ? ok({ key }) : done
  }

  private act(context: ActorContext, plugin: string, act: LifecycleAct): Promise<Result<undefined>> {
    return this.changed(context, plugin, async (tx, stored) => {
      const decided = decideAct(stored.installed, act)
      if (!decided.ok || decided.value === 'removed') return decided.ok ? ok(undefined) : decided
      await this.change(tx, stored, { state: decided.value })
      if (act === 'enable') await this.release(tx, plugin)
      await this.line(tx, plugin, act, { version: stored.installed.current.manifest.version })
      return ok(undefined)
    })
  }

  /** Keeps a package before anything refers to it, because its code may be asked to lift the configuration; what nobody refers to goes later. */
  private async keepPackage(context: ActorContext, { hash, manifest, bundle, file, signedBy, countersignedBy }: Upload): Promise<void> {
    const told = {
      file: Buffer.from(file).toString('base64'),
      signed_by: signedBy ?? null,
      countersigned_by: countersignedBy ?? null,
      uploaded_by: context.actor.person,
      uploaded_name: context.actor.name,
    }
    await this.unitOfWork.run(context, (tx) =>
      tx.db
        .insertInto('plugin_packages')
        .values({
          county_id: context.county,
          hash,
          plugin: manifest.id,
          version: manifest.version,
          manifest: encodeJson(manifest),
          bundle,
          ...told,
          uploaded_at: tx.now,
        })
        .onConflict((conflict) => conflict.columns(['county_id', 'hash']).doUpdateSet(told))
        .execute(),
    )
  }

  /** The configuration lifted to another version by that version itself; undefined when it cannot. */
  private async lift({ row, installed }: StoredPlugin, next: Version): Promise<Record<string, unknown> | undefined> {
    const config = decodeJson(row.config)
    if (next.manifest.migrations.length === 0) return config
    const outcome = await this.pool.beside({ ...row, hash: next.hash }, {}, {}, ({ hosted }) =>
      hosted.call('migrate', { from: installed.current.manifest.version, config }),
    )
    return outcome.ok ? { ...outcome.value } : undefined
  }

  private async prepare(context: ActorContext, plugin: string, given: ConfigurePlugin) {
    const stored = await this.store.load(this.db.read, context.county, plugin)
    if (!stored) return fail(refuse('http.not-found'))
    const decided = decideAct(stored.installed, 'configure')
    if (!decided.ok) return decided
    const { manifest } = stored.installed.current
    const kept = this.pool.openSecrets(stored.row)
    const secrets = Object.fromEntries(Object.entries({ ...kept, ...given.secrets }).filter(([field]) => manifest.secrets.includes(field)))
    const config = checkConfig(manifest, { config: given.config, secrets: Object.keys(secrets) })
    if (!config.ok) return config
    const approved = checkAddresses(given.approved ?? decodeJson(stored.row.approved))
    if (!approved.ok) return approved
    return ok({ stored, config: config.value, secrets, approved: approved.value })
  }

  private async check(
    { row, installed }: StoredPlugin,
    config: Record<string, unknown>,
    secrets: Record<string, string>,
    approved: readonly string[],
  ): Promise<PluginTest> {
    if (!installed.current.manifest.health) return { ok: true }
    const outcome = await this.pool.beside({ ...row, approved: encodeJson([...approved]) }, config, secrets, ({ hosted }) =>
      hosted.call('health', {}),
    )
    if (!outcome.ok)
      return { ok: false, message: outcome.error.message, ...(outcome.error.fix !== undefined && { fix: outcome.error.fix }) }
    const { message, details } = outcome.value ?? {}
    return { ok: true, ...(message !== undefined && { message }), ...(details && { details: { ...details } }) }
  }

  private insert(tx: Tx, plugin: string, hash: string) {
    return tx.db
      .insertInto('plugin_installations')
      .values({
        county_id: tx.context.county,
        plugin,
        state: 'installed',
        hash,
        waiting_hash: null,
        previous_hash: null,
        previous_config: null,
        config: encodeJson({}),
        secrets: encodeJson({}),
        approved: encodeJson([]),
        tested_at: null,
        installed_by: tx.context.actor.person,
        installed_name: tx.context.actor.name,
        installed_at: tx.now,
        serve_key: null,
        revision: 1,
      })
      .execute()
  }

  private async switchTo(tx: Tx, stored: StoredPlugin, next: Version, lifted: Record<string, unknown> | undefined): Promise<void> {
    const config = encodeJson(lifted ?? decodeJson(stored.row.config))
    await this.change(tx, stored, {
      hash: next.hash,
      waiting_hash: null,
      previous_hash: stored.row.hash,
      previous_config: stored.row.config,
      config,
      state: stateAfterSwitch(stored.row.state, lifted !== undefined && fits(next, { ...stored.row, config })),
    })
  }

  private async change(tx: Tx, { row }: StoredPlugin, changes: Partial<PluginInstallationTable>): Promise<void> {
    await tx.db
      .updateTable('plugin_installations')
      .set({ ...changes, revision: row.revision + 1 })
      .where('county_id', '=', row.county_id)
      .where('plugin', '=', row.plugin)
      .execute()
  }

  private async changed(
    context: ActorContext,
    plugin: string,
    work: (tx: Tx, stored: StoredPlugin) => Promise<Result<undefined>>,
  ): Promise<Result<undefined>> {
    return this.unitOfWork.run(context, async (tx) => {
      await tx.db
        .updateTable('plugin_installations')
        .set({ plugin })
        .where('county_id', '=', context.county)
        .where('plugin', '=', plugin)
        .execute()
      const stored = await this.store.load(tx.db, context.county, plugin)
      if (!stored) return fail(refuse('http.not-found'))
      const result = await work(tx, stored)
      if (result.ok) await this.closeAfter(tx, plugin)
      return result
    })
  }

  private async clear(tx: Tx, plugin: string): Promise<void> {
    const stored = await this.store.load(tx.db, tx.context.county, plugin)
    if (stored) await this.store.removeUnused(tx.db, stored)
    await this.closeAfter(tx, plugin)
  }

  private async closeAfter(tx: Tx, plugin: string): Promise<void> {
    tx.afterCommit(() => void this.pool.close(tx.context.county, plugin).catch(() => undefined))
  }

  private async resumeAll(tx: Tx, plugin: string, contribution?: string): Promise<void> {
    let paused = tx.db
      .updateTable('plugin_contributions')
      .set({ paused_at: null, reason: null, fix: null, failures: 0, next_at: tx.now })
      .where('county_id', '=', tx.context.county)
      .where('plugin', '=', plugin)
      .where('paused_at', 'is not', null)
    if (contribution !== undefined) paused = paused.where('contribution', '=', contribution)
    await paused.execute()
    await this.release(tx, plugin)
  }

  /** What was held back while the plugin or a contribution stood still is due again. */
  private async release(tx: Tx, plugin: string): Promise<void> {
    await tx.db
      .updateTable('plugin_deliveries')
      .set({ next_at: tx.now })
      .where('county_id', '=', tx.context.county)
      .where('plugin', '=', plugin)
      .where('state', '=', 'open')
      .where('next_at', '=', NEVER)
      .execute()
  }

  private async otherApprovers(tx: Tx, uploader: string): Promise<number> {
    const rows = await tx.db
      .selectFrom('people')
      .select('roles')
      .where('county_id', '=', tx.context.county)
      .where('active', '=', 1)
      .where('id', '!=', uploader)
      .execute()
    return rows.filter(({ roles }) => decodeJson(roles).some((role) => APPROVERS.includes(role))).length
  }

  private line(tx: Tx, plugin: string, act: string, detail: Record<string, unknown>): Promise<void> {
    return this.audit.append(tx, { action: `plugin.${act}`, target: `plugin/${plugin}`, outcome: 'done', detail })
  }
}
