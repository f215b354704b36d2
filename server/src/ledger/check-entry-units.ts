import {
  ledgerOf,
  refuse,
  unitsIn,
  type EntryCommand,
  type EntrySystemCommand,
  type LedgerEntry,
  type Policy,
  type Refusal,
} from '@shaotai/core'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'

/** Checks that the units a form names as responsible, to be asked, or to act, exist and are active. */
export async function checkEntryUnits(
  tx: Tx,
  policy: Policy,
  entry: LedgerEntry | undefined,
  command: EntryCommand | Extract<EntrySystemCommand, { name: 'propose' }>,
): Promise<Refusal | undefined> {
  if (command.name !== 'open' && command.name !== 'propose' && command.name !== 'take' && command.name !== 'resubmit') return undefined
  const ledger = ledgerOf(policy, entry?.ledger ?? ('ledger' in command.data ? command.data.ledger : ''))
  const form = command.data.form ?? {}
  const { ownerField, consultation, steps = [] } = ledger ?? {}
  const fields = [ownerField, consultation?.unitsField, consultation?.vetoField, ...steps.map((step) => step.unitField)]
  const named = [...new Set(fields)].flatMap((field) => (field === undefined ? [] : unitsIn(form[field]).map((unit) => ({ field, unit }))))
  if (named.length === 0) return undefined
  const rows = await tx.db
    .selectFrom('units')
    .select('id')
    .where('county_id', '=', tx.context.county)
    .where('active', '=', 1)
    .where(
      'id',
      'in',
      named.map((one) => one.unit),
    )
    .execute()
  const known = new Set(rows.map((row) => row.id))
  const missing = named.find((one) => !known.has(one.unit))
  return missing && refuse('ledger.unit.unknown', { unit: missing.unit }, { at: `/form/${missing.field}` })
}
