import { ROLES, type Organisation, type Person, type Role, type Unit, type UnitType } from '@shaotai/core'

type People = Organisation['people']

/** Without somebody of each of these the way of a whistle cannot be walked; where a county has none yet, practice has a post. */
const NEEDED: readonly (readonly [role: Role, unitTypes: readonly UnitType[]])[] = [
  ['policy-admin', ['platform', 'county', 'office', 'department']],
  ['policy-reviewer', ['county', 'office', 'department', 'platform']],
  ['dispatcher', ['platform']],
  ['town-clerk', ['town']],
  ['dept-clerk', ['department']],
  ['county-leader', ['county']],
]

const LONGEST_NAME = 40

/**
 * The county to practise in: the same units, and one post for each person, called by unit and role. Names, accounts, telephone numbers
 * and codes of real people stay behind.
 */
export function practiceCounty({ county, units, people }: Organisation): Organisation {
  const codes = new Map(people.map((person, index) => [person.id, `p${index + 1}`]))
  const posts: People = people.map((person, index) => ({
    id: `p${index + 1}`,
    account: `p${index + 1}`,
    name: '',
    unit: person.unit,
    roles: person.roles,
    ...(person.squad && { squad: person.squad }),
    ...(person.substitutes && { substitutes: person.substitutes.flatMap((one) => replaced(one, codes)) }),
  }))
  const missing = NEEDED.filter(([role]) => !posts.some((post) => post.roles.includes(role)))
  for (const [role, types] of missing) {
    const unit = types.flatMap((type) => units.filter((one) => one.active && one.type === type))[0]
    const code = `p${posts.length + 1}`
    if (unit) posts.push({ id: code, account: code, name: '', unit: unit.id, roles: [role] })
  }
  return {
    county: { id: county.id, name: `${county.name}（演练）`, fictional: true },
    units: units.map(({ phone: _, ...unit }) => unit),
    people: named(posts, units),
  }
}

function replaced<S extends { person: string }>(one: S, codes: ReadonlyMap<string, string>): S[] {
  const code = codes.get(one.person)
  return code ? [{ ...one, person: code }] : []
}

function named(posts: readonly Person[], units: readonly Unit[]): People {
  const unitNames = new Map(units.map((unit) => [unit.id, unit.shortName ?? unit.name]))
  const seen = new Map<string, number>()
  return posts.map((post) => {
    const role = post.roles[0] ? ROLES[post.roles[0]].name : ''
    const name = `${unitNames.get(post.unit) ?? post.unit} ${role}`.slice(0, LONGEST_NAME - 4)
    const nth = (seen.get(name) ?? 0) + 1
    seen.set(name, nth)
    return { ...post, name: nth === 1 ? name : `${name} ${nth}` }
  })
}
