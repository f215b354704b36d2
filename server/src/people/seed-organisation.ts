import type { Organisation } from '@shaotai/core'
import { encodeJson } from '../platform/db/columns.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'

/** Puts a county, its units and its people into the database. `passwordHash` is every account's first password. */
export async function seedOrganisation(tx: Tx, organisation: Organisation, passwordHash: string): Promise<void> {
  const { county, units, people } = organisation
  await tx.db
    .insertInto('counties')
    .values({ id: county.id, name: county.name, fictional: county.fictional ?? false, created_at: tx.now })
    .execute()
  for (const [position, unit] of units.entries()) {
    await tx.db
      .insertInto('units')
      .values({
        county_id: county.id,
        id: unit.id,
        name: unit.name,
        short_name: unit.shortName ?? null,
        type: unit.type,
        parent: unit.parent ?? null,
        manages: unit.manages ?? null,
        active: unit.active,
        phone: unit.phone ?? null,
        profile: unit.profile ?? null,
        domains: unit.domains ? encodeJson(unit.domains) : null,
        duty: unit.duty ? encodeJson(unit.duty) : null,
        position,
      })
      .execute()
  }
  for (const person of people) {
    await tx.db
      .insertInto('people')
      .values({
        county_id: county.id,
        id: person.id,
        account: person.account,
        name: person.name,
        unit: person.unit,
        roles: encodeJson(person.roles),
        squad: person.squad ?? null,
        phone: person.phone ?? null,
        password_hash: passwordHash,
        password_changed_at: tx.now,
        must_change_password: false,
        active: true,
        created_at: tx.now,
      })
      .execute()
  }
  const substitutions = people.flatMap(({ id, substitutes = [] }) =>
    substitutes.map((one) => ({ county_id: county.id, person: id, substitute: one.person, from_day: one.from, to_day: one.to })),
  )
  if (substitutions.length > 0) await tx.db.insertInto('substitutions').values(substitutions).execute()
}
