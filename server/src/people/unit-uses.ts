import { namedUnits, type Policy, type UnitUse } from '@shaotai/core'
import type { Kysely } from 'kysely'
import type { Database } from '../platform/db/database.ts'

/** How many units are asked about in one statement. */
const AT_ONCE = 500

/** What has to do with these units: cases, assignments, entries of ledgers, tasks, permissions, consultations; and places of the policy. */
export async function loadUnitUses(
  db: Kysely<Database>,
  county: string,
  { units, policy }: { units: readonly string[]; policy: Policy | undefined },
): Promise<ReadonlyMap<string, UnitUse>> {
  const records = new Map<string, number>()
  for (let at = 0; at < units.length; at += AT_ONCE) {
    const some = units.slice(at, at + AT_ONCE)
    for (const { unit, count } of await countRecords(db, county, some)) records.set(unit, (records.get(unit) ?? 0) + Number(count))
  }
  const named = policy ? namedUnits(policy) : new Map<string, number>()
  return new Map(units.map((unit) => [unit, { records: records.get(unit) ?? 0, named: named.get(unit) ?? 0 }]))
}

async function countRecords(db: Kysely<Database>, county: string, units: readonly string[]): Promise<{ unit: string; count: number }[]> {
  const { countAll } = db.fn
  const [cases, assignments, entries, tasks, towns, permissions, consulted] = await Promise.all([
    db
      .selectFrom('cases')
      .select(['town as unit', countAll<number>().as('count')])
      .where('county_id', '=', county)
      .where('town', 'in', units)
      .groupBy('town')
      .execute(),
    ...(['assignments', 'ledger_units', 'tasks', 'permissions', 'consulted_units'] as const).map((table) =>
      db
        .selectFrom(table)
        .select(['unit', countAll<number>().as('count')])
        .where('county_id', '=', county)
        .where('unit', 'in', units)
        .groupBy('unit')
        .execute(),
    ),
    db
      .selectFrom('task_towns')
      .select(['town as unit', countAll<number>().as('count')])
      .where('county_id', '=', county)
      .where('town', 'in', units)
      .groupBy('town')
      .execute(),
  ])
  return [cases, assignments, entries, tasks, towns, permissions, consulted].flatMap((rows) => rows ?? [])
}
