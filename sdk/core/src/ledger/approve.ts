import * as acts from '../approval/act.ts'
import * as seats from '../approval/act-seats.ts'
import type { Approval } from '../approval/approval.ts'
import { copyDrafts } from '../approval/copies.ts'
import { about, type ApprovalDraft, type Desk, type Running, type Signatory } from '../approval/desk.ts'
import { approvalOutcome, tally } from '../approval/outcome.ts'
import { openSeats, type SeatUnits } from '../approval/seats.ts'
import type { Actor } from '../organisation/role.ts'
import { countyDay } from '../responsibility/in-force.ts'
import { ok, type Result } from '../shared/result.ts'
import type { EntryCommandData, EntryCommandName } from './command.ts'
import type { LedgerEntry } from './event.ts'
import { titleOf, unitsIn } from './permit.ts'
import type { Ledger } from './schema.ts'
import type { EntryDraft, LedgerTurn } from './turn.ts'

type ApprovalCommand = Exclude<EntryCommandName, 'open' | 'take' | 'answer' | 'copy'>

/** The acts on an entry's approvals: those of every approval, at the desk of the entry. */
export const entryApprovalActs: { [N in ApprovalCommand]: (turn: LedgerTurn, data: EntryCommandData<N>) => Result<EntryDraft[]> } = {
  sign: (turn, data) => drafted(acts.signApproval(deskOf(turn), data)),
  resolve: (turn, data) => drafted(acts.resolveMeeting(deskOf(turn), data)),
  sendBack: (turn, data) => drafted(acts.sendBack(deskOf(turn), data)),
  withdrawApproval: (turn, data) => drafted(acts.withdrawApproval(deskOf(turn), data)),
  readCopy: (turn, data) => drafted(acts.readCopy(deskOf(turn), data)),
  addSeat: (turn, data) => drafted(seats.addSeat(deskOf(turn), data)),
  removeSeat: (turn, data) => drafted(seats.removeSeat(deskOf(turn), data)),
  passOn: (turn, data) => drafted(seats.passOn(deskOf(turn), data)),
  advise: (turn, data) => drafted(seats.advise(deskOf(turn), data)),
  /** What was sent back may come again with a changed form. */
  resubmit: (turn, data) => {
    const again = drafted(acts.resubmit(deskOf(turn), data))
    return again.ok && data.form ? ok([supplemented(turn, data.form), ...again.value]) : again
  },
}

/** Where approvals of an entry are acted on. */
export function entryDesk(ledger: Ledger, entry: LedgerEntry, { actor, standsFor }: Signatory): Omit<Desk, 'today'> {
  return { actor, standsFor, running: runningApprovals(ledger, entry) }
}

/**
 * Opens the approval a state asks for (会签 或签 票签 …); the responsible unit sits as lead, the registering one as requester.
 * Who sent the entry there is its submitter; where the system did, whoever submitted before.
 */
export function openEntryApproval({ entry, ledger }: LedgerTurn, sender: Actor | undefined): EntryDraft[] {
  const rule = ledger.approvals?.find((one) => one.id === ledger.states.find((state) => state.id === entry.state)?.approval)
  if (!rule) return []
  const { approvals = [], state, createdBy, author } = entry
  const submitter = sender ?? approvals.at(-1)?.openedBy ?? { person: createdBy, name: '', unit: author, roles: [] }
  const approval = `p${approvals.length + 1}`
  const units = unitsOf(entry)
  const opened = { approval, rule: rule.id, name: rule.name, state, submitter, seats: openSeats(rule, units) }
  return [{ type: 'approval.opened', data: opened }, ...copyDrafts({ rule, approval: { id: approval } }, units, 'opened').map(asDraft)]
}

/** Cancels approvals of states the entry has left. */
export function cancelLeftApprovals({ state, approvals = [] }: LedgerEntry): EntryDraft[] {
  return approvals
    .filter((one) => isRunning(one) && one.state !== state)
    .map((one) => ({ type: 'approval.cancelled', data: { approval: one.id } }))
}

/** What the seats have decided, once no further answer can change it. */
export function settleApproval({ entry, ledger }: LedgerTurn): EntryDraft[] {
  const running = runningApprovals(ledger, entry).findLast(({ approval }) => approval.status === 'open' && approval.state === entry.state)
  const outcome = running && approvalOutcome(running.rule, running.approval)
  if (!running || !outcome || outcome === 'open') return []
  const { approval, rule } = running
  const figures = { name: rule.name, tally: tally(rule, approval.seats) }
  const decided = about(running, outcome === 'passed' ? 'approval.passed' : 'approval.failed', figures)
  return [decided, ...copyDrafts(running, unitsOf(entry), 'decided')].map(asDraft)
}

function isRunning({ status }: Approval): boolean {
  return status === 'open' || status === 'sent-back'
}

/** The approvals of an entry whose rule its ledger still has. */
export function runningApprovals(ledger: Ledger, { approvals = [] }: LedgerEntry): Running[] {
  return approvals.flatMap((approval) => {
    const rule = ledger.approvals?.find((one) => one.id === approval.rule)
    return rule ? [{ approval, rule }] : []
  })
}

function deskOf({ context, entry, ledger }: LedgerTurn): Desk {
  const { people, policy, now } = context
  return { ...entryDesk(ledger, entry, context), people, today: countyDay(policy, now) }
}

function unitsOf({ author, owner }: LedgerEntry): SeatUnits {
  return { town: author, lead: owner, requester: author }
}

/** The form that is handed in again with what was sent back: the one of the step that sends an entry there, or the ledger's own. */
export function resubmitForm({ steps, form }: Ledger, { state }: LedgerEntry): string {
  return steps.find((step) => step.to === state && step.form !== undefined)?.form ?? form
}

function supplemented({ entry, ledger }: LedgerTurn, form: Record<string, unknown>): EntryDraft {
  const owner = ledger.ownerField === undefined ? undefined : unitsIn(form[ledger.ownerField])[0]
  return {
    type: 'entry.supplemented',
    data: { form, title: titleOf(ledger, { ...entry.form, ...form }), ...(owner !== undefined && { owner }) },
  }
}

function drafted(done: Result<ApprovalDraft[]>): Result<EntryDraft[]> {
  return done.ok ? ok(done.value.map(asDraft)) : done
}

/** Events of an entry name units in their data only. */
function asDraft({ unit: _, ...draft }: ApprovalDraft): EntryDraft {
  return draft
}
