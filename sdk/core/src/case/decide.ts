import { signatureOf, SYSTEM } from '../organisation/role.ts'
import { refuse } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { openAdjudication, recuse, voteOnPanel } from './act/adjudication.ts'
import { insist } from './act/admission.ts'
import { approvalActs } from './act/approval.ts'
import { register } from './act/bypass.ts'
import { closeConsultation, openConsultation } from './act/consultation.ts'
import { changeLevel } from './act/level.ts'
import { approveStep } from './act/simple.ts'
import { callback, refuseCallback } from './act/callback.ts'
import { addResponders, delegate, handBack, transfer } from './act/inside.ts'
import { adjudicate, dispatch, redispatch, submit, supplement } from './act/intake.ts'
import { arrive, nameResponders, plan, progress, reply, sign, waive } from './act/assignment.ts'
import { consent, rate, refuse as refuseConsent, reopen } from './act/judge.ts'
import { merge, note, unmerge } from './act/merge.ts'
import { closeOrder, issueOrder, replyOrder } from './act/order.ts'
import { decideRequest, endSuspension, expireRequest, openRequest, resume, withdrawRequest } from './act/request.ts'
import { mark, riskStep } from './act/risk.ts'
import { applyCalendar } from './act/calendar.ts'
import { applyPolicy } from './act/policy.ts'
import { copy } from './act/copy.ts'
import { fireClock, urge } from './act/supervise.ts'
import { giveFeedback, verify } from './act/verification.ts'
import type { Command, CommandName, CommandOf, SystemCommand, SystemCommandName } from './command.ts'
import { deriveSteps } from './derive.ts'
import type { Case, CaseEvent } from './event.ts'
import { evolve } from './evolve.ts'
import { flowOf } from './permit.ts'
import type { Act, DecideContext, Draft } from './turn.ts'

/**
 * Decides a command: the events that follow from it, or why not. Pure: the same inputs always give the same answer.
 * Steps that follow by themselves (joins, closing) are decided here too, as acts of the system.
 * Refusals: `case.version.stale`, `case.command.*`, `case.reason.*`, and those of the single acts.
 */
export function decide(context: DecideContext, current: Case | undefined, command: Command | SystemCommand): Result<CaseEvent[]> {
  const expected = 'expectedVersion' in command ? command.expectedVersion : undefined
  if (current && expected !== undefined && expected !== current.version)
    return fail(refuse('case.version.stale', { expected, actual: current.version }))
  if (!current !== (command.name === 'submit'))
    return fail(refuse(current ? 'case.command.exists' : 'case.command.no-case', { command: command.name }))
  const drafts = decideCommand(context, current, command)
  return drafts.ok ? ok(settle(context, current, drafts.value, command.name)) : drafts
}

function decideCommand(context: DecideContext, current: Case | undefined, command: Command | SystemCommand): Result<Draft[]> {
  if (command.name === 'submit') return submit(context, command.data)
  if (!current) return fail(refuse('case.command.no-case', { command: command.name }))
  const flow = flowOf(context.policy, current.category)
  if (!flow) return fail(refuse('case.command.no-flow', { category: current.category }))
  const turn = { context, state: current, flow }
  // The tables are keyed by command name, so each act receives the data of its own command.
  const act = (isSystemCommand(command.name) ? SYSTEM_ACTS[command.name] : ACTS[command.name]) as Act<unknown>
  return act(turn, command.data)
}

const SYSTEM_ACTS: { [N in SystemCommandName]: Act<Extract<SystemCommand, { name: N }>['data']> } = {
  fireClock,
  endSuspension,
  applyCalendar,
  applyPolicy,
  expireRequest,
  note: (_turn, { text, kind, from }) => ok([{ type: 'case.noted', reason: { text }, data: { kind, from } }]),
  absorb: note('case.absorbed'),
  release: note('case.released'),
  followTarget: note('case.targetClosed'),
}

function isSystemCommand(name: CommandName | SystemCommandName): name is SystemCommandName {
  return Object.hasOwn(SYSTEM_ACTS, name)
}

/** What a person's act on another case brings about here is signed by that person, and a note by whoever says it. */
const SIGNED: readonly (CommandName | SystemCommandName)[] = ['absorb', 'release', 'note']

const ACTS: { [N in Exclude<CommandName, 'submit'>]: Act<CommandOf<N>['data']> } = {
  supplement,
  dispatch,
  redispatch,
  adjudicate,
  admit: approveStep('admit', 'case.admitted'),
  deny: approveStep('deny', 'case.denied'),
  insist,
  register,
  ...approvalActs,
  voteOnPanel,
  recuse,
  approve: approveStep('approve', 'case.approved'),
  disapprove: approveStep('disapprove', 'case.disapproved'),
  returnToTown: approveStep('returnToTown', 'case.returnedToTown'),
  reject: approveStep('reject', 'case.rejected'),
  recall: approveStep('recall', 'case.recalled'),
  void: approveStep('void', 'case.voided'),
  changeLevel,
  openAdjudication,
  openConsultation,
  closeConsultation,
  verify,
  callback,
  consent,
  refuseConsent: refuseConsent('refuseConsent', 'case.consentRefused'),
  failVerification: refuseConsent('failVerification', 'case.verificationFailed'),
  refuseCallback,
  reopen,
  rate,
  urge,
  copy,
  sign,
  nameResponders,
  arrive: arrive('arrive'),
  confirmArrival: arrive('confirmArrival'),
  plan,
  progress,
  reply,
  waive,
  openRequest,
  decideRequest,
  withdrawRequest,
  resume,
  merge,
  unmerge,
  giveFeedback,
  flagRisk: mark(true),
  clearRisk: mark(false),
  riskStep,
  issueOrder,
  replyOrder,
  closeOrder,
  transfer,
  delegate,
  handBack,
  addResponders,
}

function settle(
  context: DecideContext,
  current: Case | undefined,
  drafts: readonly Draft[],
  command: CommandName | SystemCommandName,
): CaseEvent[] {
  const events: CaseEvent[] = []
  let state = current
  const append = (draft: Draft, derived: boolean) => {
    const byPerson = !derived && (!isSystemCommand(command) || SIGNED.includes(command))
    const event: CaseEvent = {
      ...draft,
      seq: (state?.version ?? 0) + 1,
      at: context.now,
      by: byPerson ? signatureOf(context.actor) : SYSTEM,
    }
    events.push(event)
    state = evolve(state, event)
  }
  for (const draft of drafts) append(draft, false)
  // Each derived step moves the case to another state, or settles one approval, panel or level; a flow whose system steps form a ring stops.
  const flow = state && flowOf(context.policy, state.category)
  for (let turns = 0; flow && state && turns <= flow.states.length * 2 + 20; turns++) {
    const derived = deriveSteps({ context, state, flow })
    if (derived.length === 0) break
    for (const draft of derived) append(draft, true)
  }
  return events
}
