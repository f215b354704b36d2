import { Injectable } from '@nestjs/common'
import type { AssignmentRow, CaseCounts, CaseRow, TownGroup } from '@shaotai/api'
import { dayOfInstant, END_PHASES, startOfDay } from '@shaotai/core'
import { expressionBuilder, sql, type SqlBool } from 'kysely'
import { WaitingSeats } from '../approval/waiting-seats.ts'
import { Clock } from '../platform/clock/clock.ts'
import { NEVER } from '../platform/db/columns.ts'
import type { Database } from '../platform/db/database.ts'
import { Db } from '../platform/db/open-database.ts'
import type { ListResource } from '../platform/list/list-resource.ts'
import { groupRows } from '../platform/list/group-rows.ts'
import { queryList } from '../platform/list/query-list.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { byCluster } from '../people/by-cluster.ts'
import { PolicyStore } from '../policy/policy.store.ts'
import { caseReach, caseScope, ofTowns } from './case-scope.ts'

const HOUR = 3_600_000

/** Lists and counts of cases and assignments, within what the asking person may see. */
@Injectable()
export class CaseLists {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly policies: PolicyStore,
    private readonly seats: WaitingSeats,
  ) {}

  cases(context: ActorContext, query: Record<string, unknown>) {
    return queryList<CaseRow>(this.db, CASES, context, query)
  }

  assignments(context: ActorContext, query: Record<string, unknown>) {
    return queryList<AssignmentRow>(this.db, ASSIGNMENTS, context, query)
  }

  /** How many cases each cluster (片区) and town has, and how many of them are overdue; filtered as the list is. */
  caseGroups(context: ActorContext, query: Record<string, unknown>) {
    const late = sql<number>`sum(case when cases.next_due_at < ${this.clock.now()} then 1 else 0 end)`
    return groupRows(this.db, CASES, context, {
      query,
      grouping: byCluster({ county: 'cases.county_id', town: 'cases.town', urgent: late }),
    }) as Promise<TownGroup[]>
  }

  /** Counts for badges and the duty desk: one pass over the open cases in reach. */
  async counts(context: ActorContext): Promise<CaseCounts> {
    const { county } = context
    const now = this.clock.now()
    const published = await this.policies.current(this.db.read, county, now)
    const offset = published?.policy.calendars.find((one) => one.id === published.policy.sla.calendar)?.utcOffsetMinutes ?? 0
    const today = startOfDay(dayOfInstant(now, offset), offset)
    const open = await this.db.read
      .selectFrom('cases')
      .where(caseScope(context))
      .where('phase', 'not in', [...END_PHASES])
      .select((eb) => [
        eb.fn.countAll<number>().as('open'),
        sumOf(sql<SqlBool>`phase = 'TRIAGE'`).as('triage'),
        sumOf(sql<SqlBool>`next_due_at >= ${now} and next_due_at < ${now + HOUR}`).as('due_soon'),
        sumOf(sql<SqlBool>`next_due_at < ${now}`).as('overdue'),
        sumOf(sql<SqlBool>`disputed = 1`).as('disputed'),
        sumOf(sql<SqlBool>`phase in ('DRAFT', 'CONSENT', 'EVALUATE')`).as('town_turn'),
      ])
      .executeTakeFirstOrThrow()
    const submitted = await this.db.read
      .selectFrom('cases')
      .where(caseScope(context))
      .where('submitted_at', '>=', today)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    const closed = await this.db.read
      .selectFrom('cases')
      .where(caseScope(context))
      .where('closed_at', '>=', today)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    const waiting = await this.seats.counts(context)
    return {
      triage: Number(open.triage ?? 0),
      mine: waiting.cases + (await this.mine(context, Number(open.triage ?? 0), Number(open.town_turn ?? 0))),
      seats: waiting.cases + waiting.entries,
      dueSoon: Number(open.due_soon ?? 0),
      overdue: Number(open.overdue ?? 0),
      disputed: Number(open.disputed ?? 0),
      open: Number(open.open),
      today: { submitted: Number(submitted.count), closed: Number(closed.count) },
    }
  }

  /** What waits for the asking person's unit: triage for the platform, consent and rating for a town, open assignments for a department. */
  private async mine({ county, actor }: ActorContext, triage: number, townTurn: number): Promise<number> {
    const reach = caseReach(actor)
    if (reach === 'town') return townTurn
    if (reach === 'county')
      return actor.roles.some((role) => role === 'dispatcher' || role === 'duty' || role === 'platform-head') ? triage : 0
    if (reach === 'none') return 0
    const { count } = await this.db.read
      .selectFrom('assignments')
      .where('county_id', '=', county)
      .where('unit', '=', actor.unit)
      .where('phase', 'in', ['PENDING', 'SIGNED', 'ARRIVED', 'WORKING'])
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return Number(count)
  }
}

