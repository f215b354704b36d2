import { CANONICAL_EVENTS, ROLES, type Role } from '@shaotai/core'
import type { TFunction } from 'i18next'
import type { Language } from '../i18n.ts'
import { roleName } from '../role-names.ts'

/** Names of the values that schemas list without names: what happened, and who. */
export function optionNames(t: TFunction, language: Language): Record<string, string> {
  const events = CANONICAL_EVENTS.map((event): [string, string] => [event, t(`case:event.${event}`)])
  const roles = Object.keys(ROLES).map((role): [string, string] => [role, roleName(role as Role, language)])
  return Object.fromEntries([...events, ...roles])
}
