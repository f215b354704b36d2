import type { Organisation, Substitution } from '@shaotai/core'
import { decodeJson } from '../platform/db/columns.ts'
import type { Db } from '../platform/db/open-database.ts'
import type { SubstitutionTable } from '../platform/db/people-tables.ts'

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
  const substitutions = await db.read.selectFrom('substitutions').selectAll().where('county_id', '=', county).orderBy('from_day').execute()
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
      substitutes: substitutesOf(substitutions, person.id),
      phone: person.phone ?? undefined,
    })),
  }
}

function substitutesOf(rows: readonly SubstitutionTable[], person: string): Substitution[] | undefined {
  const own = rows.filter((row) => row.person === person)
  return own.length > 0 ? own.map(({ substitute, from_day, to_day }) => ({ person: substitute, from: from_day, to: to_day })) : undefined
}
