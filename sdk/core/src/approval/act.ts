import { refuse } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Approval } from './approval.ts'
import type { ApprovalCommandData, ApprovalCommandName } from './command.ts'
import { about, findSeat, seatName, type ApprovalDraft, type Desk, type Running, type Taken } from './desk.ts'
import { checkResolution } from './meeting.ts'
import type { ApprovalRule } from './schema.ts'

/** An act on an approval: what follows from a command's data, or why not. */
export type ApprovalAct<N extends ApprovalCommandName> = (desk: Desk, data: ApprovalCommandData<N>) => Result<ApprovalDraft[]>

/** Signs a seat: agree, disagree, abstain or recuse. Refusals: those of `findSeat`, `case.approval.stance`, `case.reason.required` for a no without words, `case.approval.by-meeting`, and what the desk forbids. */
export const signApproval: ApprovalAct<'signApproval'> = (desk, data) => {
  const found = findSeat(desk, data)
  if (!found.ok) return found
  const { rule } = found.value
  if (rule.mode === 'meeting') return fail(refuse('case.approval.by-meeting', { name: rule.name }))
  if (!stancesOf(rule).includes(data.stance)) return fail(refuse('case.approval.stance', { name: rule.name }, { at: '/stance' }))
  const comment = data.comment?.trim() ?? ''
  if (data.stance !== 'approve' && comment === '') return fail(refuse('case.reason.required', { act: rule.name }, { at: '/comment' }))
  const problem = desk.forbid?.(found.value.approval, data)
  if (problem) return fail(problem)
  const { stance, form, values } = data
  return ok([signed(found.value, { stance, ...(comment && { comment }), ...(form && { form }), ...(values && { values }) })])
}

/** Enters a meeting's resolution (会议决议); what it decided follows from its figures. Refusals: those of `findSeat` and `checkResolution`, `case.approval.no-meeting`, and what the desk forbids. */
export const resolveMeeting: ApprovalAct<'resolveMeeting'> = (desk, data) => {
  const found = findSeat(desk, data)
  if (!found.ok) return found
  const { rule } = found.value
  if (rule.mode !== 'meeting' || !rule.meeting) return fail(refuse('case.approval.no-meeting', { name: rule.name }))
  const result = checkResolution(rule.meeting, data.resolution, desk.today)
  if (!result.ok) return result
  const { minutes } = data.resolution
  const stance = result.value === 'passed' ? 'approve' : 'disapprove'
  // A meeting that says no changes nothing, whatever change was put before it.
  const values = stance === 'approve' ? data.values : undefined
  const problem = desk.forbid?.(found.value.approval, { stance, ...(values && { values }) })
  if (problem) return fail(problem)
  return ok([
    signed(found.value, {
      stance,
      ...(values && { values }),
      resolution: { ...data.resolution, result: result.value },
      // Files of a case are found in forms.
      ...(minutes && { form: { minutes } }),
    }),
  ])
}

/** Gives back to the submitter, or to somebody who signed before (退回). Refusals: those of `findSeat`, `case.approval.no-send-back`, `case.approval.target`. */
export const sendBack: ApprovalAct<'sendBack'> = (desk, data) => {
  const found = findSeat(desk, data)
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
export const resubmit: ApprovalAct<'resubmit'> = (desk, data) => {
  const found = running(desk, data.approval, 'sent-back')
  if (!found.ok) return found
  if (!isSubmitter(desk, found.value.approval)) return fail(refuse('case.approval.not-yours', {}))
  const text = data.reason?.text.trim() ?? ''
  const again: ApprovalDraft = { ...about(found.value, 'approval.resubmitted', {}), ...(text && { reason: { text } }) }
  return ok([again])
}

/** Takes an approval back while nobody has said anything (撤回): it waits for its submitter. Refusals: `case.approval.unknown`, `.not-yours`, `.no-withdrawal`, `.acted`. */
export const withdrawApproval: ApprovalAct<'withdrawApproval'> = (desk, data) => {
  const found = running(desk, data.approval, 'open')
  if (!found.ok) return found
  const { approval, rule } = found.value
  if (!isSubmitter(desk, approval)) return fail(refuse('case.approval.not-yours', {}))
  if (!rule.withdraw) return fail(refuse('case.approval.no-withdrawal', { name: rule.name }))
  if (hasActed(approval)) return fail(refuse('case.approval.acted', { name: rule.name }))
  return ok([about(found.value, 'approval.sentBack', { cleared: [], withdrawn: true })])
}

/** Says that an information copy was read (抄送已阅). Refusal: `case.approval.no-copy`. */
export const readCopy: ApprovalAct<'readCopy'> = (desk, data) => {
  for (const one of desk.running) {
    if (data.approval !== undefined && one.approval.id !== data.approval) continue
    const copy = unreadCopy(one.approval, desk)
    if (copy >= 0) return ok([about(one, 'approval.read', { copy })])
  }
  return fail(refuse('case.approval.no-copy', {}))
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
export function isSubmitter({ actor }: Pick<Desk, 'actor'>, { openedBy }: Approval): boolean {
  return openedBy.person === actor.person || (openedBy.unit !== '' && openedBy.unit === actor.unit)
}

/** Whether somebody has done anything with the approval: then it is no longer its submitter's to take back. */
export function hasActed({ seats }: Approval): boolean {
  return seats.some((seat) => seat.answer ?? seat.person ?? seat.delegate ?? seat.advice)
}

/** The place of the first copy that is for the actor and not read by them; -1 if there is none. */
export function unreadCopy({ copies }: Approval, { actor }: Pick<Desk, 'actor'>): number {
  return copies.findIndex(
    ({ role, unit, read }) =>
      actor.roles.includes(role) && (unit === undefined || unit === actor.unit) && !read.some((one) => one.by.id === actor.person),
  )
}

function signed(taken: Taken, data: Record<string, unknown>): ApprovalDraft {
  const { seat, taker } = taken
  const person = taker.standingFor && { person: { id: taker.standingFor.person, name: taker.standingFor.name } }
  return {
    ...about(taken, 'approval.signed', { seat: seat.id, seatName: seatName(seat), ...data, ...person }),
    as: seat.role,
    ...(seat.unit && { unit: seat.unit }),
  }
}

function running(desk: Desk, id: string | undefined, status: Approval['status']): Result<Running> {
  const found = desk.running.find(({ approval }) => approval.status === status && (id === undefined || approval.id === id))
  return found ? ok(found) : fail(refuse('case.approval.unknown', {}, { at: '/approval' }))
}
