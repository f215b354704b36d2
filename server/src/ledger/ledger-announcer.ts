import { Injectable } from '@nestjs/common'
import { composeEntryNotices, ROLES, type EntryEvent, type LedgerEntry, type Policy } from '@shaotai/core'
import { caseReach } from '../case/case-scope.ts'
import { encodeJson } from '../platform/db/columns.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { LiveBus } from '../platform/live/live-bus.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { copiedPeople, involvedUnits } from './ledger-rows.ts'

/** Tells people what happened to an entry: notices kept for reading, and a hint to open pages that there is something new. */
@Injectable()
export class LedgerAnnouncer {
  constructor(private readonly live: LiveBus) {
    live.topic('ledger', ({ actor }, { units = [], people = [] }) => {
      const reach = caseReach(actor)
      return people.includes(actor.person) || reach === 'county' || (reach !== 'none' && units.includes(actor.unit))
    })
  }

  async announce(tx: Tx, policy: Policy, entry: LedgerEntry, added: readonly EntryEvent[]): Promise<void> {
    const notices = composeEntryNotices(policy, entry, added)
    if (notices.length > 0)
      await tx.db
        .insertInto('notifications')
        .values(
          notices.map(({ event, role, unit, person, text }) => ({
            county_id: tx.context.county,
            id: uuid7(),
            person: person ?? null,
            unit,
            role: person === undefined ? role : null,
            case_id: null,
            kind: `ledger.${event}`,
            sound: null,
            text,
            params: encodeJson<Record<string, unknown>>({ number: entry.number, to: `/ledgers/entries/${entry.id}` }),
            created_at: tx.now,
            read_at: null,
          })),
        )
        .execute()
    this.live.announce(
      tx,
      { topic: 'ledger', id: entry.id, hint: { version: entry.version, phase: entry.phase } },
      { units: involvedUnits(policy, entry), people: copiedPeople(entry) },
    )
    for (const { role, unit, person, text } of notices)
      this.live.announce(
        tx,
        { topic: 'notice', id: entry.id, hint: { text } },
        person === undefined
          ? { roles: [role], ...(unit !== null && ROLES[role].side !== 'county' && { units: [unit] }) }
          : { people: [person] },
      )
  }
}
