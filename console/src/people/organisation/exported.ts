import { ROLES, type OrganisationRecords, type PersonRecord, type UnitRecord } from '@shaotai/core'
import type { SheetContent } from '@shaotai/office/excel'
import { KEY_TITLE } from '../../responsibility/workbench/export.ts'
import { plain } from '../../responsibility/workbench/unit-name.ts'
import {
  IN_USE,
  OUT_OF_USE,
  PERSON_COLUMNS,
  PERSON_TABLE,
  typeName,
  UNIT_COLUMNS,
  UNIT_TABLE,
  type PersonColumn,
  type UnitColumn,
} from './tables.ts'

/** What travels unseen with an exported organisation: what it was like, and what every row said then. */
export type Exported = {
  format: 1
  base: string
  units: Readonly<Record<string, readonly string[]>>
  people: Readonly<Record<string, readonly string[]>>
}

/** What a unit and a person say, cell by cell. */
export function unitCells(unit: UnitRecord, nameOf: (id: string) => string): Record<UnitColumn, string> {
  const { id, name, type, parent, shortName = '', phone = '', active } = unit
  const status = active ? IN_USE : OUT_OF_USE
  return { name, type: typeName(type), parent: parent === undefined ? '' : nameOf(parent), shortName, phone, status, id }
}
export function personCells(person: PersonRecord, nameOf: (id: string) => string): Record<PersonColumn, string> {
  const { name, unit, roles, account, phone = '', active } = person
  return {
    name,
    unit: nameOf(unit),
    roles: roles.map((role) => ROLES[role].name).join('、'),
    account,
    phone,
    status: active ? IN_USE : OUT_OF_USE,
  }
}

/** The name of a unit as long as it means only that one, else its code. */
export function unambiguous(units: readonly UnitRecord[]): (id: string) => string {
  const times = new Map<string, number>()
  for (const { name } of units) times.set(plain(name), (times.get(plain(name)) ?? 0) + 1)
  const byId = new Map(units.map((unit) => [unit.id, unit.name]))
  return (id) => {
    const name = byId.get(id)
    return name !== undefined && times.get(plain(name)) === 1 ? name : id
  }
}

const WIDTHS: Record<UnitColumn | PersonColumn, number> = {
  name: 30,
  type: 16,
  parent: 26,
  shortName: 16,
  phone: 18,
  status: 8,
  id: 14,
  unit: 30,
  roles: 34,
  account: 20,
}

/** Units and people as one workbook of two sheets; with nothing in it, the form one fills in. */
export function exportOrganisation({ units, people }: OrganisationRecords, base?: string): SheetContent {
  const nameOf = unambiguous(units)
  const rows = {
    units: Object.fromEntries(units.map((unit) => [unit.id, inOrder(UNIT_COLUMNS, unitCells(unit, nameOf))])),
    people: Object.fromEntries(people.map((person) => [person.id, inOrder(PERSON_COLUMNS, personCells(person, nameOf))])),
  }
  const attached: Exported | undefined = base === undefined ? undefined : { format: 1, base, ...rows }
  const sheet = (name: string, titles: readonly [string, number][], of: Record<string, readonly string[]>) => ({
    name,
    frozen: 2,
    columns: [{ title: KEY_TITLE, width: 4, hidden: true }, ...titles.map(([title, width]) => ({ title, width }))],
    rows: Object.entries(of).map(([id, cells]) => [id, ...cells]),
  })
  return {
    ...sheet(
      '单位',
      UNIT_COLUMNS.map((column) => [UNIT_TABLE.titles[column][0] ?? column, WIDTHS[column]]),
      rows.units,
    ),
    more: [
      sheet(
        '人员',
        PERSON_COLUMNS.map((column) => [PERSON_TABLE.titles[column][0] ?? column, WIDTHS[column]]),
        rows.people,
      ),
    ],
    ...(attached && { attached: JSON.stringify(attached) }),
  }
}

function inOrder<C extends string>(columns: readonly C[], cells: Readonly<Record<C, string>>): string[] {
  return columns.map((column) => cells[column])
}

/** What was put beside an exported organisation; undefined when it is not ours, or was changed by another hand. */
export function readExported(text: string | undefined): Exported | undefined {
  if (text === undefined) return undefined
  try {
    const value = JSON.parse(text) as Partial<Record<keyof Exported, unknown>> | null
    if (value?.format !== 1 || typeof value.base !== 'string') return undefined
    const [units, people] = [rowsOf(value.units), rowsOf(value.people)]
    return units && people ? { format: 1, base: value.base, units, people } : undefined
  } catch {
    return undefined
  }
}

function rowsOf(value: unknown): Record<string, string[]> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const rows = Object.entries(value).filter(
    (entry): entry is [string, string[]] => Array.isArray(entry[1]) && entry[1].every((cell) => typeof cell === 'string'),
  )
  return Object.fromEntries(rows)
}
