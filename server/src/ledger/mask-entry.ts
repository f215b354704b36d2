import {
  closedFields,
  ledgerFormUses,
  ledgerOf,
  maskPersonal,
  withoutAnswers,
  type Actor,
  type EntryEvent,
  type LedgerEntry,
  type Policy,
} from '@shaotai/core'
import { caseReach } from '../case/case-scope.ts'

/** Hides what the ledger's forms mark as personal from units that were only asked, and every answer to a field from those who may not see it. */
export function maskEntry(policy: Policy, entry: LedgerEntry, actor: Actor): LedgerEntry {
  const open = withoutAnswers(entry, unseenFields(policy, entry, actor))
  return mayRead(entry, actor) ? open : { ...open, form: maskForm(policy, entry, open.form) }
}

/** The same for the events in which forms were given. */
export function maskEntryEvents(policy: Policy, entry: LedgerEntry, events: readonly EntryEvent[], actor: Actor): EntryEvent[] {
  const open = withoutAnswers(events, unseenFields(policy, entry, actor))
  if (mayRead(entry, actor)) return [...open]
  return open.map((event) =>
    event.data.form === undefined
      ? event
      : { ...event, data: { ...event.data, form: maskForm(policy, entry, event.data.form as LedgerEntry['form']) } },
  )
}

function unseenFields(policy: Policy, entry: LedgerEntry, actor: Actor): ReadonlySet<string> {
  const ledger = ledgerOf(policy, entry.ledger)
  const asked = new Set(ledger ? ledgerFormUses(ledger).map(({ form }) => form) : [])
  return new Set(policy.forms.filter(({ id }) => asked.has(id)).flatMap((form) => [...closedFields(form, actor)]))
}

function mayRead({ owner, author }: LedgerEntry, actor: Actor): boolean {
  return caseReach(actor) === 'county' || actor.unit === owner || actor.unit === author
}

function maskForm(policy: Policy, entry: LedgerEntry, data: LedgerEntry['form']): LedgerEntry['form'] {
  const ledger = ledgerOf(policy, entry.ledger)
  const ids = new Set(ledger ? [ledger.form, ...ledger.steps.flatMap((step) => step.form ?? [])] : [])
  return policy.forms.filter((form) => ids.has(form.id)).reduce((masked, form) => maskPersonal(form, masked), data)
}
