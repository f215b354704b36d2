import { checkResolution } from '../../approval/meeting.ts'
import type { Approval, SeatState } from '../../approval/approval.ts'
import type { ApprovalRule } from '../../approval/schema.ts'
import { seatsFor, takeSeat, type Taker } from '../../approval/take-seat.ts'
import { dayOfInstant, formatCivilDate } from '../../calendar/civil.ts'
import { refuse } from '../../shared/refusal.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { CommandOf } from '../command.ts'
import type { Case } from '../event.ts'
import type { EventName } from '../event-name.ts'
import type { Act, DecideContext, Draft, Turn } from '../turn.ts'
import { takerIndependence } from './appeal-independence.ts'
import { proposalProblem } from './appeal-votes.ts'

/** An approval with its rule. */
export type Running = { readonly approval: Approval; readonly rule: ApprovalRule }

/** A seat somebody may take now. */
export type Taken = Running & { readonly seat: SeatState; readonly taker: Taker }

/** Signs a seat: agree, disagree, abstain or recuse. Refusals: those of `findSeat`, `case.approval.stance`, `case.reason.required` for a no without words, `case.approval.by-meeting`, those of `proposalProblem`. */
export const signApproval: Act<CommandOf<'signApproval'>['data']> = (turn, data) => {
  const found = findSeat(turn, data)
  if (!found.ok) return found
  const { rule } = found.value
  if (rule.mode === 'meeting') return fail(refuse('case.approval.by-meeting', { name: rule.name }))
  if (!stancesOf(rule).includes(data.stance)) return fail(refuse('case.approval.stance', { name: rule.name }, { at: '/stance' }))
  const comment = data.comment?.trim() ?? ''
  if (data.stance !== 'approve' && comment === '') return fail(refuse('case.reason.required', { act: rule.name }, { at: '/comment' }))
  const problem = proposalProblem(turn, found.value.approval, data)
  if (problem) return fail(problem)
  const { stance, form, values } = data
  return ok([signed(found.value, { stance, ...(comment && { comment }), ...(form && { form }), ...(values && { values }) })])
}

/** Enters a meeting's resolution (会议决议); what it decided follows from its figures. Refusals: those of `findSeat`, `checkResolution` and `proposalProblem`, `case.approval.no-meeting`. */
export const resolveMeeting: Act<CommandOf<'resolveMeeting'>['data']> = (turn, data) => {
  const found = findSeat(turn, data)
  if (!found.ok) return found
  const { rule } = found.value
  if (rule.mode !== 'meeting' || !rule.meeting) return fail(refuse('case.approval.no-meeting', { name: rule.name }))
  const result = checkResolution(rule.meeting, data.resolution, today(turn.context))
  if (!result.ok) return result
  const { minutes } = data.resolution
  const stance = result.value === 'passed' ? 'approve' : 'disapprove'
  const problem = proposalProblem(turn, found.value.approval, { stance, ...(data.values && { values: data.values }) })
  if (problem) return fail(problem)
  return ok([
    signed(found.value, {
      stance,
      ...(data.values && { values: data.values }),
      resolution: { ...data.resolution, result: result.value },
      // Files of a case are found in forms.
      ...(minutes && { form: { minutes } }),
    }),
  ])
}

/** Gives back to the submitter, or to somebody who signed before (退回). Refusals: those of `findSeat`, `case.approval.no-send-back`, `case.approval.target`. */
export const sendBack: Act<CommandOf<'sendBack'>['data']> = (turn, data) => {
  const found = findSeat(turn, data)
  if (!found.ok) return found
  const { approval, rule, seat } = found.value
  const target = sendBackTargets(found.value).find((one) => one.to === data.to && (data.to !== 'seat' || one.seat === data.target))
  if (!rule.sendBack?.to.includes(data.to)) return fail(refuse('case.approval.no-send-back', { name: rule.name }, { at: '/to' }))
  if (!target) return fail(refuse('case.approval.target', {}, { at: '/target' }))
  const from = target.seat === undefined ? 0 : approval.seats.findIndex((one) => one.id === target.seat)
  const cleared = rule.sendBack.then === 'restart' ? approval.seats.slice(from).map((one) => one.id) : target.seat ? [target.seat] : []
  const named = approval.seats.find((one) => one.id === target.seat)
  return ok([
    {
      ...about(found.value, 'approval.sentBack', { cleared, by: seat.id, ...(named && { seat: named.id, seatName: seatName(named) }) }),
      reason: { text: data.reason.text.trim() },
    },
  ])
}

