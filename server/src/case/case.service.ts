import { Injectable } from '@nestjs/common'
import type { CasePreview, CaseView, SubmitCase } from '@shaotai/api'
import {
  computeClocks,
  decide,
  fail,
  followUps,
  forecastClocks,
  formatCaseNumber,
  formatInstant,
  ok,
  countyDay,
  proposeRoute,
  refuse,
  relatedCase,
  replay,
  SYSTEM,
  type Actor,
  type Case,
  type CaseEvent,
  type Clock as CaseClock,
  type Command,
  type DecideContext,
  type Result,
  type SystemCommand,
  type FormData,
} from '@shaotai/core'
import type { Kysely } from 'kysely'
import { LedgerService } from '../ledger/ledger.service.ts'
import { Clock } from '../platform/clock/clock.ts'
import { Counters } from '../platform/counter/counters.ts'
import type { Database } from '../platform/db/database.ts'
import { Db } from '../platform/db/open-database.ts'
import { Idempotency } from '../platform/idempotency/idempotency.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { FormValidator } from '../policy/form-validator.ts'
import { PolicyStore, type CaseRules } from '../policy/policy.store.ts'
import { CaseRecorder } from './case-recorder.ts'
import { CaseStore, type StoredCase } from './case.store.ts'
import { cardCounts } from './card-counts.ts'
import { checkPeople } from './check-people.ts'
import { checkReferences } from './check-references.ts'
import { formOfCommand } from './form-of-command.ts'
import { knowPeople } from './known-people.ts'
import { maskEvents } from './mask-personal.ts'
import { viewCase } from './view-case.ts'
import { checkFormPeople } from '../people/check-form-people.ts'

const NOTHING_YET: StoredCase = { events: [], lastHash: '' }

