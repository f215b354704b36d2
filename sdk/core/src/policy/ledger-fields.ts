import { fieldsOf } from '../form/fields.ts'
import type { Ledger } from '../ledger/schema.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/** Fields of a ledger by id: those of its form and of its steps' forms. */
export type LedgerFields = ReadonlyMap<string, Readonly<Record<string, unknown>>>

/** The fields of a ledger's forms. */
export function fieldsOfLedger(policy: Policy, ledger: Ledger): LedgerFields {
  const forms = [ledger.form, ...ledger.steps.flatMap((step) => step.form ?? [])]
  return new Map(
    forms.flatMap((id) => {
      const schema = policy.forms.find((one) => one.id === id)?.schema
      return schema ? [...fieldsOf(schema, schema)] : []
    }),
  )
}

/** A field the ledger names and no form has. */
export function missingField(fields: LedgerFields, field: string | undefined, at: string): Finding[] {
  return field === undefined || fields.has(field) ? [] : [finding('policy.ledger.field-missing', at, { field })]
}

/** A field that must be there and be a date. */
export function dateField(fields: LedgerFields, field: string | undefined, at: string): Finding[] {
  const missing = missingField(fields, field, at)
  if (missing.length > 0 || field === undefined) return missing
  return fields.get(field)?.format === 'date' ? [] : [finding('policy.ledger.field-not-date', at, { field })]
}

/** States that entries of a ledger can reach by its steps. */
export function reachedStates({ open, steps }: Ledger): Set<string> {
  const reached = new Set([open.state])
  for (let before = 0; before !== reached.size;) {
    before = reached.size
    for (const step of steps) if (step.from.some((id) => reached.has(id))) reached.add(step.to)
  }
  return reached
}
