import type { UnitType } from '@shaotai/core'
import type { ReadRow } from '../../responsibility/workbench/import/read-table.ts'
import { typeName, type UnitColumn } from './tables.ts'

/**
 * Names of units out of a Word text: one on each line, or several with 、 between them. Numbers and marks before a name go, so do the heading
 * before a colon and the full stop at the end.
 */
export function pastedUnits(text: string, type?: UnitType): ReadRow<UnitColumn>[] {
  const names = text
    .split(/\r?\n/)
    .flatMap((line) => line.replace(/^[^：:、]{1,12}[：:]/, '').split(/[、，,;；\t]/))
    .map((name) =>
      name
        .trim()
        .replace(/^[（(]?[\d一二三四五六七八九十]{1,3}[）).．]\s*/, '')
        .replace(/^[•·●▪-]\s*/, '')
        .replace(/[。．.]$/, '')
        .trim(),
    )
    .filter((name) => name !== '')
  return names.map((name, index) => ({
    number: index + 1,
    key: undefined,
    cells: { name, ...(type !== undefined && { type: typeName(type) }) },
  }))
}
