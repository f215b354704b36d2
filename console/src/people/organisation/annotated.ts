import type { SheetContent } from '@shaotai/office/excel'
import { annotatedTable } from '../../responsibility/workbench/import/annotated-table.ts'
import type { Plan, RowProblem } from './plan.ts'
import type { Sheet, Source } from './source.ts'
import type { OrganisationColumn, Place } from './tables.ts'

type Given = { title: string; sentence: (problem: RowProblem) => string }

/** The file as it was read, each of its tables with a column of what is wrong. */
export function annotated(plan: Plan, { units, people }: Source, { title, sentence }: Given): SheetContent | undefined {
  const one = <C extends OrganisationColumn>(place: Place, table: Sheet<C> | undefined) =>
    table && [
      annotatedTable<OrganisationColumn, RowProblem>({
        problems: new Map(plan.rows.filter((row) => row.place === place).map((row) => [row.number, row.problems])),
        ...table,
        sentence,
        title,
      }),
    ]
  const [first, ...more] = [...(one('units', units) ?? []), ...(one('people', people) ?? [])]
  return first && { ...first, more }
}
