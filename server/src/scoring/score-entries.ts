import { Injectable } from '@nestjs/common'
import type { EnterScore, ScoreEntryList } from '@shaotai/api'
import {
  currentEntries,
  decideEntry,
  fail,
  mayEnterAbout,
  ok,
  periodBounds,
  refuse,
  ROLES,
  seesJudgements,
  type Actor,
  type ManualInput,
  type Result,
  type ScoreEntry,
  type ScoringModel,
} from '@shaotai/core'
import { AttachmentService } from '../attachment/attachment.service.ts'
import { AuditLog } from '../audit/audit-log.ts'
import { Clock } from '../platform/clock/clock.ts'
import { Db } from '../platform/db/open-database.ts'
import { Idempotency } from '../platform/idempotency/idempotency.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { LiveBus } from '../platform/live/live-bus.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { PolicyStore } from '../policy/policy.store.ts'
import { offsetOf } from './score-lock.ts'
import { respondersOf, ScoreSource, type NamedSubject } from './score-source.ts'
import { ScoreStore } from './score.store.ts'

/** Figures people enter for scores (人工录入): who may, about whom, until the period locks. */
@Injectable()
export class ScoreEntries {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly idempotency: Idempotency,
    private readonly policies: PolicyStore,
    private readonly source: ScoreSource,
    private readonly store: ScoreStore,
    private readonly attachments: AttachmentService,
    private readonly audit: AuditLog,
    private readonly live: LiveBus,
  ) {}

  /** Enters, changes or withdraws a figure. */
  enter(context: ActorContext, body: EnterScore, key: string | undefined): Promise<Result<ScoreEntry>> {
    return this.unitOfWork.run(context, (tx) =>
      this.idempotency.once(tx, key, { enter: body }, async () => {
        const { model: id, period, ...asked } = body
        const found = await this.place(tx, id, period)
        if (!found.ok) return found
        const { model, subjects, entries, locked } = found.value
        const decided = decideEntry(model, asked, { actor: context.actor, now: tx.now, id: uuid7(), subjects, entries, locked })
        if (!decided.ok) return decided
        const problem = await this.checkAttachments(tx, asked.attachments ?? [])
        if (problem) return fail(problem)
        const place = { county: context.county, model: id, period }
        await this.store.addEntry(tx.db, place, decided.value)
        await this.audit.append(tx, {
          action: asked.value === null ? 'score.withdraw' : 'score.enter',
          target: `score/${id}/${period}`,
          outcome: 'done',
          detail: { entry: decided.value.id, input: asked.input, subject: asked.subject },
        })
        this.live.announce(tx, { topic: 'score', id: `${id}/${period}` }, {})
        return ok(decided.value)
      }),
    )
  }

  /** The entries of a period a person may see, and what they may enter themselves. */
  async list({ county, actor }: ActorContext, id: string, period: string): Promise<Result<ScoreEntryList>> {
    const now = this.clock.now()
    const published = await this.policies.current(this.db.read, county, now)
    const locked = await this.store.locked(this.db.read, { county, model: id, period })
    const model = locked?.model ?? published?.policy.scoring.models.find((one) => one.id === id)
    if (!model) return fail(refuse('score.model.unknown', { model: id }, { at: '/model' }))
    const question = { county, period, offset: offsetOf(published?.policy) }
    const entries = await this.store.entries(this.db.read, { county, model: id, period })
    const facts = model.subject === 'person' ? await this.source.facts(this.db.read, question) : []
    const subjects = await this.source.subjects(this.db.read, county, model, respondersOf(facts))
    const current = new Set(currentEntries(entries).map((entry) => entry.id))
    return ok({
      locked: locked !== undefined,
      entries: entries.filter((entry) => maySeeEntry(model, actor, entry)).map((entry) => ({ ...entry, current: current.has(entry.id) })),
      mine: locked ? [] : (model.inputs ?? []).flatMap((input) => offer(input, actor, subjects)),
    })
  }

  /** Opens a file of an entry the person may see. */
  async openAttachment({ county, actor }: ActorContext, id: string, attachment: string) {
    const found = await this.store.entry(this.db.read, county, id)
    const published = await this.policies.current(this.db.read, county, this.clock.now())
    const locked = found && (await this.store.locked(this.db.read, { county, model: found.model, period: found.period }))
    const model = locked?.model ?? published?.policy.scoring.models.find((one) => one.id === found?.model)
    if (!found || !model || !found.entry.attachments?.includes(attachment) || !maySeeEntry(model, actor, found.entry))
      return fail(refuse('http.not-found'))
    return this.attachments.read(county, attachment)
  }

  private async place(tx: Tx, id: string, period: string) {
    const { county } = tx.context
    const published = await this.policies.current(tx.db, county, tx.now)
    const model = published?.policy.scoring.models.find((one) => one.id === id)
    if (!published || !model) return fail(refuse('score.model.unknown', { model: id }, { at: '/model' }))
    const offset = offsetOf(published.policy)
    const bounds = periodBounds(period, offset)
    if (bounds?.unit !== model.period.unit) return fail(refuse('score.period.unknown', { period }, { at: '/period' }))
    if (bounds.from > tx.now) return fail(refuse('score.period.not-begun', { period }, { at: '/period' }))
    const place = { county, model: id, period }
    const facts = model.subject === 'person' ? await this.source.facts(tx.db, { county, period, offset }) : []
    return ok({
      model,
      subjects: await this.source.subjects(tx.db, county, model, respondersOf(facts)),
      entries: await this.store.entries(tx.db, place),
      locked: (await this.store.locked(tx.db, place)) !== undefined,
    })
  }

  /** Evidence must be a file the author uploaded. */
  private async checkAttachments({ db, context }: Tx, ids: readonly string[]) {
    if (ids.length === 0) return undefined
    const rows = await db
      .selectFrom('attachments')
      .select('id')
      .where('county_id', '=', context.county)
      .where('uploaded_by', '=', context.actor.person)
      .where('id', 'in', [...ids])
      .execute()
    const known = new Set(rows.map((row) => row.id))
    const missing = ids.find((id) => !known.has(id))
    return missing === undefined ? undefined : refuse('attachment.unknown', { name: missing.slice(0, 12) }, { at: '/attachments' })
  }
}

/** An input a person may enter, and about whom. */
function offer(input: ManualInput, actor: Actor, subjects: readonly NamedSubject[]) {
  const about = subjects.filter((subject) => mayEnterAbout(input, actor, subject)).map(({ id, name }) => ({ id, name }))
  return about.length === 0 ? [] : [{ input, subjects: about }]
}

/** Entries are seen by their own unit and by who sees judgements; in the open also by the platform, the county and whom they are about. */
export function maySeeEntry(model: ScoringModel, actor: Actor, { unit, person, subject }: ScoreEntry): boolean {
  const sides = actor.roles.map((role) => ROLES[role].side)
  if (sides.every((side) => side === 'system' || side === 'called')) return false
  if (unit === actor.unit || person === actor.person) return true
  if (!seesJudgements(model, actor)) return false
  return (
    model.visibility.mode === 'back-to-back' ||
    sides.includes('platform') ||
    sides.includes('county') ||
    subject === actor.unit ||
    subject === actor.person
  )
}
