import type { OrganisationRecords, Role, UnitType } from '@shaotai/core'
import type { Kysely } from 'kysely'
import { decodeJson } from '../platform/db/columns.ts'
import type { Database } from '../platform/db/database.ts'

/** Every unit and account of a county as those who keep them see it; `waiting`: accounts whose first password was not used yet. */
export async function loadOrganisationRecords(
  db: Kysely<Database>,
  county: string,
): Promise<OrganisationRecords & { waiting: ReadonlySet<string> }> {
  const units = await db
    .selectFrom('units')
    .select(['id', 'name', 'short_name', 'type', 'parent', 'active', 'phone'])
    .where('county_id', '=', county)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const people = await db
    .selectFrom('people')
    .select(['id', 'account', 'name', 'unit', 'roles', 'phone', 'active', 'must_change_password'])
    .where('county_id', '=', county)
    .orderBy('unit')
    .orderBy('id')
    .execute()
  return {
    units: units.map((unit) => ({
      id: unit.id,
      name: unit.name,
      ...(unit.short_name !== null && { shortName: unit.short_name }),
      type: unit.type as UnitType,
      ...(unit.parent !== null && { parent: unit.parent }),
      active: unit.active === 1,
      ...(unit.phone !== null && { phone: unit.phone }),
    })),
    people: people.map((person) => ({
      id: person.id,
      account: person.account,
      name: person.name,
      unit: person.unit,
      roles: decodeJson<Role[]>(person.roles),
      ...(person.phone !== null && { phone: person.phone }),
      active: person.active === 1,
    })),
    waiting: new Set(people.filter((person) => person.must_change_password === 1).map((person) => person.id)),
  }
}
