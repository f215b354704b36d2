import type { Responsibilities } from '@shaotai/core'
import type { SheetContent } from '@shaotai/office/excel'
import type { CellNames } from './cell.ts'
import { COLUMNS, FROZEN, WIDTHS, type Column } from './columns.ts'
import { exportRows, type Exported } from './import/exported.ts'

type Given = { list: Responsibilities; names: CellNames; version: number; at: string; titleOf: (column: Column) => string }

/** The heading of the hidden column with the ids of the rows. */
export const KEY_TITLE = '_id'

/** The list as a sheet: the id of each row in a hidden column, and what every row says now beside the cells, to be compared on the way back. */
export function exportList({ list, names, version, at, titleOf }: Given): SheetContent {
  const rows = exportRows(list.items, names)
  const attached: Exported = { format: 1, version, at, columns: COLUMNS, rows }
  return {
    name: '责任清单',
    frozen: FROZEN + 2,
    columns: [
      { title: KEY_TITLE, width: 4, hidden: true },
      { title: '序号', width: 7 },
      ...COLUMNS.map((column) => ({ title: titleOf(column), width: Math.round(WIDTHS[column] / 7) })),
    ],
    rows: list.items.map((item, index) => [item.id, String(index + 1), ...(rows[item.id] ?? [])]),
    attached: JSON.stringify(attached),
  }
}
