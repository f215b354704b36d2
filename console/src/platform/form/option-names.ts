import {
  ASSIGNMENT_ACTS,
  ASSIGNMENT_PHASES,
  CANONICAL_EVENTS,
  CASE_ACTS,
  CASE_PHASES,
  REQUEST_KINDS,
  ROLES,
  type Role,
} from '@shaotai/core'
import type { TFunction } from 'i18next'
import type { Language } from '../i18n.ts'
import { roleName } from '../role-names.ts'

/**
 * Names of the values that schemas list without names, in the county's words: what happened, who, the acts and phases of a flow, kinds of
 * request. A value that means the same in two places has one name.
 */
export function optionNames(t: TFunction, language: Language): Record<string, string> {
  const named = (values: readonly string[], key: (value: string) => string) =>
    values.map((value): [string, string] => [value, t(key(value))])
  return Object.fromEntries([
    ...named(OTHERS, (value) => `flow:value.${value}`),
    ...named(UNIT_TYPES, (value) => `case:unitType.${value}`),
    ...named(CANONICAL_EVENTS, (event) => `case:event.${event}`),
    ...named(ASSIGNMENT_PHASES, (phase) => `case:assignmentPhase.${phase}`),
    ...named(CASE_PHASES, (phase) => `flow:phase.${phase}`),
    ...named(REQUEST_KINDS, (kind) => (SHARED.has(kind) ? `flow:act.${kind}` : `flow:request.${kind}`)),
    ...named([...CASE_ACTS, ...ASSIGNMENT_ACTS], (act) => `flow:act.${act}`),
    ...Object.keys(ROLES).map((role): [string, string] => [role, roleName(role as Role, language)]),
  ])
}

/** Kinds of request that are called like the act they ask for. */
const SHARED: ReadonlySet<string> = new Set(['recall', 'merge'])
const UNIT_TYPES = ['department', 'enterprise', 'town', 'stationed-agency']
const OTHERS = [
  'system',
  'lead',
  'all',
  'half-up',
  'none',
  'running',
  'paused',
  'met',
  'cancelled',
  'open',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
  'white',
  'yellow',
  'red',
]
