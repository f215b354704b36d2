import { Injectable } from '@nestjs/common'
import { DAY, HISTORY_DAYS, openHistorySummary, type CaseEvent, type HistorySummary, type Instant, type Policy } from '@shaotai/core'
import { Db } from '../platform/db/open-database.ts'
import { PolicyStore } from './policy.store.ts'
import { eventsOfCases } from './events-of-cases.ts'

/** How far a reading goes: cases at a time, milliseconds in all. */
export type ReadingLimits = {
  readonly page: number
  readonly ms: number
  /** How long others are served between two pages, in milliseconds. */
  readonly rest?: number
  /** Asked before each page; true ends the reading. */
  readonly isStopped?: () => boolean
}

/** Long enough for a year of a large county, short enough for a page that waits. */
export const READING_LIMITS: ReadingLimits = { page: 50, ms: 10_000 }

/** A year of cases in counts. `reached`: the oldest whistle that was read, when time ran out before the year was read. */
export type CaseHistory = { readonly summary: HistorySummary; readonly since: Instant; readonly until: Instant; readonly reached?: Instant }

type Question = { county: string; draft: Policy; current: Policy | undefined; until: Instant }

type ScannedCase = { id: string; number: string; events: CaseEvent[]; pinned: Policy | undefined }
type Scan = {
  county: string
  since: Instant
  /** The policies met so far, by hash. */
  versions: Map<string, Policy | undefined>
  add: (found: ScannedCase) => void
}

/** Reads the cases of the last twelve months for the check of a draft: newest first, a page at a time, others served in between. */
@Injectable()
export class CaseHistoryReader {
  constructor(
    private readonly db: Db,
    private readonly policies: PolicyStore,
  ) {}

  async read({ county, draft, current, until }: Question, limits: ReadingLimits = READING_LIMITS): Promise<CaseHistory> {
    const since = until - HISTORY_DAYS * DAY
    const versions = new Map<string, Policy | undefined>()
    const reading = openHistorySummary({ draft, current, pinned: (hash) => versions.get(hash), until })
    const reached = await this.scan(
      { county, since, versions, add: ({ id, number, events }) => reading.add({ id, number, events }) },
      limits,
    )
    return { summary: reading.result(), since, until, ...(reached !== undefined && { reached }) }
  }

  /** Every case whistled since then, with its events and the policies they are pinned to, newest first; how far it came, when time ran out. */
  async scan(
    { county, since, versions, add }: Scan,
    { page, ms, rest, isStopped }: ReadingLimits = READING_LIMITS,
  ): Promise<Instant | undefined> {
    const began = performance.now()
    let last: { at: Instant; id: string } | undefined
    for (;;) {
      const cases = await this.page(county, since, { last, page })
      for (const hash of new Set(cases.map((one) => one.policy_hash)))
        if (!versions.has(hash)) versions.set(hash, (await this.policies.byHash(this.db.read, county, hash))?.policy)
      const events = await eventsOfCases(
        this.db,
        county,
        cases.map(({ id }) => id),
      )
      for (const { id, number, policy_hash: hash } of cases) add({ id, number, events: events.get(id) ?? [], pinned: versions.get(hash) })
      const oldest = cases.at(-1)
      if (!oldest || cases.length < page) return undefined
      last = { at: oldest.submitted_at, id: oldest.id }
      if (performance.now() - began >= ms) return last.at
      if (isStopped?.()) return last.at
      await new Promise<void>((resolve) => (rest === undefined ? setImmediate(resolve) : setTimeout(resolve, rest)))
    }
  }

  private page(county: string, since: Instant, { last, page }: { last: { at: Instant; id: string } | undefined; page: number }) {
    let query = this.db.read
      .selectFrom('cases')
      .select(['id', 'number', 'policy_hash', 'submitted_at'])
      .where('county_id', '=', county)
      .where('submitted_at', '>=', since)
    if (last)
      query = query.where((eb) =>
        eb.or([eb('submitted_at', '<', last.at), eb.and([eb('submitted_at', '=', last.at), eb('id', '>', last.id)])]),
      )
    return query.orderBy('submitted_at', 'desc').orderBy('id').limit(page).execute()
  }
}
