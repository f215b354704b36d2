import { Injectable } from '@nestjs/common'
import type { ScoreBoard, ScoreBulletin, ScoreExplanationView } from '@shaotai/api'
import {
  bulletinMarkdown,
  explainSubject,
  fail,
  lockInstant,
  ok,
  refuse,
  ROLES,
  seesJudgements,
  showSheet,
  type Actor,
  type Result,
  type ScoreExplanation,
  type ScoreFact,
  type ScoreSheet,
} from '@shaotai/core'
import { caseReach } from '../case/case-scope.ts'
import { Clock } from '../platform/clock/clock.ts'
import { Db } from '../platform/db/open-database.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { maySeeEntry } from './score-entries.ts'
import { ScoreBoards, type BoardQuery, type ScoreBoardState } from './score-boards.ts'
import { mayRecompute } from './score-lock.ts'
import { ScoreStore, type LockedPeriod } from './score.store.ts'

/** Cases listed behind one term. */
const LISTED = 200
/** Cases listed behind one correction. */
const CHANGED = 20

/** Scores as people read them: the board, one score opened, the bulletin. */
@Injectable()
export class ScoringService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly boards: ScoreBoards,
    private readonly store: ScoreStore,
  ) {}

  /** The board of one model and period: every subject's sheet, ranked, as the asking person may see it. */
  async board(context: ActorContext, query: BoardQuery): Promise<Result<ScoreBoard>> {
    const found = await this.boards.load(context.county, query)
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
      afterLock: model.period.afterLock ?? 'next-period',
      mayRecompute: locked !== undefined && mayRecompute(locked.model, actor),
      hasInputs: (model.inputs ?? []).length > 0,
      sheets: sheets.map((sheet) => showSheet(model, sheet, actor, locked !== undefined)),
    })
  }

  /**
   * One subject's score, opened to what is behind each term. Back to back, who may not see judgements gets the aggregates and what
   * raters wrote without their names, and neither cases nor entries.
   */
  async explain(context: ActorContext, subject: string, query: BoardQuery): Promise<Result<ScoreExplanationView>> {
    const found = await this.boards.load(context.county, query)
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
    const changed = aggregatesOnly ? [] : sheet.corrections.map(({ period, cases }) => ({ period, cases: cases.slice(0, CHANGED) }))
    const named = [...shown.map((one) => one.case), ...changed.flatMap((one) => one.cases)]
    const names = await this.caseNames(county, [...new Set(named)])
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
          ...(one.assumed && { assumed: one.assumed }),
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
      corrections: changed.map(({ period, cases }) => ({
        period,
        cases: cases.flatMap((id) => {
          const one = names.get(id)
          return town === undefined || one?.town === town ? [{ case: id, number: one?.number ?? '', title: one?.title ?? '' }] : []
        }),
      })),
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
    board: ScoreBoardState,
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
  facts: readonly { case: string; assignment: string; value?: number | boolean; points?: string | null; assumed?: 'full' | 'middle' }[]
  entries: ScoreExplanation['terms'][number]['entries']
}

function lockOf({ locked, model, period, published }: ScoreBoardState, now: number): ScoreBoard['lock'] {
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
