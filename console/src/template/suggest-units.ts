import { guessUnit, plain, type NamedUnit } from '../responsibility/workbench/unit-name.ts'

/** What one of their units is here: surely, perhaps (to be looked at), or not to be guessed. */
export type Suggestion = { readonly id: string; readonly name: string; readonly count: number } & (
  | { readonly kind: 'same' | 'likely'; readonly unit: string }
  | { readonly kind: 'open'; readonly unit: undefined }
)

/**
 * For every unit another county's policy names, which of ours it may be: one code and one name are one unit, then the name decides. A code
 * alone says little, because two counties use one code for different units; without a name it is only a likely one.
 */
export function suggestUnits(named: ReadonlyMap<string, number>, theirs: readonly NamedUnit[], ours: readonly NamedUnit[]): Suggestion[] {
  const names = new Map(theirs.map((unit) => [unit.id, unit.name]))
  const own = new Map(ours.map((unit) => [unit.id, unit]))
  return [...named].map(([id, count]) => {
    const name = names.get(id)
    const namesake = own.get(id)
    const as = { id, name: name ?? id, count }
    if (name === undefined) return namesake ? { ...as, kind: 'likely', unit: id } : { ...as, kind: 'open', unit: undefined }
    if (namesake && plain(namesake.name) === plain(name)) return { ...as, kind: 'same', unit: id }
    const guess = guessUnit(name, ours)
    if ('unit' in guess)
      return { ...as, kind: plain(own.get(guess.unit)?.name ?? '') === plain(name) ? 'same' : 'likely', unit: guess.unit }
    const [first] = guess.near
    return first === undefined ? { ...as, kind: 'open', unit: undefined } : { ...as, kind: 'likely', unit: first }
  })
}
