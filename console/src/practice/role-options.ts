import type { PracticePerson } from '@shaotai/api'
import { ROLES, type Role } from '@shaotai/core'

/** Those a whistle and a rule go through, in that order. */
const USUAL: readonly Role[] = [
  'town-clerk',
  'dispatcher',
  'dept-clerk',
  'responder',
  'dept-leader',
  'town-principal',
  'county-leader',
  'policy-admin',
  'policy-reviewer',
]

export type RoleGroup = { label: string; options: { value: string; label: string }[] }

/** Whom one may become: first one of each usual role, then everybody by role. A person stands in the list of their first role. */
export function roleOptions(people: readonly PracticePerson[], words: { usual: string; roleName: (role: Role) => string }): RoleGroup[] {
  const usual = USUAL.flatMap((role) => people.filter((one) => one.roles[0] === role).slice(0, 1))
  const shown = new Set(usual.map((one) => one.person))
  const rest = (Object.keys(ROLES) as Role[]).flatMap((role) => {
    const options = people.filter((one) => one.roles[0] === role && !shown.has(one.person)).map(optionOf)
    return options.length > 0 ? [{ label: words.roleName(role), options }] : []
  })
  return [{ label: words.usual, options: usual.map(optionOf) }, ...rest]
}

function optionOf({ person, name }: PracticePerson) {
  return { value: person, label: name }
}
