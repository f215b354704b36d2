import { splitUnits, type CellNames } from '../cell.ts'
import { guessUnit, plain } from '../unit-name.ts'
import type { TableRow } from './plan.ts'

/** A name in the table that no unit certainly has, in how many rows, and which units may be meant. */
export type UnknownUnit = { text: string; rows: number; near: string[] }

/** The names of units that have to be confirmed, those in most rows first. */
export function unknownUnits(rows: readonly TableRow[], names: CellNames): UnknownUnit[] {
  const found = new Map<string, UnknownUnit>()
  for (const { cells } of rows)
    for (const text of [cells.lead?.trim() ?? '', ...splitUnits(cells.cooperating ?? '')]) {
      if (text === '') continue
      const known = found.get(plain(text))
      if (known) {
        known.rows++
        continue
      }
      const guess = guessUnit(text, names.units, names.confirmed)
      if ('near' in guess) found.set(plain(text), { text, rows: 1, near: guess.near })
    }
  return [...found.values()].sort((a, b) => b.rows - a.rows)
}
