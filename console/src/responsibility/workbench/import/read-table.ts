import type { SheetRow } from '@shaotai/office/excel'
import { KEY_TITLE } from '../export.ts'
import type { Column } from '../columns.ts'
import type { Matching } from './match-columns.ts'
import type { TableRow } from './plan.ts'

/** Texts a person put in the place of those of the file, by the number of the row. */
export type Fixes = ReadonlyMap<number, Partial<Record<Column, string>>>

/**
 * The rows below the headings, by our columns. A row that says nothing in any column that is taken over, or only repeats its number, is none;
 * neither is one that was left out.
 */
export function readTable(
  rows: readonly SheetRow[],
  header: number,
  matching: Matching,
  fixes: Fixes = new Map(),
  left: ReadonlySet<number> = new Set(),
): TableRow[] {
  const keyAt = rows[header]?.cells.indexOf(KEY_TITLE) ?? -1
  return rows.slice(header + 1).flatMap(({ number, cells }) => {
    const texts: Partial<Record<Column, string>> = {}
    for (const [place, column] of matching.entries()) if (column !== undefined) texts[column] = cells[place] ?? ''
    if (left.has(number) || Object.values(texts).every((text) => text.trim() === '')) return []
    const key = keyAt < 0 ? undefined : (cells[keyAt] ?? '').trim()
    return [{ number, key: key === '' ? undefined : key, cells: { ...texts, ...fixes.get(number) } }]
  })
}
