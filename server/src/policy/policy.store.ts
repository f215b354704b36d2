import { Injectable } from '@nestjs/common'
import type { CalendarsOf, CaseEvent, LimitsOf, Policy } from '@shaotai/core'
import type { Kysely } from 'kysely'
import { decodeJson } from '../platform/db/columns.ts'
import { compileOnce } from '../platform/db/compile-once.ts'
import type { Database } from '../platform/db/database.ts'

/** A published version: the parsed policy and what identifies it. */
export type PublishedPolicy = { hash: string; version: number; effectiveAt: number; policy: Policy }

/** What a case is decided by: the version it is pinned to, and the calendars of later ones that it came to count on. */
export type CaseRules = PublishedPolicy & { calendars?: CalendarsOf; policies?: LimitsOf }

/** What happens to running cases when a version comes into force (衔接). */
export type Transition = 'new' | 'unsigned' | 'open'

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
    const named = (event: CaseEvent['type']) => events.flatMap(({ type, data }) => (type === event ? [String(data.version)] : []))
    const [calendars, policies] = [named('case.calendarChanged'), named('case.policyChanged')]
    return (
      published && {
        ...published,
        ...(calendars.length > 0 && { calendars: await this.calendars(db, county, calendars) }),
        ...(policies.length > 0 && { policies: await this.limits(db, county, [...policies, firstPin(events)]) }),
      }
    )
  }

  /** Looks up these versions for clocks of cases that came under others on their way. */
  async limits(db: Kysely<Database>, county: string, versions: readonly string[]): Promise<LimitsOf> {
    const found = new Map<string, Policy>()
    for (const hash of new Set(versions)) {
      const published = await this.byHash(db, county, hash)
      if (published) found.set(hash, published.policy)
    }
    return (version) => found.get(version)
  }

  /** The highest number a version was published under; withdrawn ones keep theirs. */
  async lastVersion(db: Kysely<Database>, county: string): Promise<number> {
    const row = await db
      .selectFrom('policy_versions')
      .select('version')
      .where('county_id', '=', county)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row?.version ?? 0
  }

  /** The version that is last to come into force, whether it has or not: what the next draft begins from. */
  async head(db: Kysely<Database>, county: string): Promise<PublishedPolicy | undefined> {
    return this.current(db, county, Number.MAX_SAFE_INTEGER)
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

  /** A version by its number, the one that was in force before it, and what happens to running cases; nothing of one that was withdrawn. */
  async changeOf(
    db: Kysely<Database>,
    county: string,
    version: number,
  ): Promise<{ before: PublishedPolicy | undefined; now: PublishedPolicy; transition: Transition } | undefined> {
    const { rows } = await effectiveVersions(db, { county, now: Number.MAX_SAFE_INTEGER })
    const ordered = inOrder(rows)
    const index = ordered.findIndex((row) => row.version === version)
    const [before, row] = [ordered[index - 1], ordered[index]]
    const now = row && (await this.byHash(db, county, row.hash))
    return now && { before: before && (await this.byHash(db, county, before.hash)), now, transition: row.transition }
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
    .select(['hash', 'version', 'effective_at', 'transition'])
    .where('county_id', '=', county)
    .where('status', '=', 'published')
    .where('effective_at', '<=', now),
)

function firstPin(events: readonly CaseEvent[]): string {
  return String(events.find(({ type }) => type === 'case.submitted')?.data.policy)
}

function newest<V extends { version: number; effective_at: number }>(versions: readonly V[]): V | undefined {
  return inOrder(versions).at(-1)
}

function inOrder<V extends { version: number; effective_at: number }>(versions: readonly V[]): V[] {
  return versions.toSorted((a, b) => a.effective_at - b.effective_at || a.version - b.version)
}
