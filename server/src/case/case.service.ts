import { Injectable } from '@nestjs/common'
import type { CasePreview, CaseView, SubmitCase } from '@shaotai/api'
import {
  assignmentFacts,
  caseFact,
  composeNotices,
  computeClocks,
  decide,
  fail,
  forecastClocks,
  formatCaseNumber,
  formatInstant,
  issuedCards,
  ok,
  periodKey,
  proposeRoute,
  refuse,
  replay,
  type Case,
  type CaseEvent,
  type Command,
  type Refusal,
  type Result,
  type SystemCommand,
} from '@shaotai/core'
import type { Kysely } from 'kysely'
import { linkPhotos } from '../attachment/link-photos.ts'
import { AuditLog } from '../audit/audit-log.ts'
import { Clock } from '../platform/clock/clock.ts'
import type { Database } from '../platform/db/database.ts'
import { Db } from '../platform/db/open-database.ts'
import { Idempotency } from '../platform/idempotency/idempotency.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { FormValidator } from '../policy/form-validator.ts'
import { PolicyStore, type PublishedPolicy } from '../policy/policy.store.ts'
import { Announcer } from './announcer.ts'
import { CaseStore, type StoredCase } from './case.store.ts'
import { checkReferences } from './check-references.ts'
import { formOfCommand } from './form-of-command.ts'
import { Names } from './names.ts'
import { viewCase } from './view-case.ts'

const EMPTY: StoredCase = { events: [], lastHash: '' }

