import type { SheetContent, SheetText } from '@shaotai/office/excel'
import type { Matching } from './match-columns.ts'

type Placed<C extends string> = { readonly column: C; readonly severity: 'red' | 'amber' }
type Given<C extends string, P extends Placed<C>> = {
  /** What is wrong, by the number of the row. */
  problems: ReadonlyMap<number, readonly P[]>
  sheet: SheetText
  header: number
  matching: Matching<C>
  sentence: (problem: P) => string
  /** The heading of the added column. */
  title: string
}

/** The table as it was read, with a column of what is wrong with each row before it, and the cells concerned coloured. */
export function annotatedTable<C extends string, P extends Placed<C>>({
  problems,
  sheet,
  header,
  matching,
  sentence,
  title,
}: Given<C, P>): SheetContent {
  const titles = sheet.rows[header]?.cells ?? []
  const rows = sheet.rows.slice(header + 1)
  const width = Math.max(titles.length, ...rows.map(({ cells }) => cells.length))
  return {
    name: sheet.name,
    frozen: 1,
    columns: [{ title, width: 40 }, ...Array.from({ length: width }, (_column, place) => ({ title: titles[place] ?? '', width: 22 }))],
    rows: rows.map(({ number, cells }) => [
      (problems.get(number) ?? []).map(sentence).join('\n'),
      ...Array.from({ length: width }, (_cell, place) => cells[place] ?? ''),
    ]),
    shades: rows.flatMap(({ number }, row) =>
      (problems.get(number) ?? []).flatMap(({ column, severity }) => {
        const place = matching.indexOf(column)
        return [{ row, column: 0, shade: severity }, ...(place < 0 ? [] : [{ row, column: place + 1, shade: severity }])]
      }),
    ),
  }
}
