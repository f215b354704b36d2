import { dictionaryUses } from '../dictionary/uses.ts'
import type { Dictionary } from '../dictionary/schema.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/** Dictionaries: fields refer to ones that exist and offer something, and steps above a value exist and end. */
export function checkDictionaries({ dictionaries = [], forms }: Policy): Finding[] {
  const known = new Map(dictionaries.map((one) => [one.id, one]))
  return [
    ...forms.flatMap((form, index) =>
      dictionaryUses(form).flatMap(({ dictionary: id, at, field }) => {
        const dictionary = known.get(id)
        const where = `/forms/${index}${at}`
        if (!dictionary) return [finding('policy.reference.missing', where, { kind: 'dictionary', id })]
        return dictionary.entries.some((one) => !one.retired)
          ? []
          : [finding('policy.dictionary.nothing-to-choose', where, { name: dictionary.name, field })]
      }),
    ),
    ...dictionaries.flatMap((one, index) => checkSteps(one, `/dictionaries/${index}/entries`)),
  ]
}

function checkSteps({ name, entries }: Dictionary, at: string): Finding[] {
  const byId = new Map(entries.map((one) => [one.id, one]))
  return entries.flatMap((entry, index) => {
    if (entry.parent === undefined) return []
    const where = `${at}/${index}/parent`
    const params = { name, entry: entry.name, parent: entry.parent }
    if (!byId.has(entry.parent)) return [finding('policy.dictionary.parent-missing', where, params)]
    const seen = new Set([entry.id])
    for (let above = byId.get(entry.parent); above; above = above.parent === undefined ? undefined : byId.get(above.parent)) {
      if (above.id === entry.id) return [finding('policy.dictionary.circle', where, params)]
      // A circle further up is said where it is.
      if (seen.has(above.id)) return []
      seen.add(above.id)
    }
    return []
  })
}
