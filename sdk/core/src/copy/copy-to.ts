import type { KnownPerson } from '../organisation/directory.ts'
import { coversUnit, ROLES, type Actor, type Role } from '../organisation/role.ts'
import { refuse } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { COPIES_LIMIT, type Copied, type CopyCommand } from './schema.ts'

/** What an event of copying says. */
export type CopyEventData = { units: string[]; people?: (NonNullable<Copied['person']> & { unit: string })[] }

type Copying = {
  readonly copies: readonly Copied[]
  /** Units that see the matter anyway. */
  readonly seeing: readonly string[]
  readonly actor: Actor
  readonly as: Role
  /** People by id; absent where no organisation is known: then nothing is asked of them. */
  readonly people: ((id: string) => KnownPerson | undefined) | undefined
}

/**
 * Whom a matter is newly copied to (抄送). Who sits in a town or department names people of their own unit only, as in every list of people.
 * Refusals: `case.copy.nobody`, `case.copy.known`, `case.copy.limit`, `case.copy.not-your-person`, `case.copy.no-reader`, `case.person.unknown`.
 */
export function copyTo(copying: Copying, { units = [], people = [] }: CopyCommand): Result<CopyEventData> {
  const { copies, seeing } = copying
  if (units.length + people.length === 0) return fail(refuse('case.copy.nobody', {}))
  const known = new Set([...seeing, ...copies.flatMap((one) => (one.person ? [] : [one.unit]))])
  const twice = units.findIndex((unit) => known.has(unit))
  if (twice >= 0) return fail(refuse('case.copy.known', {}, { at: `/units/${twice}` }))
  if (copies.length + units.length + people.length > COPIES_LIMIT)
    return fail(refuse('case.copy.limit', { limit: COPIES_LIMIT }, { at: units.length > 0 ? '/units' : '/people' }))
  const named: NonNullable<CopyEventData['people']> = []
  for (const [index, id] of people.entries()) {
    const found = readerOf(copying, id, `/people/${index}`)
    if (!found.ok) return found
    named.push(found.value)
  }
  return ok({ units, ...(named.length > 0 && { people: named }) })
}

/** What an event of copying adds. */
export function copiedBy({ at, by, data }: { at: number; by: Pick<Actor, 'person'>; data: Readonly<Record<string, unknown>> }): Copied[] {
  const { units = [], people = [] } = data as Partial<CopyEventData>
  return [
    ...units.map((unit) => ({ unit, at, by: by.person })),
    ...people.map(({ unit, ...person }) => ({ unit, person, at, by: by.person })),
  ]
}

function readerOf({ copies, actor, as, people }: Copying, id: string, at: string): Result<{ id: string; name: string; unit: string }> {
  if (id === actor.person || copies.some((one) => one.person?.id === id)) return fail(refuse('case.copy.known', {}, { at }))
  if (!people) return ok({ id, name: id, unit: '' })
  const person = people(id)
  if (!person) return fail(refuse('case.person.unknown', { name: id }, { at }))
  const { name, unit, roles } = person
  if (isBound(as) && !coversUnit(actor, unit)) return fail(refuse('case.copy.not-your-person', { name }, { at }))
  // Three separated administrators and vendors read no case, whoever asks them to.
  if (roles.every((role) => ROLES[role].side === 'system')) return fail(refuse('case.copy.no-reader', { name }, { at }))
  return ok({ id, name, unit })
}

function isBound(role: Role): boolean {
  const { side } = ROLES[role]
  return side === 'town' || side === 'department'
}
