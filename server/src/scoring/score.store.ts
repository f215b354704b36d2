import { Injectable } from '@nestjs/common'
import type { Bulletin, ScoreEntry, ScoreExplanation, ScoreFact, ScoreSheet, ScoringModel } from '@shaotai/core'
import type { Kysely } from 'kysely'
import { decodeJson, encodeJson } from '../platform/db/columns.ts'
import type { Database } from '../platform/db/database.ts'

/** A period of one model in one county. */
export type ScorePlace = { county: string; model: string; period: string }

/** The published result of a locked period, without what stands behind each sheet. */
export type LockedPeriod = {
  period: string
  revision: number
  lockedAt: number
  lockedBy: string
  reason: string | null
  policyHash: string
  policyVersion: number
  factsState: string
  model: ScoringModel
  bulletin: Bulletin
}

/** One subject's published part. */
export type LockedSheet = { sheet: ScoreSheet; explained: ScoreExplanation; facts: ScoreFact[] }

/** Locked periods kept in one answer at most: five years of months. */
const KEPT = 60

/** Reads and adds what stays of scores: entries, locked periods, their sheets. Nothing here changes a row. */
@Injectable()
export class ScoreStore {
  /** Every entry for a period, oldest first. */
  async entries(db: Kysely<Database>, { county, model, period }: ScorePlace): Promise<ScoreEntry[]> {
    const rows = await db
      .selectFrom('score_entries')
      .select('entry')
      .where('county_id', '=', county)
      .where('model', '=', model)
      .where('period', '=', period)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    return rows.map((row) => decodeJson(row.entry))
  }

  /** One entry by its id, with where it belongs. */
  async entry(db: Kysely<Database>, county: string, id: string) {
    const row = await db
      .selectFrom('score_entries')
      .select(['model', 'period', 'entry'])
      .where('county_id', '=', county)
      .where('id', '=', id)
      .executeTakeFirst()
    return row && { model: row.model, period: row.period, entry: decodeJson(row.entry) }
  }

  async addEntry(db: Kysely<Database>, { county, model, period }: ScorePlace, entry: ScoreEntry): Promise<void> {
    await db
      .insertInto('score_entries')
      .values({ county_id: county, id: entry.id, model, period, entry: encodeJson(entry), created_at: entry.at })
      .execute()
  }

  /** The newest revision of a locked period; undefined while it is on trial. */
  async locked(db: Kysely<Database>, place: ScorePlace): Promise<LockedPeriod | undefined> {
    return (await this.lockedPeriods(db, place, [place.period]))[0]
  }

  /** The newest revision of every locked period of a model, newest period first; of those named, if any are. */
  async lockedPeriods(
    db: Kysely<Database>,
    { county, model }: Omit<ScorePlace, 'period'>,
    periods?: readonly string[],
  ): Promise<LockedPeriod[]> {
    if (periods?.length === 0) return []
    const rows = await db
      .selectFrom('score_periods as one')
      .selectAll()
      .where('county_id', '=', county)
      .where('model', '=', model)
      .$if(periods !== undefined, (query) => query.where('period', 'in', [...(periods ?? [])]))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('score_periods as later')
              .select('later.revision')
              .whereRef('later.county_id', '=', 'one.county_id')
              .whereRef('later.model', '=', 'one.model')
              .whereRef('later.period', '=', 'one.period')
              .whereRef('later.revision', '>', 'one.revision'),
          ),
        ),
      )
      .orderBy('period', 'desc')
      .limit(KEPT)
      .execute()
    return rows.map((row) => ({
      period: row.period,
      revision: row.revision,
      lockedAt: row.locked_at,
      lockedBy: row.locked_by,
      reason: row.reason,
      policyHash: row.policy_hash,
      policyVersion: row.policy_version,
      factsState: row.facts_state,
      model: decodeJson(row.rules),
      bulletin: decodeJson(row.bulletin),
    }))
  }

  /** The sheets of a locked period, in their order. */
  async sheets(db: Kysely<Database>, { county, model, period }: ScorePlace, revision: number): Promise<ScoreSheet[]> {
    const rows = await db
      .selectFrom('score_results')
      .select('sheet')
      .where('county_id', '=', county)
      .where('model', '=', model)
      .where('period', '=', period)
      .where('revision', '=', revision)
      .orderBy('position')
      .execute()
    return rows.map((row) => decodeJson(row.sheet))
  }

  /** One subject's sheet with everything behind it, as it was published. */
  async sheet(
    db: Kysely<Database>,
    { county, model, period }: ScorePlace,
    { revision, subject }: { revision: number; subject: string },
  ): Promise<LockedSheet | undefined> {
    const row = await db
      .selectFrom('score_results')
      .select(['sheet', 'explained', 'facts'])
      .where('county_id', '=', county)
      .where('model', '=', model)
      .where('period', '=', period)
      .where('revision', '=', revision)
      .where('subject', '=', subject)
      .executeTakeFirst()
    return row && { sheet: decodeJson(row.sheet), explained: decodeJson(row.explained), facts: decodeJson(row.facts) }
  }

  /** The facts a locked period was computed from, by subject. */
  async facts(db: Kysely<Database>, { county, model, period }: ScorePlace, revision: number): Promise<Map<string, ScoreFact[]>> {
    const rows = await db
      .selectFrom('score_results')
      .select(['subject', 'facts'])
      .where('county_id', '=', county)
      .where('model', '=', model)
      .where('period', '=', period)
      .where('revision', '=', revision)
      .execute()
    return new Map(rows.map((row) => [row.subject, decodeJson(row.facts)]))
  }

  /** Publishes a result. A revision that exists already is refused by the database. */
  async add(db: Kysely<Database>, place: ScorePlace, period: Omit<LockedPeriod, 'period'>, sheets: readonly LockedSheet[]): Promise<void> {
    const key = { county_id: place.county, model: place.model, period: place.period, revision: period.revision }
    await db
      .insertInto('score_periods')
      .values({
        ...key,
        locked_at: period.lockedAt,
        locked_by: period.lockedBy,
        reason: period.reason,
        policy_hash: period.policyHash,
        policy_version: period.policyVersion,
        facts_state: period.factsState,
        rules: encodeJson(period.model),
        bulletin: encodeJson(period.bulletin),
      })
      .execute()
    for (const [position, { sheet, explained, facts }] of sheets.entries())
      await db
        .insertInto('score_results')
        .values({
          ...key,
          subject: sheet.subject,
          position,
          sheet: encodeJson(sheet),
          explained: encodeJson(explained),
          facts: encodeJson(facts),
        })
        .execute()
  }
}
