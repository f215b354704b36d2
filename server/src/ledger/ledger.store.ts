import { Inject, Injectable } from '@nestjs/common'
import {
  entrySeatClaims,
  entryTimers,
  ledgerOf,
  replayLedgerEntry,
  type EntryClock,
  type EntryEvent,
  type LedgerEntry,
  type Policy,
} from '@shaotai/core'
import type { Kysely } from 'kysely'
import { replaceSeats, toSeatRows } from '../approval/seat-rows.ts'
import { CHAIN_START, ledgerEventHash } from '../audit/event-chain.ts'
import type { Secrets } from '../platform/config/secrets.ts'
import { decodeJson, encodeJson } from '../platform/db/columns.ts'
import type { Database } from '../platform/db/database.ts'
import { Db } from '../platform/db/open-database.ts'
import type { Reader } from '../case/case-scope.ts'
import { TimerService, type Timer } from '../platform/timers/timer-service.ts'
import { SECRETS } from '../platform/tokens.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { copiedPeople, involvedUnits, toEntryRow } from './ledger-rows.ts'
import { ledgerScope } from './ledger-scope.ts'

/** Timers of ledger entries: reminders, breaches, supervision that waits, the end of a consultation. */
export const LEDGER_TIMER = 'ledger.clock'

/** An entry with the events it comes from and the seal of the last; no entry before the first event. */
export type StoredEntry = { events: EntryEvent[]; lastHash: string; entry?: LedgerEntry }
export const NO_ENTRY_YET: StoredEntry = { events: [], lastHash: CHAIN_START }

export type EntryOutcome = {
  policy: Policy
  before: StoredEntry
  added: readonly EntryEvent[]
  entry: LedgerEntry
  clocks: readonly EntryClock[]
  /** The policy draft a list change of this command was written into. */
  draft: string | undefined
}

/** Reads entries within a person's reach and writes what a decision added: events first, projections from them. */
@Injectable()
export class LedgerStore {
  constructor(
    private readonly db: Db,
    private readonly timers: TimerService,
    @Inject(SECRETS) private readonly secrets: Secrets,
  ) {}

  /** Makes others wait who would change the entry: two commands at once then decide one after the other, and the second sees the first. */
  async lock({ db, context }: Tx, id: string): Promise<void> {
    await db
      .selectFrom('ledger_entries')
      .select('id')
      .where('county_id', '=', context.county)
      .where('id', '=', id)
      .modifyEnd(this.db.dialect.lockRows)
      .execute()
  }

  /** The events of an entry the reader may see; `undefined` when there is none, or it is out of reach: both look the same. */
  async load(db: Kysely<Database>, county: string, id: string, reader: Reader | 'system'): Promise<StoredEntry | undefined> {
    let query = db.selectFrom('ledger_events').select(['data', 'hash']).where('county_id', '=', county).where('entry_id', '=', id)
    if (reader !== 'system')
      query = query.where((eb) =>
        eb.exists(
          eb.selectFrom('ledger_entries').select('ledger_entries.id').where('ledger_entries.id', '=', id).where(ledgerScope(reader)),
        ),
      )
    const rows = await query.orderBy('seq').execute()
    if (rows.length === 0) return undefined
    const events = rows.map((row) => decodeJson<EntryEvent>(row.data))
    const entry = replayLedgerEntry(events)
    return { events, lastHash: rows.at(-1)?.hash ?? CHAIN_START, ...(entry && { entry }) }
  }

  /** Writes everything one command left behind, inside its unit. Returns the head of the entry's chain for the audit line. */
  async save(tx: Tx, outcome: EntryOutcome): Promise<{ seq: number; hash: string }> {
    const { county } = tx.context
    const { entry, before } = outcome
    const row = toEntryRow(county, outcome, tx.now)
    if (before.entry) {
      const { county_id, id, ...columns } = row
      const drafted = outcome.draft !== undefined && { draft: outcome.draft }
      await tx.db
        .updateTable('ledger_entries')
        .set({ ...columns, ...drafted })
        .where('county_id', '=', county_id)
        .where('id', '=', id)
        .execute()
    } else
      await tx.db
        .insertInto('ledger_entries')
        .values({ ...row, draft: outcome.draft ?? null })
        .execute()
    await tx.db
      .insertInto('ledger_units')
      .values(involvedUnits(outcome.policy, entry).map((unit) => ({ county_id: county, unit, entry_id: entry.id })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await saveReaders(tx, entry)
    await this.saveSeats(tx, outcome)
    const head = await this.appendEvents(tx, outcome)
    await this.timers.replaceCase(tx, entry.id, toTimers(outcome))
    return head
  }

  private async saveSeats(tx: Tx, { policy, before, entry }: EntryOutcome): Promise<void> {
    if ((entry.approvals ?? []).length === 0 && (before.entry?.approvals ?? []).length === 0) return
    const owner = { kind: 'entry', id: entry.id } as const
    await replaceSeats(tx, owner, toSeatRows(tx.context.county, owner, entrySeatClaims(policy, entry)))
  }

  private async appendEvents(tx: Tx, { before, added, entry }: EntryOutcome): Promise<{ seq: number; hash: string }> {
    let previous = before.lastHash
    const rows = added.map((event) => {
      const row = {
        county_id: tx.context.county,
        entry_id: entry.id,
        seq: event.seq,
        type: event.type,
        at: event.at,
        actor: event.by.person,
        actor_name: event.by.name,
        actor_unit: event.by.unit,
        actor_role: event.as ?? null,
        step: event.step ?? null,
        data: encodeJson(event),
        prev_hash: previous,
      }
      previous = ledgerEventHash(this.secrets.auditKey, row)
      return { ...row, hash: previous }
    })
    await tx.db.insertInto('ledger_events').values(rows).execute()
    return { seq: entry.version, hash: previous }
  }
}

async function saveReaders(tx: Tx, entry: LedgerEntry): Promise<void> {
  const people = copiedPeople(entry)
  if (people.length === 0) return
  await tx.db
    .insertInto('ledger_readers')
    .values(people.map((person) => ({ county_id: tx.context.county, person, entry_id: entry.id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

function toTimers({ policy, entry, clocks }: EntryOutcome): Timer[] {
  const ledger = ledgerOf(policy, entry.ledger)
  if (!ledger) return []
  return entryTimers(ledger, clocks).map(({ key, at }) => ({
    key: `ledger/${key}`,
    caseId: entry.id,
    at,
    kind: LEDGER_TIMER,
    payload: { timer: key },
  }))
}
