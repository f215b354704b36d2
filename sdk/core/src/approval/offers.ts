import { hasActed, isSubmitter, sendBackTargets, stancesOf, unreadCopy, type SendBackTarget } from './act.ts'
import { delegatedSeats, positionsOf, removableSeats } from './act-seats.ts'
import type { Stance } from './approval.ts'
import type { ApprovalCommandName } from './command.ts'
import { seatsOpenTo, type Desk, type Running, type Taken } from './desk.ts'

/** A command somebody may give on an approval now, with what its screen needs. */
export type ApprovalOffer = {
  command: ApprovalCommandName
  name: string
  approval: string
  seat?: string
  kind?: string
  form?: string
  clause?: string
  /** What the seat may say. */
  stances?: Stance[]
  /** Whom the approval can go back to. */
  targets?: SendBackTarget[]
  reason: 'none' | 'optional' | 'required'
  reasons: { id: string; name: string }[]
}

/** What somebody may do about one approval: the same rules the acts apply, so a shown button works. */
export function approvalOffers(desk: Omit<Desk, 'today'>, one: Running): ApprovalOffer[] {
  const { approval, rule } = one
  const command = (name: ApprovalCommandName, more: Partial<ApprovalOffer> = {}): ApprovalOffer => ({
    command: name,
    name: rule.name,
    approval: approval.id,
    reason: 'none',
    reasons: [],
    ...more,
  })
  const seats = seatsOpenTo(desk, one).map((taken): Taken => ({ ...one, ...taken }))
  return [
    ...seats.flatMap((taken) => onSeat(taken, command)),
    ...delegatedSeats(approval, desk).map((seat) => command('advise', { seat: seat.id })),
    ...removableSeats(one, desk).map((seat) => command('removeSeat', { seat: seat.id })),
    ...(isSubmitter(desk, approval) ? ofSubmitter(one, command) : []),
    ...(unreadCopy(approval, desk) >= 0 ? [command('readCopy')] : []),
  ]
}

type Making = (name: ApprovalCommandName, more?: Partial<ApprovalOffer>) => ApprovalOffer

function onSeat(taken: Taken, command: Making): ApprovalOffer[] {
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

function ofSubmitter({ approval, rule }: Running, command: Making): ApprovalOffer[] {
  if (approval.status === 'sent-back') return [command('resubmit', { reason: 'optional' })]
  return approval.status === 'open' && rule.withdraw && !hasActed(approval) ? [command('withdrawApproval')] : []
}
