import { approvalOutcome, tally } from '../approval/outcome.ts'
import { openSeats, type SeatUnits } from '../approval/seats.ts'
import type { ApprovalRule } from '../approval/schema.ts'
import { holds } from '../condition/evaluate.ts'
import type { Actor } from '../organisation/role.ts'
import { copyDrafts } from '../approval/copies.ts'
import { about, type Running } from '../approval/desk.ts'
import { runningApprovals } from './act/approval.ts'
import { grantedAs } from './act/appeal-votes.ts'
import { concludeRequest } from './act/request.ts'
import { leadAssignment } from './assignments.ts'
import type { CaseRequest, Rating } from './event.ts'
import { caseFacts } from './facts.ts'
import { enter } from './permit.ts'
import type { Draft, Turn } from './turn.ts'

/**
 * What approvals do by themselves, one thing at a time: those whose subject is gone end, those that are decided take the step or decide the
 * request they stand for, and a state or request that asks for one opens it.
 */
export function deriveApproval(turn: Turn): Draft[] {
  const running = runningApprovals(turn)
  const moot = running.find((one) => isOpen(one) && !hasSubject(turn, one))
  if (moot) return [about(moot, 'approval.cancelled', {})]
  for (const one of running) {
    const outcome = one.approval.status === 'open' ? approvalOutcome(one.rule, one.approval) : 'open'
    if (outcome !== 'open' && !(outcome === 'passed' && isUnsettled(turn, one))) return conclude(turn, one, outcome)
  }
  return openNext(turn)
}

function isOpen({ approval }: Running): boolean {
  return approval.status === 'open' || approval.status === 'sent-back'
}

function hasSubject({ state }: Turn, { approval }: Running): boolean {
  if (approval.request === undefined) return approval.state === state.state
  return state.requests.some((one) => one.id === approval.request && one.status === 'open')
}

function conclude(turn: Turn, one: Running, outcome: 'passed' | 'failed'): Draft[] {
  const { approval, rule } = one
  const { resolution } = approval
  const figures = rule.mode === 'meeting' ? { resolution } : { tally: tally(rule, approval.seats) }
  const decided = about(one, outcome === 'passed' ? 'approval.passed' : 'approval.failed', figures)
  const request = turn.state.requests.find((each) => each.id === approval.request)
  const effects = request ? concludeRequest(turn, request, outcome === 'passed', granted(one, outcome)) : takeStep(turn, one, outcome)
  return [decided, ...copyDrafts(one, unitsOf(turn, approval.openedBy), 'decided'), ...effects]
}

/** An appeal is granted, but votes still out decide whether its rating counts for nothing or gets other values. */
function isUnsettled({ state }: Turn, { approval, rule }: Running): boolean {
  const appeal = state.requests.find((one) => one.id === approval.request && one.kind === 'appeal')
  return String(appeal?.data.against).startsWith('rating/') && grantedAs(rule, approval).as === 'open'
}

function granted({ approval, rule }: Running, outcome: 'passed' | 'failed'): { outcome: 'changed'; values: Rating['values'] } | undefined {
  const grant = outcome === 'passed' ? grantedAs(rule, approval) : undefined
  return grant?.as === 'changed' ? { outcome: 'changed', values: grant.values } : undefined
}

/** The system's step of the flow by which a decided approval moves the case. */
function takeStep({ state, flow }: Turn, { approval, rule }: Running, outcome: 'passed' | 'failed'): Draft[] {
  const act = outcome === 'passed' ? 'approve' : 'disapprove'
  const step = flow.steps.find(
    (one) => one.act === act && one.by.includes('system') && one.from.includes(state.state) && holds(one.when, caseFacts(state)),
  )
  if (!step) return []
  const { resolution } = approval
  return [
    {
      type: outcome === 'passed' ? 'case.approved' : 'case.disapproved',
      to: enter(flow, step.to),
      data: { approval: approval.id, rule: rule.id, ...(resolution && { resolution }) },
    },
  ]
}

function openNext(turn: Turn): Draft[] {
  const { state, flow } = turn
  const asked = flow.states.find((one) => one.id === state.state)?.approval
  const rule = flow.approvals?.find((one) => one.id === asked)
  const approvals = state.approvals ?? []
  const opened = approvals.some((one) => one.state === state.state && one.openedAtVersion > (state.enteredAtVersion ?? 0))
  if (rule && !opened) {
    const submitter: Actor = { person: state.createdBy, name: '', unit: state.town, roles: [] }
    return open(turn, rule, { state: state.state, submitter })
  }
  for (const request of state.requests) {
    const needed = request.status === 'open' ? approvalOfRequest(turn, request) : undefined
    if (needed && !approvals.some((one) => one.request === request.id))
      return open(turn, needed, { request: request.id, submitter: request.openedBy })
  }
  return []
}

/** The approval a request waits for, as it was found when it was asked. */
export function approvalOfRequest({ flow }: Pick<Turn, 'flow'>, { data }: CaseRequest): ApprovalRule | undefined {
  return data.approval === undefined ? undefined : flow.approvals?.find((one) => one.id === data.approval)
}

function open(turn: Turn, rule: ApprovalRule, subject: { state?: string; request?: string; submitter: Actor }): Draft[] {
  const id = `p${(turn.state.approvals?.length ?? 0) + 1}`
  const units = unitsOf(turn, subject.submitter)
  const data = { approval: id, rule: rule.id, ...subject, seats: openSeats(rule, units) }
  const one = { rule, approval: { id, request: subject.request } }
  return [{ type: 'approval.opened', data }, ...copyDrafts(one, units, 'opened')]
}

function unitsOf({ state }: Turn, submitter: Actor): SeatUnits {
  return { town: state.town, lead: leadAssignment(state)?.unit ?? state.route?.lead, requester: submitter.unit }
}
