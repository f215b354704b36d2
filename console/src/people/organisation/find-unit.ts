import { guessUnit, plain, type NamedUnit, type UnitGuess } from '../../responsibility/workbench/unit-name.ts'

/** Units by everything they are called, and what was asked already. */
export type UnitIndex = {
  readonly units: readonly NamedUnit[]
  readonly byName: ReadonlyMap<string, readonly string[]>
  readonly asked: Map<string, UnitGuess>
}

export function indexUnits(units: readonly (NamedUnit & { active?: boolean })[]): UnitIndex {
  const byName = new Map<string, string[]>()
  const used = units.filter(({ active = true }) => active)
  for (const { id, name, shortName } of used)
    for (const one of new Set([plain(id), plain(name), plain(shortName ?? '')]))
      if (one !== '') byName.set(one, [...(byName.get(one) ?? []), id])
  return { units: used, byName, asked: new Map() }
}

/** The unit a text means, or those it may mean. A table of thousands of rows names few units. */
export function findUnit(text: string, { units, byName, asked }: UnitIndex): UnitGuess {
  const wanted = plain(text)
  const [only, second] = byName.get(wanted) ?? []
  if (only !== undefined && second === undefined) return { unit: only }
  const known = asked.get(wanted)
  if (known) return known
  const guess = guessUnit(text, units)
  // What is not written as the unit is called has to be confirmed by whoever imports.
  const near: UnitGuess = 'unit' in guess ? { near: [guess.unit] } : guess
  asked.set(wanted, near)
  return near
}
