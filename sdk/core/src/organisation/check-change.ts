import { refuse, type Refusal } from '../shared/refusal.ts'
import {
  MAX_ORGANISATION_ROWS,
  type OrganisationChange,
  type OrganisationRecords,
  type PersonRecord,
  type UnitRecord,
} from './change-schema.ts'
import { ROLES, type Actor, type Role } from './role.ts'

/** Roles that change rules, people or what is on record: only the security administrator gives and takes them. */
export const ADMINISTRATIVE_ROLES: ReadonlySet<Role> = new Set<Role>([
  'policy-admin',
  'policy-reviewer',
  'system-admin',
  'security-admin',
  'audit-admin',
  'vendor',
])

/** What keeps a unit from being removed: how many cases, entries, tasks it has to do with, or that the policy names it. */
export type UnitUse = { readonly records: number; readonly named: number }

type Given = { by: Actor; uses?: ReadonlyMap<string, UnitUse> }

/**
 * What forbids a change of units and people, each with its place in the change: `/units/3/parent`. Codes: `organisation.too-many`,
 * `organisation.unit.{twice,name-taken,parent-unknown,parent-retired,cycle,has-units,has-people,in-use,unknown}`,
 * `organisation.person.{twice,account-taken,unit-unknown,unit-retired,own,administrative}`.
 */
export function checkOrganisationChange(before: OrganisationRecords, change: OrganisationChange, { by, uses }: Given): Refusal[] {
  const rows = change.units.length + change.people.length + change.removed.length
  if (rows > MAX_ORGANISATION_ROWS) return [refuse('organisation.too-many', { found: rows, most: MAX_ORGANISATION_ROWS })]
  const after = applyOrganisationChange(before, change)
  return [
    ...checkUnits(change, after),
    ...checkParents(change, after),
    ...checkLeaving(before, change, after, uses),
    ...checkPeople(before, change, after),
    ...checkHand(before, change, by),
  ]
}

/** Units and people as they are after a change, new ones last. */
export function applyOrganisationChange(before: OrganisationRecords, change: OrganisationChange): OrganisationRecords {
  const removed = new Set(change.removed)
  return {
    units: replaced(before.units, change.units).filter((unit) => !removed.has(unit.id)),
    people: replaced(before.people, change.people),
  }
}

function replaced<T extends { readonly id: string }>(before: readonly T[], changed: readonly T[]): T[] {
  const all = new Map(before.map((one) => [one.id, one]))
  for (const one of changed) all.set(one.id, one)
  return [...all.values()]
}

/** A name as it is compared: two spellings of one name are one name. */
export function plainName(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s/g, '')
}

function checkUnits({ units }: OrganisationChange, after: OrganisationRecords): Refusal[] {
  const named = new Map<string, UnitRecord[]>()
  for (const unit of after.units) if (unit.active) named.set(plainName(unit.name), [...(named.get(plainName(unit.name)) ?? []), unit])
  const seen = new Set<string>()
  return units.flatMap((unit, index) => {
    const found: Refusal[] = []
    if (seen.has(unit.id)) found.push(refuse('organisation.unit.twice', { id: unit.id, name: unit.name }, { at: `/units/${index}/id` }))
    seen.add(unit.id)
    const same = unit.active && (named.get(plainName(unit.name)) ?? []).find((one) => one.id !== unit.id)
    if (same) found.push(refuse('organisation.unit.name-taken', { name: unit.name, id: same.id }, { at: `/units/${index}/name` }))
    return found
  })
}

function checkParents({ units }: OrganisationChange, after: OrganisationRecords): Refusal[] {
  const known = new Map(after.units.map((unit) => [unit.id, unit]))
  return units.flatMap((unit, index) => {
    const at = { at: `/units/${index}/parent` }
    if (unit.parent === undefined || !unit.active) return []
    const parent = known.get(unit.parent)
    if (!parent) return [refuse('organisation.unit.parent-unknown', { name: unit.name, parent: unit.parent }, at)]
    if (!parent.active) return [refuse('organisation.unit.parent-retired', { name: unit.name, parent: parent.name }, at)]
    const ring = ringFrom(unit, known)
    return ring ? [refuse('organisation.unit.cycle', { name: unit.name, way: ring.map((one) => one.name).join(' → ') }, at)] : []
  })
}

