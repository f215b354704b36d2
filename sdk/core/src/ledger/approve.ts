import type { Approval, Stance } from '../approval/approval.ts'
import { checkResolution } from '../approval/meeting.ts'
import { approvalOutcome, tally } from '../approval/outcome.ts'
import { openSeats } from '../approval/seats.ts'
import { takeSeat } from '../approval/take-seat.ts'
import type { ApprovalRule } from '../approval/schema.ts'
import { stancesOf } from '../approval/act.ts'
import { countyDay } from '../responsibility/in-force.ts'
import { refuse } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { EntryCommandData } from './command.ts'
import type { LedgerEntry } from './event.ts'
import type { Ledger } from './schema.ts'
import type { EntryDraft, LedgerTurn } from './turn.ts'

/** The approval that decides the state an entry is in, while it runs, with its rule. */
export function runningApproval(ledger: Ledger, entry: LedgerEntry): { approval: Approval; rule: ApprovalRule } | undefined {
  const approval = entry.approvals?.findLast((one) => one.status === 'open' && one.state === entry.state)
  const rule = ledger.approvals?.find((one) => one.id === approval?.rule)
  return approval && rule && { approval, rule }
}

/** Opens the approval a state asks for (会签 或签 票签 …); the responsible unit sits as lead, the registering one as requester. */
export function openEntryApproval({ entry, ledger }: LedgerTurn): EntryDraft[] {
  const rule = ledger.approvals?.find((one) => one.id === ledger.states.find((state) => state.id === entry.state)?.approval)
  if (!rule) return []
  const seats = openSeats(rule, { town: entry.author, lead: entry.owner, requester: entry.author })
  const approval = `p${(entry.approvals?.length ?? 0) + 1}`
  return [{ type: 'approval.opened', data: { approval, rule: rule.id, name: rule.name, state: entry.state, seats } }]
}

/** Cancels approvals of states the entry has left. */
export function cancelLeftApprovals({ state, approvals = [] }: LedgerEntry): EntryDraft[] {
  return approvals
    .filter((one) => one.status === 'open' && one.state !== state)
    .map((one) => ({ type: 'approval.cancelled', data: { approval: one.id } }))
}

/** What the seats have decided, once no further answer can change it. */
export function settleApproval({ entry, ledger }: LedgerTurn): EntryDraft[] {
  const running = runningApproval(ledger, entry)
  const outcome = running && approvalOutcome(running.rule, running.approval)
  if (!running || !outcome || outcome === 'open') return []
  const { approval, rule } = running
  return [
    {
      type: outcome === 'passed' ? 'approval.passed' : 'approval.failed',
      data: { approval: approval.id, name: rule.name, tally: tally(rule, approval.seats) },
    },
  ]
}

/** Signs a seat. Refusals: `case.approval.*`, `case.reason.required` for anything but yes without words. */
export function signEntry(turn: LedgerTurn, data: EntryCommandData<'sign'>): Result<EntryDraft[]> {
  const taken = take(turn, data.seat)
  if (!taken.ok) return taken
  const { approval, rule, seat } = taken.value
  if (rule.mode === 'meeting') return fail(refuse('case.approval.by-meeting', { name: rule.name }))
  if (!stancesOf(rule).includes(data.stance)) return fail(refuse('case.approval.stance', { name: rule.name }, { at: '/stance' }))
  const comment = data.comment?.trim() ?? ''
  if (data.stance !== 'approve' && comment === '') return fail(refuse('case.reason.required', { act: rule.name }, { at: '/comment' }))
  return ok([signed(approval, seat, { stance: data.stance, ...(comment && { comment }) })])
}

/** Enters a meeting's resolution. Refusals: `case.approval.*`, `case.resolution.*`. */
export function resolveEntry(turn: LedgerTurn, { resolution }: EntryCommandData<'resolve'>): Result<EntryDraft[]> {
  const taken = take(turn, undefined)
  if (!taken.ok) return taken
  const { approval, rule, seat } = taken.value
  if (rule.mode !== 'meeting' || !rule.meeting) return fail(refuse('case.approval.no-meeting', { name: rule.name }))
  const result = checkResolution(rule.meeting, resolution, countyDay(turn.context.policy, turn.context.now))
  if (!result.ok) return result
  const stance: Stance = result.value === 'passed' ? 'approve' : 'disapprove'
  const { minutes } = resolution
  return ok([
    signed(approval, seat, { stance, resolution: { ...resolution, result: result.value }, ...(minutes && { form: { minutes } }) }),
  ])
}

/** The seat that waits for the actor, if one does. */
export function seatFor(turn: LedgerTurn) {
  const taken = take(turn, undefined)
  return taken.ok ? taken.value : undefined
}

function take({ context, entry, ledger }: LedgerTurn, id: string | undefined) {
  const running = runningApproval(ledger, entry)
  if (!running) return fail(refuse('case.approval.unknown', {}))
  const taken = takeSeat(running.rule.mode, running.approval, [{ actor: context.actor }], id)
  return taken.ok ? ok({ ...running, seat: taken.value.seat }) : taken
}

function signed(approval: Approval, seat: Approval['seats'][number], said: Record<string, unknown>): EntryDraft {
  return { type: 'approval.signed', as: seat.role, data: { approval: approval.id, seat: seat.id, seatName: seat.name ?? '', ...said } }
}
