import { readPaths } from '../condition/read-paths.ts'
import type { FactValue, ScoreFact } from './facts.ts'
import type { ScoringModel } from './schema.ts'

/** What every score reads of a fact, whatever its model. */
const ALWAYS = ['kind', 'case', 'assignment', 'unit', 'unitType', 'town', 'category', 'closedAt', 'responders'] as const

/** The paths that models read of a fact; ratings of single people stand below theirs. */
export function scorePaths(models: readonly ScoringModel[]): ReadonlySet<string> {
  return new Set<string>([
    ...ALWAYS,
    // A rating screened out is not one that nobody gave.
    ...models.flatMap(({ indicators }) => (Object.values(indicators).some((one) => 'mean' in one && one.missing) ? ['eval.screened'] : [])),
    ...models.flatMap(({ population, indicators, adjustments, veto }) => readPaths([population, indicators, adjustments, veto])),
  ])
}

/** A fact with only what scores are computed from: raters and words are left out, and so is what no model reads. */
export function slimFact(fact: ScoreFact, paths: ReadonlySet<string>): ScoreFact {
  const slim: Record<string, FactValue | undefined> = {}
  for (const path in fact) if (readsPath(paths, path)) slim[path] = fact[path]
  return slim as ScoreFact
}

/** Whether a path, or the path of one person's rating (`<person>/<path>`), is among those that are read. */
export function readsPath(paths: ReadonlySet<string>, path: string): boolean {
  return paths.has(path) || (path.includes('/') && paths.has(path.slice(path.indexOf('/') + 1)))
}
