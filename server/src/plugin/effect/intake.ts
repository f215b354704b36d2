import { Injectable } from '@nestjs/common'
import { describeRefusal, type ResolveIntake } from '@shaotai/api'
import { fail, ok, refuse, SYSTEM, type Result } from '@shaotai/core'
import type { CaseDraft, IntakeItem } from '@shaotai/plugin'
import { sql } from 'kysely'
import { CaseService } from '../../case/case.service.ts'
import { decodeJson, encodeJson } from '../../platform/db/columns.ts'
import { Db } from '../../platform/db/open-database.ts'
import type { PluginIntakeTable } from '../../platform/db/plugin-tables.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../../platform/unit-of-work/unit-of-work.ts'
import { PolicyStore } from '../../policy/policy.store.ts'
import { PluginPool, type Running } from '../hosting/plugin-pool.ts'
import { storable } from '../hosting/plugin-records.ts'
import { actorOf, CaseActs } from './case-acts.ts'
import { placeDraft, type Decided } from './place-draft.ts'

type Later = Exclude<IntakeItem, CaseDraft>
type Bringing = Pick<Running, 'county' | 'plugin' | 'manifest'>

/**
 * What sources bring. A number of a source is one case, whatever arrives twice; what comes before its case waits for it; what the rules cannot
 * place waits for a person. Everything about one number goes through the row of that number, so that two processes agree.
 */
@Injectable()
export class Intake {
  constructor(
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly service: CaseService,
    private readonly acts: CaseActs,
    private readonly policies: PolicyStore,
    private readonly pool: PluginPool,
  ) {}

  /** Takes one thing a source brought, in the unit that acknowledges the call. */
  async take(tx: Tx, running: Running, item: IntakeItem, contribution: string): Promise<void> {
    const externalId = storable(item.externalId).slice(0, 200)
    const head = await this.lock(tx, running, externalId, contribution)
    if (isDraft(item)) {
      if (head.value !== null || head.state !== 'waiting') return
      return this.open(tx, running, head, item)
    }
    await this.later(tx, running, head, item, contribution)
  }

  /** A person places what the rules could not, or drops it. */
  resolve(
    context: ActorContext,
    plugin: string,
    { externalId, drop = false, ...decided }: ResolveIntake,
  ): Promise<Result<PluginIntakeTable>> {
    return this.unitOfWork.run(context, async (tx) => {
      const head = await this.read(tx, context.county, plugin, externalId, '')
      if (!head) return fail(refuse('http.not-found'))
      if (head.state !== 'triage' || head.value === null) return fail(refuse('plugin.intake-settled'))
      if (drop) {
        await this.write(tx, head, { state: 'dropped', reason: `${context.actor.name}：不予受理`, value: null })
      } else {
        const running = await this.bringing(context.county, plugin)
        if (!running) return fail(refuse('http.not-found'))
        await this.open(
          { ...tx, afterCommit: (run) => tx.afterCommit(run), context: { county: context.county, actor: SYSTEM } },
          running,
          head,
          decodeJson(head.value) as CaseDraft,
          decided,
        )
      }
      const after = await this.read(tx, context.county, plugin, externalId, '')
      return after ? ok(after) : fail(refuse('http.not-found'))
    })
  }

  private async bringing(county: string, plugin: string): Promise<Bringing | undefined> {
    const row = await this.db.read
      .selectFrom('plugin_installations')
      .select('hash')
      .where('county_id', '=', county)
      .where('plugin', '=', plugin)
      .executeTakeFirst()
    const manifest = row && (await this.pool.manifestOf(county, row.hash))
    return manifest && { county, plugin, manifest }
  }

  /** Blows the whistle where the draft can be placed; otherwise it waits for a person, with the reason. */
  private async open(tx: Tx, running: Bringing, head: PluginIntakeTable, draft: CaseDraft, decided?: Decided): Promise<void> {
    const pinned = await this.policies.current(tx.db, running.county, tx.now)
    const towns = await tx.db
      .selectFrom('units')
      .select(['id', 'name', 'short_name as shortName'])
      .where('county_id', '=', running.county)
      .where('type', '=', 'town')
      .where('active', '=', 1)
      .execute()
    const source = running.manifest.contributions.intake.find(({ id }) => `intake/${id}` === head.contribution)?.source ?? head.contribution
    const placed = pinned
      ? placeDraft(
          pinned.policy,
          towns.map((town) => ({ ...town, shortName: town.shortName ?? undefined })),
          clean(draft),
          { source, ...(decided && { decided }) },
        )
      : { problem: '本县尚无生效的制度' }
    if ('problem' in placed)
      return this.write(tx, head, { state: 'triage', reason: placed.problem, value: encodeJson<unknown>(draft), at: tx.now })
    const context = { county: running.county, actor: actorOf(running, placed.town, ['town-clerk']) }
    const submitted = await this.service.submit(context, placed.body, undefined)
    if (!submitted.ok)
      return this.write(tx, head, {
        state: 'triage',
        reason: describeRefusal(submitted.error, 'zh').slice(0, 500),
        value: encodeJson<unknown>(draft),
        at: tx.now,
      })
    const { id } = submitted.value
    await this.write(tx, head, { state: 'applied', case_id: id, reason: null, value: null, at: tx.now })
    await this.catchUp(tx, running, { ...head, case_id: id })
  }

