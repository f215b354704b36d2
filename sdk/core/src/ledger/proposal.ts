import type { Case, CaseEvent } from '../case/event.ts'
import { fieldsOf } from '../form/fields.ts'
import type { Policy } from '../policy/schema.ts'
import { PROPOSED, type ListChange } from './effect-schema.ts'
import type { Ledger } from './schema.ts'

/** An entry that a panel's proposal opens by itself: the ledger and its form, filled by the mapping and by nothing else. */
export type ProposedEntry = { readonly ledger: string; readonly form: Record<string, unknown> }

/** The ledger that takes up a panel's proposal to change the list: the first in use whose effect says how its form is filled. */
export function proposalLedger({ ledgers = [] }: Pick<Policy, 'ledgers'>): (Ledger & { effect: ListChange }) | undefined {
  return ledgers.find(
    (one): one is Ledger & { effect: ListChange } =>
      one.retired !== true && one.effect?.kind === 'list-change' && one.effect.proposal !== undefined,
  )
}

/** The entries that events of a case open. A matter that is on no list gives none: which item to add is for people to say. */
export function proposedEntries(policy: Policy, { number }: Pick<Case, 'number'>, added: readonly CaseEvent[]): ProposedEntry[] {
  const ledger = proposalLedger(policy)
  if (!ledger) return []
  return added.flatMap(({ type, data }) =>
    type === 'listChange.proposed' && typeof data.item === 'string'
      ? [{ ledger: ledger.id, form: proposedForm(policy, ledger, { ...data, case: number }) }]
      : [],
  )
}

function proposedForm(policy: Policy, { form: id, effect }: Ledger & { effect: ListChange }, said: Record<string, unknown>) {
  const { fixed = [], ...mapping }: Partial<NonNullable<ListChange['proposal']>> = effect.proposal ?? {}
  const schema = policy.forms.find((one) => one.id === id)?.schema
  const fields = fieldsOf(schema, schema)
  const form: Record<string, unknown> = { [effect.change]: 'amend' }
  for (const { field, value } of fixed) form[field] = value
  for (const key of PROPOSED) {
    const field = mapping[key]
    if (field !== undefined && said[key] !== undefined) form[field] = shortened(said[key], fields.get(field)?.maxLength)
  }
  return form
}

/** Cut to what the field takes: a title or reason said elsewhere may be longer. */
function shortened(value: unknown, most: unknown): unknown {
  return typeof value === 'string' && typeof most === 'number' && value.length > most ? `${value.slice(0, most - 1)}…` : value
}
