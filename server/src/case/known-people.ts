import {
  dayOfInstant,
  formatCivilDate,
  isStandingIn,
  knowPerson,
  type Actor,
  type Case,
  type KnownPerson,
  type Person,
  type Policy,
} from '@shaotai/core'
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

/** Reads the people a decision may ask about. Nothing is read where nobody is named and no approval runs: most commands. */
export async function knowPeople(
  db: Kysely<Database>,
  { county, actor }: ActorContext,
  asked: { policy: Policy; state: (Pick<Case, 'approvals'> & Partial<Pick<Case, 'town'>>) | undefined; now: number; data?: unknown },
): Promise<KnownPeople> {
  const named = await namedPeople(db, county, idsIn(asked.data))
  const running = asked.state?.approvals?.some((one) => one.status === 'open') === true
  const sends = asked.state && Array.isArray((asked.data as { responders?: unknown } | undefined)?.responders)
  return {
    people: (id) => named.get(id),
    standsFor: running ? await standsFor(db, county, actor, dayOf(asked.policy, asked.now)) : [],
    stationed: sends ? await stationedIn(db, county, asked.state?.town ?? '') : [],
  }
}

/** Ids of people in a command: one person, or responders. */
function idsIn(data: unknown): string[] {
  const { person, responders } = (data ?? {}) as { person?: unknown; responders?: unknown }
  const listed = Array.isArray(responders) ? responders.map((one: { person?: unknown } | null) => one?.person) : []
  return [person, ...listed].filter((id): id is string => typeof id === 'string').slice(0, 51)
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

async function standsFor(db: Kysely<Database>, county: string, { person }: Actor, day: string): Promise<Actor[]> {
  const rows = await db
    .selectFrom('people')
    .select(['id', 'name', 'unit', 'roles', 'substitutes'])
    .where('county_id', '=', county)
    .where('active', '=', 1)
    .where('substitutes', 'is not', null)
    .execute()
  return rows
    .filter((row) => row.substitutes !== null && isStandingIn(decodeJson<NonNullable<Person['substitutes']>>(row.substitutes), person, day))
    .map(({ id, name, unit, roles }) => ({ person: id, name, unit, roles: decodeJson(roles) }))
}

function dayOf(policy: Policy, now: number): string {
  const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
  return formatCivilDate(dayOfInstant(now, offset))
}
