import { Injectable } from '@nestjs/common'
import type { LedgerCount, LedgerEntryRow, LedgerRound } from '@shaotai/api'
import { countWriteOffs, fail, LEDGER_ENDS, ledgerOf, ok, readRound, refuse, type LedgerPhase, type Result } from '@shaotai/core'
import { expressionBuilder, sql } from 'kysely'
import { Clock } from '../platform/clock/clock.ts'
import { NEVER } from '../platform/db/columns.ts'
import type { Database } from '../platform/db/database.ts'
import { Db } from '../platform/db/open-database.ts'
import type { ListResource } from '../platform/list/list-resource.ts'
import { queryList } from '../platform/list/query-list.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { PolicyStore } from '../policy/policy.store.ts'
import { ledgerScope } from './ledger-scope.ts'

/** Lists, counts and write-off rounds of ledgers, within what the asking person may see. */
@Injectable()
export class LedgerLists {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly policies: PolicyStore,
  ) {}

  entries(context: ActorContext, query: Record<string, unknown>) {
    return queryList<LedgerEntryRow>(this.db, ENTRIES, context, query)
  }

  /** How many entries of each ledger are open, late and written off. */
  async counts(context: ActorContext): Promise<LedgerCount[]> {
    const now = this.clock.now()
    const rows = await this.db.read
      .selectFrom('ledger_entries')
      .where(ledgerScope(context))
      .groupBy('ledger')
      .orderBy('ledger')
      .select((eb) => [
        'ledger',
        eb.fn.countAll<number>().as('all'),
        sql<number>`sum(case when phase in (${sql.join([...LEDGER_ENDS])}) then 1 else 0 end)`.as('ended'),
        sql<number>`sum(case when phase = 'DONE' then 1 else 0 end)`.as('done'),
        sql<number>`sum(case when next_due_at < ${now} then 1 else 0 end)`.as('overdue'),
      ])
      .execute()
    return rows.map(({ ledger, all, ended, done, overdue }) => ({
      ledger,
      open: Number(all) - Number(ended),
      overdue: Number(overdue),
      done: Number(done),
    }))
  }

  /** One write-off round of a ledger. */
  async round(context: ActorContext, id: string, key: string): Promise<Result<LedgerRound>> {
    const { county } = context
    const now = this.clock.now()
    const current = await this.policies.current(this.db.read, county, now)
    if (!current) return fail(refuse('policy.none'))
    const { policy } = current
    const ledger = ledgerOf(policy, id)
    if (!ledger) return fail(refuse('ledger.unknown'))
    if (!ledger.writeOff) return fail(refuse('ledger.round.none', { name: ledger.name }))
    const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
    const round = readRound(key, offset)
    if (!round) return fail(refuse('ledger.round.unknown', { round: key }))
    const rows = await this.db.read
      .selectFrom('ledger_entries')
      .where(ledgerScope(context))
      .where('ledger', '=', id)
      .where('write_off_at', 'is not', null)
      .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>=', round.from)]))
      .select(['owner', 'phase', 'write_off_at', 'ended_at'])
      .execute()
    const facts = rows.map((row) => ({
      unit: row.owner,
      phase: row.phase as LedgerPhase,
      dueAt: row.write_off_at,
      endedAt: row.ended_at,
    }))
    return ok({ ledger: id, round: key, from: round.from, to: round.to, ...countWriteOffs(facts, round, now) })
  }
}

const text = (column: string) => ({ column: `ledger_entries.${column}`, type: 'text' as const })
const instant = (column: string) => ({ column: `ledger_entries.${column}`, type: 'instant' as const })
const integer = (column: string) => ({ column: `ledger_entries.${column}`, type: 'integer' as const })

const ENTRIES: ListResource = {
  table: 'ledger_entries',
  key: 'id',
  fields: {
    id: text('id'),
    number: text('number'),
    ledger: text('ledger'),
    title: text('title'),
    owner: text('owner'),
    author: text('author'),
    state: text('state'),
    phase: text('phase'),
    round: integer('round'),
    card: text('card'),
    level: integer('level'),
    version: integer('version'),
    openedAt: instant('opened_at'),
    endedAt: { ...instant('ended_at'), nullable: true },
    nextDueAt: { ...instant('next_due_at'), none: NEVER },
    nextClock: { ...text('next_clock'), nullable: true },
  },
  scope: (context) => ledgerScope(context)(expressionBuilder<Database, 'ledger_entries'>()),
  defaultSort: [{ field: 'openedAt', order: 'DESC' }],
}
