import type { AnnexBlock, PrintedPolicy, Responsibilities } from '@shaotai/core'
import { cellText, type CellNames } from './cell.ts'
import type { Column } from './columns.ts'

const PRINTED: readonly Column[] = ['name', 'situations', 'lead', 'cooperating', 'town', 'legalBasis', 'whistle']

/** The list as a document to send round: a table for each domain, of the items in use. */
export function listDocument({
  list,
  names,
  titleOf,
}: {
  list: Responsibilities
  names: CellNames
  titleOf: (column: Column) => string
}): PrintedPolicy {
  const inUse = list.items.filter((item) => !item.retired)
  const blocks = list.domains.flatMap((domain): AnnexBlock[] => {
    const items = inUse.filter((item) => item.domain === domain.id)
    if (items.length === 0) return []
    return [
      { heading: `${domain.name}（${items.length}）` },
      {
        table: {
          head: ['序号', ...PRINTED.map(titleOf)],
          rows: items.map((item) => [String(list.items.indexOf(item) + 1), ...PRINTED.map((column) => cellText(item, column, names))]),
        },
      },
    ]
  })
  return {
    title: list.title,
    subtitle: list.clause === undefined ? [] : [list.clause],
    chapters: [],
    annexes: [{ number: '', at: '/responsibilities', title: '', blocks }],
    foot: names.today,
  }
}
