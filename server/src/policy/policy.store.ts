import { Injectable } from '@nestjs/common'
import type { CalendarsOf, CaseEvent, Policy } from '@shaotai/core'
import type { Kysely } from 'kysely'
import { decodeJson } from '../platform/db/columns.ts'
import { compileOnce } from '../platform/db/compile-once.ts'
import type { Database } from '../platform/db/database.ts'

/** A published version: the parsed policy and what identifies it. */
export type PublishedPolicy = { hash: string; version: number; effectiveAt: number; policy: Policy }

/** What a case is decided by: the version it is pinned to, and the calendars of later ones that it came to count on. */
export type CaseRules = PublishedPolicy & { calendars?: CalendarsOf }

/** Fires when a version comes into force. */
export const IN_FORCE_TIMER = 'policy.in-force'

/** How many parsed versions are kept in memory; open cases are pinned to a handful. */
const KEPT = 32

/**
 * Published policies by hash. A version never changes, so its parsed form is kept in memory; which version is in force is read
 * from the database each time, inside the unit that depends on it.
 */
@Injectable()
export class PolicyStore {
  private readonly parsed = new Map<string, PublishedPolicy>()

  /** The version in force at `now`: the newest published one whose effective date has come. */
  async current(db: Kysely<Database>, county: string, now: number): Promise<PublishedPolicy | undefined> {
    const row = newest((await effectiveVersions(db, { county, now })).rows)
    const published = row && (await this.byHash(db, county, row.hash))
    // After a roll-back two versions share one document and so one hash; the number is the newer one's.
    return row && published && { ...published, version: row.version, effectiveAt: row.effective_at }
  }

  /** What a stored case is decided by. */
  async rulesOf(db: Kysely<Database>, county: string, pinned: string, events: readonly CaseEvent[]): Promise<CaseRules | undefined> {
    const published = await this.byHash(db, county, pinned)
    const versions = events.flatMap(({ type, data }) => (type === 'case.calendarChanged' ? [String(data.version)] : []))
    return published && (versions.length === 0 ? published : { ...published, calendars: await this.calendars(db, county, versions) })
  }

  /** Looks up the calendars of these versions. */
  async calendars(db: Kysely<Database>, county: string, versions: readonly string[]): Promise<CalendarsOf> {
    const found = new Map<string, Policy['calendars']>()
    for (const hash of new Set(versions)) {
      const published = await this.byHash(db, county, hash)
      if (published) found.set(hash, published.policy.calendars)
    }
    return (version) => found.get(version)
  }

  /** A version by its number, and the one that was in force before it. */
  async changeOf(
    db: Kysely<Database>,
    county: string,
    version: number,
  ): Promise<[PublishedPolicy | undefined, PublishedPolicy | undefined]> {
    const { rows } = await effectiveVersions(db, { county, now: Number.MAX_SAFE_INTEGER })
    const ordered = inOrder(rows)
    const index = ordered.findIndex((row) => row.version === version)
    const [before, now] = [ordered[index - 1], ordered[index]]
    return [before && (await this.byHash(db, county, before.hash)), now && (await this.byHash(db, county, now.hash))]
  }

  /** A published version by its hash. */
  async byHash(db: Kysely<Database>, county: string, hash: string): Promise<PublishedPolicy | undefined> {
    const key = `${county} ${hash}`
    const known = this.parsed.get(key)
    if (known) return known
    const row = await db
      .selectFrom('policy_versions')
      .select(['hash', 'version', 'effective_at', 'document'])
      .where('county_id', '=', county)
      .where('hash', '=', hash)
      .orderBy('version')
      .limit(1)
      .executeTakeFirst()
    if (!row) return undefined
    const published = { hash: row.hash, version: row.version, effectiveAt: row.effective_at, policy: decodeJson(row.document) as Policy }
    if (this.parsed.size >= KEPT) this.parsed.delete(this.parsed.keys().next().value ?? '')
    this.parsed.set(key, published)
    return published
  }
}

/** In no order: asking SQLite for one costs several times the search itself. A county has a few dozen versions. */
const effectiveVersions = compileOnce((db, { county, now }: { county: string; now: number }) =>
  db
    .selectFrom('policy_versions')
    .select(['hash', 'version', 'effective_at'])
    .where('county_id', '=', county)
    .where('status', '=', 'published')
    .where('effective_at', '<=', now),
)

function newest<V extends { version: number; effective_at: number }>(versions: readonly V[]): V | undefined {
  return inOrder(versions).at(-1)
}

function inOrder<V extends { version: number; effective_at: number }>(versions: readonly V[]): V[] {
  return versions.toSorted((a, b) => a.effective_at - b.effective_at || a.version - b.version)
}
