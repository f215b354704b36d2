import { knowPerson, type Actor, type Case, type KnownPerson } from '@shaotai/core'
import type { Kysely } from 'kysely'
import { decodeJson } from '../platform/db/columns.ts'
import type { Database } from '../platform/db/database.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'

/** What decisions know of people: those a command names, and those the actor stands in for. */
export type KnownPeople = {
  readonly people: (id: string) => KnownPerson | undefined
  readonly standsFor: readonly Actor[]
  /** Units that keep people in the case's town; read where responders are named. */
  readonly stationed: readonly string[]
}

/** Reads the people a decision may ask about. Nothing is read where nobody is named: most commands. */
export async function knowPeople(
  db: Kysely<Database>,
  { county, standsFor = [] }: ActorContext,
  asked: { state: Partial<Pick<Case, 'town'>> | undefined; data: unknown },
): Promise<KnownPeople> {
  const named = await namedPeople(db, county, idsIn(asked.data))
  const sends = asked.state && Array.isArray((asked.data as { responders?: unknown } | undefined)?.responders)
  return {
    people: (id) => named.get(id),
    standsFor,
    stationed: sends ? await stationedIn(db, county, asked.state?.town ?? '') : [],
  }
}

/** Ids of people in a command: one person, responders, or those something is copied to. */
function idsIn(data: unknown): string[] {
  const { person, people, responders } = (data ?? {}) as { person?: unknown; people?: unknown; responders?: unknown }
  const copied: unknown[] = Array.isArray(people) ? people : []
  const listed = Array.isArray(responders) ? responders.map((one: { person?: unknown } | null) => one?.person) : []
  return [person, ...copied, ...listed].filter((id): id is string => typeof id === 'string').slice(0, 51)
}

async function namedPeople(db: Kysely<Database>, county: string, ids: readonly string[]): Promise<Map<string, KnownPerson>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('people')
    .leftJoin('units', (join) => join.onRef('units.county_id', '=', 'people.county_id').onRef('units.id', '=', 'people.squad'))
    .leftJoin('units as own', (join) => join.onRef('own.county_id', '=', 'people.county_id').onRef('own.id', '=', 'people.unit'))
    .select(['people.id', 'people.name', 'people.unit', 'people.roles', 'people.squad', 'units.parent', 'units.domains', 'units.manages'])
    .select('own.manages as ownManages')
    .where('people.county_id', '=', county)
    .where('people.id', 'in', [...new Set(ids)])
    .where('people.active', '=', 1)
    .execute()
  return new Map(
    rows.map(({ squad, roles, parent, domains, manages, ownManages, ...row }) => [
      row.id,
      knowPerson({ ...row, roles: decodeJson(roles), ...(squad !== null && { squad }) }, (unit) =>
        unit === squad
          ? {
              ...(parent !== null && { parent }),
              ...(domains !== null && { domains: decodeJson<string[]>(domains) }),
              ...(manages !== null && { manages }),
            }
          : { ...(ownManages !== null && { manages: ownManages }) },
      ),
    ]),
  )
}

async function stationedIn(db: Kysely<Database>, county: string, town: string): Promise<string[]> {
  const rows = await db
    .selectFrom('units')
    .innerJoin('people', (join) => join.onRef('people.county_id', '=', 'units.county_id').onRef('people.squad', '=', 'units.id'))
    .select('units.parent')
    .distinct()
    .where('units.county_id', '=', county)
    .where('units.manages', '=', town)
    .where('units.active', '=', 1)
    .where('people.active', '=', 1)
    .execute()
  return rows.flatMap(({ parent }) => parent ?? [])
}
