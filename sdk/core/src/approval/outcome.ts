import type { Approval, SeatState, Stance } from './approval.ts'
import { isOrdered } from './due.ts'
import { meetingResult } from './meeting.ts'
import type { ApprovalRule } from './schema.ts'
import { meets } from './threshold.ts'

export type ApprovalOutcome = 'open' | 'passed' | 'failed'

/** How the seats stand, by weight. `spoke` counts seats that took part: recused ones did not. */
export type Tally = { approve: number; against: number; uncounted: number; pending: number; spoke: number; seats: number }

/** Adds up the seats that count: advisory ones (加签 to a vote) are heard only. Abstention and recusal count as the rule says. */
export function tally(rule: Pick<ApprovalRule, 'abstain' | 'recuse'>, seats: readonly SeatState[]): Tally {
  const sum: Tally = { approve: 0, against: 0, uncounted: 0, pending: 0, spoke: 0, seats: 0 }
  for (const { answer, weight, advisory } of seats) {
    if (advisory) continue
    sum.seats += 1
    sum[answer ? countsAs(rule, answer.stance) : 'pending'] += weight
    if (answer && answer.stance !== 'recuse') sum.spoke += 1
  }
  return sum
}

/**
 * Whether an approval is decided, and how. It is as soon as no further answer could change it, so the order of answers never matters
 * to 会签, 或签 and 票签; a vote compares exact fractions.
 */
export function approvalOutcome(rule: ApprovalRule, approval: Pick<Approval, 'seats' | 'resolution'>): ApprovalOutcome {
  if (rule.mode === 'meeting') return approval.resolution && rule.meeting ? meetingResult(rule.meeting, approval.resolution) : 'open'
  const sum = tally(rule, approval.seats)
  if (rule.mode === 'vote') return voteOutcome(rule, sum)
  if (rule.mode === 'any') return sum.approve > 0 ? 'passed' : sum.pending > 0 ? 'open' : 'failed'
  if (sum.against > 0 && (rule.failFast || isOrdered(rule.mode))) return 'failed'
  if (sum.pending > 0) return 'open'
  return sum.against === 0 && sum.approve > 0 ? 'passed' : 'failed'
}

function voteOutcome(rule: ApprovalRule, { approve, against, pending, spoke, seats }: Tally, quorum = rule.quorum ?? 1): ApprovalOutcome {
  const most = approve + against + pending
  const silent = pending === 0 ? 0 : seats - spoke
  if (spoke + silent < quorum || !meets(rule, approve + pending, most)) return 'failed'
  if (spoke >= quorum && meets(rule, approve, most)) return 'passed'
  return pending > 0 ? 'open' : 'failed'
}

function countsAs(rule: Pick<ApprovalRule, 'abstain' | 'recuse'>, stance: Stance): 'approve' | 'against' | 'uncounted' {
  if (stance === 'approve') return 'approve'
  if (stance === 'disapprove') return 'against'
  return rule[stance] === 'against' ? 'against' : 'uncounted'
}
