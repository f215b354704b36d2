import { Injectable } from '@nestjs/common'
import type { ScoreBoard, ScoreBulletin, ScoreExplanationView } from '@shaotai/api'
import {
  bulletinMarkdown,
  explainSubject,
  fail,
  lockInstant,
  openAppraisal,
  ok,
  periodBounds,
  periodKey,
  refuse,
  ROLES,
  scoreAll,
  seesJudgements,
  showSheet,
  type Actor,
  type Appraisal,
  type Result,
  type ScoreExplanation,
  type ScoreFact,
  type ScoreSheet,
  type ScoringModel,
} from '@shaotai/core'
import { caseReach } from '../case/case-scope.ts'
import { Clock } from '../platform/clock/clock.ts'
import { Db } from '../platform/db/open-database.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { PolicyStore, type PublishedPolicy } from '../policy/policy.store.ts'
import { maySeeEntry } from './score-entries.ts'
import { mayRecompute, offsetOf } from './score-lock.ts'
import { ScoreSource, type NamedSubject, type ScoreQuestion } from './score-source.ts'
import { ScoreStore, type LockedPeriod } from './score.store.ts'

type Query = { model?: string; period?: string }

/** One board: what was published of a locked period, or what the model makes of the facts so far. */
type Board = {
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

/** Cases listed behind one term. */
const LISTED = 200
const BOARDS_KEPT = 24

/** Scores as people read them: the board, one score opened, the bulletin. */
@Injectable()
export class ScoringService {
  private readonly kept = new Map<string, Board>()

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly policies: PolicyStore,
    private readonly source: ScoreSource,
    private readonly store: ScoreStore,
  ) {}

  /** The board of one model and period: every subject's sheet, ranked, as the asking person may see it. */
  async board(context: ActorContext, query: Query): Promise<Result<ScoreBoard>> {
    const found = await this.load(context, query)
    if (!found.ok) return found
    const { published, model, period, periods, sheets, subjects, locked } = found.value
    const { actor } = context
    return ok({
      model: model.id,
      name: model.name,
      subject: model.subject,
      period,
      periods,
      lock: lockOf(found.value, this.clock.now()),
      models: published.policy.scoring.models.map(({ id, name, subject }) => ({ id, name, subject })),
      subjects: subjects.map((one) => ({
        id: one.id,
        name: one.name,
        opens: mayOpen(actor, one),
        ...(one.unit !== undefined && { unit: one.unit }),
      })),
      policyVersion: locked?.policyVersion ?? published.version,
      visibility: {
        mode: model.visibility.mode,
        minRaters: model.visibility.minRaters,
        whole: seesJudgements(model, actor),
      },
      mayRecompute: locked !== undefined && mayRecompute(locked.model, actor),
      hasInputs: (model.inputs ?? []).length > 0,
      sheets: sheets.map((sheet) => showSheet(model, sheet, actor, locked !== undefined)),
    })
  }

  /**
   * One subject's score, opened to what is behind each term. Back to back, who may not see judgements gets the aggregates and what
   * raters wrote without their names, and neither cases nor entries.
   */
  async explain(context: ActorContext, subject: string, query: Query): Promise<Result<ScoreExplanationView>> {
    const found = await this.load(context, query)
    if (!found.ok) return found
    const { model, sheets, locked, subjects } = found.value
    const { actor, county } = context
    const whole = sheets.find((one) => one.subject === subject)
    const sheet = whole && showSheet(model, whole, actor, locked !== undefined)
    const isClosed = sheet !== whole
    if (!whole || !sheet || isClosed || !mayOpen(actor, subjects.find((one) => one.id === subject) ?? { id: subject }))
      return fail(refuse('http.not-found'))
    const { explained, facts } = await this.explained(county, found.value, whole)
    const aggregatesOnly = !seesJudgements(model, actor)
    const town = caseReach(actor) === 'town' ? actor.unit : undefined
    const visible = new Map(
      facts
        .filter((fact) => !aggregatesOnly && (town === undefined || fact.town === town))
        .map((fact) => [`${fact.case}/${fact.assignment}`, fact]),
    )
    const groups = [...explained.terms, ...explained.adjustments, ...explained.vetoes]
    const listed = <T extends { case: string; assignment: string }>(all: readonly T[]) =>
      all.filter((one) => visible.has(`${one.case}/${one.assignment}`))
    const shown = groups.flatMap((group) => listed<{ case: string; assignment: string }>(group.facts).slice(0, LISTED))
    const names = await this.caseNames(county, [...new Set(shown.map((one) => one.case))])
    const open = ({ facts: behind, entries }: Behind) => ({
      cases: listed(behind)
        .slice(0, LISTED)
        .map((one) => ({
          case: one.case,
          assignment: one.assignment,
          number: names.get(one.case)?.number ?? '',
          title: names.get(one.case)?.title ?? '',
          town: names.get(one.case)?.town ?? '',
          closedAt: visible.get(`${one.case}/${one.assignment}`)?.closedAt ?? null,
          value: one.value ?? true,
          points: one.points === undefined ? '0' : one.points,
        })),
      total: aggregatesOnly ? 0 : behind.length,
      entries: entries.filter(({ entry }) => maySeeEntry(model, actor, entry)),
    })
    return ok({
      sheet,
      terms: explained.terms.map((term) => ({ part: term.part, ...open(term) })),
      adjustments: explained.adjustments.map((one) => ({ id: one.id, ...open(one) })),
      vetoes: explained.vetoes.map((one) => ({ id: one.id, ...open(one) })),
      comments: commentsOf(facts, town),
      aggregatesOnly,
    })
  }

  /** The bulletin of a locked period: the same for everybody. */
  async bulletin({ county }: ActorContext, { model, period }: { model: string; period: string }): Promise<Result<ScoreBulletin>> {
    const locked = await this.store.locked(this.db.read, { county, model, period })
    if (!locked) return fail(refuse('score.period.not-locked', { period }, { at: '/period' }))
    const { bulletin } = locked
    return ok({ model, period, lock: lockedState(locked), bulletin, markdown: bulletinMarkdown(bulletin) })
  }

  private async explained(
    county: string,
    board: Board,
    sheet: ScoreSheet,
  ): Promise<{ explained: ScoreExplanation; facts: readonly ScoreFact[] }> {
    const { model, period, locked, appraisal } = board
    const { subject } = sheet
    if (appraisal) return { explained: explainSubject(appraisal, subject), facts: appraisal.factsOf(subject) }
    const revision = locked?.revision ?? 0
    const stored = await this.store.sheet(this.db.read, { county, model: model.id, period }, { revision, subject })
    if (!stored) throw new Error('a locked sheet is stored with what is behind it')
    return stored
  }

  private async load({ county }: ActorContext, { model: wanted, period: asked }: Query): Promise<Result<Board>> {
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
    base: Omit<Board, 'sheets' | 'subjects' | 'appraisal'> & { locked: LockedPeriod },
  ): Promise<Board> {
    const { model, period, locked } = base
    const sheets = await this.store.sheets(this.db.read, { county, model: model.id, period }, locked.revision)
    const people = sheets.map((sheet) => sheet.subject)
    return { ...base, sheets, subjects: await this.source.subjects(this.db.read, county, model, people), appraisal: undefined }
  }

  private async trialBoard(base: Omit<Board, 'sheets' | 'subjects' | 'appraisal'>, question: ScoreQuestion): Promise<Board> {
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
    }: Omit<Board, 'sheets' | 'subjects' | 'appraisal'> & { history: readonly LockedPeriod[] },
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

  private async caseNames(county: string, ids: string[]) {
    const rows =
      ids.length === 0
        ? []
        : await this.db.read
            .selectFrom('cases')
            .select(['id', 'number', 'title', 'town'])
            .where('county_id', '=', county)
            .where('id', 'in', ids)
            .execute()
    return new Map(rows.map((row) => [row.id, row]))
  }
}

