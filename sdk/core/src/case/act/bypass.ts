import { holds } from '../../condition/evaluate.ts'
import { END_PHASES, type BypassRule } from '../../flow/schema.ts'
import type { Role } from '../../organisation/role.ts'
import { refuse } from '../../shared/refusal.ts'
import { fail, ok } from '../../shared/result.ts'
import type { CommandOf } from '../command.ts'
import type { Case, Route } from '../event.ts'
import { caseFacts } from '../facts.ts'
import { caseRole, enter } from '../permit.ts'
import type { Act, Draft, Turn } from '../turn.ts'
import { assignUnits } from './assign-units.ts'

/**
 * The bypass an urgent whistle takes (T6): the flow has one for this person, its condition holds, and the list names who must come. An urgent
 * matter nobody is named for goes the ordinary way, where a dispatcher decides.
 */
export function bypassOf(
  { context, state, flow }: Turn,
  route: Route,
): { rule: BypassRule; role: Role; route: Route & { lead: string } } | undefined {
  const { bypass: rule } = flow
  const role = rule && caseRole(rule.by, context.actor, state)
  if (!rule || !role || !state.emergency || route.lead === undefined || !holds(rule.when, caseFacts(state))) return undefined
  return { rule, role, route: { ...route, lead: route.lead } }
}

/** What follows the whistle at once: every unit of the item gets its task, and what was skipped is owed afterwards. */
export function bypassDrafts(turn: Turn, { rule, route }: { rule: BypassRule; route: Route & { lead: string } }): Draft[] {
  const { lead, cooperating } = route
  const to = enter(turn.flow, rule.to)
  return [
    { type: 'case.bypassed', to, data: { name: rule.name, units: [lead, ...cooperating], ...(rule.clause && { clause: rule.clause }) } },
    { type: 'case.dispatched', to, data: { lead, cooperating, differs: false, again: false, bypass: true } },
    ...assignUnits(turn, { lead, cooperating }),
  ]
}

/** Registers afterwards what the bypass skipped (事后补登). Refusals: `case.register.not-owed`, `case.command.not-your-role`. */
export const register: Act<CommandOf<'register'>['data']> = (turn, data) => {
  const owed = registrationOwed(turn.state) ? turn.flow.bypass?.registration : undefined
  if (!owed) return fail(refuse('case.register.not-owed', {}))
  const role = caseRole(owed.by, turn.context.actor, turn.state)
  if (!role) return fail(refuse('case.command.not-your-role', { act: owed.name, roles: owed.by }))
  return ok([{ type: 'case.registered', as: role, data: { form: data.form } }])
}

/** Whether a bypassed case still has to be registered. */
export function registrationOwed({ bypassedAt, registeredAt, phase }: Case): boolean {
  return bypassedAt !== undefined && registeredAt === undefined && !END_PHASES.includes(phase)
}
