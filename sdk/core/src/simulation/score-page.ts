import Type, { type Static } from 'typebox'
import type { FactValue, ScoreFact } from '../scoring/facts.ts'
import { readsPath, scorePaths } from '../scoring/slim-fact.ts'
import type { ScoringModel } from '../scoring/schema.ts'
import type { DatedFact } from './score-movement.ts'

/** Facts as scores read them, in columns; who rated and what raters wrote is left out. */
export const scorePageSchema = Type.Object({
  at: Type.Array(Type.Integer(), { description: 'When each fact counted: its case ended, or was refused admission.' }),
  columns: Type.Array(
    Type.Object({
      path: Type.String(),
      values: Type.Array(Type.Unknown(), { description: 'Every distinct value, once.' }),
      of: Type.Array(Type.Integer(), {
        description: 'Fact by fact, the place of its value counted from 1; 0: it has none. Ends with the last that has one.',
      }),
    }),
  ),
})
export type ScorePage = Static<typeof scorePageSchema>

/** Packs facts into a page. */
export function packScorePage(facts: Iterable<DatedFact>): ScorePage {
  const at: number[] = []
  const columns = new Map<string, { values: FactValue[]; places: Map<unknown, number>; of: number[] }>()
  for (const { at: counted, fact } of facts) {
    const row = at.push(counted) - 1
    for (const [path, value] of Object.entries(fact)) {
      if (value === undefined || isAboutRaters(path)) continue
      let column = columns.get(path)
      if (!column) columns.set(path, (column = { values: [], places: new Map(), of: [] }))
      const key = Array.isArray(value) ? JSON.stringify(value) : value
      let place = column.places.get(key)
      if (place === undefined) column.places.set(key, (place = column.values.push(value)))
      while (column.of.length < row) column.of.push(0)
      column.of.push(place)
    }
  }
  return { at, columns: [...columns].map(([path, { values, of }]) => ({ path, values, of })) }
}

/** The facts of pages as far as these models read them: a fact of a large county has sixty values, a model reads a dozen. */
export function openScorePages(pages: Iterable<ScorePage>, models: readonly ScoringModel[]): DatedFact[] {
  const paths = scorePaths(models)
  const facts: DatedFact[] = []
  for (const { at, columns } of pages) {
    const rows = at.map((): Record<string, FactValue> => ({}))
    for (const { path, values, of } of columns) {
      if (!readsPath(paths, path)) continue
      for (const [row, place] of of.entries()) {
        const fact = rows[row]
        if (fact && place > 0) fact[path] = values[place - 1] as FactValue
      }
    }
    for (const [row, counted] of at.entries()) facts.push({ at: counted, fact: rows[row] as ScoreFact })
  }
  return facts
}

function isAboutRaters(path: string): boolean {
  const own = path.slice(path.indexOf('/') + 1)
  return own === 'comments' || own.startsWith('rater.')
}
