import type { SheetContent, SheetText } from '@shaotai/office/excel'
import type { Matching } from './match-columns.ts'
import type { PlacedProblem, Plan } from './plan.ts'

type Given = {
  plan: Plan
  sheet: SheetText
  header: number
  matching: Matching
  sentence: (problem: PlacedProblem) => string
  /** The heading of the added column. */
  title: string
}

/** The table as it was read, with a column of what is wrong with each row before it, and the cells concerned coloured. */
export function annotatedTable({ plan, sheet, header, matching, sentence, title }: Given): SheetContent {
  const titles = sheet.rows[header]?.cells ?? []
  const rows = sheet.rows.slice(header + 1)
  const width = Math.max(titles.length, ...rows.map(({ cells }) => cells.length))
  const problems = new Map(plan.rows.map(({ row, problems: these }) => [row.number, these]))
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
