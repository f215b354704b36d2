import { Injectable } from '@nestjs/common'
import { SYSTEM } from '@shaotai/core'
import type { CallFailure } from '@shaotai/plugin-host'
import { permissionOf, type Effect } from '@shaotai/plugin/protocol'
import { encodeJson } from '../../platform/db/columns.ts'
import { uuid7 } from '../../platform/id/uuid7.ts'
import type { Tx } from '../../platform/unit-of-work/unit-of-work.ts'
import type { Running } from '../hosting/plugin-pool.ts'
import { storable } from '../hosting/plugin-records.ts'
import { CaseActs } from './case-acts.ts'
import { Intake } from './intake.ts'

/** Why effects cannot be carried out; none of them is. */
export class EffectProblem extends Error {
  readonly class: CallFailure['class']

  constructor(failure: CallFailure['class'], message: string) {
    super(message)
    this.class = failure
  }
}

/** Values of one plugin's store are no longer than this, in characters. */
const LONGEST_VALUE = 1_048_576

/** Carries out what a call left behind, inside the unit that acknowledges it. */
@Injectable()
export class PluginEffects {
  constructor(
    private readonly intake: Intake,
    private readonly cases: CaseActs,
  ) {}

  async apply(outer: Tx, running: Running, effects: readonly Effect[], { contribution }: { readonly contribution: string }): Promise<void> {
    // Some units begin before their county is known.
    const tx: Tx = { ...outer, afterCommit: (run) => outer.afterCommit(run), context: { county: running.county, actor: SYSTEM } }
    for (const effect of effects) {
      const permission = permissionOf(effect)
      if (permission && !running.manifest.permissions.includes(permission)) throw new EffectProblem('reject', `未获权限：${permission}`)
      await this.one(tx, running, effect, contribution)
    }
  }

  private async one(tx: Tx, running: Running, effect: Effect, contribution: string): Promise<void> {
    switch (effect.kind) {
      case 'case.intake':
        return this.intake.take(tx, running, effect.item, contribution)
      case 'case.note':
        if (await this.cases.note(tx, running, effect.case, { text: effect.text, kind: 'note' })) return
        throw new EffectProblem('reject', '所属哨件不存在')
      case 'case.progress':
        if (await this.cases.progress(tx, running, effect)) return
        throw new EffectProblem('reject', '所属哨件不存在')
      case 'organisation.propose':
        return this.propose(tx, running, 'organisation', effect.change)
      case 'calendar.propose':
        return this.propose(tx, running, 'calendar', effect.draft)
      case 'notify':
        return this.notify(tx, effect)
      case 'kv.set':
        return this.set(tx, running, effect)
      case 'kv.delete':
        await tx.db
          .deleteFrom('plugin_kv')
          .where('county_id', '=', running.county)
          .where('plugin', '=', running.plugin)
          .where('key', '=', effect.key)
          .execute()
    }
  }

  private async set(tx: Tx, running: Running, { key, value, ttl, ifVersion }: Extract<Effect, { kind: 'kv.set' }>): Promise<void> {
    const text = encodeJson(value)
    if (text.length > LONGEST_VALUE) throw new EffectProblem('reject', `kv 的值有 ${text.length} 个字符，超过 ${LONGEST_VALUE}`)
    const own = tx.db.selectFrom('plugin_kv').where('county_id', '=', running.county).where('plugin', '=', running.plugin)
    const stored = await own.select(['version', 'expires_at', 'size']).where('key', '=', key).executeTakeFirst()
    const live = stored && (stored.expires_at === null || stored.expires_at > tx.now)
    // Somebody else wrote meanwhile: the call is made again and sees it.
    if (ifVersion !== undefined && ifVersion !== -1 && ifVersion !== (live ? stored.version : 0))
      throw new EffectProblem('retry', `kv 的“${key.slice(0, 60)}”已被改动`)
    if (text.length > (stored?.size ?? 0)) {
      const { sum } = await own.select((eb) => eb.fn.sum<number | null>('size').as('sum')).executeTakeFirstOrThrow()
      const limit = running.manifest.limits.storage * 1_048_576
      if (Number(sum ?? 0) - (stored?.size ?? 0) + text.length > limit)
        throw new EffectProblem('needs-admin', `插件存储已满（${running.manifest.limits.storage} MB）`)
    }
    const row = { value: text, size: text.length, expires_at: ttl === undefined ? null : tx.now + ttl, version: (stored?.version ?? 0) + 1 }
    await tx.db
      .insertInto('plugin_kv')
      .values({ county_id: running.county, plugin: running.plugin, key, ...row })
      .onConflict((conflict) => conflict.columns(['county_id', 'plugin', 'key']).doUpdateSet(row))
      .execute()
  }

  private async propose(tx: Tx, { county, plugin }: Running, kind: 'organisation' | 'calendar', value: unknown): Promise<void> {
    await tx.db
      .insertInto('plugin_proposals')
      .values({ county_id: county, id: uuid7(), plugin, kind, value: encodeJson(value), state: 'open', decided_by: null, at: tx.now })
      .execute()
  }

  private async notify(tx: Tx, { to, title, text, case: caseId }: Extract<Effect, { kind: 'notify' }>): Promise<void> {
    if (to.length === 0) return
    const people = await tx.db
      .selectFrom('people')
      .select('id')
      .where('county_id', '=', tx.context.county)
      .where('active', '=', 1)
      .where('id', 'in', to.slice(0, 500))
      .execute()
    if (people.length === 0) return
    await tx.db
      .insertInto('notifications')
      .values(
        people.map(({ id }) => ({
          county_id: tx.context.county,
          id: uuid7(),
          person: id,
          unit: null,
          role: null,
          case_id: caseId ?? null,
          kind: 'plugin',
          sound: null,
          text: storable(title === '' ? text : `${title}：${text}`).slice(0, 500),
          params: encodeJson<Record<string, unknown>>({}),
          created_at: tx.now,
          read_at: null,
        })),
      )
      .execute()
  }
}
