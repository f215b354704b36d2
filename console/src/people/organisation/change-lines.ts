import type { OrganisationChange, OrganisationRecords, PersonRecord, UnitRecord } from '@shaotai/core'
import { personCells, unambiguous, unitCells } from './exported.ts'
import { PERSON_COLUMNS, UNIT_COLUMNS, type OrganisationColumn, type Place } from './tables.ts'

/** One line of what an import changes: of what, how, and which fields say something else. */
export type ChangeLine = {
  readonly place: Place
  readonly id: string
  readonly name: string
  readonly kind: 'added' | 'changed' | 'retired' | 'reopened' | 'removed'
  readonly fields: readonly { column: OrganisationColumn; before: string; after: string }[]
}

/** What a change of units and people changes, line by line, in the order of the change. */
export function changeLines(before: OrganisationRecords, after: OrganisationRecords, change: OrganisationChange): ChangeLine[] {
  const [was, is] = [unambiguous(before.units), unambiguous(after.units)]
  const units = new Map(before.units.map((unit) => [unit.id, unit]))
  const people = new Map(before.people.map((person) => [person.id, person]))
  return [
    ...change.units.map((unit) => line('units', units.get(unit.id), unit, (one, old) => unitCells(one, old ? was : is), UNIT_COLUMNS)),
    ...change.removed.flatMap((id): ChangeLine[] => {
      const unit = units.get(id)
      return unit ? [{ place: 'units', id, name: unit.name, kind: 'removed', fields: [] }] : []
    }),
    ...change.people.map((person) =>
      line('people', people.get(person.id), person, (one, old) => personCells(one, old ? was : is), PERSON_COLUMNS),
    ),
  ]
}

function line<T extends UnitRecord | PersonRecord, C extends OrganisationColumn>(
  place: Place,
  old: T | undefined,
  now: T,
  cells: (one: T, old: boolean) => Record<C, string>,
  columns: readonly C[],
): ChangeLine {
  const after = cells(now, false)
  const before = old && cells(old, true)
  const fields = columns
    .filter((column) => (before ? before[column] !== after[column] : after[column] !== '' && column !== 'name' && column !== 'status'))
    .map((column) => ({ column, before: before?.[column] ?? '', after: after[column] }))
  const kind = !old ? 'added' : old.active === now.active ? 'changed' : now.active ? 'reopened' : 'retired'
  const shown = kind === 'retired' || kind === 'reopened' ? fields.filter(({ column }) => column !== 'status') : fields
  return { place, id: now.id, name: now.name, kind, fields: shown }
}
