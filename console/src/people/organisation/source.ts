import type { SheetText, WorkbookText } from '@shaotai/office/excel'
import { findHeader, type Matching } from '../../responsibility/workbench/import/match-columns.ts'
import { readTable, type Fixes, type ReadRow } from '../../responsibility/workbench/import/read-table.ts'
import { PERSON_TABLE, UNIT_TABLE, type PersonColumn, type UnitColumn } from './tables.ts'

/** A sheet taken as a table: where its headings stand, and what they are. */
export type Sheet<C extends string> = { readonly sheet: SheetText; readonly header: number; readonly matching: Matching<C> }

/** Where the rows come from: sheets of a workbook, or names that were pasted. */
export type Source = {
  readonly file: string
  readonly book?: WorkbookText
  readonly units?: Sheet<UnitColumn>
  readonly people?: Sheet<PersonColumn>
  readonly pasted?: readonly ReadRow<UnitColumn>[]
}

type Remembered = { units: Readonly<Record<string, string>>; people: Readonly<Record<string, string>> }

/** The first sheet that is a table of people, and the first that is one of units; nothing when there is neither. */
export function sourceOf(book: WorkbookText, file: string, remembered: Remembered): Source | undefined {
  let units: Sheet<UnitColumn> | undefined
  let people: Sheet<PersonColumn> | undefined
  for (const sheet of book.sheets) {
    // A table of people names units too, so it is looked for first.
    const person = findHeader(PERSON_TABLE, sheet.rows, remembered.people)
    const unit = person ? undefined : findHeader(UNIT_TABLE, sheet.rows, remembered.units)
    if (person) people ??= { sheet, header: person.at, matching: person.matching }
    else if (unit) units ??= { sheet, header: unit.at, matching: unit.matching }
  }
  return units || people ? { file, book, ...(units && { units }), ...(people && { people }) } : undefined
}

/** What was put right by hand, and rows left out. */
export type Repairs = {
  readonly units: Fixes<UnitColumn>
  readonly people: Fixes<PersonColumn>
  readonly left: Readonly<Record<'units' | 'people', ReadonlySet<number>>>
}
export const NO_REPAIRS: Repairs = { units: new Map(), people: new Map(), left: { units: new Set(), people: new Set() } }

/** The rows of a source, with what was put right. */
export function rowsOf(
  { units, people, pasted }: Source,
  repairs: Repairs,
): { units: ReadRow<UnitColumn>[]; people: ReadRow<PersonColumn>[] } {
  const fromText = (pasted ?? [])
    .filter(({ number }) => !repairs.left.units.has(number))
    .map((row) => ({ ...row, cells: { ...row.cells, ...repairs.units.get(row.number) } }))
  return {
    units: units ? readTable(units.sheet.rows, units.header, units.matching, repairs.units, repairs.left.units) : fromText,
    people: people ? readTable(people.sheet.rows, people.header, people.matching, repairs.people, repairs.left.people) : [],
  }
}
