import type { Actor } from '@shaotai/core'
import type { Kysely } from 'kysely'
import { decodeJson } from '../platform/db/columns.ts'
import type { Database } from '../platform/db/database.ts'

/** The towns of a cluster (片区). */
export async function loadCovers(db: Kysely<Database>, county: string, cluster: string): Promise<string[]> {
  const rows = await db
    .selectFrom('units')
    .select('id')
    .where('county_id', '=', county)
    .where('parent', '=', cluster)
    .where('type', '=', 'town')
    .orderBy('position')
    .limit(200)
    .execute()
  return rows.map(({ id }) => id)
}

/** The people somebody stands in for on a day (代理), with the roles they have now. */
export async function loadStandsFor(db: Kysely<Database>, county: string, person: string, day: string): Promise<Actor[]> {
  const rows = await db
    .selectFrom('substitutions')
    .innerJoin('people', (join) =>
      join.onRef('people.county_id', '=', 'substitutions.county_id').onRef('people.id', '=', 'substitutions.person'),
    )
    .select(['people.id', 'people.name', 'people.unit', 'people.roles'])
    .distinct()
    .where('substitutions.county_id', '=', county)
    .where('substitutions.substitute', '=', person)
    .where('substitutions.from_day', '<=', day)
    .where('substitutions.to_day', '>=', day)
    .where('people.active', '=', 1)
    .orderBy('people.id')
    .limit(50)
    .execute()
  return rows.map(({ id, name, unit, roles }) => ({ person: id, name, unit, roles: decodeJson(roles) }))
}
