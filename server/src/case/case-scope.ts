import { ROLES, type Actor } from '@shaotai/core'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { holdsSeatOf } from '../approval/seat-scope.ts'
import type { Database } from '../platform/db/database.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'

/** Which cases a person may see at all: everything of the county, the own town's (a cluster's: of its towns), those assigned to the own unit, or none. */
export type CaseReach = 'county' | 'town' | 'unit' | 'none'

/** The widest reach any of the person's roles gives. */
export function caseReach({ roles }: Actor): CaseReach {
  const sides = new Set(roles.map((role) => ROLES[role].side))
  if (sides.has('platform') || sides.has('county')) return 'county'
  if (sides.has('town')) return 'town'
  return sides.has('department') || sides.has('called') ? 'unit' : 'none'
}

/** Who asks, for lists and loads: besides the actor, those they stand in for. */
export type Reader = Pick<ActorContext, 'county' | 'actor' | 'standsFor'>

/**
 * The reach as a condition on `cases`: it stands in every query, so that a case outside it looks as if it did not exist. Who stands in for others
 * sees besides, while they do, the cases in which those have a seat. With `one` a single case is asked for: a town then also opens what is copied to it,
 * which its lists leave out, so that they stay the short query.
 */
export function caseScope({ actor, county, standsFor = [] }: Reader, one = false) {
  return (eb: ExpressionBuilder<Database, 'cases'>): Expression<SqlBool> => {
    const within = ownScope(actor, county, one)(eb)
    if (standsFor.length === 0 || caseReach(actor) === 'county') return within
    const seated = holdsSeatOf(eb, county, { kind: 'case', id: 'cases.id', standsFor })
    return eb.or([within, eb.and([eb('cases.county_id', '=', county), seated])])
  }
}

function ownScope(actor: Actor, county: string, one: boolean) {
  return (eb: ExpressionBuilder<Database, 'cases'>): Expression<SqlBool> => {
    const own = eb('cases.county_id', '=', county)
    const reach = caseReach(actor)
    if (reach === 'county') return own
    // Who is called to cases sees these besides; for other people of a town the query stays the short one.
    if (reach === 'town') {
      const ofTown = ofTowns(actor)(eb)
      return eb.and([own, one || isCalledPerson(actor) ? eb.or([ofTown, isCalled(eb, actor, county)]) : ofTown])
    }
    if (reach === 'none') return eb.and([own, eb(eb.val(1), '=', 0)])
    const isAssigned = eb.exists(
      eb
        .selectFrom('assignments')
        .select('assignments.id')
        .where('assignments.county_id', '=', county)
        .where('assignments.unit', '=', actor.unit)
        .whereRef('assignments.case_id', '=', 'cases.id'),
    )
    return eb.and([own, eb.or([isAssigned, isCalled(eb, actor, county)])])
  }
}

/** Whether a case is of the person's town, or of a town of their cluster. */
export function ofTowns({ unit, covers }: Actor) {
  return (eb: ExpressionBuilder<Database, 'cases'>) => (covers ? eb('cases.town', 'in', [unit, ...covers]) : eb('cases.town', '=', unit))
}

/** Whether the case calls the person or is copied to them: by name, their unit, or one of their roles wherever it sits. */
function isCalled(eb: ExpressionBuilder<Database, 'cases'>, actor: Actor, county: string) {
  return eb.exists(
    eb
      .selectFrom('case_calls')
      .select('case_calls.case_id')
      .where('case_calls.county_id', '=', county)
      .whereRef('case_calls.case_id', '=', 'cases.id')
      .where('case_calls.unit', 'in', [actor.unit, ''])
      .where('case_calls.role', 'in', [...actor.roles, ''])
      .where('case_calls.person', 'in', [actor.person, '']),
  )
}

function isCalledPerson({ roles }: Actor): boolean {
  return roles.some((role) => ROLES[role].side === 'called')
}
