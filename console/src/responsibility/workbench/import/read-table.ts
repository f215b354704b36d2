import type { SheetRow } from '@shaotai/office/excel'
import { KEY_TITLE } from '../export.ts'
import type { Matching } from './match-columns.ts'

/** A row of a table that is imported: its number in the file, the hidden id if the file has one, and its cells by our columns. */
export type ReadRow<C extends string> = { number: number; key: string | undefined; cells: Readonly<Partial<Record<C, string>>> }

/** Texts a person put in the place of those of the file, by the number of the row. */
export type Fixes<C extends string> = ReadonlyMap<number, Partial<Record<C, string>>>

/**
 * The rows below the headings, by our columns. A row that says nothing in any column that is taken over, or only repeats its number, is none;
 * neither is one that was left out.
 */
export function readTable<C extends string>(
  rows: readonly SheetRow[],
  header: number,
  matching: Matching<C>,
  fixes: Fixes<C> = new Map(),
  left: ReadonlySet<number> = new Set(),
): ReadRow<C>[] {
  const keyAt = rows[header]?.cells.indexOf(KEY_TITLE) ?? -1
  return rows.slice(header + 1).flatMap(({ number, cells }) => {
    const texts: Partial<Record<C, string>> = {}
    for (const [place, column] of matching.entries()) if (column !== undefined) texts[column] = cells[place] ?? ''
    if (left.has(number) || Object.values<string | undefined>(texts).every((text) => text === undefined || text.trim() === '')) return []
    const key = keyAt < 0 ? undefined : (cells[keyAt] ?? '').trim()
    return [{ number, key: key === '' ? undefined : key, cells: { ...texts, ...fixes.get(number) } }]
  })
}
