import { Inject, Injectable } from '@nestjs/common'
import type { CasePreview } from '@shaotai/api'
import {
  DAY,
  countedAt,
  END_PHASES,
  replay,
  type CalendarsOf,
  type Case,
  type CaseEvent,
  type Clock,
  type LimitsOf,
  type Policy,
  type ScoreFact,
} from '@shaotai/core'
import type { Kysely } from 'kysely'
import { replaceSeats } from '../approval/seat-rows.ts'
import { CHAIN_START, eventHash } from '../audit/event-chain.ts'
import type { Secrets } from '../platform/config/secrets.ts'
import { decodeJson, encodeJson } from '../platform/db/columns.ts'
import { insertOnce, updateOnce } from '../platform/db/compile-once.ts'
import type { Database } from '../platform/db/database.ts'
import { SECRETS } from '../platform/tokens.ts'
import { TimerService } from '../platform/timers/timer-service.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { assignmentRowId } from './case-rows.ts'
import { caseScope, type Reader } from './case-scope.ts'
import { changedColumns, changedRows, isEqual, project, storedProjection, type Projection } from './projection.ts'

/** A case with the events it comes from and the seal of the last; no state before the first event. */
export type StoredCase = { events: CaseEvent[]; lastHash: string; state?: Case }

/** What one command leaves behind. */
export type Outcome = {
  policy: Policy
  calendars: CalendarsOf | undefined
  policies?: LimitsOf | undefined
  before: StoredCase
  added: readonly CaseEvent[]
  state: Case
  clocks: readonly Clock[]
  facts: readonly ScoreFact[] | undefined
  month: (instant: number) => string
}

/** Reads cases within a person's reach and writes what a decision added: events first, projections from them. */
@Injectable()
export class CaseStore {
  constructor(
    private readonly timers: TimerService,
    @Inject(SECRETS) private readonly secrets: Secrets,
  ) {}

  /** The events of a case the reader may see; `undefined` when there is none, or it is out of reach: both look the same. */
  async load(db: Kysely<Database>, county: string, id: string, reader: Reader | 'system'): Promise<StoredCase | undefined> {
    let query = db
      .selectFrom('case_events')
      .select(['case_events.data', 'case_events.hash'])
      .where('case_events.county_id', '=', county)
      .where('case_events.case_id', '=', id)
    if (reader !== 'system') {
      query = query.where((eb) =>
        eb.exists(eb.selectFrom('cases').select('cases.id').where('cases.id', '=', id).where(caseScope(reader, true))),
      )
    }
    const rows = await query.orderBy('case_events.seq').execute()
    if (rows.length === 0) return undefined
    const events = rows.map((row) => decodeJson<CaseEvent>(row.data))
    const state = replay(events)
    return { events, lastHash: rows.at(-1)?.hash ?? CHAIN_START, ...(state && { state }) }
  }

  /** Open cases of the same town and item of the last 30 days: perhaps the same matter. */
  async similar(db: Kysely<Database>, county: string, state: Pick<Case, 'town' | 'item'>, now: number): Promise<CasePreview['similar']> {
    if (state.item === undefined) return []
    const rows = await db
      .selectFrom('cases')
      .select(['id', 'number', 'title', 'state', 'submitted_at'])
      .where('county_id', '=', county)
      .where('item', '=', state.item)
      .where('town', '=', state.town)
      .where('submitted_at', '>=', now - 30 * DAY)
      .where('phase', 'not in', [...END_PHASES])
      .orderBy('submitted_at', 'desc')
      .limit(5)
      .execute()
    return rows.map(({ submitted_at, ...row }) => ({ ...row, submittedAt: submitted_at }))
  }

  /** Writes everything one command left behind, inside its unit. Returns the head of the case's chain for the audit line. */
  async save(tx: Tx, outcome: Outcome): Promise<{ seq: number; hash: string }> {
    const { county } = tx.context
    const { state, before } = outcome
    const rows = project(county, outcome, tx.now)
    const stored = before.state && storedProjection(county, outcome, before.state, before.events)
    if (stored) await updateCase(tx.db, rows.case, changedColumns(rows.case, stored.case))
    else await insertCases(tx.db, [rows.case])
    const head = await this.appendEvents(tx, outcome)
    await upsertAssignments(tx.db, stored ? changedRows(rows.assignments, stored.assignments) : rows.assignments)
    await this.saveCalls(tx, state.id, rows.calls, stored?.calls ?? [])
    if (!isEqual(rows.seats, stored?.seats ?? [])) await replaceSeats(tx, { kind: 'case', id: state.id }, rows.seats)
    await upsertClocks(tx.db, stored ? changedRows(rows.clocks, stored.clocks) : rows.clocks)
    await upsertCards(tx.db, stored ? changedRows(rows.cards, stored.cards) : rows.cards)
    if (!stored) await this.timers.scheduleAll(tx, rows.timers)
    // Under another version the timers that are stored may be others than the rules now at hand would tell.
    else if (outcome.added.some(({ type }) => type === 'case.policyChanged') || !isEqual(rows.timers, stored.timers))
      await this.timers.replaceCase(tx, state.id, rows.timers)
    await this.saveFacts(tx, outcome)
    return head
  }

