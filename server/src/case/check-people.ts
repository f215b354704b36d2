import { activeAssignments, refuse, type Case, type Command, type Refusal } from '@shaotai/core'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'

/** Work inside a department is passed on to its own people (转办, 委派, 加派): active, and of the unit or one of its squads. Refusal: `case.person.unknown`. */
export async function checkPeople(tx: Tx, state: Case | undefined, command: Command): Promise<Refusal | undefined> {
  const named = peopleOf(command)
  if (!state || !named) return undefined
  const { assignment, people, at } = named
  const unit = activeAssignments(state).find((one) => (assignment ? one.id === assignment : one.unit === tx.context.actor.unit))?.unit
  const ids = people.flatMap(({ person }) => person ?? [])
  if (unit === undefined || ids.length === 0) return undefined
  const { county } = tx.context
  const rows = await tx.db
    .selectFrom('people')
    .leftJoin('units', (join) => join.onRef('units.county_id', '=', 'people.county_id').onRef('units.id', '=', 'people.squad'))
    .select('people.id')
    .where('people.county_id', '=', county)
    .where('people.id', 'in', ids)
    .where('people.active', '=', 1)
    .where((eb) => eb.or([eb('people.unit', '=', unit), eb('units.parent', '=', unit)]))
    .execute()
  const known = new Set(rows.map((row) => row.id))
  const missing = people.find(({ person }) => person !== undefined && !known.has(person))
  return missing && refuse('case.person.unknown', { name: missing.name }, { at })
}

function peopleOf(command: Command) {
  if (command.name === 'transfer' || command.name === 'delegate')
    return { assignment: command.data.assignment, people: [command.data.to], at: '/to' }
  if (command.name === 'addResponders') return { assignment: command.data.assignment, people: command.data.responders, at: '/responders' }
  return undefined
}
