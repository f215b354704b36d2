import type { ListItem } from '@shaotai/core'
import { cellText, writeCell, type CellNames, type CellProblem } from './cell.ts'
import type { Column } from './columns.ts'

/** A text for one cell; `index` is the place of the item in the document. */
export type CellEdit = { index: number; column: Column; text: string }
export type RefusedEdit = CellEdit & { problem: CellProblem }

/** The items after some edits, and those edits whose text cannot stand where it should. Items nobody touched stay the same objects. */
export function applyEdits(
  items: readonly ListItem[],
  edits: readonly CellEdit[],
  names: CellNames,
): { items: readonly ListItem[]; refused: RefusedEdit[] } {
  const changed = new Map<number, ListItem>()
  const refused: RefusedEdit[] = []
  for (const edit of edits) {
    const item = changed.get(edit.index) ?? items[edit.index]
    if (!item) continue
    const written = writeCell(item, edit.column, edit.text, names)
    if (!written.ok) refused.push({ ...edit, problem: written.error })
    else if (written.value !== item) changed.set(edit.index, written.value)
  }
  return { items: changed.size === 0 ? items : items.map((item, index) => changed.get(index) ?? item), refused }
}

type Target = { indexes: readonly number[]; columns: readonly Column[] }

/** The edits of a block pasted with its first cell at the first of the places; one value fills all of them. What does not fit is cut. */
export function pasteEdits(block: readonly (readonly string[])[], target: Target & { fill: Target }): { edits: CellEdit[]; cut: number } {
  const [only] = block[0] ?? []
  if (block.length === 1 && block[0]?.length === 1 && only !== undefined)
    return {
      edits: target.fill.indexes.flatMap((index) => target.fill.columns.map((column) => ({ index, column, text: only }))),
      cut: 0,
    }
  const edits = block.flatMap((row, down) => {
    const index = target.indexes[down]
    if (index === undefined) return []
    return row.flatMap((text, across) => {
      const column = target.columns[across]
      return column === undefined ? [] : [{ index, column, text }]
    })
  })
  return { edits, cut: Math.max(0, block.length - target.indexes.length) }
}

/** The edits of filling down: every row takes what the first says. */
export function fillEdits(items: readonly ListItem[], { indexes, columns }: Target, names: CellNames): CellEdit[] {
  const [first, ...rest] = indexes
  const source = first === undefined ? undefined : items[first]
  if (!source) return []
  return rest.flatMap((index) => columns.map((column) => ({ index, column, text: cellText(source, column, names) })))
}
