import type { CivilDate } from '../shared/instant.ts'
import type { Actor } from './role.ts'
import type { Organisation, Person, Unit } from './schema.ts'

/** A person as decisions on others need them: who they are, the squad they go out with, and the town they are stationed in (常驻). */
export type KnownPerson = Actor & {
  readonly residentIn?: string
  readonly squad?: { readonly id: string; readonly parent?: string; readonly domains: readonly string[] }
}

/** A person of an organisation as decisions know them; `undefined` if there is none. */
export function findPerson({ people, units }: Pick<Organisation, 'people' | 'units'>, id: string): KnownPerson | undefined {
  const person = people.find((one) => one.id === id)
  return person && knowPerson(person, (unit) => units.find((one) => one.id === unit))
}

/** The same from what a database kept. */
export function knowPerson(
  person: Pick<Person, 'id' | 'name' | 'unit' | 'roles' | 'squad'>,
  unit: (id: string) => Pick<Unit, 'parent' | 'domains' | 'manages'> | undefined,
): KnownPerson {
  const { id, name, unit: of, roles, squad: squadId } = person
  const squad = squadId === undefined ? undefined : unit(squadId)
  const residentIn = squad?.manages ?? unit(of)?.manages
  return {
    person: id,
    name,
    unit: of,
    roles,
    ...(residentIn !== undefined && { residentIn }),
    ...(squadId !== undefined &&
      squad && { squad: { id: squadId, ...(squad.parent !== undefined && { parent: squad.parent }), domains: squad.domains ?? [] } }),
  }
}

/** The units that keep people in a town: of a squad that the town manages day by day. */
export function stationedUnits({ people, units }: Pick<Organisation, 'people' | 'units'>, town: string): string[] {
  const squads = units.filter((one) => one.manages === town && one.active && people.some((person) => person.squad === one.id))
  return [...new Set(squads.flatMap((one) => one.parent ?? []))]
}

/** The cluster (片区) a unit belongs to, itself or by a superior; `undefined` outside any. A ring of superiors ends the search. */
export function clusterOf<U extends Pick<Unit, 'id' | 'type' | 'parent'>>(units: ReadonlyMap<string, U>, id: string): U | undefined {
  const seen = new Set<string>()
  for (let unit = units.get(id); unit && !seen.has(unit.id); unit = unit.parent === undefined ? undefined : units.get(unit.parent)) {
    if (unit.type === 'cluster') return unit
    seen.add(unit.id)
  }
  return undefined
}

/** Whether a person has named `substitute` to stand in for them on a day (代理); both ends of the period count. */
export function isStandingIn(substitutes: Person['substitutes'], substitute: string, day: CivilDate): boolean {
  return (substitutes ?? []).some((one) => one.person === substitute && one.from <= day && day <= one.to)
}