function sumOf(condition: ReturnType<typeof sql<SqlBool>>) {
  return sql<number>`sum(case when ${condition} then 1 else 0 end)`
}

const text = (column: string) => ({ column, type: 'text' as const })
const instant = (column: string) => ({ column, type: 'instant' as const })

const CASES: ListResource = {
  table: 'cases',
  key: 'id',
  fields: {
    id: text('cases.id'),
    number: text('cases.number'),
    title: text('cases.title'),
    place: { column: 'cases.place', type: 'text', nullable: true },
    town: text('cases.town'),
    category: text('cases.category'),
    level: { column: 'cases.level', type: 'text', nullable: true },
    item: { column: 'cases.item', type: 'text', nullable: true },
    leadUnit: { column: 'cases.lead_unit', type: 'text', nullable: true },
    state: text('cases.state'),
    phase: text('cases.phase'),
    round: { column: 'cases.round', type: 'integer' },
    emergency: { column: 'cases.emergency', type: 'flag' },
    suspended: { column: 'cases.suspended', type: 'flag' },
    disputed: { column: 'cases.disputed', type: 'flag' },
    card: text('cases.card'),
    highRisk: { column: 'cases.high_risk', type: 'flag' },
    suspendedUntil: { ...instant('cases.suspended_until'), nullable: true },
    version: { column: 'cases.version', type: 'integer' },
    submittedAt: instant('cases.submitted_at'),
    closedAt: { ...instant('cases.closed_at'), nullable: true },
    nextDueAt: { ...instant('cases.next_due_at'), none: NEVER },
    nextClock: { column: 'cases.next_clock', type: 'text', nullable: true },
  },
  scope: (context) => caseScope(context)(expressionBuilder<Database, 'cases'>()),
  defaultSort: [{ field: 'submittedAt', order: 'DESC' }],
}

const ASSIGNMENTS: ListResource = {
  table: 'assignments',
  from: sql`assignments inner join cases on cases.county_id = assignments.county_id and cases.id = assignments.case_id`,
  key: 'id',
  fields: {
    id: text('assignments.id'),
    case: text('assignments.case_id'),
    unit: text('assignments.unit'),
    role: text('assignments.role'),
    phase: text('assignments.phase'),
    round: { column: 'assignments.round', type: 'integer' },
    createdAt: instant('assignments.created_at'),
    nextDueAt: { ...instant('assignments.next_due_at'), none: NEVER },
    nextClock: { column: 'assignments.next_clock', type: 'text', nullable: true },
    number: text('cases.number'),
    title: text('cases.title'),
    place: { column: 'cases.place', type: 'text', nullable: true },
    town: text('cases.town'),
    category: text('cases.category'),
    item: { column: 'cases.item', type: 'text', nullable: true },
    casePhase: text('cases.phase'),
    emergency: { column: 'cases.emergency', type: 'flag' },
    submittedAt: instant('cases.submitted_at'),
  },
  scope: ({ actor, county }) => {
    const eb = expressionBuilder<Database, 'cases' | 'assignments'>()
    const reach = caseReach(actor)
    const own = eb('assignments.county_id', '=', county)
    if (reach === 'county') return own
    if (reach === 'none') return eb.and([own, eb(eb.val(1), '=', 0)])
    return eb.and([
      own,
      reach === 'town' ? ofTowns(actor)(expressionBuilder<Database, 'cases'>()) : eb('assignments.unit', '=', actor.unit),
    ])
  },
  defaultSort: [{ field: 'createdAt', order: 'DESC' }],
}
