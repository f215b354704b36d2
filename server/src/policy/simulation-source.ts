import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { SimulationCases, SimulationFacts } from '@shaotai/api'
import { DAY, HISTORY_DAYS, packScorePage, packYearPage, type Instant, type Policy } from '@shaotai/core'
import { Clock } from '../platform/clock/clock.ts'
import { decodeJson } from '../platform/db/columns.ts'
import { Db } from '../platform/db/open-database.ts'
import { PolicyStore } from './policy.store.ts'
import { eventsOfCases } from './events-of-cases.ts'

/** Which page is asked for; `known` is the tag of the one the caller has. */
export type PageQuestion = { readonly county: string; readonly after?: string; readonly limit: number; readonly known?: string }

/** A page with its tag; without a body the caller has it already. */
export type TaggedPage<T> = { readonly tag: string; readonly body?: T }

/** The last twelve months as a simulation needs them, page by page: two statements each, the second only for a page that changed; with the first page also how many cases there are. */
@Injectable()
export class SimulationSource {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly policies: PolicyStore,
  ) {}

  async cases({ county, after, limit, known }: PageQuestion): Promise<TaggedPage<SimulationCases>> {
    const since = startOfYear(this.clock.now())
    const last = readPlace(after)
    let query = this.db.read
      .selectFrom('cases')
      .select(['id', 'number', 'version', 'policy_hash', 'submitted_at'])
      .where('county_id', '=', county)
      .where('submitted_at', '>=', Math.max(since, last?.at ?? since))
    if (last)
      query = query.where((eb) =>
        eb.or([eb('submitted_at', '>', last.at), eb.and([eb('submitted_at', '=', last.at), eb('id', '<', last.id)])]),
      )
    const rows = await query.orderBy('submitted_at').orderBy('id', 'desc').limit(limit).execute()
    const total = last ? undefined : await this.count(county, since)
    const tag = tagOf([since, limit, total, rows.map((row) => [row.id, row.version, row.policy_hash])])
    if (tag === known) return { tag }
    const events = await eventsOfCases(
      this.db,
      county,
      rows.map(({ id }) => id),
    )
    const versions = new Map<string, Policy | undefined>()
    for (const hash of new Set(rows.map((row) => row.policy_hash)))
      versions.set(hash, (await this.policies.byHash(this.db.read, county, hash))?.policy)
    const page = packYearPage(
      rows.map(({ id, number, policy_hash: pinned }) => ({
        id,
        number,
        pinned,
        policy: versions.get(pinned),
        events: events.get(id) ?? [],
      })),
    )
    const end = rows.at(-1)
    const next = nextPlace(rows.length === limit && end ? { at: end.submitted_at, id: end.id } : undefined)
    return { tag, body: { since, next, ...(total !== undefined && { total }), page } }
  }

  async facts({ county, after, limit, known }: PageQuestion): Promise<TaggedPage<SimulationFacts>> {
    const since = startOfYear(this.clock.now())
    const last = readPlace(after)
    let query = this.db.read
      .selectFrom('facts')
      .select(['id', 'closed_at', 'written_at'])
      .where('county_id', '=', county)
      .where('closed_at', '>=', Math.max(since, last?.at ?? since))
    if (last)
      query = query.where((eb) => eb.or([eb('closed_at', '>', last.at), eb.and([eb('closed_at', '=', last.at), eb('id', '>', last.id)])]))
    const rows = await query.orderBy('closed_at').orderBy('id').limit(limit).execute()
    const tag = tagOf([since, limit, rows.map((row) => [row.id, row.written_at])])
    if (tag === known) return { tag }
    const facts = await this.factsOf(
      county,
      rows.map(({ id }) => id),
    )
    const page = packScorePage(
      rows.flatMap(({ id, closed_at: at }) => {
        const fact = facts.get(id)
        return fact === undefined ? [] : [{ at, fact: decodeJson(fact) }]
      }),
    )
    const end = rows.at(-1)
    return { tag, body: { since, next: nextPlace(rows.length === limit && end ? { at: end.closed_at, id: end.id } : undefined), page } }
  }

  private async count(county: string, since: Instant): Promise<number> {
    const { cases } = await this.db.read
      .selectFrom('cases')
      .select((eb) => eb.fn.countAll<number | string>().as('cases'))
      .where('county_id', '=', county)
      .where('submitted_at', '>=', since)
      .executeTakeFirstOrThrow()
    return Number(cases)
  }

  private async factsOf(county: string, ids: readonly string[]) {
    if (ids.length === 0) return new Map<string, never>()
    const rows = await this.db.read
      .selectFrom('facts')
      .select(['id', 'fact'])
      .where('county_id', '=', county)
      .where('id', 'in', ids)
      .execute()
    return new Map(rows.map((row) => [row.id, row.fact]))
  }
}

/** Twelve months back, at the start of a day: pages do not shift while somebody reads them. */
function startOfYear(now: Instant): Instant {
  return Math.floor((now - HISTORY_DAYS * DAY) / DAY) * DAY
}

type Place = { readonly at: Instant; readonly id: string }

function readPlace(after: string | undefined): Place | undefined {
  if (after === undefined) return undefined
  const dot = after.indexOf('.')
  return { at: Number(after.slice(0, dot)), id: after.slice(dot + 1) }
}

function nextPlace(place: Place | undefined): string | null {
  return place ? `${place.at}.${place.id}` : null
}

/** Weak, because the same page may be sent compressed or not. */
function tagOf(state: unknown): string {
  return `W/"${createHash('sha256').update(JSON.stringify(state)).digest('base64url')}"`
}
