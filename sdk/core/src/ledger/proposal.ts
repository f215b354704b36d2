import type { Case, CaseEvent } from '../case/event.ts'
import { fieldsOf } from '../form/fields.ts'
import type { Policy } from '../policy/schema.ts'
import { PROPOSED, PROPOSED_NEW, type ListChange } from './effect-schema.ts'
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

/**
 * The entries that events of a case open. A matter on the list asks to amend its item. One that is on no list asks to add an item: its number is made
 * from that of the case, its name and category are those of the case, and people complete what no case can know.
 */
export function proposedEntries(policy: Policy, { number }: Pick<Case, 'number'>, added: readonly CaseEvent[]): ProposedEntry[] {
  const ledger = proposalLedger(policy)
  if (!ledger) return []
  return added.flatMap(({ type, data }) =>
    type === 'listChange.proposed' ? [{ ledger: ledger.id, form: proposedForm(policy, ledger, { ...data, case: number }) }] : [],
  )
}

type Said = Readonly<Record<string, unknown>> & { readonly case: string }

function proposedForm(policy: Policy, { form: id, effect }: Ledger & { effect: ListChange }, given: Said) {
  const added = typeof given.item !== 'string'
  const said: Said = added ? { ...given, item: newItemId(given.case), name: given.title } : given
  const { fixed = [], ...mapping }: Partial<NonNullable<ListChange['proposal']>> = effect.proposal ?? {}
  const schema = policy.forms.find((one) => one.id === id)?.schema
  const fields = fieldsOf(schema, schema)
  const form: Record<string, unknown> = { [effect.change]: added ? 'add' : 'amend' }
  for (const { field, value } of fixed) form[field] = value
  for (const key of added ? [...PROPOSED, ...PROPOSED_NEW] : PROPOSED) {
    const field = mapping[key]
    if (field !== undefined && said[key] !== undefined) form[field] = shortened(said[key], fields.get(field)?.maxLength)
  }
  return form
}

/** A number no item has yet, as identifiers are written: a county's case numbers may begin with their year. */
function newItemId(number: string): string {
  return `X-${number}`
}

/** Cut to what the field takes: a title or reason said elsewhere may be longer. */
function shortened(value: unknown, most: unknown): unknown {
  return typeof value === 'string' && typeof most === 'number' && value.length > most ? `${value.slice(0, most - 1)}…` : value
}
