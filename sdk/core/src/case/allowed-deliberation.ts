import type { Stance } from '../approval/approval.ts'
import type { CaseAct, Flow } from '../flow/schema.ts'
import type { Actor } from '../organisation/role.ts'
import { panelSeat } from './act/adjudication.ts'
import {
  hasActed,
  isSubmitter,
  runningApprovals,
  seatsOpenTo,
  sendBackTargets,
  stancesOf,
  unreadCopy,
  type Running,
  type Taken,
} from './act/approval.ts'
import { delegatedSeats, positionsOf, removableSeats } from './act/approval-seats.ts'
import { registrationOwed } from './act/bypass.ts'
import type { AllowedCommand } from './allowed.ts'
import type { CommandName } from './command.ts'
import type { Case } from './event.ts'
import { caseRole } from './permit.ts'

export type Deliberation = { state: Case; flow: Flow; actor: Actor; standsFor?: readonly Actor[] }

/** What somebody may do about approvals, the panel and the registration of a bypass: the same rules the acts apply. */
export function deliberations(known: Deliberation): AllowedCommand[] {
  return [...registrations(known), ...panelVotes(known), ...runningApprovals(known).flatMap((one) => onApproval(known, one))]
}

/** Whether a step of the flow is barred for now by what is going on beside it: a panel that still decides, an insistence made before. */
export function isBarred(act: CaseAct, state: Case): boolean {
  if (act === 'insist') return state.insisted === true
  return act === 'adjudicate' && state.panel?.status === 'open'
}

function onApproval(known: Deliberation, one: Running): AllowedCommand[] {
  const { approval, rule } = one
  const context = { actor: known.actor, standsFor: known.standsFor }
  const command = (name: CommandName, more: Partial<AllowedCommand> = {}): AllowedCommand => ({
    command: name,
    name: rule.name,
    approval: approval.id,
    reason: 'none',
    reasons: [],
    ...more,
  })
  const seats = seatsOpenTo({ state: known.state, context }, one).map((taken): Taken => ({ ...one, ...taken }))
  return [
    ...seats.flatMap((taken) => onSeat(taken, command)),
    ...delegatedSeats(approval, context).map((seat) => command('advise', { seat: seat.id })),
    ...removableSeats(one, context).map((seat) => command('removeSeat', { seat: seat.id })),
    ...(isSubmitter({ context }, approval) ? ofSubmitter(one, command) : []),
    ...(unreadCopy(approval, context) >= 0 ? [command('readCopy')] : []),
  ]
}

type Making = (name: CommandName, more?: Partial<AllowedCommand>) => AllowedCommand

function onSeat(taken: Taken, command: Making): AllowedCommand[] {
  const { rule, seat } = taken
  const at = { seat: seat.id, clause: rule.clause, form: rule.form }
  const targets = sendBackTargets(taken)
  const stances: Stance[] = stancesOf(rule)
  return [
    rule.mode === 'meeting' ? command('resolveMeeting', { ...at, form: undefined }) : command('signApproval', { ...at, stances }),
    ...(targets.length > 0 ? [command('sendBack', { seat: seat.id, targets, reason: 'required' })] : []),
    ...positionsOf({ rule }).map((kind) => command('addSeat', { seat: seat.id, kind })),
    ...(rule.passOn ?? []).map((kind) => command('passOn', { seat: seat.id, kind, reason: 'optional' })),
  ]
}

function ofSubmitter({ approval, rule }: Running, command: Making): AllowedCommand[] {
  if (approval.status === 'sent-back') return [command('resubmit', { reason: 'optional' })]
  return approval.status === 'open' && rule.withdraw && !hasActed(approval) ? [command('withdrawApproval')] : []
}

function panelVotes({ state, flow, actor }: Deliberation): AllowedCommand[] {
  if (!panelSeat({ state, context: { actor } }).ok) return []
  const clause = flow.panel?.clause
  return [
    { command: 'voteOnPanel', name: '定责表决', reason: 'optional', reasons: [], clause },
    { command: 'recuse', name: '回避', reason: 'required', reasons: [], clause },
  ]
}

function registrations({ state, flow, actor }: Deliberation): AllowedCommand[] {
  const owed = registrationOwed(state) ? flow.bypass?.registration : undefined
  if (!owed || !caseRole(owed.by, actor, state)) return []
  const { name, form, note, clause } = owed
  return [{ command: 'register', name, form, note, clause, reason: 'none', reasons: [] }]
}
