import { Injectable } from '@nestjs/common'
import {
  fail,
  ok,
  openAppraisal,
  periodBounds,
  periodKey,
  refuse,
  scoreAll,
  type Appraisal,
  type Result,
  type ScoreSheet,
  type ScoringModel,
} from '@shaotai/core'
import { Clock } from '../platform/clock/clock.ts'
import { Db } from '../platform/db/open-database.ts'
import { PolicyStore, type PublishedPolicy } from '../policy/policy.store.ts'
import { offsetOf } from './score-lock.ts'
import { ScoreSource, type NamedSubject, type ScoreQuestion } from './score-source.ts'
import { ScoreStore, type LockedPeriod } from './score.store.ts'

export type BoardQuery = { model?: string; period?: string }

/** One board: what was published of a locked period, or what the model makes of the facts so far. */
export type ScoreBoardState = {
  published: PublishedPolicy
  model: ScoringModel
  period: string
  periods: string[]
  locked: LockedPeriod | undefined
  offset: number
  sheets: ScoreSheet[]
  subjects: NamedSubject[]
  /** Open while the period is on trial. */
  appraisal: Appraisal | undefined
}

/** Boards kept in memory. */
const BOARDS_KEPT = 24

/** Finds the board of a model and period: published, or computed and kept until something it rests on changes. */
@Injectable()
export class ScoreBoards {
  private readonly kept = new Map<string, ScoreBoardState>()

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly policies: PolicyStore,
    private readonly source: ScoreSource,
    private readonly store: ScoreStore,
  ) {}

  /** Whole: what a person may see of it is decided by who asks for it. Without a model the first, without a period the newest with facts. */
  async load(county: string, { model: wanted, period: asked }: BoardQuery): Promise<Result<ScoreBoardState>> {
    const now = this.clock.now()
    const published = await this.policies.current(this.db.read, county, now)
    if (!published) return fail(refuse('policy.none'))
    const current = published.policy.scoring.models.find((one) => wanted === undefined || one.id === wanted)
    if (!current) return fail(refuse('score.model.unknown', { model: wanted }, { at: '/model' }))
    const offset = offsetOf(published.policy)
    const history = await this.store.lockedPeriods(this.db.read, { county, model: current.id })
    const { periods, newest } = await this.periods(county, current, { now, offset, history })
    const period = asked ?? newest
    const locked =
      history.find((one) => one.period === period) ?? (await this.store.locked(this.db.read, { county, model: current.id, period }))
    const model = locked?.model ?? current
    const bounds = periodBounds(period, offset)
    if (bounds?.unit !== model.period.unit) return fail(refuse('score.period.unknown', { period }, { at: '/period' }))
    const key = await this.keyOf(county, { published, model, period, offset, locked, history, periods })
    const kept = this.kept.get(key)
    if (kept) return ok(kept)
    const question = { county, model, period, offset, models: published.policy.scoring.models }
    const base = { published, model, period, periods, locked, offset }
    const board = locked ? await this.lockedBoard(county, { ...base, locked }) : await this.trialBoard(base, question)
    if (this.kept.size >= BOARDS_KEPT) this.kept.delete(this.kept.keys().next().value ?? '')
    this.kept.set(key, board)
    return ok(board)
  }

  private async lockedBoard(
    county: string,
    base: Omit<ScoreBoardState, 'sheets' | 'subjects' | 'appraisal'> & { locked: LockedPeriod },
  ): Promise<ScoreBoardState> {
    const { model, period, locked } = base
    const sheets = await this.store.sheets(this.db.read, { county, model: model.id, period }, locked.revision)
    const people = sheets.map((sheet) => sheet.subject)
    return { ...base, sheets, subjects: await this.source.subjects(this.db.read, county, model, people), appraisal: undefined }
  }

  private async trialBoard(
    base: Omit<ScoreBoardState, 'sheets' | 'subjects' | 'appraisal'>,
    question: ScoreQuestion,
  ): Promise<ScoreBoardState> {
    const { facts, subjects, inputs } = await this.source.material(this.db.read, question)
    const appraisal = openAppraisal(base.model, facts, subjects, inputs)
    return { ...base, subjects, sheets: scoreAll(appraisal, subjects), appraisal }
  }

  /** Says whether a kept board still holds: anything a score rests on changes it. */
  private async keyOf(
    county: string,
    {
      published,
      model,
      period,
      offset,
      locked,
      history,
      periods,
    }: Omit<ScoreBoardState, 'sheets' | 'subjects' | 'appraisal'> & { history: readonly LockedPeriod[] },
  ): Promise<string> {
    if (locked) return [county, published.hash, model.id, period, `r${locked.revision}`, periods.length].join(' ')
    const state = await this.source.factsState(this.db.read, { county, period, offset })
    const entries = await this.db.read
      .selectFrom('score_entries')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('created_at').as('last')])
      .where('county_id', '=', county)
      .executeTakeFirst()
    const locks = await this.db.read
      .selectFrom('score_periods')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('county_id', '=', county)
      .executeTakeFirst()
    const earlier = history[0] && (await this.source.factsState(this.db.read, { county, period: history[0].period, offset }))
    return [county, published.hash, model.id, period, state, entries?.count, entries?.last, locks?.count, earlier, periods.length].join(' ')
  }

  private async periods(
    county: string,
    model: ScoringModel,
    { now, offset, history }: { now: number; offset: number; history: readonly LockedPeriod[] },
  ): Promise<{ periods: string[]; newest: string }> {
    const span = await this.db.read
      .selectFrom('facts')
      .select((eb) => [eb.fn.min('closed_at').as('first'), eb.fn.max('closed_at').as('last')])
      .where('county_id', '=', county)
      .executeTakeFirst()
    const current = periodKey(now, model.period.unit, offset)
    const withFacts = span?.first == null ? [] : periodsBetween(Number(span.first), Number(span.last), model, offset)
    const found = new Set([...history.map((one) => one.period), ...withFacts, current])
    return { periods: [...found].toSorted((a, b) => (a < b ? 1 : -1)).slice(0, 60), newest: withFacts[0] ?? current }
  }
}

function periodsBetween(first: number, last: number, model: ScoringModel, offset: number): string[] {
  const periods = new Set<string>()
  // Two weeks are shorter than any period, so that none is skipped.
  for (let at = last; at > first; at -= 14 * 86_400_000) periods.add(periodKey(at, model.period.unit, offset))
  periods.add(periodKey(first, model.period.unit, offset))
  return [...periods]
}