/** The superiors of a unit that lead back to it; `undefined` if they end, or run into a ring it is no part of. */
function ringFrom(unit: UnitRecord, known: ReadonlyMap<string, UnitRecord>): UnitRecord[] | undefined {
  const way = [unit]
  const seen = new Set([unit.id])
  for (let one = parentOf(unit, known); one; one = parentOf(one, known)) {
    way.push(one)
    if (one.id === unit.id) return way
    if (seen.has(one.id)) return undefined
    seen.add(one.id)
  }
  return undefined
}

function parentOf({ parent }: UnitRecord, known: ReadonlyMap<string, UnitRecord>): UnitRecord | undefined {
  return parent === undefined ? undefined : known.get(parent)
}

/** Units that are retired or removed leave nobody behind; one that is removed leaves nothing behind. */
function checkLeaving(
  before: OrganisationRecords,
  { units, removed }: OrganisationChange,
  after: OrganisationRecords,
  uses: ReadonlyMap<string, UnitUse> = new Map(),
): Refusal[] {
  const was = new Map(before.units.map((unit) => [unit.id, unit]))
  const active = (unit: string) => after.people.filter((person) => person.active && person.unit === unit).length
  const below = (unit: string) => after.units.filter((one) => one.active && one.parent === unit)
  const retired = units.flatMap((unit, index) =>
    !unit.active && was.get(unit.id)?.active ? [{ id: unit.id, name: unit.name, at: `/units/${index}/active` }] : [],
  )
  const gone = removed.map((id, index) => ({ id, name: was.get(id)?.name ?? id, at: `/removed/${index}` }))
  const left = [...retired, ...gone].flatMap(({ id, name, at }): Refusal[] => {
    const [people, units] = [active(id), below(id)]
    const [first] = units
    if (first) return [refuse('organisation.unit.has-units', { name, count: units.length, first: first.name }, { at })]
    return people > 0 ? [refuse('organisation.unit.has-people', { name, count: people }, { at })] : []
  })
  const bound = gone.flatMap(({ id, name, at }): Refusal[] => {
    if (!was.has(id)) return [refuse('organisation.unit.unknown', { unit: id }, { at })]
    const { records, named } = uses.get(id) ?? { records: 0, named: 0 }
    const people = after.people.filter((person) => person.unit === id).length
    return records + named + people > 0 ? [refuse('organisation.unit.in-use', { name, records, named, people }, { at })] : []
  })
  return [...left, ...bound]
}

function checkPeople(before: OrganisationRecords, { people }: OrganisationChange, after: OrganisationRecords): Refusal[] {
  const units = new Map(after.units.map((unit) => [unit.id, unit]))
  const accounts = new Map<string, PersonRecord[]>()
  for (const person of after.people) accounts.set(person.account, [...(accounts.get(person.account) ?? []), person])
  const seen = new Set<string>()
  return people.flatMap((person, index) => {
    const found: Refusal[] = []
    const at = (field: string) => ({ at: `/people/${index}/${field}` })
    if (seen.has(person.id)) found.push(refuse('organisation.person.twice', { name: person.name }, at('id')))
    seen.add(person.id)
    const same = (accounts.get(person.account) ?? []).find((one) => one.id !== person.id)
    if (same) found.push(refuse('organisation.person.account-taken', { account: person.account, name: same.name }, at('account')))
    const unit = units.get(person.unit)
    if (!unit) found.push(refuse('organisation.person.unit-unknown', { name: person.name, unit: person.unit }, at('unit')))
    else if (!unit.active && person.active)
      found.push(refuse('organisation.person.unit-retired', { name: person.name, unit: unit.name }, at('unit')))
    return found
  })
}

/** Nobody touches their own account, and only the security administrator touches those that administer. */
function checkHand(before: OrganisationRecords, { people }: OrganisationChange, by: Actor): Refusal[] {
  const was = new Map(before.people.map((person) => [person.id, person]))
  return people.flatMap((person, index) => {
    const old = was.get(person.id)
    const at = { at: `/people/${index}/roles` }
    if (person.id === by.person) return [refuse('organisation.person.own', {}, at)]
    if (by.roles.includes('security-admin')) return []
    const role = [...person.roles, ...(old?.roles ?? [])].find((one) => ADMINISTRATIVE_ROLES.has(one))
    return role ? [refuse('organisation.person.administrative', { name: person.name, role: ROLES[role].name }, at)] : []
  })
}
