import { Injectable } from '@nestjs/common'
import type { ScoreBoard, ScoreExplanationView } from '@shaotai/api'
import {
  computeScores,
  explainScore,
  fail,
  ok,
  periodBounds,
  periodKey,
  refuse,
  ROLES,
  type Actor,
  type Result,
  type ScoreFact,
  type ScoreSheet,
  type ScoreSubject,
  type ScoringModel,
} from '@shaotai/core'
import { caseReach } from '../case/case-scope.ts'
import { Clock } from '../platform/clock/clock.ts'
import { decodeJson } from '../platform/db/columns.ts'
import { Db } from '../platform/db/open-database.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { PolicyStore, type PublishedPolicy } from '../policy/policy.store.ts'

type Query = { model?: string; period?: string }
type Board = {
  published: PublishedPolicy
  model: ScoringModel
  period: string
  periods: string[]
  sheets: ScoreSheet[]
  facts: ScoreFact[]
  subjects: ScoreSubject[]
}

/** Cases listed behind one term. */
const LISTED = 200

/** Scores of a period, aggregated by the model in force from the facts that closed cases left behind. */
@Injectable()
export class ScoringService {
  private readonly kept = new Map<string, Board>()

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly policies: PolicyStore,
  ) {}

  /** The board of one model and period: every unit's sheet, ranked. */
  async board(context: ActorContext, query: Query): Promise<Result<ScoreBoard>> {
    const board = await this.load(context, query)
    if (!board.ok) return board
    const { published, model, period, periods, sheets } = board.value
    const { policy, version } = published
    return ok({
      model: model.id,
      name: model.name,
      period,
      periods,
      models: policy.scoring.models.map(({ id, name }) => ({ id, name })),
      policyVersion: version,
      sheets: sheets.map((sheet) => (isSealed(model, context.actor, sheet) ? sealed(sheet) : sheet)),
    })
  }

  /** One unit's score, opened to the cases behind each term that the asking person may see. */
  async explain(context: ActorContext, subject: string, query: Query): Promise<Result<ScoreExplanationView>> {
    const board = await this.load(context, query)
    if (!board.ok) return board
    const { model, facts, sheets } = board.value
    const sheet = sheets.find((one) => one.subject === subject)
    if (!sheet || !mayOpen(context.actor, subject) || isSealed(model, context.actor, sheet)) return fail(refuse('http.not-found'))
    const explained = explainScore(model, facts, subject)
    const town = caseReach(context.actor) === 'town' ? context.actor.unit : undefined
    const visible = new Map(
      facts.filter((fact) => town === undefined || fact.town === town).map((fact) => [`${fact.case}/${fact.assignment}`, fact]),
    )
    const listed = <T extends { case: string; assignment: string }>(all: readonly T[]) =>
      all.filter((one) => visible.has(`${one.case}/${one.assignment}`))
    const shown = [...explained.terms, ...explained.adjustments].flatMap(({ facts: behind }) =>
      listed<{ case: string; assignment: string }>(behind).slice(0, LISTED),
    )
    const names = await this.caseNames(context.county, [...new Set(shown.map((one) => one.case))])
    const describe = (all: readonly { case: string; assignment: string; value?: number | boolean; points?: string | null }[]) =>
      listed(all)
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
        }))
    return ok({
      sheet,
      terms: explained.terms.map(({ part, facts: behind }) => ({ part, cases: describe(behind), total: behind.length })),
      adjustments: explained.adjustments.map(({ id, facts: behind }) => ({ id, cases: describe(behind), total: behind.length })),
    })
  }

  private async load({ county }: ActorContext, { model: wanted, period: asked }: Query): Promise<Result<Board>> {
    const now = this.clock.now()
    const published = await this.policies.current(this.db.read, county, now)
    if (!published) return fail(refuse('policy.none'))
    const { policy } = published
    const model = policy.scoring.models.find((one) => wanted === undefined || one.id === wanted)
    if (!model) return fail(refuse('score.model.unknown', { model: wanted }, { at: '/model' }))
    const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
    const span = await this.db.read
      .selectFrom('facts')
      .select((eb) => [eb.fn.min('closed_at').as('first'), eb.fn.max('closed_at').as('last')])
      .where('county_id', '=', county)
      .executeTakeFirst()
    const periods = periodsBetween(Number(span?.first ?? now), Number(span?.last ?? now), model, offset)
    const period = asked ?? periods[0] ?? periodKey(now, model.period.unit, offset)
    const bounds = periodBounds(period, offset)
    if (!bounds) return fail(refuse('score.model.unknown', { model: period }, { at: '/period' }))
    const counted = await this.db.read
      .selectFrom('facts')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('closed_at').as('last')])
      .where('county_id', '=', county)
      .where('closed_at', '>=', bounds.from)
      .where('closed_at', '<', bounds.to)
      .executeTakeFirst()
    // The facts of a period only grow or are withdrawn: their number and newest member say whether a kept board still holds.
    const key = [county, published.hash, model.id, period, counted?.count, counted?.last, periods.length].join(' ')
    const kept = this.kept.get(key)
    if (kept) return ok(kept)
    const rows = await this.db.read
      .selectFrom('facts')
      .select('fact')
      .where('county_id', '=', county)
      .where('closed_at', '>=', bounds.from)
      .where('closed_at', '<', bounds.to)
      .execute()
    const facts = rows.map((row) => decodeJson(row.fact) as ScoreFact)
    const subjects = await this.subjects(county, model)
    const board = { published, model, period, periods, facts, subjects, sheets: computeScores(model, facts, subjects) }
    if (this.kept.size > 24) this.kept.delete(this.kept.keys().next().value ?? '')
    this.kept.set(key, board)
    return ok(board)
  }

  private async subjects(county: string, model: ScoringModel): Promise<ScoreSubject[]> {
    const types = model.subject === 'town' ? ['town'] : ['department', 'enterprise']
    const rows = await this.db.read
      .selectFrom('units')
      .select(['id', 'type'])
      .where('county_id', '=', county)
      .where('active', '=', 1)
      .where('type', 'in', types)
      .orderBy('position')
      .execute()
    return rows.map(({ id, type }) => ({ id, type: type as ScoreSubject['type'] }))
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

function periodsBetween(first: number, last: number, model: ScoringModel, offset: number): string[] {
  const periods = new Set<string>()
  // Two weeks are shorter than any period, so that none is skipped.
  for (let at = last; at > first; at -= 14 * 86_400_000) periods.add(periodKey(at, model.period.unit, offset))
  periods.add(periodKey(first, model.period.unit, offset))
  return [...periods].slice(0, 60)
}

/** Whose score a person may open to its cases: departments their own, everybody else any. */
function mayOpen({ roles, unit }: Actor, subject: string): boolean {
  const sides = roles.map((role) => ROLES[role].side)
  if (sides.every((side) => side === 'department')) return subject === unit
  return sides.some((side) => side !== 'system')
}

/** Back to back: the judged see nothing of a score that too few have judged. */
function isSealed(model: ScoringModel, { roles }: Actor, sheet: ScoreSheet): boolean {
  return (
    model.visibility.mode === 'back-to-back' &&
    roles.every((role) => ROLES[role].side === 'department') &&
    sheet.raters < model.visibility.minRaters
  )
}

function sealed(sheet: ScoreSheet): ScoreSheet {
  return { ...sheet, score: null, exact: null, rank: null, terms: [], adjustments: [], adjustment: '0', veto: [], outcomes: [] }
}
