import { pointerKeys } from '@shaotai/core'
import { COLUMNS, type Column } from './columns.ts'

/** A finding of the check, by the item and the column it stands in. */
export type Placed<F> = { finding: F; column: Column }

const FIELDS: Readonly<Record<string, Column>> = {
  duties: 'town',
  limits: 'situations',
  guide: 'name',
  replaces: 'effectiveFrom',
  consulted: 'cooperating',
}

/** The findings of the list by the place of their item in the document; one about the whole item stands at its name. */
export function findingsByItem<F extends { at: string }>(findings: readonly F[]): Map<number, Placed<F>[]> {
  const byItem = new Map<number, Placed<F>[]>()
  for (const finding of findings) {
    const [kind, part, index, field = ''] = pointerKeys(finding.at)
    if (kind !== 'responsibilities' || part !== 'items' || index === undefined) continue
    const column = COLUMNS.find((one) => one === field) ?? (Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined) ?? 'name'
    byItem.set(Number(index), [...(byItem.get(Number(index)) ?? []), { finding, column }])
  }
  return byItem
}
