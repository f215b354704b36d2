import type { ListItem } from '@shaotai/core'
import { cellText, type CellNames } from '../cell.ts'
import { COLUMNS, type Column } from '../columns.ts'

/** What travels unseen with an exported list: from which version it came, and what every row said then. */
export type Exported = {
  format: 1
  version: number
  at: string
  columns: readonly Column[]
  rows: Readonly<Record<string, readonly string[]>>
}

/** What a list says, row by row, as it goes into a file. */
export function exportRows(items: readonly ListItem[], names: CellNames): Record<string, string[]> {
  return Object.fromEntries(items.map((item) => [item.id, COLUMNS.map((column) => cellText(item, column, names))]))
}

/** What was put beside an exported list; undefined when it is not ours, or was changed by another hand. */
export function readExported(text: string | undefined): Exported | undefined {
  if (text === undefined) return undefined
  try {
    const value = JSON.parse(text) as Partial<Exported> | null
    if (value?.format !== 1 || typeof value.version !== 'number' || typeof value.at !== 'string') return undefined
    if (!Array.isArray(value.columns) || typeof value.rows !== 'object' || value.rows === null) return undefined
    const { columns } = value
    if (!columns.every((one) => COLUMNS.some((column) => column === one))) return undefined
    const rows = Object.entries(value.rows).filter(([, cells]) => Array.isArray(cells) && cells.every((cell) => typeof cell === 'string'))
    return { format: 1, version: value.version, at: value.at, columns, rows: Object.fromEntries(rows) }
  } catch {
    return undefined
  }
}