/** Cases: load, ask the core, save, announce. Every command is one unit of work. */
@Injectable()
export class CaseService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly store: CaseStore,
    private readonly policies: PolicyStore,
    private readonly forms: FormValidator,
    private readonly idempotency: Idempotency,
    private readonly audit: AuditLog,
    private readonly names: Names,
    private readonly announcer: Announcer,
  ) {}

  /** Blows a whistle. The same key gives the same answer and no second case. */
  submit(context: ActorContext, body: SubmitCase, key: string | undefined): Promise<Result<CaseView & { id: string; number: string }>> {
    return this.unitOfWork.run(context, (tx) =>
      this.idempotency.once(tx, key, { submit: body }, async () => {
        const pinned = await this.policies.current(tx.db, context.county, tx.now)
        if (!pinned) return fail(refuse('policy.none'))
        const problem = this.checkForm(pinned, undefined, { name: 'submit', data: body }) ?? (await checkReferences(tx, body))
        if (problem) return fail(problem)
        const identity = { id: uuid7(), number: await this.nextNumber(tx, pinned) }
        const added = decide({ policy: pinned.policy, policyHash: pinned.hash, actor: context.actor, now: tx.now, identity }, undefined, {
          name: 'submit',
          data: body,
        })
        if (!added.ok) return added
        const view = await this.keep(tx, pinned, EMPTY, added.value, 'submit')
        return ok({ ...identity, ...view })
      }),
    )
  }

  /** Gives a command on a case. */
  command(context: ActorContext, id: string, command: Command, key: string | undefined): Promise<Result<CaseView>> {
    return this.unitOfWork.run(context, (tx) =>
      this.idempotency.once(tx, key, { case: id, command: command.name, data: command.data }, async () => {
        const before = await this.store.load(tx.db, context.county, id, context.actor)
        const state = before && replay(before.events)
        if (!before || !state) return fail(refuse('http.not-found'))
        const pinned = await this.policies.byHash(tx.db, context.county, state.policy)
        if (!pinned) return fail(refuse('policy.none'))
        const decided = await this.decide(tx, pinned, before, state, command)
        return decided.ok ? ok(await this.keep(tx, pinned, before, decided.value, command.name)) : decided
      }),
    )
  }

  /** What the system itself does when a timer fires, inside the timer's unit. */
  async systemCommand(tx: Tx, id: string, command: SystemCommand): Promise<void> {
    const before = await this.store.load(tx.db, tx.context.county, id, 'system')
    const state = before && replay(before.events)
    const pinned = state && (await this.policies.byHash(tx.db, tx.context.county, state.policy))
    if (!before || !state || !pinned) return
    const decided = decide(this.decideContext(tx, pinned, before), state, command)
    if (decided.ok && decided.value.length > 0) await this.keep(tx, pinned, before, decided.value, command.name)
  }

  /** What a whistle would lead to; nothing is stored. */
  preview(context: ActorContext, body: SubmitCase): Promise<Result<CasePreview>> {
    return this.read(async (db, now) => {
      const pinned = await this.policies.current(db, context.county, now)
      if (!pinned) return fail(refuse('policy.none'))
      const { policy, hash } = pinned
      const decided = decide({ policy, policyHash: hash, actor: context.actor, now, identity: { id: 'preview', number: '' } }, undefined, {
        name: 'submit',
        data: body,
      })
      if (!decided.ok) return decided
      const state = replay(decided.value)
      if (!state) return fail(refuse('http.not-found'))
      const running = computeClocks(policy, decided.value, now).flatMap(
        ({ clock, name, owner, unit, startedAt, dueAt, provisional, status }) =>
          status === 'running' && dueAt !== null
            ? [{ clock, name, owner, ...(unit !== undefined && { unit }), startsAt: startedAt, dueAt, provisional }]
            : [],
      )
      const route = state.route ?? proposeRoute(policy, state)
      return ok({
        route,
        emergency: state.emergency,
        forecast: [...running, ...forecastClocks(policy, decided.value, now)],
        similar: await this.store.similar(db, context.county, state, now),
      })
    })
  }

  /** A case as the actor may see it. */
  show(context: ActorContext, id: string): Promise<Result<CaseView>> {
    return this.read(async (db, now) => {
      const stored = await this.store.load(db, context.county, id, context.actor)
      const state = stored && replay(stored.events)
      const pinned = state && (await this.policies.byHash(db, context.county, state.policy))
      return stored && state && pinned ? ok(viewCase(pinned, stored.events, state, context.actor, now)) : fail(refuse('http.not-found'))
    })
  }

  /** Everything that happened to a case the actor may see. */
  events(context: ActorContext, id: string): Promise<Result<CaseEvent[]>> {
    return this.read(async (db) => {
      const stored = await this.store.load(db, context.county, id, context.actor)
      return stored ? ok(stored.events) : fail(refuse('http.not-found'))
    })
  }

  private read<T>(work: (db: Kysely<Database>, now: number) => Promise<T>): Promise<T> {
    return work(this.db.read, this.clock.now())
  }

  private async decide(tx: Tx, pinned: PublishedPolicy, before: StoredCase, state: Case, command: Command): Promise<Result<CaseEvent[]>> {
    const decided = decide(this.decideContext(tx, pinned, before), state, command)
    if (!decided.ok) return decided
    // The core decides first: somebody who may not act at all is told so, not what is wrong with the form.
    const problem = this.checkForm(pinned, state, command) ?? (await checkReferences(tx, command.data))
    return problem ? fail(problem) : decided
  }

  private decideContext(tx: Tx, { policy, hash }: PublishedPolicy, before: StoredCase) {
    return {
      policy,
      policyHash: hash,
      actor: tx.context.actor,
      now: Math.max(tx.now, before.events.at(-1)?.at ?? 0),
      clocks: () => computeClocks(policy, before.events, tx.now),
    }
  }

  private checkForm({ policy, hash }: PublishedPolicy, state: Case | undefined, command: Command): Refusal | undefined {
    const form = formOfCommand(policy, state, command)
    if (!form) return undefined
    const data = 'form' in command.data ? (command.data.form ?? {}) : {}
    return this.forms.check(policy, hash, form, data)
  }

  private async nextNumber(tx: Tx, { policy }: PublishedPolicy): Promise<string> {
    const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
    const year = Number(formatInstant(tx.now, offset).slice(0, 4))
    return formatCaseNumber(policy.profile, year, await this.store.nextSequence(tx, year))
  }

  private async keep(tx: Tx, pinned: PublishedPolicy, before: StoredCase, added: readonly CaseEvent[], command: string): Promise<CaseView> {
    const { policy } = pinned
    const events = [...before.events, ...added]
    const state = replay(events) as Case
    const clocks = computeClocks(policy, events, tx.now)
    const names = await this.names.of(tx.db, tx.context.county)
    const closed = added.some((event) => event.type === 'case.closed')
    const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
    const sources = { policy, state, clocks, unitTypes: names.types, cards: issuedCards(events) }
    const facts = closed ? [...assignmentFacts(sources), caseFact(sources)] : undefined
    const head = await this.store.save(tx, {
      policy,
      before,
      added,
      state,
      clocks,
      facts,
      month: (instant) => periodKey(instant, 'month', offset),
    })
    await linkPhotos(tx, state.id, added)
    await this.announcer.announce(tx, state, added, composeNotices(policy, state, added, names))
    await this.audit.append(tx, {
      action: `case.${command}`,
      target: `case/${state.id}`,
      outcome: 'done',
      detail: { number: state.number, events: added.map((event) => event.type) },
      head,
    })
    return viewCase(pinned, events, state, tx.context.actor, tx.now)
  }
}