/** Cases: load, ask the core, record. Every command is one unit of work. */
@Injectable()
export class CaseService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly store: CaseStore,
    private readonly recorder: CaseRecorder,
    private readonly policies: PolicyStore,
    private readonly forms: FormValidator,
    private readonly counters: Counters,
    private readonly idempotency: Idempotency,
    private readonly ledgers: LedgerService,
  ) {}

  /** Blows a whistle. The same key gives the same answer and no second case. */
  submit(context: ActorContext, body: SubmitCase, key: string | undefined): Promise<Result<CaseView & { id: string; number: string }>> {
    return this.unitOfWork.run(context, (tx) =>
      this.idempotency.once(tx, key, { submit: body }, async () => {
        const pinned = await this.policies.current(tx.db, context.county, tx.now)
        if (!pinned) return fail(refuse('policy.none'))
        const checked = await this.decideChecked(tx, pinned, undefined, NOTHING_YET, { name: 'submit', data: body })
        if (!checked.ok) return checked
        const { events, state, clocks } = await this.recorder.record(tx, pinned, NOTHING_YET, checked.value, 'submit')
        return ok({ id: state.id, number: state.number, ...viewCase(pinned, events, state, context.actor, tx.now, clocks) })
      }),
    )
  }

  /** Gives a command on a case. */
  command(context: ActorContext, id: string, command: Command, key: string | undefined): Promise<Result<CaseView>> {
    return this.unitOfWork.run(context, (tx) =>
      this.idempotency.once(tx, key, { case: id, command: command.name, data: command.data }, async () => {
        const before = await this.store.load(tx.db, context.county, id, context)
        const state = before?.state
        if (!before || !state) return fail(refuse('http.not-found'))
        const pinned = await this.policies.rulesOf(tx.db, context.county, state.policy, before.events)
        if (!pinned) return fail(refuse('policy.none'))
        const checked = await this.decideChecked(tx, pinned, state, before, command)
        if (!checked.ok) return checked
        const after =
          checked.value.length > 0
            ? await this.recorder.record(tx, pinned, before, checked.value, command.name)
            : { events: before.events, state, clocks: undefined }
        await this.carryOn(tx, after.state, checked.value)
        return command.name === 'reopen' ? this.catchUp(tx, id) : ok(await this.view(tx.db, context, { ...after, pinned, now: tx.now }))
      }),
    )
  }

  /** A case that opens again counts on the calendar in force: calendars that changed while it was closed passed it by. */
  private async catchUp(tx: Tx, id: string): Promise<Result<CaseView>> {
    const { county } = tx.context
    const current = await this.policies.current(tx.db, county, tx.now)
    if (current)
      await this.systemCommand({ ...tx, context: { county, actor: SYSTEM } }, id, {
        name: 'applyCalendar',
        data: { version: current.hash },
      })
    const after = await this.store.load(tx.db, county, id, tx.context)
    const rules = after?.state && (await this.policies.rulesOf(tx.db, county, after.state.policy, after.events))
    return after?.state && rules
      ? ok(await this.view(tx.db, tx.context, { events: after.events, state: after.state, pinned: rules, now: tx.now }))
      : fail(refuse('http.not-found'))
  }

  /** What the system itself does when a timer fires, inside the timer's unit. */
  async systemCommand(tx: Tx, id: string, command: SystemCommand): Promise<boolean> {
    const before = await this.store.load(tx.db, tx.context.county, id, 'system')
    const state = before?.state
    const pinned = state && (await this.policies.rulesOf(tx.db, tx.context.county, state.policy, before.events))
    if (!before || !state || !pinned) return false
    if (command.name === 'applyPolicy') return this.comeUnder(tx, before, { state, pinned, command })
    // Only a change of calendar asks what would be under another version.
    const next =
      command.name === 'applyCalendar' ? await this.policies.calendars(tx.db, tx.context.county, [command.data.version]) : undefined
    const rules = next ? { ...pinned, calendars: (version: string) => next(version) ?? pinned.calendars?.(version) } : pinned
    const decided = await this.decideCounted(tx, decideContext(tx, rules, before), state, command)
    if (!decided.ok || decided.value.length === 0) return false
    const after = await this.recorder.record(tx, rules, before, decided.value, command.name)
    await this.carryOn(tx, after.state, decided.value)
    return true
  }

  /** Brings a case under another version: decided with its old rules at hand, kept by the new ones. */
  private async comeUnder(
    tx: Tx,
    before: StoredCase,
    { state, pinned, command }: { state: Case; pinned: CaseRules; command: Extract<SystemCommand, { name: 'applyPolicy' }> },
  ): Promise<boolean> {
    const { version } = command.data
    const next = await this.policies.byHash(tx.db, tx.context.county, version)
    if (!next) return false
    const versions = [...policiesOf(before.events), version]
    const rules = { ...pinned, policies: await this.policies.limits(tx.db, tx.context.county, versions) }
    const decided = decide({ ...decideContext(tx, rules, before), upcoming: next.policy }, state, command)
    if (!decided.ok || decided.value.length === 0) return false
    await this.recorder.record(tx, { ...rules, ...next }, before, decided.value, command.name)
    return true
  }

  /** What follows for other cases (并件) and for ledgers, in the same unit; each is decided on its own. */
  private async carryOn(tx: Tx, state: Case, added: readonly CaseEvent[]): Promise<void> {
    for (const { case: id, command } of followUps(state, added)) await this.systemCommand(tx, id, command)
    await this.ledgers.propose(tx, state, added)
  }

  /** The other case a command speaks of, as far as the actor may see it. */
  private async related(tx: Tx, state: Case | undefined, command: Command | SystemCommand) {
    const other = relatedCase(state, command)
    const stored = other && (await this.store.load(tx.db, tx.context.county, other.id, other.asked ? tx.context : 'system'))
    return stored?.state && { related: stored.state }
  }

  /** Decides; where a card comes of it, again with the cards its unit holds in other cases. */
  private async decideCounted(tx: Tx, context: DecideContext, state: Case | undefined, command: Command | SystemCommand) {
    const decided = decide(context, state, command)
    if (!decided.ok || !state || !decided.value.some((event) => event.type === 'card.issued')) return decided
    const counts = await cardCounts(tx, context.policy, decided.value)
    return counts ? decide({ ...context, cardCounts: counts }, state, command) : decided
  }

  /** What a whistle would lead to; nothing is stored. */
  async preview({ county, actor }: ActorContext, body: SubmitCase): Promise<Result<CasePreview>> {
    const now = this.clock.now()
    const pinned = await this.policies.current(this.db.read, county, now)
    if (!pinned) return fail(refuse('policy.none'))
    const { policy, hash } = pinned
    const decided = decide({ policy, policyHash: hash, actor, now, identity: { id: 'preview', number: '' } }, undefined, {
      name: 'submit',
      data: body,
    })
    if (!decided.ok) return decided
    const state = replay(decided.value)
    if (!state) return fail(refuse('http.not-found'))
    const running = computeClocks(policy, decided.value, now, { explain: false }).flatMap(asForecast)
    return ok({
      route: state.route ?? proposeRoute(policy, state, countyDay(policy, now)),
      emergency: state.emergency,
      forecast: [...running, ...forecastClocks(policy, decided.value, now)],
      similar: await this.store.similar(this.db.read, county, state, now),
    })
  }

  /** A case as the actor may see it. */
  async show(context: ActorContext, id: string): Promise<Result<CaseView>> {
    const found = await this.find(context, id)
    return found ? ok(await this.view(this.db.read, context, { ...found, now: this.clock.now() })) : fail(refuse('http.not-found'))
  }

  /** Everything that happened to a case the actor may see. */
  async events(context: ActorContext, id: string): Promise<Result<CaseEvent[]>> {
    const found = await this.find(context, id)
    return found ? ok(maskEvents(found.pinned.policy, found.state, found.events, context.actor)) : fail(refuse('http.not-found'))
  }

  private async find(context: ActorContext, id: string) {
    const { county } = context
    const stored = await this.store.load(this.db.read, county, id, context)
    const state = stored?.state
    const pinned = state && (await this.policies.rulesOf(this.db.read, county, state.policy, stored.events))
    return stored && state && pinned ? { events: stored.events, state, pinned } : undefined
  }

  private async view(
    db: Kysely<Database>,
    context: ActorContext,
    shown: { events: readonly CaseEvent[]; state: Case; pinned: CaseRules; now: number; clocks?: readonly CaseClock[] },
  ): Promise<CaseView> {
    const { events, state, pinned, now, clocks } = shown
    return viewCase(pinned, events, state, { ...context.actor, standsFor: context.standsFor }, now, clocks)
  }

  /** Decides, then checks what only the database and the form's schema know: who may not act at all is told so first. */
  private async decideChecked(
    tx: Tx,
    pinned: CaseRules,
    state: Case | undefined,
    before: StoredCase,
    command: Command,
  ): Promise<Result<CaseEvent[]>> {
    const known = await knowPeople(tx.db, tx.context, { state, data: command.data })
    const context = { ...decideContext(tx, pinned, before), ...known, ...(await this.related(tx, state, command)) }
    const allowed = decide({ ...context, identity: { id: '', number: '' } }, state, command)
    if (!allowed.ok) return allowed
    const cleaned = this.cleanForm(tx.context.actor, pinned, state, command)
    if (!cleaned.ok) return cleaned
    const problem =
      (await checkReferences(tx, cleaned.value.data)) ??
      (await checkPeople(tx, state, cleaned.value)) ??
      (await this.checkNamed(tx, pinned, state, cleaned.value))
    if (problem) return fail(problem)
    const identity = state ? undefined : { id: uuid7(), number: await this.nextNumber(tx, pinned) }
    return this.decideCounted(tx, { ...context, identity }, state, cleaned.value)
  }

  private cleanForm(actor: Actor, { policy, hash }: CaseRules, state: Case | undefined, command: Command): Result<Command> {
    const form = formOfCommand(policy, state, command)
    if (!form) return ok(command)
    const data = 'form' in command.data ? (command.data.form ?? {}) : {}
    const checked = this.forms.check(policy, hash, form, data, { person: actor, step: command.name })
    // The form replaces only itself, so the command keeps its own shape.
    return checked.ok ? ok({ ...command, data: { ...command.data, form: checked.value } } as Command) : checked
  }

  private async checkNamed(tx: Tx, { policy }: CaseRules, state: Case | undefined, { name, data }: Command) {
    const form = formOfCommand(policy, state, { name, data } as Command)
    const filled = 'form' in data ? data.form : undefined
    return form && filled ? checkFormPeople(tx, policy, form, filled as FormData) : undefined
  }

  private async nextNumber(tx: Tx, { policy }: CaseRules): Promise<string> {
    const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
    const year = Number(formatInstant(tx.now, offset).slice(0, 4))
    return formatCaseNumber(policy.profile, year, await this.counters.next(tx, `case/${year}`))
  }
}

/** The versions a case was ever pinned to. */
function policiesOf(events: readonly CaseEvent[]): string[] {
  return events.flatMap(({ type, data }) =>
    type === 'case.submitted' ? [String(data.policy)] : type === 'case.policyChanged' ? [String(data.version)] : [],
  )
}

function decideContext(tx: Tx, { policy, hash, calendars, policies }: CaseRules, before: StoredCase) {
  const now = Math.max(tx.now, before.events.at(-1)?.at ?? 0)
  return {
    policy,
    policyHash: hash,
    actor: tx.context.actor,
    now,
    clocks: (upcoming?: string, scope: 'calendars' | 'policy' = 'calendars') =>
      computeClocks(policy, before.events, now, {
        calendars,
        policies,
        explain: false,
        ...(upcoming !== undefined && (scope === 'calendars' ? { upcoming } : { upcomingPolicy: upcoming })),
      }),
  }
}

function asForecast({ clock, name, owner, unit, startedAt, dueAt, provisional, status }: CaseClock): CasePreview['forecast'] {
  if (status !== 'running' || dueAt === null) return []
  return [{ clock, name, owner, ...(unit !== undefined && { unit }), startsAt: startedAt, dueAt, provisional }]
}
