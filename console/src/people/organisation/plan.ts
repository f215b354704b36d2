import {
  applyOrganisationChange,
  canonicalJson,
  checkOrganisationChange,
  type Actor,
  type OrganisationChange,
  type OrganisationRecords,
  type PersonRecord,
  type Refusal,
  type UnitRecord,
} from '@shaotai/core'
import type { ReadRow } from '../../responsibility/workbench/import/read-table.ts'
import type { Exported } from './exported.ts'
import { planPeople } from './plan-people.ts'
import { planUnits } from './plan-units.ts'
import type { OrganisationColumn, PersonColumn, Place, UnitColumn } from './tables.ts'

/** What is wrong or worth a look in one cell. `near`: what may be meant. */
export type RowProblem = {
  readonly column: OrganisationColumn
  readonly severity: 'red' | 'amber'
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  readonly near?: readonly string[]
}
/** A row of the file, what it is to be, and what is wrong with it. */
export type CheckedRow = {
  readonly place: Place
  readonly number: number
  readonly id: string
  readonly name: string
  readonly cells: Readonly<Partial<Record<OrganisationColumn, string>>>
  readonly isNew: boolean
  readonly problems: RowProblem[]
}
/** What happens to a unit or account the file does not have any more. */
export type Leaving = ReadonlyMap<string, 'retire' | 'remove'>

export type Plan = {
  readonly rows: readonly CheckedRow[]
  readonly change: OrganisationChange
  readonly after: OrganisationRecords
  /** Units and accounts in use that a file of ours does not have any more. */
  readonly missing: { readonly units: readonly UnitRecord[]; readonly people: readonly PersonRecord[] }
  /** What forbids the change and belongs to no row. */
  readonly others: readonly Refusal[]
}

type Given = {
  records: OrganisationRecords
  by: Actor
  units: readonly ReadRow<UnitColumn>[]
  people: readonly ReadRow<PersonColumn>[]
  exported?: Exported | undefined
  /** `units/ID` and `people/ID`. */
  leaving?: Leaving
}

/** What importing two tables would do to units and people: only what differs, each row with everything that is wrong in its place. */
export function planOrganisation({ records, by, units, people, exported, leaving = new Map() }: Given): Plan {
  const readUnits = planUnits(records.units, units, exported?.units)
  const readPeople = planPeople(records.people, people, { units: readUnits.after, exported: exported?.people })
  const missing = {
    units: absent(records.units, readUnits.rows, exported?.units, units.length > 0),
    people: absent(records.people, readPeople.rows, exported?.people, people.length > 0),
  }
  const gone = <T extends { id: string; active: boolean }>(place: Place, list: readonly T[]) =>
    list.filter(({ id }) => leaving.get(`${place}/${id}`) === 'retire').map((one): T => ({ ...one, active: false }))
  const change: OrganisationChange = {
    units: [...changed(records.units, readUnits.records), ...gone('units', missing.units)],
    people: [...changed(records.people, readPeople.records), ...gone('people', missing.people)],
    removed: missing.units.filter(({ id }) => leaving.get(`units/${id}`) === 'remove').map(({ id }) => id),
  }
  const rows = [...readUnits.rows, ...readPeople.rows]
  const others = place(checkOrganisationChange(records, change, { by }), change, rows)
  return { rows, change, after: applyOrganisationChange(records, change), missing, others }
}

function changed<T extends { id: string }>(before: readonly T[], now: readonly T[]): T[] {
  const known = new Map(before.map((one) => [one.id, canonicalJson(one)]))
  return now.filter((one) => known.get(one.id) !== canonicalJson(one))
}

function absent<T extends { id: string; active: boolean }>(
  before: readonly T[],
  rows: readonly CheckedRow[],
  exported: Exported['units'] | undefined,
  read: boolean,
): T[] {
  if (!exported || !read) return []
  const there = new Set(rows.map(({ id }) => id))
  // A row taken out of a file of ours was taken out on purpose; what was added since was never in it.
  return before.filter((one) => one.active && Object.hasOwn(exported, one.id) && !there.has(one.id))
}

/** Gives each refusal to the row it speaks of; what belongs to no row is left. */
function place(refusals: readonly Refusal[], change: OrganisationChange, rows: readonly CheckedRow[]): Refusal[] {
  const at = new Map(rows.map((row) => [`${row.place}/${row.id}`, row]))
  return refusals.filter(({ at: pointer = '', code, params }) => {
    const [, where = '', index = '', field = 'name'] = pointer.split('/')
    const list = where === 'units' ? change.units : where === 'people' ? change.people : []
    const row = at.get(`${where}/${list[Number(index)]?.id ?? ''}`)
    const column = field === 'active' ? 'status' : (field as OrganisationColumn)
    row?.problems.push({ column, severity: 'red', code, params })
    return row === undefined
  })
}
