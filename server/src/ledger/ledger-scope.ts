import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { holdsSeatOf } from '../approval/seat-scope.ts'
import { caseReach, type Reader } from '../case/case-scope.ts'
import type { Database } from '../platform/db/database.ts'

/**
 * Which entries a person may see, as a condition that stands in every query: the platform and the county all, others those in which
 * their unit is or was involved, those copied to them, and those in which somebody they stand in for has a seat. What is out of reach looks as if it did not exist.
 */
export function ledgerScope({ actor, county, standsFor = [] }: Reader) {
  return (eb: ExpressionBuilder<Database, 'ledger_entries'>): Expression<SqlBool> => {
    const own = eb('ledger_entries.county_id', '=', county)
    const reach = caseReach(actor)
    if (reach === 'county') return own
    if (reach === 'none') return eb.and([own, eb(eb.val(1), '=', 0)])
    const involved = eb.exists(
      eb
        .selectFrom('ledger_units')
        .select('ledger_units.entry_id')
        .where('ledger_units.county_id', '=', county)
        .where('ledger_units.unit', '=', actor.unit)
        .whereRef('ledger_units.entry_id', '=', 'ledger_entries.id'),
    )
    const copied = eb.exists(
      eb
        .selectFrom('ledger_readers')
        .select('ledger_readers.entry_id')
        .where('ledger_readers.county_id', '=', county)
        .where('ledger_readers.person', '=', actor.person)
        .whereRef('ledger_readers.entry_id', '=', 'ledger_entries.id'),
    )
    if (standsFor.length === 0) return eb.and([own, eb.or([involved, copied])])
    return eb.and([own, eb.or([involved, copied, holdsSeatOf(eb, county, { kind: 'entry', id: 'ledger_entries.id', standsFor })])])
  }
}
