import type { CaseEvent } from '@shaotai/core'
import { decodeJson } from '../platform/db/columns.ts'
import type { Db } from '../platform/db/open-database.ts'

/** Everything that happened to these cases, each in its order, in one statement. */
export async function eventsOfCases(db: Db, county: string, cases: readonly string[]): Promise<ReadonlyMap<string, CaseEvent[]>> {
  const events = new Map<string, CaseEvent[]>()
  if (cases.length === 0) return events
  const rows = await db.read
    .selectFrom('case_events')
    .select(['case_id', 'data'])
    .where('county_id', '=', county)
    .where('case_id', 'in', cases)
    .orderBy('case_id')
    .orderBy('seq')
    .execute()
  for (const { case_id: id, data } of rows) {
    const own = events.get(id)
    if (own) own.push(decodeJson<CaseEvent>(data))
    else events.set(id, [decodeJson<CaseEvent>(data)])
  }
  return events
}
