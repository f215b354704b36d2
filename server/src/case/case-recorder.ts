import { Injectable } from '@nestjs/common'
import {
  composeNotices,
  computeClocks,
  countDenials,
  countedAt,
  evolve,
  factsOfCase,
  issuedCards,
  periodKey,
  SYSTEM,
  type Case,
  type CaseEvent,
  type Clock,
} from '@shaotai/core'
import { AuditLog } from '../audit/audit-log.ts'
import { linkPhotos } from '../attachment/link-photos.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'
import type { CaseRules } from '../policy/policy.store.ts'
import { EventDeliveries } from '../plugin/delivery/event-deliveries.ts'
import { Announcer } from './announcer.ts'
import { CaseStore, type StoredCase } from './case.store.ts'
import { Names } from './names.ts'

/** A case after what was recorded. */
export type Recorded = { events: CaseEvent[]; state: Case; clocks: Clock[] }

/** Keeps what the core decided: events, projections, timers, facts, notices, audit line. All in the unit of the command, all or nothing. */
@Injectable()
export class CaseRecorder {
  constructor(
    private readonly store: CaseStore,
    private readonly audit: AuditLog,
    private readonly names: Names,
    private readonly announcer: Announcer,
    private readonly deliveries: EventDeliveries,
  ) {}

  /** Records the events a command added to a case. */
  async record(
    tx: Tx,
    { policy, calendars, policies }: CaseRules,
    before: StoredCase,
    added: readonly CaseEvent[],
    command: string,
  ): Promise<Recorded> {
    const events = [...before.events, ...added]
    let state = before.state
    for (const event of added) state = evolve(state, event)
    if (!state) throw new Error('a case begins with its first event')
    const scored = countedAt(events) !== undefined
    // Only people who look at the case, and scores, ask for the reasons of a due time.
    const clocks = computeClocks(policy, events, tx.now, {
      calendars,
      policies,
      explain: scored || tx.context.actor.person !== SYSTEM.person,
    })
    const names = await this.names.of(tx.db, tx.context.county)
    const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
    const sources = { policy, state, clocks, unitTypes: names.types, cards: issuedCards(events), denials: countDenials(events) }
    const facts = scored ? factsOfCase(sources) : undefined
    const head = await this.store.save(tx, {
      policy,
      calendars,
      policies,
      before,
      added,
      state,
      clocks,
      facts,
      month: (instant) => periodKey(instant, 'month', offset),
    })
    await linkPhotos(tx, state.id, added)
    await this.announcer.announce(tx, state, added, composeNotices(policy, state, added, names))
    await this.deliveries.record(tx, state.id, added)
    await this.audit.append(tx, {
      action: `case.${command}`,
      target: `case/${state.id}`,
      outcome: 'done',
      detail: { number: state.number, events: added.map((event) => event.type) },
      head,
    })
    return { events, state, clocks }
  }
}