type Behind = {
  facts: readonly { case: string; assignment: string; value?: number | boolean; points?: string | null }[]
  entries: ScoreExplanation['terms'][number]['entries']
}

function periodsBetween(first: number, last: number, model: ScoringModel, offset: number): string[] {
  const periods = new Set<string>()
  // Two weeks are shorter than any period, so that none is skipped.
  for (let at = last; at > first; at -= 14 * 86_400_000) periods.add(periodKey(at, model.period.unit, offset))
  periods.add(periodKey(first, model.period.unit, offset))
  return [...periods]
}

function lockOf({ locked, model, period, published }: Board, now: number): ScoreBoard['lock'] {
  if (locked) return lockedState(locked)
  const { calendars, sla } = published.policy
  const calendar = calendars.find((one) => one.id === sla.calendar)
  const locksAt = calendar ? lockInstant(model, period, calendar) : null
  // What is past its time locks within the day; it has no hour of its own any more.
  return {
    status: 'trial',
    locksAt: locksAt !== null && locksAt > now ? locksAt : null,
    lockedAt: null,
    revision: 0,
    lockedBy: null,
    reason: null,
  }
}

function lockedState({ lockedAt, revision, lockedBy, reason }: LockedPeriod): ScoreBoard['lock'] {
  return { status: 'locked', locksAt: null, lockedAt, revision, lockedBy, reason }
}

/** Whose score a person may open: departments their own and their people's, responders their own, everybody else any. */
function mayOpen({ roles, unit, person }: Actor, subject: { id: string; unit?: string; parent?: string }): boolean {
  const sides = roles.map((role) => ROLES[role].side)
  if (sides.every((side) => side === 'department'))
    return (
      subject.id === unit ||
      subject.id === person ||
      subject.parent === unit ||
      (subject.unit === unit && roles.some((role) => role !== 'responder'))
    )
  return sides.some((side) => side !== 'system' && side !== 'called')
}

/** What raters wrote, without who and about which case, sorted so that the order tells nothing. A town reads its own cases’ only. */
function commentsOf(facts: readonly ScoreFact[], town: string | undefined): string[] {
  return facts
    .filter((fact) => town === undefined || fact.town === town)
    .flatMap((fact) => fact.comments ?? [])
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .slice(0, LISTED)
}
