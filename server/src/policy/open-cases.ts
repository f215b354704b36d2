import { Injectable } from '@nestjs/common'
import { END_PHASES, type CaseEvent } from '@shaotai/core'
import { decodeJson } from '../platform/db/columns.ts'
import { Db } from '../platform/db/open-database.ts'
import { READING_LIMITS } from './case-history.ts'

/** Reads the cases that run now with their events, a page at a time and others served in between, until time runs out. */
@Injectable()
export class OpenCaseReader {
  constructor(private readonly db: Db) {}

  async *read(county: string): AsyncGenerator<readonly CaseEvent[]> {
    const began = performance.now()
    let after = ''
    for (;;) {
      const ids = await this.page(county, after)
      yield* (await this.eventsOf(county, ids)).values()
      after = ids.at(-1) ?? ''
      if (ids.length < READING_LIMITS.page || performance.now() - began >= READING_LIMITS.ms) return
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  async count(county: string): Promise<number> {
    const row = await this.db.read
      .selectFrom('cases')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('county_id', '=', county)
      .where('phase', 'not in', [...END_PHASES])
      .executeTakeFirst()
    return Number(row?.count ?? 0)
  }

  private async page(county: string, after: string): Promise<string[]> {
    const rows = await this.db.read
      .selectFrom('cases')
      .select('id')
      .where('county_id', '=', county)
      .where('id', '>', after)
      .where('phase', 'not in', [...END_PHASES])
      .orderBy('id')
      .limit(READING_LIMITS.page)
      .execute()
    return rows.map((row) => row.id)
  }

  private async eventsOf(county: string, ids: readonly string[]): Promise<ReadonlyMap<string, CaseEvent[]>> {
    const events = new Map<string, CaseEvent[]>()
    if (ids.length === 0) return events
    const rows = await this.db.read
      .selectFrom('case_events')
      .select(['case_id', 'data'])
      .where('county_id', '=', county)
      .where('case_id', 'in', ids)
      .orderBy('case_id')
      .orderBy('seq')
      .execute()
    for (const { case_id: id, data } of rows) events.set(id, [...(events.get(id) ?? []), decodeJson<CaseEvent>(data)])
    return events
  }
}
