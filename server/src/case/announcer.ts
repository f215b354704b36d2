import { Injectable } from '@nestjs/common'
import { callsOf, coversUnit, ROLES, type Case, type CaseEvent, type ComposedNotice } from '@shaotai/core'
import { encodeJson } from '../platform/db/columns.ts'
import { insertOnce } from '../platform/db/compile-once.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { LiveBus } from '../platform/live/live-bus.ts'
import type { ActorContext, Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { caseReach } from './case-scope.ts'

/** Tells people what happened: notices kept for reading, and a hint to open pages that there is something new. */
@Injectable()
export class Announcer {
  constructor(private readonly live: LiveBus) {
    live.topic('case', (context, { units = [], people = [] }) => people.includes(context.actor.person) || isWithin(context, units))
    live.topic(
      'notice',
      ({ actor }, { units = [], roles = [], people = [] }) =>
        people.includes(actor.person) ||
        (roles.some((role) => (actor.roles as string[]).includes(role)) && (units.length === 0 || units.includes(actor.unit))),
    )
  }

  /** Stores the notices in the unit and announces both after its commit. */
  async announce(tx: Tx, state: Case, added: readonly CaseEvent[], notices: readonly ComposedNotice[]): Promise<void> {
    await insertNotifications(
      tx.db,
      notices.map((notice) => this.toRow(tx, state, notice)),
    )
    const calls = callsOf(state)
    const called = calls.flatMap((call) => call.unit ?? [])
    const units = [state.town, ...state.assignments.map((one) => one.unit), ...called]
    this.live.announce(
      tx,
      { topic: 'case', id: state.id, hint: { version: state.version, phase: state.phase, events: added.map((event) => event.type) } },
      { units, people: calls.flatMap((call) => call.person ?? []) },
    )
    for (const { role, unit, person, sound, text } of notices) {
      this.live.announce(
        tx,
        { topic: 'notice', id: state.id, hint: { sound, text } },
        person === undefined ? { roles: [role], ...(unit !== null && { units: [unit] }) } : { people: [person] },
      )
    }
  }

  private toRow(tx: Tx, state: Case, { event, role, unit, person, sound, text }: ComposedNotice) {
    const own = ROLES[role].side === 'town' || ROLES[role].side === 'department' || ROLES[role].side === 'called'
    return {
      county_id: tx.context.county,
      id: uuid7(),
      person: person ?? null,
      unit: own ? unit : null,
      role: person === undefined ? role : null,
      case_id: state.id,
      kind: event,
      sound: sound === 'none' ? null : sound,
      text,
      params: encodeJson<Record<string, unknown>>({ number: state.number }),
      created_at: tx.now,
      read_at: null,
    }
  }
}

const insertNotifications = insertOnce('notifications')

function isWithin({ actor }: ActorContext, units: readonly string[]): boolean {
  const reach = caseReach(actor)
  return reach === 'county' || (reach !== 'none' && units.some((unit) => coversUnit(actor, unit)))
}
