import { ledgerOf, unitsIn, type EntryClock, type LedgerEntry, type Policy } from '@shaotai/core'
import { NEVER } from '../platform/db/columns.ts'

type Projected = { policy: Policy; entry: LedgerEntry; clocks: readonly EntryClock[] }

/** The entry as one row of the lists. */
export function toEntryRow(county: string, { policy, entry, clocks }: Projected, now: number) {
  const next = clocks
    .filter((clock) => clock.status === 'running' && clock.dueAt !== null)
    .toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))[0]
  const writeOff = ledgerOf(policy, entry.ledger)?.writeOff?.clock
  return {
    county_id: county,
    id: entry.id,
    number: entry.number,
    version: entry.version,
    policy_hash: entry.policy,
    ledger: entry.ledger,
    title: entry.title,
    owner: entry.owner,
    author: entry.author,
    state: entry.state,
    phase: entry.phase,
    round: entry.round,
    card: entry.card,
    level: entry.level,
    next_clock: next?.clock ?? null,
    next_due_at: next?.dueAt ?? NEVER,
    write_off_at: clocks.findLast((clock) => clock.clock === writeOff)?.dueAt ?? null,
    opened_at: entry.openedAt,
    ended_at: entry.endedAt ?? null,
    created_by: entry.createdBy,
    updated_at: now,
  }
}

/** Units that may see the entry: who owns and who registered it, who is asked, whom a step's field names, whom it is copied to, seats of its approvals and their copies. */
export function involvedUnits(policy: Policy, entry: LedgerEntry): string[] {
  const fields =
    ledgerOf(policy, entry.ledger)?.steps.flatMap((step) => (step.unit === 'named' && step.unitField ? [step.unitField] : [])) ?? []
  const named = fields.flatMap((field) => unitsIn(entry.form[field]))
  const seated = (entry.approvals ?? []).flatMap(({ seats, copies }) => [...seats, ...copies].flatMap(({ unit }) => (unit ? [unit] : [])))
  const copiedUnits = (entry.copies ?? []).flatMap(({ unit, person }) => (person ? [] : [unit]))
  return [...new Set([entry.owner, entry.author, ...(entry.consultation?.units ?? []), ...named, ...copiedUnits, ...seated])]
}

/** People who may see the entry besides: those it is copied to by name. */
export function copiedPeople({ copies = [] }: LedgerEntry): string[] {
  return copies.flatMap(({ person }) => (person ? [person.id] : []))
}