  /** What came before its case is applied in the order of the source. */
  private async catchUp(tx: Tx, running: Bringing, head: PluginIntakeTable): Promise<void> {
    const waiting = await tx.db
      .selectFrom('plugin_intake')
      .selectAll()
      .where('county_id', '=', head.county_id)
      .where('plugin', '=', head.plugin)
      .where('external_id', '=', head.external_id)
      .where('item', '!=', '')
      .where('state', '=', 'waiting')
      .orderBy('sequence')
      .orderBy('at')
      .execute()
    for (const row of waiting) if (row.value !== null) await this.apply(tx, running, head, row, decodeJson(row.value) as Later)
  }

  private async later(tx: Tx, running: Running, head: PluginIntakeTable, item: Later, contribution: string): Promise<void> {
    const key = `${item.kind}:${storable(item.id)}`.slice(0, 200)
    const known = await this.read(tx, head.county_id, head.plugin, head.external_id, key)
    if (known) return
    const row: PluginIntakeTable = {
      county_id: head.county_id,
      plugin: head.plugin,
      external_id: head.external_id,
      item: key,
      contribution,
      kind: item.kind,
      sequence: item.sequence ?? 0,
      state: 'waiting',
      case_id: null,
      value: encodeJson<unknown>(item),
      reason: null,
      at: tx.now,
    }
    await tx.db.insertInto('plugin_intake').values(row).execute()
    if (head.case_id !== null) await this.apply(tx, running, head, row, item)
  }

  /** Carries out what came after the case. An opinion that a later one has overtaken is put aside. */
  private async apply(tx: Tx, running: Bringing, head: PluginIntakeTable, row: PluginIntakeTable, item: Later): Promise<void> {
    const caseId = head.case_id ?? ''
    const done = (state: PluginIntakeTable['state'], reason: string | null) =>
      this.write(tx, row, { state, reason, case_id: caseId, value: null })
    if (item.kind === 'feedback' && (await this.overtaken(tx, row))) return done('dropped', '已有更新的意见')
    const acted = await this.act(tx, running, caseId, item)
    if (!acted) await this.acts.note(tx, running, caseId, { text: textOf(item), kind: item.kind })
    await done('applied', acted ? null : '按规则现在不能直接办理，已记入办理记录')
  }

  /** Through the rules, as the town's clerk; false where they know no such act now. */
  private act(tx: Tx, running: Bringing, caseId: string, item: Later): Promise<boolean> {
    switch (item.kind) {
      case 'urge':
        return this.acts.asTown(tx, running, caseId, { name: 'urge', data: { text: storable(item.text).slice(0, 500) } })
      case 'withdraw':
        return this.acts.asTown(tx, running, caseId, { name: 'recall', data: { reason: { text: storable(item.reason).slice(0, 2000) } } })
      case 'supplement':
      case 'feedback':
      case 'progress':
        return Promise.resolve(false)
    }
  }

  private async overtaken(tx: Tx, row: PluginIntakeTable): Promise<boolean> {
    const newer = await tx.db
      .selectFrom('plugin_intake')
      .select('item')
      .where('county_id', '=', row.county_id)
      .where('plugin', '=', row.plugin)
      .where('external_id', '=', row.external_id)
      .where('kind', '=', row.kind)
      .where('state', '=', 'applied')
      .where('sequence', '>', row.sequence)
      .limit(1)
      .executeTakeFirst()
    return newer !== undefined
  }

  /** The row of a number, made if it is the first time, and held until the unit ends. */
  private async lock(tx: Tx, { county, plugin }: Bringing, externalId: string, contribution: string): Promise<PluginIntakeTable> {
    await tx.db
      .insertInto('plugin_intake')
      .values({
        county_id: county,
        plugin,
        external_id: externalId,
        item: '',
        contribution,
        kind: 'case',
        sequence: 0,
        state: 'waiting',
        case_id: null,
        value: null,
        reason: null,
        at: tx.now,
      })
      .onConflict((conflict) =>
        conflict.columns(['county_id', 'plugin', 'external_id', 'item']).doUpdateSet({ item: sql<string>`excluded.item` }),
      )
      .execute()
    const row = await this.read(tx, county, plugin, externalId, '')
    if (!row) throw new Error('the row of a number was just written')
    return row
  }

  private read(tx: Tx, county: string, plugin: string, externalId: string, item: string) {
    return tx.db
      .selectFrom('plugin_intake')
      .selectAll()
      .where('county_id', '=', county)
      .where('plugin', '=', plugin)
      .where('external_id', '=', externalId)
      .where('item', '=', item)
      .executeTakeFirst()
  }

  private async write(tx: Tx, row: PluginIntakeTable, changes: Partial<PluginIntakeTable>): Promise<void> {
    await tx.db
      .updateTable('plugin_intake')
      .set(changes)
      .where('county_id', '=', row.county_id)
      .where('plugin', '=', row.plugin)
      .where('external_id', '=', row.external_id)
      .where('item', '=', row.item)
      .execute()
  }
}

function isDraft(item: IntakeItem): item is CaseDraft {
  return item.kind === undefined || item.kind === 'case'
}

function textOf(item: Later): string {
  switch (item.kind) {
    case 'withdraw':
      return `来源方要求撤回：${item.reason}`
    case 'feedback':
      return `来源方${item.satisfied ? '满意' : '不满意'}${item.text === undefined ? '' : `：${item.text}`}`
    case 'supplement':
      return `来源方补充：${item.text}`
    case 'urge':
      return `来源方催办：${item.text}`
    case 'progress':
      return `来源方进展：${item.text}${item.done ? '（已办结）' : ''}`
  }
}

/** Texts as the database can keep them. */
function clean(draft: CaseDraft): CaseDraft {
  return JSON.parse(JSON.stringify(draft), (_, value: unknown) => (typeof value === 'string' ? storable(value) : value)) as CaseDraft
}
