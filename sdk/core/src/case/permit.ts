import { evaluateCondition } from '../condition/evaluate.ts'
import type { AssignmentAct, AssignmentStep, CaseAct, Flow, Step } from '../flow/schema.ts'
import { mayActFor, ROLES, type Actor, type Role } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import { refuse, type Refusal } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { activeAssignments } from './assignments.ts'
import type { Assignment, Case, CaseEvent } from './event.ts'
import { isCalled, isCalledRole } from './calls.ts'
import { caseFacts } from './facts.ts'
import type { Turn } from './turn.ts'

/** A step that may be taken, and the role that permits it. */
export type Permit<S> = { step: S; role: Role | undefined }

/** The flow a category binds, if both exist. */
export function flowOf(policy: Policy, category: string): Flow | undefined {
  const flow = policy.categories.find((one) => one.id === category)?.flow
  return policy.flows.find((one) => one.id === flow)
}

/**
 * The step of the flow by which the actor may do this act now: the first whose state, role, unit and guard all agree.
 * Refusals name the first of these that failed: `case.command.not-in-flow`, `.wrong-phase`, `.not-your-role`, `.not-your-unit`, `.guard`.
 */
export function permitStep(
  { context, state, flow }: Pick<Turn, 'context' | 'state' | 'flow'>,
  act: CaseAct,
  id?: string,
): Result<Permit<Step>> {
  const here = flow.steps.filter((step) => step.act === act && step.from.includes(state.state) && (id === undefined || step.id === id))
  if (here.length === 0) return fail(permitStates(flow, state, act) ?? wrongPhase(flow, state, act))
  return choose(here, context.actor, (step) => caseRole(step.by, context.actor, state), state)
}

/** Why no step of an act leads on from where the case is; whoever asks. */
export function permitStates(flow: Flow, state: Case, act: CaseAct): Refusal | undefined {
  const steps = flow.steps.filter((step) => step.act === act)
  if (steps.length === 0) return refuse('case.command.not-in-flow', { act })
  return steps.some((step) => step.from.includes(state.state)) ? undefined : wrongPhase(flow, state, act)
}

function wrongPhase(flow: Flow, state: Case, act: CaseAct): Refusal {
  const steps = flow.steps.filter((step) => step.act === act)
  const names = [...new Set(steps.flatMap((step) => step.from))].map((id) => stateName(flow, id))
  return refuse('case.command.wrong-phase', { act: steps[0]?.name ?? act, state: stateName(flow, state.state), allowed: names })
}

/** The same for an act on one assignment. */
export function permitAssignmentStep(
  { context, state, flow }: Turn,
  act: AssignmentAct,
  assignment: Assignment,
): Result<Permit<AssignmentStep>> {
  const steps = flow.assignment.steps.filter((step) => step.act === act)
  if (steps.length === 0) return fail(refuse('case.command.not-in-flow', { act }))
  const here = steps.filter((step) => step.from.includes(assignment.phase))
  if (here.length === 0)
    return fail(
      refuse('case.command.wrong-phase', {
        act: steps[0]?.name ?? act,
        state: assignment.phase,
        allowed: steps.flatMap((step) => step.from),
      }),
    )
  return choose(here, context.actor, (step) => assignmentRole(step.by, context.actor, state, assignment), state, assignment)
}

/** The assignment a command means: the one it names, or the only active one of the actor's unit. */
export function targetAssignment({ context, state }: Turn, id: string | undefined): Result<Assignment> {
  const active = activeAssignments(state)
  if (id !== undefined) {
    const named = active.find((one) => one.id === id)
    return named ? ok(named) : fail(refuse('case.assignment.unknown', { assignment: id }, { at: '/assignment' }))
  }
  const mine = active.filter((one) => one.unit === context.actor.unit)
  const [only] = mine.length > 0 ? mine : active
  return only && (mine.length === 1 || active.length === 1) ? ok(only) : fail(refuse('case.assignment.unclear', {}, { at: '/assignment' }))
}

/** A role of the step's list by which the actor may act on the case as its town, or from the county's or platform's side. */
export function caseRole(by: readonly (Role | 'system')[], actor: Actor, state: Case): Role | undefined {
  return by.find((role): role is Role => {
    if (role === 'system') return false
    if (isCalledRole(role) && !isCalled(state, actor)) return false
    return ROLES[role].side === 'department' ? actsForAssignee(role, actor, state) : mayActFor(role, actor, state.town)
  })
}

/** The same for one assignment: department roles for its unit, town roles for the case's town. */
export function assignmentRole(by: readonly (Role | 'system')[], actor: Actor, state: Case, assignment: Assignment): Role | undefined {
  return by.find(
    (role): role is Role => role !== 'system' && mayActFor(role, actor, ROLES[role].side === 'department' ? assignment.unit : state.town),
  )
}

/** The name of a state in the county's words. */
export function stateName(flow: Flow, id: string): string {
  return flow.states.find((state) => state.id === id)?.name ?? id
}

/** The state a step leads to, as events carry it. */
export function enter(flow: Flow, id: string): CaseEvent['to'] {
  const state = flow.states.find((one) => one.id === id)
  return state && { state: state.id, phase: state.phase }
}

/** Checks the reason a step asks for: present when obligatory, and one of the fixed list when there is one. */
export function checkReason(
  step: Pick<Step, 'reason' | 'reasons' | 'name'>,
  reason: { id?: string; text: string } | undefined,
): Result<{ id?: string; text: string } | undefined> {
  const listed = step.reasons?.find((one) => one.id === reason?.id)
  if (reason?.id !== undefined && !listed) return fail(refuse('case.reason.not-in-list', { act: step.name }, { at: '/reason/id' }))
  const text = reason?.text.trim() || listed?.name || ''
  if (step.reason === 'required' && text === '') return fail(refuse('case.reason.required', { act: step.name }, { at: '/reason' }))
  return ok(text === '' ? undefined : { ...(reason?.id !== undefined && { id: reason.id }), text })
}

function actsForAssignee(role: Role, actor: Actor, state: Case): boolean {
  return activeAssignments(state).some((one) => mayActFor(role, actor, one.unit))
}

function choose<S extends Step | AssignmentStep>(
  steps: readonly S[],
  actor: Actor,
  roleFor: (step: S) => Role | undefined,
  state: Case,
  assignment?: Assignment,
): Result<Permit<S>> {
  const permitted = steps.map((step) => ({ step, role: roleFor(step) })).filter((one) => one.role !== undefined)
  if (permitted.length === 0) {
    const roles = [...new Set(steps.flatMap((step) => step.by))].filter((role) => role !== 'system')
    const hasRole = roles.some((role) => actor.roles.includes(role))
    return fail(refuse(hasRole ? 'case.command.not-your-unit' : 'case.command.not-your-role', { act: steps[0]?.name, roles }))
  }
  const facts = caseFacts(state, assignment)
  for (const permit of permitted) if (!permit.step.when || evaluateCondition(permit.step.when, facts).value === true) return ok(permit)
  const first = permitted[0]
  return fail(
    refuse(
      'case.command.guard',
      { act: first?.step.name, note: first?.step.note },
      { why: first?.step.when && evaluateCondition(first.step.when, facts).trace },
    ),
  )
}