/** Puts an approval that was sent back to them before the seats again (改后再送审). Refusals: `case.approval.unknown`, `.not-yours`. */
export const resubmit: Act<CommandOf<'resubmit'>['data']> = (turn, data) => {
  const found = running(turn, data.approval, 'sent-back')
  if (!found.ok) return found
  if (!isSubmitter(turn, found.value.approval)) return fail(refuse('case.approval.not-yours', {}))
  const text = data.reason?.text.trim() ?? ''
  const again: Draft = { ...about(found.value, 'approval.resubmitted', {}), ...(text && { reason: { text } }) }
  const changed: Draft = { type: 'case.supplemented', data: { form: data.form ?? {}, title: turn.state.title } }
  return ok(data.form && found.value.approval.request === undefined ? [changed, again] : [again])
}

/** Takes an approval back while nobody has said anything (撤回): it waits for its submitter. Refusals: `case.approval.unknown`, `.not-yours`, `.no-withdrawal`, `.acted`. */
export const withdrawApproval: Act<CommandOf<'withdrawApproval'>['data']> = (turn, data) => {
  const found = running(turn, data.approval, 'open')
  if (!found.ok) return found
  const { approval, rule } = found.value
  if (!isSubmitter(turn, approval)) return fail(refuse('case.approval.not-yours', {}))
  if (!rule.withdraw) return fail(refuse('case.approval.no-withdrawal', { name: rule.name }))
  if (hasActed(approval)) return fail(refuse('case.approval.acted', { name: rule.name }))
  return ok([about(found.value, 'approval.sentBack', { cleared: [], withdrawn: true })])
}

/** Says that an information copy was read (抄送已阅). Refusal: `case.approval.no-copy`. */
export const readCopy: Act<CommandOf<'readCopy'>['data']> = (turn, data) => {
  for (const one of runningApprovals(turn)) {
    if (data.approval !== undefined && one.approval.id !== data.approval) continue
    const copy = unreadCopy(one.approval, turn.context)
    if (copy >= 0) return ok([about(one, 'approval.read', { copy })])
  }
  return fail(refuse('case.approval.no-copy', {}))
}

/** The seat a command means. Refusals: `case.approval.unknown`, `.not-your-seat`, `.not-your-turn`, `.signed-already`, `case.appeal.not-independent`. */
export function findSeat(turn: Turn, data: { approval?: string; seat?: string }): Result<Taken> {
  const open = runningApprovals(turn).filter(
    ({ approval }) => approval.status === 'open' && (data.approval === undefined || approval.id === data.approval),
  )
  const [first] = open
  if (!first) return fail(refuse('case.approval.unknown', {}, { at: '/approval' }))
  const mine = open.find((one) => seatsOpenTo(turn, one).length > 0) ?? first
  const impartial = takeSeat(mine.rule.mode, mine.approval, impartialTakers(turn, mine), data.seat)
  if (impartial.ok) return ok({ ...mine, ...impartial.value })
  const taken = takeSeat(mine.rule.mode, mine.approval, takersOf(turn.context), data.seat)
  const partial = taken.ok ? takerIndependence(turn.state, mine.approval, taken.value.taker) : undefined
  return fail(partial ?? impartial.error)
}

/** The seats that wait for the actor now. */
export function seatsOpenTo(turn: Answering, one: Running): { seat: SeatState; taker: Taker }[] {
  return one.approval.status === 'open' ? seatsFor(one.rule.mode, one.approval, impartialTakers(turn, one)) : []
}

type Answering = { readonly state: Case; readonly context: Pick<DecideContext, 'actor' | 'standsFor'> }

function impartialTakers({ state, context }: Answering, { approval }: Running): Taker[] {
  return takersOf(context).filter((taker) => !takerIndependence(state, approval, taker))
}

