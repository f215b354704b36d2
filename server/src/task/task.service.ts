import { Injectable } from '@nestjs/common'
import type { CreateTask, TaskPreview, TaskView } from '@shaotai/api'
import { countyDay, fail, ok, refuse, type Actor, type Result, type TaskGround } from '@shaotai/core'
import type { Kysely } from 'kysely'
import { AuditLog } from '../audit/audit-log.ts'
import { Clock } from '../platform/clock/clock.ts'
import { Counters } from '../platform/counter/counters.ts'
import { decodeJson, encodeJson } from '../platform/db/columns.ts'
import type { Database } from '../platform/db/database.ts'
import { Db } from '../platform/db/open-database.ts'
import { Idempotency } from '../platform/idempotency/idempotency.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { PolicyStore, type PublishedPolicy } from '../policy/policy.store.ts'
import { askGate, mayHandDown } from './ask-gate.ts'
import { TaskAnnouncer } from './task-announcer.ts'
import { taskScope } from './task-scope.ts'

/** What departments hand to towns: asked of the gate, kept with its ground, acknowledged by each town. */
@Injectable()
export class TaskService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly policies: PolicyStore,
    private readonly counters: Counters,
    private readonly idempotency: Idempotency,
    private readonly audit: AuditLog,
    private readonly announcer: TaskAnnouncer,
  ) {}

  /** What the gate would say; nothing is stored. */
  async preview({ county, actor }: ActorContext, body: Omit<CreateTask, 'title' | 'content' | 'dueOn'>): Promise<Result<TaskPreview>> {
    const now = this.clock.now()
    const current = await this.policies.current(this.db.read, county, now)
    if (!current) return fail(refuse('policy.none'))
    if (!mayHandDown(current.policy, actor)) return fail(refuse('task.not-your-role'))
    const decided = await askGate(this.db.read, current, { county, actor, now, task: { ...body, unit: actor.unit } })
    if (decided.ok) return ok({ allowed: true, ground: decided.value })
    const { code, params, why } = decided.error
    return ok({ allowed: false, refusal: { code, params, why } })
  }

  /** Hands a task to towns, if the gate lets it pass. A refusal leaves an audit line: how often departments were stopped is itself a figure. */
  async create(context: ActorContext, body: CreateTask, key: string | undefined): Promise<Result<TaskView>> {
    const answer = await this.unitOfWork.run(context, (tx) =>
      this.idempotency.once(tx, key, { task: body }, async () => {
        const current = await this.policies.current(tx.db, context.county, tx.now)
        if (!current) return fail(refuse('policy.none'))
        if (!mayHandDown(current.policy, context.actor)) return fail(refuse('task.not-your-role'))
        const unknown = await unknownTown(tx, body.towns)
        if (unknown !== undefined) return fail(refuse('task.town.unknown', { town: unknown }, { at: '/towns' }))
        const { county, actor } = context
        const decided = await askGate(tx.db, current, { county, actor, now: tx.now, task: { ...body, unit: actor.unit } })
        return decided.ok ? this.store(tx, current, body, decided.value) : decided
      }),
    )
    if (!answer.ok && isGateRefusal(answer.error.code))
      await this.unitOfWork.run(context, (tx) =>
        this.audit.append(tx, {
          action: 'task.create',
          target: `unit/${context.actor.unit}`,
          outcome: 'refused',
          detail: { code: answer.error.code, kind: body.kind, item: body.item ?? null, towns: body.towns.length },
        }),
      )
    return answer
  }

  /** A task the actor may see. */
  async show({ county, actor }: ActorContext, id: string): Promise<Result<TaskView>> {
    return this.view(this.db.read, county, actor, id)
  }

  /** A town acknowledges a task, once. */
  acknowledge(context: ActorContext, id: string, key: string | undefined): Promise<Result<TaskView>> {
    return this.unitOfWork.run(context, (tx) =>
      this.idempotency.once(tx, key, { acknowledge: id }, async () => {
        const { county, actor } = context
        const part = await tx.db
          .selectFrom('task_towns')
          .select('acknowledged_at')
          .where('county_id', '=', county)
          .where('town', '=', actor.unit)
          .where('task_id', '=', id)
          .modifyEnd(this.db.dialect.lockRows)
          .executeTakeFirst()
        if (!part) return fail(refuse('task.not-found'))
        if (part.acknowledged_at !== null) return fail(refuse('task.acknowledged'))
        await tx.db
          .updateTable('task_towns')
          .set({ acknowledged_at: tx.now, acknowledged_by: actor.name })
          .where('county_id', '=', county)
          .where('town', '=', actor.unit)
          .where('task_id', '=', id)
          .execute()
        await tx.db
          .updateTable('tasks')
          .set((eb) => ({ acknowledged: eb('acknowledged', '+', 1) }))
          .where('county_id', '=', county)
          .where('id', '=', id)
          .execute()
        await this.audit.append(tx, { action: 'task.acknowledge', target: `task/${id}`, outcome: 'done', detail: {} })
        const view = await this.view(tx.db, county, actor, id)
        if (view.ok) this.announcer.changed(tx, view.value)
        return view
      }),
    )
  }

  private async store(tx: Tx, { policy, hash }: PublishedPolicy, body: CreateTask, ground: TaskGround): Promise<Result<TaskView>> {
    const { county, actor } = tx.context
    const id = uuid7()
    const year = countyDay(policy, tx.now).slice(0, 4)
    const number = `JB${year}-${String(await this.counters.next(tx, `task/${year}`)).padStart(4, '0')}`
    await tx.db
      .insertInto('tasks')
      .values({
        county_id: county,
        id,
        number,
        kind: body.kind,
        title: body.title,
        content: body.content,
        unit: actor.unit,
        item: body.item ?? null,
        ground: ground.by,
        why: encodeJson(ground),
        due_on: body.dueOn ?? null,
        towns: body.towns.length,
        acknowledged: 0,
        policy_hash: hash,
        created_by: actor.name,
        created_at: tx.now,
      })
      .execute()
    await tx.db
      .insertInto('task_towns')
      .values(
        body.towns.map((town) => ({
          county_id: county,
          town,
          task_id: id,
          created_at: tx.now,
          acknowledged_at: null,
          acknowledged_by: null,
        })),
      )
      .execute()
    await this.audit.append(tx, {
      action: 'task.create',
      target: `task/${id}`,
      outcome: 'done',
      detail: { number, kind: body.kind, item: body.item ?? null, ground: ground.by, towns: body.towns.length },
    })
    const view = await this.view(tx.db, county, actor, id)
    if (view.ok) await this.announcer.handedDown(tx, view.value)
    return view
  }

  private async view(db: Kysely<Database>, county: string, actor: Actor, id: string): Promise<Result<TaskView>> {
    const row = await db.selectFrom('tasks').selectAll().where(taskScope(actor, county)).where('tasks.id', '=', id).executeTakeFirst()
    if (!row) return fail(refuse('task.not-found'))
    const parts = await db
      .selectFrom('task_towns')
      .select(['town', 'acknowledged_at', 'acknowledged_by'])
      .where('county_id', '=', county)
      .where('task_id', '=', id)
      .orderBy('town')
      .execute()
    const { due_on, created_by, created_at, why, kind, number, title, unit, item, ground, towns, acknowledged, content } = row
    return ok({
      id,
      kind,
      number,
      title,
      unit,
      item,
      ground,
      towns,
      acknowledged,
      content,
      dueOn: due_on,
      createdAt: created_at,
      createdBy: created_by,
      why: decodeJson(why) as TaskGround,
      parts: parts.map((part) => ({ town: part.town, acknowledgedAt: part.acknowledged_at, acknowledgedBy: part.acknowledged_by })),
    })
  }
}

async function unknownTown(tx: Tx, towns: readonly string[]): Promise<string | undefined> {
  const rows = await tx.db
    .selectFrom('units')
    .select('id')
    .where('county_id', '=', tx.context.county)
    .where('type', '=', 'town')
    .where('active', '=', 1)
    .where('id', 'in', [...towns])
    .execute()
  const known = new Set(rows.map((row) => row.id))
  return towns.find((town) => !known.has(town))
}

function isGateRefusal(code: string): boolean {
  return code.startsWith('task.item.') || code.startsWith('task.assessment.')
}
