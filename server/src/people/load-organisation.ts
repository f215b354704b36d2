import type { Organisation } from '@shaotai/core'
import type { Db } from '../platform/db/open-database.ts'
import { decodeJson } from '../platform/db/columns.ts'

/** A county's organisation as the core wants it. */
export async function loadOrganisation(db: Db, county: string): Promise<Organisation | undefined> {
  const found = await db.read.selectFrom('counties').selectAll().where('id', '=', county).executeTakeFirst()
  if (!found) return undefined
  const units = await db.read.selectFrom('units').selectAll().where('county_id', '=', county).orderBy('position').execute()
  const people = await db.read
    .selectFrom('people')
    .selectAll()
    .where('county_id', '=', county)
    .where('active', '=', 1)
    .orderBy('id')
    .execute()
  return {
    county: { id: found.id, name: found.name, fictional: found.fictional === 1 },
    units: units.map((unit) => ({
      id: unit.id,
      name: unit.name,
      shortName: unit.short_name ?? undefined,
      type: unit.type as Organisation['units'][number]['type'],
      parent: unit.parent ?? undefined,
      manages: unit.manages ?? undefined,
      active: unit.active === 1,
      phone: unit.phone ?? undefined,
      profile: unit.profile ?? undefined,
      domains: unit.domains === null ? undefined : decodeJson(unit.domains),
      duty: unit.duty === null ? undefined : decodeJson(unit.duty),
    })),
    people: people.map((person) => ({
      id: person.id,
      account: person.account,
      name: person.name,
      unit: person.unit,
      roles: decodeJson(person.roles),
      squad: person.squad ?? undefined,
      substitutes: person.substitutes === null ? undefined : decodeJson(person.substitutes),
      phone: person.phone ?? undefined,
    })),
  }
}