/** The approvals of a case whose rule its flow still has. */
export function runningApprovals({ state, flow }: Pick<Turn, 'state' | 'flow'>): Running[] {
  return (state.approvals ?? []).flatMap((approval) => {
    const rule = flow.approvals?.find((one) => one.id === approval.rule)
    return rule ? [{ approval, rule }] : []
  })
}

/** The actor, and the actor for those they stand in for (代理). */
export function takersOf({ actor, standsFor = [] }: Pick<DecideContext, 'actor' | 'standsFor'>): Taker[] {
  return [{ actor }, ...standsFor.map((standingFor): Taker => ({ actor, standingFor }))]
}

/** What a seat of this approval may say. */
export function stancesOf({ abstain = 'none', recuse = 'none' }: ApprovalRule): ('approve' | 'disapprove' | 'abstain' | 'recuse')[] {
  return ['approve', 'disapprove', ...(abstain === 'none' ? [] : ['abstain' as const]), ...(recuse === 'none' ? [] : ['recuse' as const])]
}

/** Somebody an approval can go back to; `seat` is absent for the submitter. */
export type SendBackTarget = { readonly to: 'submitter' | 'previous' | 'seat'; readonly seat?: string; readonly name: string }

/** Whom a seat may give an approval back to. `previous` and `seat` are seats that have answered. */
export function sendBackTargets({ approval, rule, seat }: Pick<Taken, 'approval' | 'rule' | 'seat'>): SendBackTarget[] {
  const answered = approval.seats.filter((one) => one.answer && one.id !== seat.id)
  const before = approval.seats.slice(0, approval.seats.indexOf(seat)).findLast((one) => one.answer)
  return (rule.sendBack?.to ?? []).flatMap((to): SendBackTarget[] => {
    if (to === 'submitter') return [{ to, name: approval.openedBy.name }]
    if (to === 'previous') return before ? [{ to, seat: before.id, name: seatName(before) }] : []
    return answered.map((one) => ({ to, seat: one.id, name: seatName(one) }))
  })
}

/** Whether the actor's unit put the approval before its seats. */
export function isSubmitter({ context }: { context: Pick<DecideContext, 'actor'> }, { openedBy }: Approval): boolean {
  return openedBy.person === context.actor.person || (openedBy.unit !== '' && openedBy.unit === context.actor.unit)
}

/** Whether somebody has done anything with the approval: then it is no longer its submitter's to take back. */
export function hasActed({ seats }: Approval): boolean {
  return seats.some((seat) => seat.answer ?? seat.person ?? seat.delegate ?? seat.advice)
}

/** The place of the first copy that is for the actor and not read by them; -1 if there is none. */
export function unreadCopy({ copies }: Approval, { actor }: Pick<DecideContext, 'actor'>): number {
  return copies.findIndex(
    ({ role, unit, read }) =>
      actor.roles.includes(role) && (unit === undefined || unit === actor.unit) && !read.some((one) => one.by.id === actor.person),
  )
}

/** The event of an approval. */
export function about({ approval, rule }: Running, type: EventName, data: Record<string, unknown>): Draft {
  return {
    type,
    data: { approval: approval.id, rule: rule.id, ...(approval.request !== undefined && { request: approval.request }), ...data },
  }
}

/** A seat in words: its name, or whose it is. */
export function seatName({ name, person, id }: SeatState): string {
  return name ?? person?.name ?? id
}

function signed(taken: Taken, data: Record<string, unknown>): Draft {
  const { seat, taker } = taken
  const person = taker.standingFor && { person: { id: taker.standingFor.person, name: taker.standingFor.name } }
  return {
    ...about(taken, 'approval.signed', { seat: seat.id, seatName: seatName(seat), ...data, ...person }),
    as: seat.role,
    ...(seat.unit && { unit: seat.unit }),
  }
}

function running(turn: Turn, id: string | undefined, status: Approval['status']): Result<Running> {
  const found = runningApprovals(turn).find(({ approval }) => approval.status === status && (id === undefined || approval.id === id))
  return found ? ok(found) : fail(refuse('case.approval.unknown', {}, { at: '/approval' }))
}

function today({ policy, now }: DecideContext): string {
  const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
  return formatCivilDate(dayOfInstant(now, offset))
}
