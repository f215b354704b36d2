import { Injectable } from '@nestjs/common'
import type { LedgerEntryView, OpenLedgerEntry } from '@shaotai/api'
import {
  allowedLedgerCommands,
  computeEntryClocks,
  decideLedgerEntry,
  fail,
  formatInstant,
  ledgerOf,
  ok,
  proposedEntries,
  refuse,
  resubmitForm,
  SYSTEM,
  type Actor,
  type Case,
  type CaseEvent,
  type EntryCommand,
  type EntryEvent,
  type EntrySystemCommand,
  type LedgerEntry,
  type Policy,
  type Result,
  type FormData,
} from '@shaotai/core'
import { checkReferences } from '../case/check-references.ts'
import { knowPeople } from '../case/known-people.ts'
import { Clock } from '../platform/clock/clock.ts'
import { Counters } from '../platform/counter/counters.ts'
import { Db } from '../platform/db/open-database.ts'
import { Idempotency } from '../platform/idempotency/idempotency.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { FormValidator } from '../policy/form-validator.ts'
import { PolicyStore, type PublishedPolicy } from '../policy/policy.store.ts'
import { checkEntryUnits } from './check-entry-units.ts'
import { LedgerRecorder } from './ledger-recorder.ts'
import { LedgerStore, NO_ENTRY_YET, type StoredEntry } from './ledger.store.ts'
import { maskEntry, maskEntryEvents } from './mask-entry.ts'
import { checkFormPeople } from '../people/check-form-people.ts'

/** What comes with data of its own: people's commands, and entries the system opens. */
type Given = EntryCommand | Extract<EntrySystemCommand, { name: 'propose' }>

