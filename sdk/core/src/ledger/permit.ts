import { evaluateCondition } from '../condition/evaluate.ts'
import { ROLES, type Actor, type Role } from '../organisation/role.ts'
import { refuse } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { EntryEvent, LedgerEntry } from './event.ts'
import { entryFacts } from './facts.ts'
import type { Ledger, LedgerStep } from './schema.ts'
import type { LedgerTurn } from './turn.ts'

/**
 * The step, if the actor may take it now, with the role that permits it. Refusals name the first that failed:
 * `ledger.step.unknown`, `.wrong-state`, `.system`, `.not-your-role`, `.not-your-unit`, `.guard` (with the trace of the condition).
 */
export function permitEntryStep({ context, entry, ledger }: LedgerTurn, id: string): Result<{ step: LedgerStep; role: Role }> {
  const step = ledger.steps.find((one) => one.id === id)
  if (!step) return fail(refuse('ledger.step.unknown', { step: id }, { at: '/step' }))
  const params = { step: step.name, state: stateName(ledger, entry.state) }
  if (!step.from.includes(entry.state))
    return fail(refuse('ledger.step.wrong-state', { ...params, allowed: step.from.map((state) => stateName(ledger, state)) }))
  const { actor } = context
  const held = step.by.filter((role): role is Role => role !== 'system' && actor.roles.includes(role))
  if (held.length === 0) {
    if (step.by.every((role) => role === 'system')) return fail(refuse('ledger.step.system', params))
    return fail(refuse('ledger.step.not-your-role', { ...params, roles: roleNames(step.by) }))
  }
  const role = stepRole(step, actor, entry)
  if (!role) return fail(refuse('ledger.step.not-your-unit', params))
  const decided = step.when && evaluateCondition(step.when, entryFacts(ledger, entry))
  if (decided && decided.value !== true) return fail(refuse('ledger.step.guard', { ...params, note: step.note }, { why: decided.trace }))
  return ok({ step, role })
}

/** The role by which the actor may take a step: roles of towns and departments only for the unit the step is limited to. */
export function stepRole(step: LedgerStep, actor: Actor, entry: LedgerEntry): Role | undefined {
  const units = unitsOf(step, entry)
  return step.by.find(
    (role): role is Role =>
      role !== 'system' && actor.roles.includes(role) && (!isBound(role) || units === 'any' || units.includes(actor.unit)),
  )
}

/** The unit ids in a field: one, or a list; anything else is none. */
export function unitsIn(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value]
  return [...new Set(list.filter((one): one is string => typeof one === 'string' && one !== ''))]
}

/** What an entry is called: the field its ledger names, or the ledger's own name. */
export function titleOf(ledger: Ledger, form: Record<string, unknown>): string {
  const title = form[ledger.titleField ?? 'title']
  return typeof title === 'string' && title.trim() !== '' ? title.trim().slice(0, 200) : ledger.name
}

export function stateName(ledger: Ledger, id: string): string {
  return ledger.states.find((state) => state.id === id)?.name ?? id
}

/** The state a step leads to, as events carry it. */
export function enterState(ledger: Ledger, id: string): EntryEvent['to'] {
  const state = ledger.states.find((one) => one.id === id)
  return state && { state: state.id, phase: state.phase }
}

export function roleNames(by: readonly (Role | 'system')[]): string[] {
  return by.flatMap((role) => (role === 'system' ? [] : [ROLES[role].name]))
}

function isBound(role: Role): boolean {
  const { side } = ROLES[role]
  return side === 'town' || side === 'department' || side === 'called'
}

function unitsOf(step: LedgerStep, entry: LedgerEntry): 'any' | readonly string[] {
  switch (step.unit ?? 'owner') {
    case 'any':
      return 'any'
    case 'author':
      return [entry.author]
    case 'named':
      return step.unitField === undefined ? [] : unitsIn(entry.form[step.unitField])
    default:
      return [entry.owner]
  }
}
