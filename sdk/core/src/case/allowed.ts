import { holds } from '../condition/evaluate.ts'
import type { AssignmentAct, CaseAct } from '../flow/schema.ts'
import type { Actor } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import type { Instant } from '../shared/instant.ts'
import type { Clock } from '../sla/clock.ts'
import { appealable } from './act/appeal.ts'
import { independence } from './act/appeal-independence.ts'
import { hasOtherLevel } from './act/level.ts'
import { missingFeedback } from './act/verification.ts'
import { overlayCommands } from './allowed-overlay.ts'
import { activeAssignments } from './assignments.ts'
import type { Stance } from '../approval/approval.ts'
import type { SendBackTarget } from '../approval/act.ts'
import { decisionProblem, isBound, mayAskLevel, withdrawalProblem } from './act/request-approval.ts'
import { deliberations, isBarred } from './allowed-deliberation.ts'
import type { CommandName } from './command.ts'
import type { Assignment, Case } from './event.ts'
import { caseFacts } from './facts.ts'
import { extensionProblem, reopenProblem, urgeProblem } from './in-time.ts'
import { assignmentRole, caseRole, flowOf, permitStates } from './permit.ts'
import { countProblem, decidersOf } from './request-rule.ts'

/** A command somebody may give now, with what its screen needs. */
export type AllowedCommand = {
  command: CommandName
  /** The county's word for it, e.g. 签收. */
  name: string
  assignment?: string
  unit?: string
  request?: string
  kind?: string
  form?: string
  reason: 'none' | 'optional' | 'required'
  reasons: { id: string; name: string }[]
  note?: string
  clause?: string
  maxDays?: number
  /** The step, where several of one act are open and the person chooses. */
  step?: string
  approval?: string
  seat?: string
  /** What the seat may say. */
  stances?: Stance[]
  /** Whom the approval can go back to. */
  targets?: SendBackTarget[]
  /** Data the command must carry as they are, e.g. which side's feedback it is. */
  fixed?: Record<string, string>
  /** What there is to choose from: things to appeal against, units an order may be for. */
  choices?: { id: string; kind: string; name: string; unit?: string }[]
  /** The reporter must have been told (延期). */
  tellsReporter?: boolean
}

/** When somebody asks what they may do: the moment, the clocks of the case at it, and for whom they stand in. Without clocks, extensions are not looked at. */
export type AllowedMoment = { readonly now: Instant; readonly clocks?: readonly Clock[]; readonly standsFor?: readonly Actor[] }

/**
 * The commands an actor may give on a case now, in the order of the flow: the same rules `decide` applies, so a shown button works. What came too
 * late, too soon or once too often is not among them.
 */
export function allowedCommands(policy: Policy, state: Case, actor: Actor, moment: AllowedMoment): AllowedCommand[] {
  const { standsFor, now } = moment
  const flow = flowOf(policy, state.category)
  if (!flow) return []
  const onCase = flow.steps
    .filter(
      (step) =>
        COMMAND_OF[step.act] && step.from.includes(state.state) && caseRole(step.by, actor, state) && holds(step.when, caseFacts(state)),
    )
    .filter((step) => step.act !== 'returnToTown' || state.supplements < flow.limits.supplements)
    .filter((step) => !isBarred(step.act, state))
    .filter((step) => step.act !== 'changeLevel' || hasOtherLevel({ state, context: { policy } }))
    .filter((step) => step.act !== 'verify' || missingFeedback({ state, flow }).length === 0)
    .filter((step) => step.act !== 'reopen' || !reopenProblem({ state, flow }, { policy, now }))
    .filter((step) => step.act !== 'urge' || !urgeProblem({ state, flow }, actor, now))
    .filter((step) => step.act !== 'merge' || (state.merged ?? []).length === 0)
    .filter((step) => step.act !== 'unmerge' || (state.mergedInto !== undefined && state.mergedInto.closedAt === undefined))
    .map((step) => ({
      command: COMMAND_OF[step.act] as CommandName,
      ...(step.act === 'closeConsultation' && { step: step.id }),
      ...texts(step),
    }))
  const onAssignments = activeAssignments(state).flatMap((one) =>
    flow.assignment.steps
      .filter(
        (step) => step.from.includes(one.phase) && assignmentRole(step.by, actor, state, one) && holds(step.when, caseFacts(state, one)),
      )
      .filter(
        (step) =>
          !(step.act === 'waive' && one.role === 'lead') &&
          !(step.act === 'nameResponders' && one.responders.length > 0 && one.phase === 'DONE') &&
          !(step.act === 'handBack' && (one.delegatedBy ?? []).length === 0),
      )
      .map((step) => ({ command: ASSIGNMENT_COMMAND_OF[step.act], assignment: one.id, unit: one.unit, ...texts(step) })),
  )
  return unique([
    ...deliberations({ state, flow, actor, standsFor }),
    ...onAssignments,
    ...onCase,
    ...requests(policy, state, actor, moment),
    ...overlayCommands(policy, state, actor),
  ])
}

