import { Inject, Injectable } from '@nestjs/common'
import type { CasePreview } from '@shaotai/api'
import { caseTimers, DAY, END_PHASES, type Actor, type Case, type CaseEvent, type Clock, type Policy, type ScoreFact } from '@shaotai/core'
import type { Kysely } from 'kysely'
import { CHAIN_START, eventHash } from '../audit/event-chain.ts'
import type { Secrets } from '../platform/config/secrets.ts'
import { decodeJson, encodeJson } from '../platform/db/columns.ts'
import { compileOnce, insertOnce } from '../platform/db/compile-once.ts'
import type { Database } from '../platform/db/database.ts'
import { SECRETS } from '../platform/tokens.ts'
import { TimerService, type Timer } from '../platform/timers/timer-service.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { assignmentRowId, toAssignmentRows, toCaseRow, toClockRows } from './case-rows.ts'
import { caseScope } from './case-scope.ts'

/** Timers of cases: a clock's warning or breach, and the planned end of a suspension. */
export const CLOCK_TIMER = 'case.clock'
export const SUSPENSION_TIMER = 'case.suspension'

/** A case with the events it comes from and the seal of the last. */
export type StoredCase = { events: CaseEvent[]; lastHash: string }

/** What one command leaves behind. */
export type Outcome = {
  policy: Policy
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

  /** The events of a case the actor may see; `undefined` when there is none, or it is out of reach: both look the same. */
  async load(db: Kysely<Database>, county: string, id: string, actor: Actor | 'system'): Promise<StoredCase | undefined> {
    let query = db
      .selectFrom('case_events')
      .select(['case_events.data', 'case_events.hash'])
      .where('case_events.county_id', '=', county)
      .where('case_events.case_id', '=', id)
    if (actor !== 'system') {
      query = query.where((eb) =>
        eb.exists(eb.selectFrom('cases').select('cases.id').where('cases.id', '=', id).where(caseScope(actor, county))),
      )
    }
    const rows = await query.orderBy('case_events.seq').execute()
    if (rows.length === 0) return undefined
    return { events: rows.map((row) => decodeJson<CaseEvent>(row.data)), lastHash: rows.at(-1)?.hash ?? CHAIN_START }
  }

  /** The next running number of a county's year. Gaps are possible when a unit fails; doubles are not. */
  async nextSequence(tx: Tx, year: number): Promise<number> {
    const { rows } = await countUp(tx.db, { county: tx.context.county, name: `case/${year}` })
    return rows[0]!.value
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
    const { state, clocks, before } = outcome
    const isNew = before.events.length === 0
    const row = toCaseRow(county, state, clocks, tx.now)
    if (isNew) await insertCases(tx.db, [row])
    else await tx.db.updateTable('cases').set(row).where('county_id', '=', county).where('id', '=', state.id).execute()
    const head = await this.appendEvents(tx, outcome)
    await this.saveAssignments(tx, outcome)
    await this.saveClocks(tx, outcome)
    await this.saveTimers(tx, outcome)
    await this.saveFacts(tx, outcome)
    return head
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

  private async saveAssignments(tx: Tx, { state, clocks }: Outcome): Promise<void> {
    await upsertAssignments(tx.db, toAssignmentRows(tx.context.county, state, clocks, tx.now))
  }

  private async saveClocks(tx: Tx, { state, clocks }: Outcome): Promise<void> {
    await upsertClocks(tx.db, toClockRows(tx.context.county, state.id, clocks))
  }

  /** Timers follow the clocks: new ones are added, those of clocks that stopped go, those of clocks that moved move. A fired one stays fired. */
  private async saveTimers(tx: Tx, { policy, before, state, clocks }: Outcome): Promise<void> {
    const timers: Timer[] = caseTimers(policy, clocks).map(({ key, at }) => ({
      key: `${state.id}/${key}`,
      caseId: state.id,
      at,
      kind: CLOCK_TIMER,
      payload: { timer: key },
    }))
    if (state.suspended && state.suspendedUntil !== undefined)
      timers.push({
        key: `${state.id}/suspension/${state.suspendedUntil}`,
        caseId: state.id,
        at: state.suspendedUntil,
        kind: SUSPENSION_TIMER,
      })
    if (before.events.length === 0) await this.timers.scheduleAll(tx, timers)
    else await this.timers.replaceCase(tx, state.id, timers)
  }

  /** Facts for the scores are written when a case closes and withdrawn when it opens again. */
  private async saveFacts(tx: Tx, { added, state, facts, month }: Outcome): Promise<void> {
    const { county } = tx.context
    if (added.some((event) => event.type === 'case.reopened'))
      await tx.db.deleteFrom('facts').where('county_id', '=', county).where('case_id', '=', state.id).execute()
    if (!facts || facts.length === 0 || state.closedAt === undefined) return
    const closed = state.closedAt
    await insertFacts(
      tx.db,
      facts.map((fact) => ({
        county_id: county,
        id: assignmentRowId(state.id, { id: fact.assignment }),
        month: month(closed),
        unit: fact.unit,
        town: fact.town,
        case_id: state.id,
        assignment: fact.assignment,
        fact: encodeJson<unknown>(fact),
        closed_at: closed,
      })),
    )
  }
}

const countUp = compileOnce((db, { county, name }: { county: string; name: string }) =>
  db
    .insertInto('counters')
    .values({ county_id: county, name, value: 1 })
    .onConflict((conflict) => conflict.columns(['county_id', 'name']).doUpdateSet((eb) => ({ value: eb('counters.value', '+', 1) })))
    .returning('value'),
)

const insertCases = insertOnce('cases')

const insertEvents = insertOnce('case_events')

const insertFacts = insertOnce('facts')

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
