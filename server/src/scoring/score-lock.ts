import { Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import type { RecomputeScores } from '@shaotai/api'
import {
  composeBulletin,
  DAY,
  evaluationPaths,
  explainSubject,
  fail,
  formatInstant,
  lockInstant,
  ok,
  openAppraisal,
  periodBefore,
  periodBounds,
  periodKey,
  periodName,
  refuse,
  ROLES,
  scoreAll,
  showSheet,
  SYSTEM,
  TERMS,
  type Actor,
  type Policy,
  type Result,
  type Role,
  type ScoringModel,
} from '@shaotai/core'
import { AuditLog } from '../audit/audit-log.ts'
import { Clock } from '../platform/clock/clock.ts'
import { Db } from '../platform/db/open-database.ts'
import { LiveBus } from '../platform/live/live-bus.ts'
import { TimerService } from '../platform/timers/timer-service.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { PolicyStore, type PublishedPolicy } from '../policy/policy.store.ts'
import { ScoreAnnouncer } from './score-announcer.ts'
import { ScoreSource } from './score-source.ts'
import { ScoreStore } from './score.store.ts'

/** Fires when a period of a model locks. */
const LOCK_TIMER = 'score.lock'
/** Fires once a day, so that a model published meanwhile finds its timers. */
const WATCH_TIMER = 'score.watch'
/** Periods back that are locked late, for example of a county that had no server then. */
const LATE = 12

type Wanted = { model: string; period: string }

/** Locks periods when their time comes, and publishes a locked one anew where the policy allows it. */
@Injectable()
export class ScoreLock implements OnApplicationBootstrap {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly timers: TimerService,
    private readonly policies: PolicyStore,
    private readonly source: ScoreSource,
    private readonly store: ScoreStore,
    private readonly audit: AuditLog,
    private readonly announcer: ScoreAnnouncer,
    live: LiveBus,
  ) {
    timers.register(LOCK_TIMER, (tx, { payload }) => this.lock(tx, payload as Wanted))
    timers.register(WATCH_TIMER, (tx) => this.watch(tx))
    live.topic('score', ({ actor }) => actor.roles.some((role) => ROLES[role].side !== 'system'))
  }

  async onApplicationBootstrap(): Promise<void> {
    const counties = await this.db.read.selectFrom('counties').select('id').execute()
    for (const { id } of counties) await this.unitOfWork.run({ county: id, actor: SYSTEM }, (tx) => this.watch(tx))
  }

  /** Sets the timers of every period that will lock, or should have, and looks again tomorrow. Doing it twice changes nothing. */
  async watch(tx: Tx): Promise<void> {
    const { county } = tx.context
    const published = await this.policies.current(tx.db, county, tx.now)
    const tomorrow = (Math.floor(tx.now / DAY) + 1) * DAY
    await this.timers.schedule(tx, { key: `${WATCH_TIMER}/${tomorrow / DAY}`, at: tomorrow, kind: WATCH_TIMER })
    if (!published) return
    const first = await tx.db
      .selectFrom('facts')
      .select((eb) => eb.fn.min('closed_at').as('at'))
      .where('county_id', '=', county)
      .executeTakeFirst()
    const since = first?.at ?? tx.now
    await this.timers.scheduleAll(
      tx,
      published.policy.scoring.models.flatMap((model) =>
        openPeriods(published.policy, model, { now: tx.now, since: Number(since) }).map(({ period, at }) => ({
          key: `${LOCK_TIMER}/${model.id}/${period}`,
          at,
          kind: LOCK_TIMER,
          payload: { model: model.id, period } satisfies Wanted,
        })),
      ),
    )
  }

  /** Locks one period, after the models it looks up. Locking twice changes nothing. */
  async lock(tx: Tx, { model: id, period }: Wanted): Promise<void> {
    const rules = await this.rulesOf(tx, id, period)
    if (!rules || (await this.store.locked(tx.db, { county: tx.context.county, model: id, period }))) return
    const { policy } = rules.published
    for (const indicator of Object.values(rules.model.indicators)) {
      const other = 'model' in indicator ? policy.scoring.models.find((one) => one.id === indicator.model) : undefined
      if (other && other.id !== id && other.period.unit === rules.model.period.unit && !asksFor(other, id))
        await this.lock(tx, { model: other.id, period })
    }
    await this.publish(tx, rules, { revision: 1, reason: null })
  }

  /**
   * Publishes a locked period anew with a reason. Refusals: `score.model.unknown`, `score.period.not-locked`,
   * `score.recompute.not-allowed`, `.not-your-role`, `.nothing-changed`.
   */
  recompute(context: ActorContext, { model: id, period, reason }: RecomputeScores): Promise<Result<{ revision: number }>> {
    return this.unitOfWork.run(context, async (tx): Promise<Result<{ revision: number }>> => {
      const rules = await this.rulesOf(tx, id, period)
      if (!rules) return fail(refuse('score.model.unknown', { model: id }, { at: '/model' }))
      const before = await this.store.locked(tx.db, { county: context.county, model: id, period })
      if (!before) return fail(refuse('score.period.not-locked', { period }, { at: '/period' }))
      // The rules under which it was published decide, not those of today.
      const { model } = before
      if (model.period.afterLock !== 'recompute-with-notice') return fail(refuse('score.recompute.not-allowed', { model: model.name }))
      if (!mayRecompute(model, context.actor))
        return fail(refuse('score.recompute.not-your-role', { roles: recomputers(model).map((role) => ROLES[role].name) }))
      if ((await this.source.factsState(tx.db, { ...rules, county: context.county, period })) === before.factsState)
        return fail(refuse('score.recompute.nothing-changed', {}))
      const revision = before.revision + 1
      await this.publish(tx, { ...rules, model }, { revision, reason })
      return ok({ revision })
    })
  }

  private async publish(
    tx: Tx,
    { published, model, period, offset }: Rules,
    { revision, reason }: { revision: number; reason: string | null },
  ): Promise<void> {
    const { county, actor } = tx.context
    const question = { county, model, period, offset, models: published.policy.scoring.models }
    const { facts, subjects, inputs } = await this.source.material(tx.db, question)
    const appraisal = openAppraisal(model, facts, subjects, inputs)
    const sheets = scoreAll(appraisal, subjects)
    const bulletin = composeBulletin({
      title: `${model.name}（${periodName(period)}）`,
      note: `按第 ${published.version} 版制度计算，${formatInstant(tx.now, offset).slice(0, 16).replace('T', ' ')} 锁定。${reason === null ? '' : `第 ${revision} 次公布：${reason}`}`,
      model,
      // Printed for everybody: what only some may see is left out of it.
      sheets: sheets.map((sheet) => showSheet(model, sheet, SYSTEM, true)),
      facts,
      nameOf: await this.names(tx, subjects),
      word: (term) => published.policy.profile.vocabulary[term] ?? TERMS[term],
      items: ratedItems(published.policy, model),
    })
    await this.store.add(
      tx.db,
      { county, model: model.id, period },
      {
        revision,
        lockedAt: tx.now,
        lockedBy: actor.name,
        reason,
        policyHash: published.hash,
        policyVersion: published.version,
        factsState: await this.source.factsState(tx.db, question),
        model,
        bulletin,
      },
      sheets.map((sheet) => ({
        sheet,
        explained: { ...explainSubject(appraisal, sheet.subject), sheet },
        facts: [...appraisal.factsOf(sheet.subject)],
      })),
    )
    await this.audit.append(tx, {
      action: revision === 1 ? 'score.lock' : 'score.recompute',
      target: `score/${model.id}/${period}`,
      outcome: 'done',
      detail: { revision, subjects: sheets.length, facts: facts.length },
    })
    await this.announcer.published(tx, model, sheets, { period, revision })
  }

  private async names(tx: Tx, subjects: readonly { id: string; name: string }[]): Promise<(id: string) => string> {
    const units = await tx.db.selectFrom('units').select(['id', 'name', 'short_name']).where('county_id', '=', tx.context.county).execute()
    const names = new Map([
      ...units.map(({ id, name, short_name }) => [id, short_name ?? name] as const),
      ...subjects.map(({ id, name }) => [id, name] as const),
    ])
    return (id) => names.get(id) ?? id
  }

  /** The model as it was in force when the period ended; where there was none yet, as it is now. */
  private async rulesOf(tx: Tx, id: string, period: string): Promise<Rules | undefined> {
    const now = await this.policies.current(tx.db, tx.context.county, tx.now)
    const offset = offsetOf(now?.policy)
    const bounds = periodBounds(period, offset)
    const then = bounds && (await this.policies.current(tx.db, tx.context.county, Math.min(tx.now, bounds.to - 1)))
    for (const published of [then, now]) {
      const model = published?.policy.scoring.models.find((one) => one.id === id)
      if (published && model && bounds && bounds.unit === model.period.unit) return { published, model, period, offset }
    }
    return undefined
  }
}