  private async saveCalls(tx: Tx, caseId: string, calls: Projection['calls'], stored: Projection['calls']): Promise<void> {
    if (isEqual(calls, stored)) return
    await tx.db.deleteFrom('case_calls').where('county_id', '=', tx.context.county).where('case_id', '=', caseId).execute()
    await insertCalls(tx.db, calls)
  }

  private async appendEvents(tx: Tx, { before, added, state }: Outcome): Promise<{ seq: number; hash: string }> {
    const { county } = tx.context
    let previous = before.lastHash
    const rows = added.map((event) => {
      const row = {
        county_id: county,
        case_id: state.id,
        seq: event.seq,
        type: event.type,
        at: event.at,
        actor: event.by.person,
        actor_name: event.by.name,
        actor_unit: event.by.unit,
        actor_role: event.as ?? null,
        assignment: event.assignment ?? null,
        data: encodeJson(event),
        prev_hash: previous,
      }
      previous = eventHash(this.secrets.auditKey, row)
      return { ...row, hash: previous }
    })
    await insertEvents(tx.db, rows)
    return { seq: state.version, hash: previous }
  }

  /** Facts for the scores: written when a case ends, written anew when it changes afterwards, withdrawn when it opens again. */
  private async saveFacts(tx: Tx, { before, added, state, facts, month }: Outcome): Promise<void> {
    const ended = countedAt(added) ?? countedAt(before.events)
    if (!facts || ended === undefined) return
    const { county } = tx.context
    if (countedAt(before.events) !== undefined)
      await tx.db.deleteFrom('facts').where('county_id', '=', county).where('case_id', '=', state.id).execute()
    await insertFacts(
      tx.db,
      facts.map((fact) => ({
        county_id: county,
        id: assignmentRowId(state.id, { id: fact.assignment }),
        month: month(ended),
        unit: fact.unit,
        town: fact.town,
        case_id: state.id,
        assignment: fact.assignment,
        fact: encodeJson(fact),
        closed_at: ended,
        written_at: tx.now,
      })),
    )
  }
}

const insertCases = insertOnce('cases')

const updateCase = updateOnce('cases', ['county_id', 'id'])

const insertEvents = insertOnce('case_events')

const insertFacts = insertOnce('facts')

const insertCalls = insertOnce('case_calls')

const upsertCards = insertOnce('cards', (query) =>
  query.onConflict((conflict) =>
    conflict.columns(['county_id', 'case_id', 'id']).doUpdateSet((eb) => ({ withdrawn_at: eb.ref('excluded.withdrawn_at') })),
  ),
)

const upsertAssignments = insertOnce('assignments', (query) =>
  query.onConflict((conflict) =>
    conflict.columns(['county_id', 'id']).doUpdateSet((eb) => ({
      phase: eb.ref('excluded.phase'),
      round: eb.ref('excluded.round'),
      signed_at: eb.ref('excluded.signed_at'),
      arrived_at: eb.ref('excluded.arrived_at'),
      done_at: eb.ref('excluded.done_at'),
      next_clock: eb.ref('excluded.next_clock'),
      next_due_at: eb.ref('excluded.next_due_at'),
      overdue: eb.ref('excluded.overdue'),
    })),
  ),
)

const upsertClocks = insertOnce('clocks', (query) =>
  query.onConflict((conflict) =>
    conflict.columns(['county_id', 'case_id', 'key']).doUpdateSet((eb) => ({
      status: eb.ref('excluded.status'),
      started_at: eb.ref('excluded.started_at'),
      due_at: eb.ref('excluded.due_at'),
      stopped_at: eb.ref('excluded.stopped_at'),
      breached: eb.ref('excluded.breached'),
      provisional: eb.ref('excluded.provisional'),
    })),
  ),
)
