import type { CivilDate } from '../shared/instant.ts'
import type { Actor } from './role.ts'
import type { Organisation, Person, Unit } from './schema.ts'

/** A person as decisions on others need them: who they are, and the squad they go out with. */
export type KnownPerson = Actor & {
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
  unit: (id: string) => Pick<Unit, 'parent' | 'domains'> | undefined,
): KnownPerson {
  const { id, name, unit: of, roles, squad: squadId } = person
  const squad = squadId === undefined ? undefined : unit(squadId)
  return {
    person: id,
    name,
    unit: of,
    roles,
    ...(squadId !== undefined &&
      squad && { squad: { id: squadId, ...(squad.parent !== undefined && { parent: squad.parent }), domains: squad.domains ?? [] } }),
  }
}

/** Whether a person has named `substitute` to stand in for them on a day (代理); both ends of the period count. */
export function isStandingIn(substitutes: Person['substitutes'], substitute: string, day: CivilDate): boolean {
  return (substitutes ?? []).some((one) => one.person === substitute && one.from <= day && day <= one.to)
}
