/** The cell with the cursor, and the opposite corner of what is chosen with it; rows and columns from 0. */
export type Selection = { row: number; column: number; anchorRow: number; anchorColumn: number }
export type Size = { rows: number; columns: number }
export type Block = { top: number; left: number; bottom: number; right: number }

export const atCell = (row: number, column: number): Selection => ({ row, column, anchorRow: row, anchorColumn: column })

/** What is chosen, corners included. */
export function blockOf({ row, column, anchorRow, anchorColumn }: Selection): Block {
  return {
    top: Math.min(row, anchorRow),
    bottom: Math.max(row, anchorRow),
    left: Math.min(column, anchorColumn),
    right: Math.max(column, anchorColumn),
  }
}

/** The selection kept inside a table that may have become smaller. */
export function within(selection: Selection, { rows, columns }: Size): Selection {
  const row = (one: number) => Math.max(0, Math.min(one, rows - 1))
  const column = (one: number) => Math.max(0, Math.min(one, columns - 1))
  return {
    row: row(selection.row),
    column: column(selection.column),
    anchorRow: row(selection.anchorRow),
    anchorColumn: column(selection.anchorColumn),
  }
}

/** One step with Tab or Enter: forward to the next cell of the same line, and on to the next line at its end. */
export function stepOn({ row, column }: Selection, direction: 'right' | 'left' | 'down' | 'up', size: Size): Selection {
  const { rows, columns } = size
  if (direction === 'down' || direction === 'up') return within(atCell(row + (direction === 'down' ? 1 : -1), column), size)
  const place = row * columns + column + (direction === 'right' ? 1 : -1)
  return place < 0 || place >= rows * columns ? atCell(row, column) : atCell(Math.floor(place / columns), place % columns)
}

type Key = { key: string; shift: boolean; control: boolean }

/** Where an arrow, Home, End or a page key leads, as in Excel; undefined for any other key. `page` is the number of rows in sight. */
export function moveBy(
  { key, shift, control }: Key,
  from: Selection,
  { rows, columns, page }: Size & { page: number },
): Selection | undefined {
  const to = target(key, control, from, { rows, columns, page })
  if (!to) return undefined
  const moved = shift ? { ...from, row: to.row, column: to.column } : atCell(to.row, to.column)
  return within(moved, { rows, columns })
}

function target(key: string, control: boolean, { row, column }: Selection, { rows, columns, page }: Size & { page: number }) {
  switch (key) {
    case 'ArrowUp':
      return { row: control ? 0 : row - 1, column }
    case 'ArrowDown':
      return { row: control ? rows - 1 : row + 1, column }
    case 'ArrowLeft':
      return { row, column: control ? 0 : column - 1 }
    case 'ArrowRight':
      return { row, column: control ? columns - 1 : column + 1 }
    case 'Home':
      return { row: control ? 0 : row, column: 0 }
    case 'End':
      return { row: control ? rows - 1 : row, column: columns - 1 }
    case 'PageUp':
      return { row: row - page, column }
    case 'PageDown':
      return { row: row + page, column }
    default:
      return undefined
  }
}
