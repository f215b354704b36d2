import type { Actor } from '@shaotai/core'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { caseReach } from '../case/case-scope.ts'
import type { Database } from '../platform/db/database.ts'

/** Which tasks a person may see: the platform and the county all, a department its own, a town those that came to it, a cluster (片区) those of its towns. */
export function taskScope(actor: Actor, county: string) {
  return (eb: ExpressionBuilder<Database, 'tasks'>): Expression<SqlBool> => {
    const own = eb('tasks.county_id', '=', county)
    const reach = caseReach(actor)
    if (reach === 'county') return own
    if (reach === 'none') return eb.and([own, eb(eb.val(1), '=', 0)])
    const received = eb.exists(
      eb
        .selectFrom('task_towns')
        .select('task_towns.task_id')
        .where('task_towns.county_id', '=', county)
        .where('task_towns.town', 'in', ownTowns(actor))
        .whereRef('task_towns.task_id', '=', 'tasks.id'),
    )
    return eb.and([own, eb.or([eb('tasks.unit', '=', actor.unit), received])])
  }
}

/** The town of a person, or with it the towns of their cluster. */
export function ownTowns({ unit, covers = [] }: Actor): string[] {
  return [unit, ...covers]
}
