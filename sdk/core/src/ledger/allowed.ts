import { holds } from '../condition/evaluate.ts'
import type { Actor } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import { permitAnswer } from './consult.ts'
import type { LedgerEntry } from './event.ts'
import { entryFacts } from './facts.ts'
import { stepRole } from './permit.ts'
import type { LedgerStep } from './schema.ts'
import { ledgerOf } from './turn.ts'

/** A command somebody may give on an entry now, with what its screen needs. */
export type AllowedLedgerCommand = {
  command: 'take' | 'answer'
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
export function allowedLedgerCommands(policy: Policy, entry: LedgerEntry, actor: Actor): AllowedLedgerCommand[] {
  const ledger = ledgerOf(policy, entry.ledger)
  if (!ledger) return []
  const facts = entryFacts(ledger, entry)
  const steps = ledger.steps
    .filter((step) => step.from.includes(entry.state) && stepRole(step, actor, entry) !== undefined && holds(step.when, facts))
    .map((step) => texts(step))
  const context = { policy, policyHash: entry.policy, actor, now: 0 }
  const answers: AllowedLedgerCommand[] = permitAnswer({ context, entry, ledger }).ok
    ? [{ command: 'answer', name: ledger.consultation?.name ?? '', reason: 'optional', reasons: [], clause: ledger.consultation?.clause }]
    : []
  return [...answers, ...steps]
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
