import type { Facts } from '../condition/schema.ts'
import type { LedgerEntry } from './event.ts'
import type { Ledger } from './schema.ts'

/** What conditions of a ledger read: `entry.*`, `form.*` (entry and steps together), `consultation.*` and `approval.status`. */
export function entryFacts(ledger: Pick<Ledger, 'consultation'>, entry: LedgerEntry): Facts {
  const { state, phase, owner, author, card, level, round, form } = entry
  return {
    entry: { state, phase, owner, author, card, level, round },
    form,
    consultation: consultationFacts(ledger, entry),
    approval: { status: approvalStatus(entry) },
  }
}

/** How the newest approval stands. */
function approvalStatus({ approvals }: LedgerEntry): string {
  return approvals?.at(-1)?.status ?? 'none'
}

/** Silence is a figure of its own; it is added to those who agree only where the county says so, and only once the time is over. */
function consultationFacts({ consultation: rule }: Pick<Ledger, 'consultation'>, { consultation }: LedgerEntry) {
  if (!consultation) return { open: false, asked: 0, agreed: 0, disagreed: 0, commented: 0, silent: 0, vetoed: false }
  const { units, veto, answers, silent, endedAt } = consultation
  const count = (answer: string) => answers.filter((one) => one.answer === answer).length
  return {
    open: endedAt === undefined,
    asked: units.length,
    agreed: count('agree') + (rule?.silence === 'agree' ? silent.length : 0),
    disagreed: count('disagree'),
    commented: count('comment'),
    silent: silent.length,
    vetoed: answers.some((one) => one.answer === 'disagree' && veto.includes(one.unit)),
  }
}
