import { Injectable } from '@nestjs/common'
import type { WaitingSeat } from '@shaotai/api'
import type { Actor } from '@shaotai/core'
import type { ExpressionBuilder } from 'kysely'
import type { Database } from '../platform/db/database.ts'
import { Db } from '../platform/db/open-database.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { isSeatOf, isUnspoken } from './seat-scope.ts'

const MOST = 200

/** What waits for a person's signature, theirs and of those they stand in for. */
@Injectable()
export class WaitingSeats {
  constructor(private readonly db: Db) {}

  /** How many approvals wait, of cases and of ledger entries. */
  async counts(context: ActorContext): Promise<{ cases: number; entries: number }> {
    const rows = await this.waiting(context)
      .select((eb) => ['approval_seats.owner_kind', eb.fn.countAll<number>().as('count')])
      .groupBy('approval_seats.owner_kind')
      .execute()
    const of = (kind: 'case' | 'entry') => Number(rows.find((row) => row.owner_kind === kind)?.count ?? 0)
    return { cases: of('case'), entries: of('entry') }
  }

  /** The approvals that wait, the oldest first. */
  async list(context: ActorContext): Promise<{ data: WaitingSeat[]; total: number }> {
    const rows = await this.waiting(context)
      .leftJoin('cases', (join) =>
        join.onRef('cases.county_id', '=', 'approval_seats.county_id').onRef('cases.id', '=', 'approval_seats.owner_id'),
      )
      .leftJoin('ledger_entries as entries', (join) =>
        join.onRef('entries.county_id', '=', 'approval_seats.county_id').onRef('entries.id', '=', 'approval_seats.owner_id'),
      )
      .selectAll('approval_seats')
      .select((eb) => [
        eb.fn.coalesce('cases.number', 'entries.number').as('number'),
        eb.fn.coalesce('cases.title', 'entries.title').as('title'),
        eb.fn.coalesce('cases.town', 'entries.author').as('of_unit'),
      ])
      .orderBy('approval_seats.since')
      .orderBy('approval_seats.owner_id')
      .orderBy('approval_seats.seat')
      .limit(MOST)
      .execute()
    const data = rows.map((row): WaitingSeat => {
      const holder = principals(context).find((one) => isHeldBy(row, one))
      return {
        owner: { kind: row.owner_kind, id: row.owner_id, number: row.number ?? '', title: row.title ?? '', unit: row.of_unit ?? '' },
        approval: row.approval,
        name: row.name,
        seat: row.seat,
        seatName: row.seat_name,
        since: row.since,
        ...(holder && holder.person !== context.actor.person && { standingFor: { person: holder.person, name: holder.name } }),
      }
    })
    if (rows.length < MOST) return { data, total: rows.length }
    const { cases, entries } = await this.counts(context)
    return { data, total: cases + entries }
  }

  private waiting(context: ActorContext) {
    const people = principals(context)
    return this.db.read
      .selectFrom('approval_seats')
      .where('approval_seats.county_id', '=', context.county)
      .where('approval_seats.due', '=', 1)
      .where((eb) => eb.or(people.map((one) => waitsFor(eb, one))))
  }
}

/** The person, then those they stand in for. */
function principals({ actor, standsFor = [] }: ActorContext): Actor[] {
  return [actor, ...standsFor]
}

function waitsFor(eb: ExpressionBuilder<Database, 'approval_seats'>, person: Actor) {
  return eb.and([isSeatOf(eb, person), isUnspoken(eb, person)])
}

/** The rule of `isSeatOf`, on a row that was read. */
function isHeldBy(row: { person: string; role: Actor['roles'][number]; unit: string }, { person, unit, roles }: Actor): boolean {
  return row.person === person || (row.person === '' && roles.includes(row.role) && (row.unit === '' || row.unit === unit))
}
