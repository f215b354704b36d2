import { Injectable } from '@nestjs/common'
import {
  computeEntryClocks,
  evolveLedgerEntry,
  ok,
  SYSTEM,
  type EntryClock,
  type EntryEvent,
  type LedgerEntry,
  type ListChangeOrder,
  type PermissionGrant,
  type Result,
} from '@shaotai/core'
import { linkPhotos } from '../attachment/link-photos.ts'
import { AuditLog } from '../audit/audit-log.ts'
import { encodeJson } from '../platform/db/columns.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'
import type { PublishedPolicy } from '../policy/policy.store.ts'
import { LedgerAnnouncer } from './ledger-announcer.ts'
import { LedgerStore, type StoredEntry } from './ledger.store.ts'
import { ListChangeDrafts } from './list-change-drafts.ts'

/** An entry after what was recorded. */
export type RecordedEntry = { events: EntryEvent[]; entry: LedgerEntry; clocks: EntryClock[] }

/** Keeps what the core decided about an entry: events, projection, timers, effect, notices, audit line. All in the unit of the command. */
@Injectable()
export class LedgerRecorder {
  constructor(
    private readonly store: LedgerStore,
    private readonly audit: AuditLog,
    private readonly announcer: LedgerAnnouncer,
    private readonly drafts: ListChangeDrafts,
  ) {}

  async record(
    tx: Tx,
    { policy }: PublishedPolicy,
    before: StoredEntry,
    added: readonly EntryEvent[],
    command: string,
  ): Promise<Result<RecordedEntry>> {
    const events = [...before.events, ...added]
    let entry = before.entry
    for (const event of added) entry = evolveLedgerEntry(entry, event)
    if (!entry) throw new Error('an entry begins with its first event')
    const clocks = computeEntryClocks(policy, events, tx.now, { explain: tx.context.actor.person !== SYSTEM.person })
    // First what may still be refused: a timer's unit is not undone by a refusal.
    const draft = await this.writeDraft(tx, entry, added)
    if (!draft.ok) return draft
    const head = await this.store.save(tx, { policy, before, added, entry, clocks, draft: draft.value })
    for (const { data, seq } of added)
      if (data.permission !== undefined) await this.grant(tx, entry, data.permission as PermissionGrant, seq)
    await linkPhotos(tx, entry.id, added)
    await this.announcer.announce(tx, policy, entry, added)
    await this.audit.append(tx, {
      action: `ledger.${command}`,
      target: `ledger/${entry.id}`,
      outcome: 'done',
      detail: { number: entry.number, steps: added.flatMap((event) => event.step ?? []), events: added.map((event) => event.type) },
      head,
    })
    return ok({ events, entry, clocks })
  }

  /** The draft a decided list change was written into, if there is one. */
  private async writeDraft(tx: Tx, entry: LedgerEntry, added: readonly EntryEvent[]): Promise<Result<string | undefined>> {
    const order = added.find((event) => event.data.listChange !== undefined)?.data.listChange
    return order === undefined ? ok(undefined) : this.drafts.write(tx, entry, order as ListChangeOrder)
  }

  private async grant(tx: Tx, entry: LedgerEntry, grant: PermissionGrant, seq: number): Promise<void> {
    await tx.db
      .insertInto('permissions')
      .values({
        county_id: tx.context.county,
        id: `${entry.id}/${seq}`,
        entry_id: entry.id,
        unit: grant.unit,
        title: grant.title,
        kinds: encodeJson(grant.kinds),
        towns: encodeJson(grant.towns),
        item: grant.item ?? null,
        from_day: grant.from,
        to_day: grant.to,
        granted_at: tx.now,
      })
      .execute()
  }
}
