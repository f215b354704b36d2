import { holds } from '../condition/evaluate.ts'
import type { Actor } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import type { Stance } from '../approval/approval.ts'
import { stancesOf } from '../approval/act.ts'
import { seatFor } from './approve.ts'
import { permitAnswer } from './consult.ts'
import type { LedgerEntry } from './event.ts'
import { entryFacts } from './facts.ts'
import { stepRole } from './permit.ts'
import type { LedgerStep } from './schema.ts'
import { ledgerOf, type LedgerTurn } from './turn.ts'

/** A command somebody may give on an entry now, with what its screen needs. */
export type AllowedLedgerCommand = {
  command: 'take' | 'answer' | 'sign' | 'resolve'
  /** The county's word for it. */
  name: string
  step?: string
  /** What a seat may say. */
  stances?: Stance[]
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
  const turn = { context: { policy, policyHash: entry.policy, actor, now: 0 }, entry, ledger }
  const answers: AllowedLedgerCommand[] = permitAnswer(turn).ok
    ? [{ command: 'answer', name: ledger.consultation?.name ?? '', reason: 'optional', reasons: [], clause: ledger.consultation?.clause }]
    : []
  return [...approvals(turn), ...answers, ...steps]
}

function approvals(turn: LedgerTurn): AllowedLedgerCommand[] {
  const taken = seatFor(turn)
  if (!taken) return []
  const { rule, seat } = taken
  const meeting = rule.mode === 'meeting'
  return [
    {
      command: meeting ? 'resolve' : 'sign',
      name: seat.name ?? rule.name,
      ...(!meeting && { stances: stancesOf(rule) }),
      reason: 'none',
      reasons: [],
      clause: rule.clause,
    },
  ]
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
