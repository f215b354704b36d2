import { holds } from '../condition/evaluate.ts'
import type { Actor } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import { approvalOffers, type ApprovalOffer } from '../approval/offers.ts'
import { entryDesk, resubmitForm } from './approve.ts'
import type { EntryCommandName } from './command.ts'
import { permitAnswer } from './consult.ts'
import type { LedgerEntry } from './event.ts'
import { entryFacts } from './facts.ts'
import { stepRole } from './permit.ts'
import type { Ledger, LedgerStep } from './schema.ts'
import { ledgerOf } from './turn.ts'

/** A command somebody may give on an entry now, with what its screen needs. */
export type AllowedLedgerCommand = Partial<Pick<ApprovalOffer, 'approval' | 'seat' | 'kind' | 'stances' | 'targets'>> & {
  command: Exclude<EntryCommandName, 'open' | 'copy'>
  /** The county's word for it. */
  name: string
  step?: string
  form?: string
  reason: 'none' | 'optional' | 'required'
  reasons: { id: string; name: string }[]
  note?: string
  clause?: string
}

/** The commands an actor may give on an entry now, in the order of the ledger: the same rules `decideLedgerEntry` applies, so a shown button works. */
export function allowedLedgerCommands(
  policy: Policy,
  entry: LedgerEntry,
  actor: Actor & { readonly standsFor?: readonly Actor[] },
): AllowedLedgerCommand[] {
  const ledger = ledgerOf(policy, entry.ledger)
  if (!ledger) return []
  const facts = entryFacts(ledger, entry)
  const steps = ledger.steps
    .filter((step) => step.from.includes(entry.state) && stepRole(step, actor, entry) !== undefined && holds(step.when, facts))
    .map((step) => texts(step))
  const turn = { context: { policy, policyHash: entry.policy, actor, now: 0 }, entry, ledger }
  const answers: AllowedLedgerCommand[] = permitAnswer(turn).ok
    ? [{ command: 'answer', name: ledger.consultation?.name ?? '', reason: 'optional', reasons: [], clause: ledger.consultation?.clause }]
    : []
  const desk = entryDesk(ledger, entry, { actor, standsFor: actor.standsFor })
  const approvals = desk.running.flatMap((one) => approvalOffers(desk, one).map((offer) => ofEntry(ledger, entry, offer)))
  return [...approvals, ...answers, ...steps]
}

/** A ledger calls signing and resolving by short names; a form that is handed in again is one of the entry's. */
function ofEntry(ledger: Ledger, entry: LedgerEntry, { command, ...offer }: ApprovalOffer): AllowedLedgerCommand {
  const form = command === 'resubmit' ? resubmitForm(ledger, entry) : undefined
  return { ...offer, command: shortened(command), ...(form && { form }) }
}

function shortened(command: ApprovalOffer['command']): AllowedLedgerCommand['command'] {
  if (command === 'signApproval') return 'sign'
  return command === 'resolveMeeting' ? 'resolve' : command
}

function texts(step: LedgerStep): AllowedLedgerCommand {
  return {
    command: 'take',
    step: step.id,
    name: step.name,
    form: step.form,
    reason: step.reason ?? 'none',
    reasons: step.reasons ?? [],
    note: step.note,
    clause: step.clause,
  }
}