function requests(policy: Policy, state: Case, actor: Actor, { now, clocks }: AllowedMoment): AllowedCommand[] {
  const flow = flowOf(policy, state.category)
  if (!flow) return []
  const open = state.requests.filter((one) => one.status === 'open')
  const decisions = open.flatMap((request): AllowedCommand[] => {
    const rule = flow.requests.find((one) => one.kind === request.kind)
    if (!rule || !caseRole(decidersOf(rule, request), actor, state) || decisionProblem({ flow }, request)) return []
    if (request.kind === 'appeal' && independence(request, state, actor)) return []
    return [
      {
        command: 'decideRequest',
        name: rule.name,
        request: request.id,
        kind: request.kind,
        assignment: request.assignment,
        unit: request.unit,
        reason: 'optional',
        reasons: [],
        maxDays: rule.maxDays,
        clause: rule.clause,
      },
    ]
  })
  const withdrawals = open
    .filter((one) => one.openedBy.unit === actor.unit && !withdrawalProblem({ state }, one))
    .map((one): AllowedCommand => ({
      command: 'withdrawRequest',
      name: one.kind,
      request: one.id,
      kind: one.kind,
      reason: 'none',
      reasons: [],
    }))
  const openings = flow.requests.flatMap((rule): AllowedCommand[] => {
    const shown = {
      command: 'openRequest' as const,
      name: rule.name,
      kind: rule.kind,
      form: rule.form,
      reason: 'required' as const,
      reasons: rule.reasons,
      maxDays: rule.maxDays,
      clause: rule.clause,
      ...(rule.tellsReporter && { tellsReporter: true }),
    }
    if (rule.kind === 'appeal') {
      const choices = appealable(rule, state, { actor, policy, now }).map(({ id, kind, name, unit }) => ({
        id,
        kind,
        name,
        ...(unit !== undefined && { unit }),
      }))
      return choices.length > 0 ? [{ ...shown, choices }] : []
    }
    const mayAsk = (assignment?: Assignment) => !countProblem({ state, flow }, rule, assignment)
    if (rule.kind === 'recall')
      return caseRole(rule.by, actor, state) && activeAssignments(state).some((one) => rule.from.includes(one.phase)) && mayAsk()
        ? [shown]
        : []
    if (rule.kind === 'levelChange')
      return caseRole(rule.by, actor, state) && mayAsk() && mayAskLevel({ state, context: { policy } }) ? [shown] : []
    if (rule.kind === 'merge')
      return caseRole(rule.by, actor, state) && mayAsk() && !permitStates(flow, state, 'merge') && (state.merged ?? []).length === 0
        ? [shown]
        : []
    if (rule.kind === 'suspension' && state.suspended) return []
    return activeAssignments(state)
      .filter((one) => rule.from.includes(one.phase) && assignmentRole(rule.by, actor, state, one) && mayAsk(one))
      .filter((one) => rule.kind !== 'return' || !isBound({ state }, one))
      .filter((one) => rule.kind !== 'extension' || !clocks || !extensionProblem(rule, one, { clocks, now }))
      .map((one) => ({ ...shown, assignment: one.id, unit: one.unit }))
  })
  const suspension = flow.requests.find((one) => one.kind === 'suspension')
  const resume: AllowedCommand[] =
    state.suspended && suspension && caseRole([...suspension.by, ...suspension.decidedBy], actor, state)
      ? [{ command: 'resume', name: suspension.name, reason: 'optional', reasons: [] }]
      : []
  return [...decisions, ...resume, ...openings, ...withdrawals]
}

function texts(step: {
  act?: string
  name: string
  form?: string
  reason?: AllowedCommand['reason']
  reasons?: AllowedCommand['reasons']
  note?: string
  clause?: string
}) {
  return {
    name: step.name,
    form: step.form,
    // Who hands something in again may always say what was changed.
    reason: step.reason ?? (step.act === 'supplement' ? 'optional' : 'none'),
    reasons: step.reasons ?? [],
    note: step.note,
    clause: step.clause,
  }
}

function unique(commands: AllowedCommand[]): AllowedCommand[] {
  const seen = new Set<string>()
  return commands.filter((one) => {
    const key = [
      one.command,
      one.assignment,
      one.request,
      one.kind,
      one.step,
      one.approval,
      one.seat,
      ...Object.values(one.fixed ?? {}),
    ].join(' ')
    return seen.has(key) ? false : seen.add(key)
  })
}

const COMMAND_OF: Partial<Record<CaseAct, CommandName>> = {
  admit: 'admit',
  deny: 'deny',
  insist: 'insist',
  supplement: 'supplement',
  approve: 'approve',
  disapprove: 'disapprove',
  dispatch: 'dispatch',
  redispatch: 'redispatch',
  adjudicate: 'adjudicate',
  returnToTown: 'returnToTown',
  reject: 'reject',
  recall: 'recall',
  void: 'void',
  changeLevel: 'changeLevel',
  openAdjudication: 'openAdjudication',
  openConsultation: 'openConsultation',
  closeConsultation: 'closeConsultation',
  verify: 'verify',
  failVerification: 'failVerification',
  consent: 'consent',
  refuseConsent: 'refuseConsent',
  evaluate: 'rate',
  callback: 'callback',
  refuseCallback: 'refuseCallback',
  reopen: 'reopen',
  merge: 'merge',
  unmerge: 'unmerge',
  urge: 'urge',
}

const ASSIGNMENT_COMMAND_OF: Record<AssignmentAct, CommandName> = {
  sign: 'sign',
  nameResponders: 'nameResponders',
  arrive: 'arrive',
  confirmArrival: 'confirmArrival',
  plan: 'plan',
  progress: 'progress',
  reply: 'reply',
  waive: 'waive',
  transfer: 'transfer',
  delegate: 'delegate',
  handBack: 'handBack',
  addResponders: 'addResponders',
}
