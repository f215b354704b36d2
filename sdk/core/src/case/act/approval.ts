import * as acts from '../../approval/act.ts'
import * as seats from '../../approval/act-seats.ts'
import type { ApprovalCommandName } from '../../approval/command.ts'
import type { Desk, Running, Signatory } from '../../approval/desk.ts'
import { countyDay } from '../../responsibility/in-force.ts'
import { ok } from '../../shared/result.ts'
import type { Flow } from '../../flow/schema.ts'
import type { CommandOf } from '../command.ts'
import type { Case } from '../event.ts'
import type { Act, Draft, Turn } from '../turn.ts'
import { seatIndependence } from './appeal-independence.ts'
import { proposalProblem } from './appeal-votes.ts'

/** The acts on a case's approvals: those of every approval, at the desk of the case. */
export const approvalActs: { [N in ApprovalCommandName]: Act<CommandOf<N>['data']> } = {
  signApproval: (turn, data) => acts.signApproval(deskOf(turn), data),
  resolveMeeting: (turn, data) => acts.resolveMeeting(deskOf(turn), data),
  sendBack: (turn, data) => acts.sendBack(deskOf(turn), data),
  withdrawApproval: (turn, data) => acts.withdrawApproval(deskOf(turn), data),
  readCopy: (turn, data) => acts.readCopy(deskOf(turn), data),
  addSeat: (turn, data) => seats.addSeat(deskOf(turn), data),
  removeSeat: (turn, data) => seats.removeSeat(deskOf(turn), data),
  passOn: (turn, data) => seats.passOn(deskOf(turn), data),
  advise: (turn, data) => seats.advise(deskOf(turn), data),
  /** What is handed in again may come with a changed form, where the approval is about the case itself. */
  resubmit: (turn, data) => {
    const again = acts.resubmit(deskOf(turn), data)
    if (!again.ok || !data.form) return again
    const resubmitted = again.value.find((one) => one.type === 'approval.resubmitted')
    const changed: Draft = { type: 'case.supplemented', data: { form: data.form, title: turn.state.title } }
    return ok(resubmitted?.data.request === undefined ? [changed, ...again.value] : again.value)
  },
}

/** Where approvals of a case are acted on; whoever is a party to an appeal is barred from its seats. */
export function approvalDesk({ state, flow, actor, standsFor }: { state: Case; flow: Flow } & Signatory): Omit<Desk, 'today'> {
  return {
    actor,
    standsFor,
    running: runningApprovals({ state, flow }),
    bar: (approval, person) => seatIndependence(state, approval, person),
  }
}

/** The approvals of a case whose rule its flow still has. */
export function runningApprovals({ state, flow }: Pick<Turn, 'state' | 'flow'>): Running[] {
  return (state.approvals ?? []).flatMap((approval) => {
    const rule = flow.approvals?.find((one) => one.id === approval.rule)
    return rule ? [{ approval, rule }] : []
  })
}

function deskOf(turn: Turn): Desk {
  const { state, flow, context } = turn
  const { actor, standsFor, people, policy, now } = context
  return {
    ...approvalDesk({ state, flow, actor, standsFor }),
    people,
    today: countyDay(policy, now),
    forbid: (approval, said) => proposalProblem(turn, approval, said),
  }
}