/** Ledger entries: load, ask the core, record. Every command is one unit of work. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly store: LedgerStore,
    private readonly recorder: LedgerRecorder,
    private readonly policies: PolicyStore,
    private readonly forms: FormValidator,
    private readonly counters: Counters,
    private readonly idempotency: Idempotency,
  ) {}

  /** Registers an entry. The same key gives the same answer and no second entry. */
  open(context: ActorContext, body: OpenLedgerEntry, key: string | undefined): Promise<Result<LedgerEntryView>> {
    return this.unitOfWork.run(context, (tx) =>
      this.idempotency.once(tx, key, { open: body }, async () => {
        const pinned = await this.policies.current(tx.db, context.county, tx.now)
        return pinned ? this.give(tx, pinned, NO_ENTRY_YET, { name: 'open', data: body }) : fail(refuse('policy.none'))
      }),
    )
  }

  /** Gives a command on an entry. */
  command(context: ActorContext, id: string, command: EntryCommand, key: string | undefined): Promise<Result<LedgerEntryView>> {
    return this.unitOfWork.run(context, (tx) =>
      this.idempotency.once(tx, key, { entry: id, command: command.name, data: command.data }, async () => {
        await this.store.lock(tx, id)
        const before = await this.store.load(tx.db, context.county, id, context)
        const pinned = before?.entry && (await this.policies.byHash(tx.db, context.county, before.entry.policy))
        return before && pinned ? this.give(tx, pinned, before, command) : fail(refuse('ledger.not-found'))
      }),
    )
  }

  /** What the system itself does when a timer fires, inside the timer's unit. */
  async fireClock(tx: Tx, id: string, timer: string): Promise<void> {
    await this.store.lock(tx, id)
    const before = await this.store.load(tx.db, tx.context.county, id, 'system')
    const pinned = before?.entry && (await this.policies.byHash(tx.db, tx.context.county, before.entry.policy))
    if (!before?.entry || !pinned) return
    const decided = decideLedgerEntry(decideContext(tx, pinned, before), before.entry, { name: 'fireClock', data: { timer } })
    if (decided.ok && decided.value.length > 0) await this.recorder.record(tx, pinned, before, decided.value, 'fireClock')
  }

  /**
   * Opens the entries that a panel's proposals ask for, as the system, in the unit of the case's command. One whose form cannot be filled so is left
   * to people, who are told of the proposal anyway: the panel's decision stands.
   */
  async propose(tx: Tx, source: Case, added: readonly CaseEvent[]): Promise<void> {
    if (!added.some((event) => event.type === 'listChange.proposed')) return
    const { county } = tx.context
    const pinned = await this.policies.current(tx.db, county, tx.now)
    if (!pinned) return
    const bySystem = { ...tx, context: { county, actor: SYSTEM } }
    for (const data of proposedEntries(pinned.policy, source, added)) {
      const decided = await this.decideChecked(bySystem, pinned, NO_ENTRY_YET, { name: 'propose', data })
      if (decided.ok) await this.recorder.record(bySystem, pinned, NO_ENTRY_YET, decided.value, 'propose')
    }
  }

  /** An entry as the actor may see it. */
  async show(context: ActorContext, id: string): Promise<Result<LedgerEntryView>> {
    const found = await this.find(context, id)
    if (!found) return fail(refuse('ledger.not-found'))
    return ok(await this.view(this.db.read, context, found.pinned, found.before.events, found.entry))
  }

  /** Everything that happened to an entry the actor may see. */
  async events(context: ActorContext, id: string): Promise<Result<EntryEvent[]>> {
    const found = await this.find(context, id)
    if (!found) return fail(refuse('ledger.not-found'))
    return ok(maskEntryEvents(found.pinned.policy, found.entry, found.before.events, context.actor))
  }

  private async find(context: ActorContext, id: string) {
    const { county } = context
    const before = await this.store.load(this.db.read, county, id, context)
    const pinned = before?.entry && (await this.policies.byHash(this.db.read, county, before.entry.policy))
    return before?.entry && pinned ? { before, entry: before.entry, pinned } : undefined
  }

  private async give(tx: Tx, pinned: PublishedPolicy, before: StoredEntry, command: EntryCommand): Promise<Result<LedgerEntryView>> {
    const decided = await this.decideChecked(tx, pinned, before, command)
    if (!decided.ok) return decided
    const recorded = await this.recorder.record(tx, pinned, before, decided.value, command.name)
    if (!recorded.ok) return recorded
    return ok(await this.view(tx.db, tx.context, pinned, recorded.value.events, recorded.value.entry))
  }

  /** Decides, then checks what only the database and the form's schema know: who may not act at all is told so first. */
  private async decideChecked(tx: Tx, pinned: PublishedPolicy, before: StoredEntry, command: Given): Promise<Result<EntryEvent[]>> {
    const known = await knowPeople(tx.db, tx.context, { state: undefined, data: command.data })
    const context = { ...decideContext(tx, pinned, before), ...known }
    const allowed = decideLedgerEntry({ ...context, identity: { id: '', number: '' } }, before.entry, command)
    // An effect is judged by the data as they are stored: cleaned, and valid by the form.
    if (!allowed.ok && !allowed.error.code.startsWith('ledger.effect.')) return allowed
    const cleaned = this.cleanForm(tx.context.actor, pinned, before.entry, command)
    if (!cleaned.ok) return cleaned
    const problem =
      (await checkReferences(tx, referencesOf(cleaned.value))) ??
      (await checkEntryUnits(tx, pinned.policy, before.entry, cleaned.value)) ??
      (await this.checkNamed(tx, pinned, before.entry, cleaned.value))
    if (problem) return fail(problem)
    const identity = before.entry ? undefined : { id: uuid7(), number: await this.nextNumber(tx, pinned, command) }
    return decideLedgerEntry({ ...context, identity }, before.entry, cleaned.value)
  }

  private cleanForm(actor: Actor, { policy, hash }: PublishedPolicy, entry: LedgerEntry | undefined, command: Given): Result<Given> {
    const form = formOf(policy, entry, command)
    if (form === undefined) return ok(command)
    const data = ('form' in command.data && command.data.form) || {}
    const checked = this.forms.check(policy, hash, form, data, { person: actor, step: command.name })
    // The form replaces only itself, so the command keeps its own shape.
    return checked.ok ? ok({ ...command, data: { ...command.data, form: checked.value } } as Given) : checked
  }

  private async checkNamed(tx: Tx, { policy }: PublishedPolicy, entry: LedgerEntry | undefined, command: Given) {
    const form = formOf(policy, entry, command)
    const filled = 'form' in command.data ? command.data.form : undefined
    return form !== undefined && filled ? checkFormPeople(tx, policy, form, filled as FormData) : undefined
  }

  private async nextNumber(tx: Tx, { policy }: PublishedPolicy, command: Given): Promise<string> {
    const ledger = command.name === 'open' || command.name === 'propose' ? ledgerOf(policy, command.data.ledger) : undefined
    const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
    const year = formatInstant(tx.now, offset).slice(0, 4)
    const prefix = ledger?.prefix ?? 'T'
    const number = await this.counters.next(tx, `ledger/${prefix}/${year}`)
    return `${prefix}${year}-${String(number).padStart(4, '0')}`
  }

  private async view(
    db: Tx['db'],
    context: ActorContext,
    { policy, version }: PublishedPolicy,
    events: readonly EntryEvent[],
    entry: LedgerEntry,
  ): Promise<LedgerEntryView> {
    const { county, actor, standsFor } = context
    const row = await db
      .selectFrom('ledger_entries')
      .select('draft')
      .where('county_id', '=', county)
      .where('id', '=', entry.id)
      .executeTakeFirst()
    return {
      entry: maskEntry(policy, entry, actor),
      policyVersion: version,
      clocks: computeEntryClocks(policy, events, this.clock.now()),
      allowed: allowedLedgerCommands(policy, entry, { ...actor, standsFor }),
      draft: row?.draft ?? null,
    }
  }
}

/** The form a command is checked against: the step's, or the ledger's own. */
function formOf(policy: Policy, entry: LedgerEntry | undefined, command: Given): string | undefined {
  if (command.name === 'open' || command.name === 'propose') return ledgerOf(policy, command.data.ledger)?.form
  const ledger = entry && ledgerOf(policy, entry.ledger)
  if (command.name === 'take') return ledger?.steps.find((step) => step.id === command.data.step)?.form
  return command.name === 'resubmit' && command.data.form && ledger ? resubmitForm(ledger, entry) : undefined
}

/** The part of a command that names uploaded files, or units it is copied to: its form, and the minutes of a resolution. */
function referencesOf({ name, data }: Given) {
  if (name === 'resolve') return { form: { minutes: data.resolution.minutes } }
  return name === 'copy' ? { units: data.units } : { form: 'form' in data ? data.form : undefined }
}

function decideContext(tx: Tx, { policy, hash }: PublishedPolicy, before: StoredEntry) {
  const now = Math.max(tx.now, before.events.at(-1)?.at ?? 0)
  return {
    policy,
    policyHash: hash,
    actor: tx.context.actor,
    now,
    clocks: () => computeEntryClocks(policy, before.events, now, { explain: false }),
  }
}
