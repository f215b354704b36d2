import type { Actor } from '@shaotai/core'
import { sql, type ExpressionBuilder, type ExpressionWrapper, type SqlBool } from 'kysely'
import type { Database } from '../platform/db/database.ts'
import type { ApprovalSeatTable } from '../platform/db/people-tables.ts'

/** Whether a seat is a person's: theirs by name, or open to their role (at its unit, where it has one). */
export function isSeatOf(eb: ExpressionBuilder<Database, 'approval_seats'>, { person, unit, roles }: Actor) {
  const byRole = [
    eb('approval_seats.person', '=', ''),
    eb('approval_seats.role', 'in', [...roles]),
    eb('approval_seats.unit', 'in', [unit, '']),
  ]
  return eb.or([eb('approval_seats.person', '=', person), eb.and(byRole)])
}

/** Whether the person has not answered in the seat's approval yet: one answers once. */
export function isUnspoken(eb: ExpressionBuilder<Database, 'approval_seats'>, { person }: Actor) {
  return eb.not(
    eb.exists(
      eb
        .selectFrom('approval_seats as spoken')
        .select('spoken.seat')
        .whereRef('spoken.county_id', '=', 'approval_seats.county_id')
        .whereRef('spoken.owner_kind', '=', 'approval_seats.owner_kind')
        .whereRef('spoken.owner_id', '=', 'approval_seats.owner_id')
        .whereRef('spoken.approval', '=', 'approval_seats.approval')
        .where('spoken.answered_by', '=', person),
    ),
  )
}

/** Whether a case or entry has a seat of somebody the reader stands in for (代理). */
export function holdsSeatOf<T extends keyof Database>(
  eb: ExpressionBuilder<Database, T>,
  county: string,
  { kind, id, standsFor }: { kind: ApprovalSeatTable['owner_kind']; id: string; standsFor: readonly Actor[] },
): ExpressionWrapper<Database, T, SqlBool> {
  // The inner query refers to the outer row, which the types of a generic table cannot say.
  const outer = eb as unknown as ExpressionBuilder<Database, 'cases'>
  const found = outer.exists(
    outer
      .selectFrom('approval_seats')
      .select('approval_seats.seat')
      .where('approval_seats.county_id', '=', county)
      .where('approval_seats.owner_kind', '=', kind)
      .where('approval_seats.owner_id', '=', sql.ref<string>(id))
      .where((seats) => seats.or(standsFor.map((one) => isSeatOf(seats as unknown as ExpressionBuilder<Database, 'approval_seats'>, one)))),
  )
  return found as unknown as ExpressionWrapper<Database, T, SqlBool>
}
