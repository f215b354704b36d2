import { Injectable } from '@nestjs/common'
import type { AnswerConsultation, AskUnits, Consultation } from '@shaotai/api'
import {
  describeChange,
  diffPolicy,
  fail,
  groupChanges,
  ok,
  policyHash,
  printPolicy,
  refuse,
  type Policy,
  type Result,
  type Role,
} from '@shaotai/core'
import type { Kysely } from 'kysely'
import { AuditLog } from '../audit/audit-log.ts'
import { Clock } from '../platform/clock/clock.ts'
import { decodeJson, encodeJson } from '../platform/db/columns.ts'
import type { Database } from '../platform/db/database.ts'
import { Db } from '../platform/db/open-database.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { LiveBus } from '../platform/live/live-bus.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { DraftStore } from './draft-store.ts'
import { PolicyStore } from './policy.store.ts'

/** Who answers for a unit. */
export const ANSWERING = ['town-clerk', 'town-principal', 'dept-clerk', 'dept-leader'] as const satisfies readonly Role[]
/** Who asks, and sees every answer. */
const ASKING: readonly Role[] = ['policy-admin', 'policy-reviewer']

type Clause = Consultation['clauses'][number]

/** 征求意见: units are asked about the changed clauses of a draft, answer clause by clause until a day, and what they said stays with the version. */
@Injectable()
export class ConsultationService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly store: PolicyStore,
    private readonly drafts: DraftStore,
    private readonly audit: AuditLog,
    private readonly live: LiveBus,
  ) {}

  /** Sends the changed clauses of a draft to units. They are kept as they were sent; later changes of the draft are marked beside them. */
  ask(context: ActorContext, draft: string, { units, dueAt, silence, note, revision }: AskUnits): Promise<Result<Consultation>> {
    return this.unitOfWork.run(context, async (tx): Promise<Result<Consultation>> => {
      const row = await this.drafts.find(tx.db, context.county, draft, { lock: true })
      if (!row) return fail(refuse('http.not-found'))
      if (row.status === 'published' || row.status === 'withdrawn') return fail(refuse('policy.draft.not-open', { status: row.status }))
      if (row.revision !== revision) return fail(refuse('policy.draft.stale', { revision: row.revision }))
      if (dueAt <= tx.now) return fail(refuse('policy.consultation.due-past', {}, { at: '/dueAt' }))
      const policy = this.drafts.policyOf(row)
      const clauses = await this.clausesOf(tx.db, context.county, row.base_hash, policy)
      if (clauses.length === 0) return fail(refuse('policy.draft.unchanged'))
      const known = await tx.db
        .selectFrom('units')
        .select(['id', 'type'])
        .where('county_id', '=', context.county)
        .where('active', '=', 1)
        .where('id', 'in', units)
        .execute()
      const missing = units.filter((unit) => !known.some((one) => one.id === unit))
      if (missing.length > 0) return fail(refuse('policy.consultation.unknown-unit', { unit: missing[0] ?? '' }, { at: '/units' }))
      const id = uuid7()
      await tx.db
        .insertInto('consultations')
        .values({
          county_id: context.county,
          id,
          draft_id: draft,
          hash: policyHash(policy),
          note,
          clauses: encodeJson<unknown>(clauses),
          due_at: dueAt,
          silence: silence ? 1 : 0,
          created_by: context.actor.person,
          created_at: tx.now,
        })
        .execute()
      await tx.db
        .insertInto('consulted_units')
        .values(known.map((unit) => ({ county_id: context.county, consultation_id: id, unit: unit.id, read_by: null, read_at: null })))
        .execute()
      await this.notify(tx, id, { units: known, note, count: clauses.length })
      await this.record(tx, 'policy.consult', id, { draft, units, dueAt, silence })
      return this.open(tx.db, context, id)
    })
  }

  /** The consultations of a draft, newest first. */
  async ofDraft(context: ActorContext, draft: string): Promise<Consultation[]> {
    const rows = await this.db.read
      .selectFrom('consultations')
      .select('id')
      .where('county_id', '=', context.county)
      .where('draft_id', '=', draft)
      .orderBy('created_at', 'desc')
      .limit(20)
      .execute()
    return this.all(context, rows)
  }

  /** What the actor's own unit was asked, newest first. */
  async mine(context: ActorContext): Promise<Consultation[]> {
    const rows = await this.db.read
      .selectFrom('consulted_units')
      .innerJoin('consultations', (join) =>
        join
          .onRef('consultations.county_id', '=', 'consulted_units.county_id')
          .onRef('consultations.id', '=', 'consulted_units.consultation_id'),
      )
      .select('consultations.id')
      .where('consulted_units.county_id', '=', context.county)
      .where('consulted_units.unit', '=', context.actor.unit)
      .orderBy('consultations.created_at', 'desc')
      .limit(20)
      .execute()
    return this.all(context, rows)
  }

  /** How many open consultations the actor's unit has said nothing to, and when the first of them ends. */
  async waiting({ county, actor }: ActorContext): Promise<{ count: number; dueAt: number | null }> {
    const row = await this.db.read
      .selectFrom('consulted_units as asked')
      .innerJoin('consultations as one', (join) =>
        join.onRef('one.county_id', '=', 'asked.county_id').onRef('one.id', '=', 'asked.consultation_id'),
      )
      .innerJoin('policy_drafts as draft', (join) =>
        join.onRef('draft.county_id', '=', 'one.county_id').onRef('draft.id', '=', 'one.draft_id'),
      )
      .select((eb) => [eb.fn.countAll<number | string>().as('count'), eb.fn.min('one.due_at').as('due')])
      .where('asked.county_id', '=', county)
      .where('asked.unit', '=', actor.unit)
      .where('one.due_at', '>', this.clock.now())
      .where('draft.status', 'not in', ['published', 'withdrawn'])
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('consultation_answers as said')
              .select('said.id')
              .whereRef('said.county_id', '=', 'asked.county_id')
              .whereRef('said.consultation_id', '=', 'asked.consultation_id')
              .whereRef('said.unit', '=', 'asked.unit'),
          ),
        ),
      )
      .executeTakeFirst()
    const count = Number(row?.count ?? 0)
    return { count, dueAt: count === 0 ? null : Number(row?.due) }
  }

  /** One consultation, as the actor may see it; their unit has read it from then on. */
  async show(context: ActorContext, id: string): Promise<Result<Consultation>> {
    const found = await this.open(this.db.read, context, id)
    if (!found.ok) return found
    const own = found.value.units.find((one) => one.unit === context.actor.unit)
    if (!own || own.readAt !== null || !mayAnswer(context)) return found
    return this.unitOfWork.run(context, async (tx) => {
      await tx.db
        .updateTable('consulted_units')
        .set({ read_by: context.actor.person, read_at: tx.now })
        .where('county_id', '=', context.county)
        .where('consultation_id', '=', id)
        .where('unit', '=', context.actor.unit)
        .where('read_at', 'is', null)
        .execute()
      await this.record(tx, 'policy.consult-read', id, {})
      return this.open(tx.db, context, id)
    })
  }

  /** What the actor's unit says, clause by clause; what it said before of the same clause stays on record. */
  answer(context: ActorContext, id: string, { answers }: AnswerConsultation): Promise<Result<Consultation>> {
    return this.unitOfWork.run(context, async (tx): Promise<Result<Consultation>> => {
      const found = await this.open(tx.db, context, id)
      if (!found.ok) return found
      const { clauses, units, dueAt, open } = found.value
      if (!mayAnswer(context) || !units.some((one) => one.unit === context.actor.unit)) return fail(refuse('policy.consultation.not-asked'))
      if (!open || tx.now > dueAt) return fail(refuse('policy.consultation.over'))
      for (const [index, { clause, answer, reason }] of answers.entries()) {
        const at = `/answers/${index}`
        if (!clauses.some((one) => one.key === clause)) return fail(refuse('policy.consultation.unknown-clause', { clause }, { at }))
        if (answer === 'object' && reason.trim() === '')
          return fail(refuse('policy.consultation.no-reason', { clause }, { at: `${at}/reason` }))
      }
      await tx.db
        .insertInto('consultation_answers')
        .values(
          answers.map(({ clause, answer, reason }) => ({
            county_id: context.county,
            id: uuid7(),
            consultation_id: id,
            unit: context.actor.unit,
            clause,
            answer,
            reason: reason.trim(),
            person: context.actor.person,
            person_name: context.actor.name,
            at: tx.now,
          })),
        )
        .execute()
      await tx.db
        .updateTable('consulted_units')
        .set({ read_by: context.actor.person, read_at: tx.now })
        .where('county_id', '=', context.county)
        .where('consultation_id', '=', id)
        .where('unit', '=', context.actor.unit)
        .where('read_at', 'is', null)
        .execute()
      await this.record(tx, 'policy.consult-answer', id, { unit: context.actor.unit, answers })
      return this.open(tx.db, context, id)
    })
  }

  private async all(context: ActorContext, rows: readonly { id: string }[]): Promise<Consultation[]> {
    const found = await Promise.all(rows.map(({ id }) => this.open(this.db.read, context, id)))
    return found.flatMap((one) => (one.ok ? [one.value] : []))
  }

  private async open(db: Kysely<Database>, context: ActorContext, id: string): Promise<Result<Consultation>> {
    const { county, actor } = context
    const row = await db.selectFrom('consultations').selectAll().where('county_id', '=', county).where('id', '=', id).executeTakeFirst()
    const draft = row && (await this.drafts.find(db, county, row.draft_id))
    if (!row || !draft) return fail(refuse('http.not-found'))
    const [asked, said] = await Promise.all([
      db
        .selectFrom('consulted_units')
        .select(['unit', 'read_at'])
        .where('county_id', '=', county)
        .where('consultation_id', '=', id)
        .orderBy('unit')
        .execute(),
      db
        .selectFrom('consultation_answers')
        .select(['unit', 'clause', 'answer', 'reason', 'person_name', 'at'])
        .where('county_id', '=', county)
        .where('consultation_id', '=', id)
        .orderBy('id')
        .execute(),
    ])
    const seesAll = actor.roles.some((role) => ASKING.includes(role))
    if (!seesAll && !asked.some((one) => one.unit === actor.unit)) return fail(refuse('http.not-found'))
    const clauses = decodeJson(row.clauses) as Omit<Clause, 'changed'>[]
    const now = await this.clausesOf(db, county, draft.base_hash, this.drafts.policyOf(draft))
    const isOver = this.clock.now() > row.due_at
    return ok({
      id,
      draft: row.draft_id,
      note: row.note,
      dueAt: row.due_at,
      silence: row.silence === 1,
      createdAt: row.created_at,
      author: row.created_by,
      open: !isOver && draft.status !== 'published' && draft.status !== 'withdrawn',
      clauses: clauses.map((clause) => ({
        ...clause,
        // A published draft is what it was when it was published; what was answered before is judged by that.
        changed: JSON.stringify(clause.sentences) !== JSON.stringify(now.find((one) => one.key === clause.key)?.sentences),
      })),
      units: asked
        .filter((one) => seesAll || one.unit === actor.unit)
        .map(({ unit, read_at }) => {
          const answers = clauses.flatMap(({ key }) => {
            const last = said.findLast((one) => one.unit === unit && one.clause === key)
            return last ? [{ clause: key, answer: last.answer, reason: last.reason, by: last.person_name, at: last.at }] : []
          })
          const objects = answers.some((one) => one.answer === 'object')
          const silent = answers.length < clauses.length
          return {
            unit,
            readAt: read_at,
            status: objects
              ? ('object' as const)
              : !silent
                ? ('agree' as const)
                : isOver && row.silence === 1
                  ? ('silent' as const)
                  : read_at === null
                    ? ('unread' as const)
                    : ('read' as const),
            answers,
          }
        }),
    })
  }

  /** The changed clauses of a draft in words, as the printed regulation numbers them. */
  private async clausesOf(db: Kysely<Database>, county: string, base: string | null, policy: Policy): Promise<Omit<Clause, 'changed'>[]> {
    const before = base === null ? undefined : (await this.store.byHash(db, county, base))?.policy
    if (!before) return []
    const changes = diffPolicy(before, policy).filter(({ at }) => !at.startsWith('/examples'))
    return groupChanges(changes, printPolicy(before), printPolicy(policy)).map(({ number, title, removed, changes: own }) => ({
      key: `${number} ${title}`.slice(0, 200),
      number,
      title,
      removed: removed === true,
      sentences: own.map((change) => describeChange(change, 'zh', change.kind === 'removed' ? before : policy)),
    }))
  }

  private async notify(
    tx: Tx,
    id: string,
    { units, note, count }: { units: readonly { id: string; type: string }[]; note: string; count: number },
  ): Promise<void> {
    const text = `请对制度修改提意见：涉及 ${count} 条。${note}`.slice(0, 500)
    await tx.db
      .insertInto('notifications')
      .values(
        units.flatMap((unit) =>
          ANSWERING.map((role) => ({
            county_id: tx.context.county,
            id: uuid7(),
            person: null,
            unit: unit.id,
            role,
            case_id: null,
            kind: 'policy.consulted',
            sound: null,
            text,
            params: encodeJson<Record<string, unknown>>({ number: '', to: `/consultations/${id}` }),
            created_at: tx.now,
            read_at: null,
          })),
        ),
      )
      .execute()
    for (const role of ANSWERING)
      this.live.announce(tx, { topic: 'notice', id, hint: { text } }, { roles: [role], units: units.map((unit) => unit.id) })
  }

  private async record(tx: Tx, action: string, id: string, detail: Record<string, unknown>): Promise<void> {
    await this.audit.append(tx, { action, target: `consultation/${id}`, outcome: 'done', detail })
    this.live.announce(tx, { topic: 'policy', id }, {})
  }
}

function mayAnswer({ actor }: ActorContext): boolean {
  return actor.roles.some((role) => (ANSWERING as readonly Role[]).includes(role))
}
