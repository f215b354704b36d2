import { isOrdered } from '../approval/due.ts'
import type { ApprovalRule, Seat } from '../approval/schema.ts'
import { seatsOf } from '../approval/seats.ts'
import type { AppealSubject } from '../flow/appeal-schema.ts'
import type { Flow } from '../flow/schema.ts'
import { ROLES } from '../organisation/role.ts'
import { compareFractions, ONE, parseFraction, ZERO } from '../shared/fraction.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/** Approvals: seats somebody can take, figures that can be reached, settings that do something, and a state or request each of them stands for. */
export function checkApprovals({ flows, sla }: Policy): Finding[] {
  return flows.flatMap((flow, f) => [
    ...(flow.approvals ?? []).flatMap((rule, i) =>
      checkApprovalRule(rule, `/flows/${f}/approvals/${i}`, {
        flow: flow.name,
        used: isUsed(flow, rule.id),
        parties: partySeats(rule, screenedBy(flow, rule.id)),
      }),
    ),
    ...checkStates(flow, `/flows/${f}`, sla),
  ])
}

/** One approval of a flow or a ledger, whose name is `flow`. */
export function checkApprovalRule(
  rule: ApprovalRule,
  at: string,
  { flow, used, parties = [] }: { flow: string; used: boolean; parties?: readonly Seat[] },
): Finding[] {
  const named = { flow, name: rule.name }
  // Who is a party to every appeal can never speak: such a seat counts for no quorum.
  const seats = seatsOf(rule).filter((seat) => !parties.some((one) => one.id === seat.id))
  const votes = rule.mode === 'vote'
  return [
    ...((rule.seats === undefined) === (rule.by === undefined) ? [finding('policy.approval.seats-or-by', at, named)] : []),
    ...(rule.mode === 'single' && seatsOf(rule).length > 1
      ? [finding('policy.approval.single-seat', at, { ...named, seats: seatsOf(rule).length })]
      : []),
    ...((rule.mode === 'meeting') === (rule.meeting === undefined) ? [finding('policy.approval.meeting', at, named)] : []),
    ...(votes || rule.threshold !== undefined ? share(rule.threshold, `${at}/threshold`, named) : []),
    ...(rule.meeting ? share(rule.meeting.quorum, `${at}/meeting/quorum`, named) : []),
    ...(rule.meeting ? share(rule.meeting.threshold ?? '1/2', `${at}/meeting/threshold`, named) : []),
    ...(rule.quorum !== undefined && rule.quorum > seats.length
      ? [finding('policy.approval.quorum', `${at}/quorum`, { ...named, quorum: rule.quorum, seats: seats.length })]
      : []),
    ...(rule.seats ?? []).flatMap((seat, index) => checkSeat(seat, `${at}/seats/${index}`, named)),
    ...parties.map((seat) => {
      const place = rule.seats?.findIndex((one) => one.id === seat.id)
      const where = place === undefined ? `${at}/by` : `${at}/seats/${place}/of`
      return finding('policy.approval.seat-party', where, { ...named, seat: seat.name ?? ROLES[seat.role].name, seats: seats.length })
    }),
    ...idleSettings(rule).map((setting) => finding('policy.approval.setting-idle', `${at}/${setting}`, named)),
    ...(used ? [] : [finding('policy.approval.unused', at, named)]),
  ]
}

/** What the appeals that an approval decides contest; nothing where it decides none. */
function screenedBy({ requests }: Flow, id: string): readonly AppealSubject[] {
  return requests.flatMap((rule) =>
    rule.kind === 'appeal' && rule.approvals?.some((one) => one.approval === id) ? (rule.against ?? []) : [],
  )
}

/** Seats that are a party to every appeal they would decide: who appeals, and the town where it is its rating that is contested. */
function partySeats(rule: ApprovalRule, against: readonly AppealSubject[]): Seat[] {
  if (against.length === 0) return []
  const ratingsOnly = against.every((one) => one === 'rating')
  return seatsOf(rule).filter(({ of }) => of === 'requester' || (of === 'town' && ratingsOnly))
}

/** A share above nothing and at most the whole. */
function share(given: string | undefined, at: string, named: Record<string, unknown>): Finding[] {
  const value = given === undefined ? undefined : parseFraction(given)
  const sound = value && compareFractions(value, ZERO) > 0 && compareFractions(value, ONE) <= 0
  return sound ? [] : [finding('policy.flow.threshold', at, { ...named, given: given ?? null })]
}

const SIDES: Record<Seat['of'], readonly string[]> = {
  town: ['town', 'called'],
  lead: ['department', 'called'],
  requester: ['town', 'department', 'called'],
  unit: ['town', 'department', 'platform', 'county', 'called'],
  platform: ['platform'],
  county: ['county', 'called'],
}

/** A role that never sits on the side its seat names: nobody could ever take it. */
function checkSeat({ id, name, role, of, unit }: Seat, at: string, named: Record<string, unknown>): Finding[] {
  const seat = { ...named, seat: name ?? id, role }
  return [
    ...(SIDES[of].includes(ROLES[role].side) ? [] : [finding('policy.approval.seat-side', `${at}/role`, seat)]),
    ...((of === 'unit') === (unit === undefined) ? [finding('policy.approval.seat-unit', `${at}/unit`, seat)] : []),
  ]
}

/** Settings that the mode never reads. */
function idleSettings(rule: ApprovalRule): (keyof ApprovalRule)[] {
  const { mode } = rule
  const read: Partial<Record<keyof ApprovalRule, boolean>> = {
    threshold: mode === 'vote',
    majority: mode === 'vote',
    quorum: mode === 'vote',
    failFast: mode === 'all',
    abstain: mode !== 'meeting',
    recuse: mode !== 'meeting',
    form: mode !== 'meeting',
    addSeat: mode !== 'meeting' && (isOrdered(mode) || mode === 'all' || rule.addSeat?.includes('after') !== true),
  }
  return (Object.keys(read) as (keyof ApprovalRule)[]).filter((key) => rule[key] !== undefined && read[key] === false)
}

function isUsed(flow: Flow, id: string): boolean {
  return (
    flow.states.some((state) => state.approval === id) ||
    flow.requests.some((rule) => rule.approvals?.some((one) => one.approval === id) === true)
  )
}

function checkStates(flow: Flow, at: string, { clocks }: Policy['sla']): Finding[] {
  return flow.states.flatMap((state, index) => {
    if (state.approval === undefined) return []
    const where = `${at}/states/${index}/approval`
    const named = { flow: flow.name, state: state.name }
    const here = flow.steps.filter((step) => (step.act === 'approve' || step.act === 'disapprove') && step.from.includes(state.id))
    const missing = (['approve', 'disapprove'] as const).filter(
      (act) => !here.some((step) => step.act === act && step.by.includes('system')),
    )
    const byPerson = here.filter((step) => step.by.some((role) => role !== 'system'))
    const timed = clocks.some((clock) => clock.stop.some((event) => event === 'approval.passed' || event === 'case.approved'))
    return [
      ...(state.phase === 'APPROVAL' ? [] : [finding('policy.approval.phase', where, named)]),
      ...missing.map((act) => finding('policy.approval.no-step', where, { ...named, act })),
      ...byPerson.map((step) =>
        finding('policy.approval.step-by-person', `${at}/steps/${flow.steps.indexOf(step)}/by`, { ...named, step: step.name }),
      ),
      ...(timed ? [] : [finding('policy.approval.untimed', where, named)]),
    ]
  })
}
