import type { Actor } from '@shaotai/core'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { caseReach } from '../case/case-scope.ts'
import type { Database } from '../platform/db/database.ts'

/**
 * Which entries a person may see, as a condition that stands in every query: the platform and the county all, others those in which
 * their unit is or was involved. What is out of reach looks as if it did not exist.
 */
export function ledgerScope(actor: Actor, county: string) {
  return (eb: ExpressionBuilder<Database, 'ledger_entries'>): Expression<SqlBool> => {
    const own = eb('ledger_entries.county_id', '=', county)
    const reach = caseReach(actor)
    if (reach === 'county') return own
    if (reach === 'none') return eb.and([own, eb(eb.val(1), '=', 0)])
    return eb.and([
      own,
      eb.exists(
        eb
          .selectFrom('ledger_units')
          .select('ledger_units.entry_id')
          .where('ledger_units.county_id', '=', county)
          .where('ledger_units.unit', '=', actor.unit)
          .whereRef('ledger_units.entry_id', '=', 'ledger_entries.id'),
      ),
    ])
  }
}
