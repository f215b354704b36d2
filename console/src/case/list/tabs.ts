import type { CrudFilter } from '@refinedev/core'
import { END_PHASES, ROLES, type CasePhase, type Role } from '@shaotai/core'

export const CASE_TABS = ['todo', 'sign', 'doing', 'closed', 'all'] as const
export type CaseTab = (typeof CASE_TABS)[number]

/** Phases in which a case waits for somebody of a side. */
const TURN: Readonly<Record<string, readonly CasePhase[]>> = {
  town: ['DRAFT', 'APPROVAL', 'CONSENT', 'EVALUATE'],
  called: ['APPROVAL', 'ADJUDICATION'],
  platform: ['TRIAGE', 'ADJUDICATION', 'APPROVAL'],
}

/** Which tabs a person has: who never has a turn on a case itself has no list of what waits, and 待我审签 is there while approvals do, or is being looked at. */
export function tabsFor(roles: readonly Role[], signs: boolean): CaseTab[] {
  return CASE_TABS.filter((tab) => (tab === 'todo' ? turnOf(roles).length > 0 : tab !== 'sign' || signs))
}

/** The rows of a tab. */
export function tabFilters(tab: CaseTab, roles: readonly Role[]): CrudFilter[] {
  if (tab === 'todo') return [{ field: 'phase', operator: 'in', value: turnOf(roles) }]
  if (tab === 'doing') return [{ field: 'phase', operator: 'nin', value: [...END_PHASES] }]
  return tab === 'closed' ? [{ field: 'phase', operator: 'eq', value: 'CLOSED' }] : []
}

function turnOf(roles: readonly Role[]): CasePhase[] {
  return [...new Set(roles.flatMap((role) => TURN[ROLES[role].side] ?? []))]
}
