import { ledgerOf, maskPersonal, type Actor, type EntryEvent, type LedgerEntry, type Policy } from '@shaotai/core'
import { caseReach } from '../case/case-scope.ts'

/** Hides what the ledger's forms mark as personal from units that were only asked. */
export function maskEntry(policy: Policy, entry: LedgerEntry, actor: Actor): LedgerEntry {
  return mayRead(entry, actor) ? entry : { ...entry, form: maskForm(policy, entry, entry.form) }
}

/** The same for the events in which forms were given. */
export function maskEntryEvents(policy: Policy, entry: LedgerEntry, events: readonly EntryEvent[], actor: Actor): EntryEvent[] {
  if (mayRead(entry, actor)) return [...events]
  return events.map((event) =>
    event.data.form === undefined
      ? event
      : { ...event, data: { ...event.data, form: maskForm(policy, entry, event.data.form as LedgerEntry['form']) } },
  )
}

function mayRead({ owner, author }: LedgerEntry, actor: Actor): boolean {
  return caseReach(actor) === 'county' || actor.unit === owner || actor.unit === author
}

function maskForm(policy: Policy, entry: LedgerEntry, data: LedgerEntry['form']): LedgerEntry['form'] {
  const ledger = ledgerOf(policy, entry.ledger)
  const ids = new Set(ledger ? [ledger.form, ...ledger.steps.flatMap((step) => step.form ?? [])] : [])
  return policy.forms.filter((form) => ids.has(form.id)).reduce((masked, form) => maskPersonal(form, masked), data)
}
