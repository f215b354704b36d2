import { formOf } from '../dictionary/forms-of.ts'
import { formatInstant } from '../calendar/civil.ts'
import type { Command } from '../case/command.ts'
import { ROLES, type Actor, type Role } from '../organisation/role.ts'
import type { Organisation, Person, Unit } from '../organisation/schema.ts'
import type { Policy } from '../policy/schema.ts'
import type { Instant } from '../shared/instant.ts'
import type { HistoryOptions } from './history.ts'
import { pick, type Random } from './random.ts'
import { sampleForm, type SampleWords } from './sample-form.ts'

/** The people and places of an invented year, with the habits chance gave them. */
export type World = {
  offset: number
  towns: { value: Unit; weight: number }[]
  items: { value: string; weight: number }[]
  people: Map<string, Person[]>
  pace: Map<string, number>
  care: Map<string, number>
  units: Map<string, Unit>
}
/** What every invented act may look at. */
export type Scene = {
  policy: Policy
  policyHash: string
  world: World
  random: Random
  options: HistoryOptions
  identity: { id: string; number: string }
}

/** Who is there, how often each town whistles, how quick and how careful each unit is. */
export function buildWorld(policy: Policy, { units, people }: Organisation, random: Random): World {
  const byRole = new Map<string, Person[]>()
  for (const person of people)
    for (const role of person.roles) byRole.set(roleKey(role, person.unit), [...(byRole.get(roleKey(role, person.unit)) ?? []), person])
  const towns = units.filter((unit) => unit.active && unit.type === 'town' && byRole.has(roleKey('town-clerk', unit.id)))
  const items = policy.responsibilities.items.filter((item) => item.whistle && !item.retired)
  const shuffled = items.map((item) => ({ item, key: random() })).toSorted((a, b) => a.key - b.key)
  return {
    offset: policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0,
    towns: towns.map((value) => ({ value, weight: 0.5 + random() * 1.5 })),
    items: shuffled.map(({ item }, index) => ({ value: item.id, weight: 1 / (index + 3) })),
    people: byRole,
    pace: new Map(units.map((unit) => [unit.id, 0.55 + random() * 0.6])),
    care: new Map(units.map((unit) => [unit.id, 0.55 + random() * 0.43])),
    units: new Map(units.map((unit) => [unit.id, unit])),
  }
}

/** Roles of towns and departments belong to a unit; the others to the county. */
export function roleKey(role: Role, unit: string): string {
  const { side } = ROLES[role]
  return side === 'town' || side === 'department' ? `${role}@${unit}` : role
}

/** What somebody does next, and when. */
export type Move = { at: Instant; command: Command; actor: Actor }

/** Anybody of the unit with one of the roles. */
export function someone({ world, random }: Scene, roles: readonly Role[], unit: string): Actor | undefined {
  const people = roles.flatMap((role) => world.people.get(roleKey(role, unit)) ?? [])
  return people.length > 0 ? toActor(pick(random, people)) : undefined
}

/** A form of the policy filled in for a case; nothing when there is none. */
export function formFor(
  scene: Scene,
  { town }: { town: string },
  id: string | undefined,
  at: Instant,
): Record<string, unknown> | undefined {
  const form = formOf(scene.policy, id)
  const words = form && sampleWords(scene, scene.world.units.get(town), pick(scene.random, scene.options.texts), at)
  return form && words && sampleForm(form, scene.random, words)
}

/** A person as the one who acts. */
export function toActor({ id, name, unit, roles }: Person): Actor {
  return { person: id, name, unit, roles }
}

/** Words for the forms of a case of a town. */
export function sampleWords({ random, world, options }: Scene, town: Unit | undefined, title: string, at: Instant): SampleWords {
  const village = 1 + Math.floor(random() * 30)
  return {
    title: `${town?.name ?? ''}${title}`,
    text: options.texts,
    address: `${town?.name ?? ''}${village}号网格`,
    photos: options.photos.slice(0, 1),
    at: formatInstant(at, world.offset),
    longitude: 116 + random(),
    latitude: 36 + random(),
  }
}
