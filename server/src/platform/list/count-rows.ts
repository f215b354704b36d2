import type { RawBuilder } from 'kysely'
import type { Db } from '../db/open-database.ts'

type Known = { total: number; until: number }

const known = new WeakMap<Db, Map<string, Known>>()
const KEPT = 500
/** Counting may take one part in this many of the time. */
const SHARE = 50
const LONGEST = 10_000
/** Lists up to this long are counted each time: people see one case more or less in them. */
const SHORT = 5_000

/**
 * Counts the rows of a query. The total of a short list is always exact. Counting a long one costs milliseconds for every hundred
 * thousand rows, so its result is kept for fifty times as long as it took (at most ten seconds): a total may then be that old, and says
 * nothing wrong about a list that is longer than anyone pages through. The same text and values only: never another person's scope.
 */
export async function countRows(db: Db, query: RawBuilder<unknown>): Promise<number> {
  const { sql, parameters } = query.compile(db.read)
  const key = JSON.stringify([sql, parameters])
  const cache = known.get(db) ?? new Map<string, Known>()
  known.set(db, cache)
  const before = performance.now()
  const stored = cache.get(key)
  if (stored && stored.until > before) return stored.total
  const { rows } = await query.execute(db.read)
  const total = Number((rows[0] as { total: number }).total)
  const took = performance.now() - before
  cache.delete(key)
  if (total > SHORT) {
    if (cache.size >= KEPT) cache.delete(cache.keys().next().value!)
    cache.set(key, { total, until: before + took + Math.min(took * SHARE, LONGEST) })
  }
  return total
}