type Rules = { published: PublishedPolicy; model: ScoringModel; period: string; offset: number }

/** Whether this person may publish a locked period of the model anew. */
export function mayRecompute(model: ScoringModel, { roles }: Actor): boolean {
  return model.period.afterLock === 'recompute-with-notice' && recomputers(model).some((role) => roles.includes(role))
}

/** The county's offset, by its working calendar. */
export function offsetOf(policy: Policy | undefined): number {
  return policy?.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
}

function recomputers({ period }: ScoringModel): Role[] {
  return period.recomputedBy ?? ['platform-head']
}

function asksFor({ indicators }: ScoringModel, id: string): boolean {
  return Object.values(indicators).some((one) => 'model' in one && one.model === id)
}

/** The current period and those before it that have facts, with the instant each locks; those long past lock now. */
function openPeriods(
  policy: Policy,
  model: ScoringModel,
  { now, since }: { now: number; since: number },
): { period: string; at: number }[] {
  const calendar = policy.calendars.find((one) => one.id === policy.sla.calendar)
  if (!calendar) return []
  const offset = calendar.utcOffsetMinutes
  const periods: string[] = []
  for (
    let period: string | undefined = periodKey(now, model.period.unit, offset);
    period !== undefined && periods.length <= LATE;
    period = periodBefore(period, offset)
  ) {
    if (periods.length > 0 && (periodBounds(period, offset)?.to ?? 0) <= since) break
    periods.push(period)
  }
  return periods.flatMap((period) => {
    const at = lockInstant(model, period, calendar)
    return at === null ? [] : [{ period, at }]
  })
}

function ratedItems({ evaluation }: Policy, model: ScoringModel) {
  const paths = evaluationPaths({ evaluation })
  const least = model.visibility.mode === 'back-to-back' ? model.visibility.minRaters : 1
  return evaluation.forms.flatMap((form) =>
    form.items.map((item) => ({
      path: paths(form.id, item.id),
      name: item.name,
      // The check refuses an open model over a back-to-back form; what was published before it did stays closed here.
      minRaters: form.visibility === 'back-to-back' && model.visibility.mode === 'open' ? Infinity : least,
    })),
  )
}
