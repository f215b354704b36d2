import { ROLES, type Actor } from '@shaotai/core'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Database } from '../platform/db/database.ts'

/** Which cases a person may see at all: everything of the county, the own town's, those assigned to the own unit, or none. */
export type CaseReach = 'county' | 'town' | 'unit' | 'none'

/** The widest reach any of the person's roles gives. */
export function caseReach({ roles }: Actor): CaseReach {
  const sides = new Set(roles.map((role) => ROLES[role].side))
  if (sides.has('platform') || sides.has('county')) return 'county'
  if (sides.has('town')) return 'town'
  return sides.has('department') || sides.has('called') ? 'unit' : 'none'
}

/** The reach as a condition on `cases`: it stands in every query, so that a case outside it looks as if it did not exist. */
export function caseScope(actor: Actor, county: string) {
  return (eb: ExpressionBuilder<Database, 'cases'>): Expression<SqlBool> => {
    const own = eb('cases.county_id', '=', county)
    const reach = caseReach(actor)
    if (reach === 'county') return own
    if (reach === 'town') return eb.and([own, eb('cases.town', '=', actor.unit)])
    if (reach === 'none') return eb.and([own, eb(eb.val(1), '=', 0)])
    return eb.and([
      own,
      eb.exists(
        eb
          .selectFrom('assignments')
          .select('assignments.id')
          .where('assignments.county_id', '=', county)
          .where('assignments.unit', '=', actor.unit)
          .whereRef('assignments.case_id', '=', 'cases.id'),
      ),
    ])
  }
}
