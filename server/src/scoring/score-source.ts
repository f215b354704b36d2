import { Injectable } from '@nestjs/common'
import {
  changedCases,
  computeScores,
  correctionsOf,
  openAppraisal,
  periodBounds,
  periodsWithin,
  SUBJECT_TYPES,
  type Correction,
  type PeriodScore,
  type ScoreFact,
  type ScoreInputs,
  type ScoreSheet,
  type ScoreSubject,
  type ScoringModel,
  type UnitType,
} from '@shaotai/core'
import type { Kysely } from 'kysely'
import { decodeJson } from '../platform/db/columns.ts'
import type { Database } from '../platform/db/database.ts'
import { ScoreStore, type LockedPeriod, type ScorePlace } from './score.store.ts'

/** Which score is asked for. `models`: those in force beside it, for scores it looks up. */
export type ScoreQuestion = { county: string; model: ScoringModel; period: string; offset: number; models: readonly ScoringModel[] }

/** A subject with its name and whom it belongs to. */
export type NamedSubject = ScoreSubject & { name: string; manages?: string }

/** Everything one score is computed from. */
export type ScoreMaterial = { facts: ScoreFact[]; subjects: NamedSubject[]; inputs: ScoreInputs }

/** How many locked periods back later changes are looked for. */
const LOOKED_BACK = 12

/** Gathers what scores are computed from: facts, subjects, entries, scores of other models, and what earlier periods still owe. */
@Injectable()
export class ScoreSource {
  constructor(private readonly store: ScoreStore) {}

  async material(db: Kysely<Database>, question: ScoreQuestion): Promise<ScoreMaterial> {
    const { county, model, period, offset } = question
    const facts = await this.facts(db, question)
    const subjects = await this.subjects(db, county, model, respondersOf(facts))
    return {
      facts,
      subjects,
      inputs: {
        entries: await this.store.entries(db, { county, model: model.id, period }),
        scores: await this.lookUps(db, question),
        corrections: model.period.afterLock === 'recompute-with-notice' ? {} : await this.corrections(db, { ...question, offset }),
      },
    }
  }

  /** How many facts a period has and when the newest was written: it differs whenever a score could. */
  async factsState(db: Kysely<Database>, { county, period, offset }: Pick<ScoreQuestion, 'county' | 'period' | 'offset'>): Promise<string> {
    const bounds = periodBounds(period, offset)
    if (!bounds) return ''
    const row = await db
      .selectFrom('facts')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('written_at').as('written')])
      .where('county_id', '=', county)
      .where('closed_at', '>=', bounds.from)
      .where('closed_at', '<', bounds.to)
      .executeTakeFirst()
    return `${row?.count ?? 0}/${row?.written ?? 0}`
  }

  /** Every fact of a period. */
  async facts(db: Kysely<Database>, { county, period, offset }: Pick<ScoreQuestion, 'county' | 'period' | 'offset'>): Promise<ScoreFact[]> {
    const bounds = periodBounds(period, offset)
    if (!bounds) return []
    const rows = await db
      .selectFrom('facts')
      .select('fact')
      .where('county_id', '=', county)
      .where('closed_at', '>=', bounds.from)
      .where('closed_at', '<', bounds.to)
      .execute()
    return rows.map((row) => decodeJson(row.fact))
  }

  /** Whom a model scores: units of its kinds; people who were named to respond or hold that role. */
  async subjects(
    db: Kysely<Database>,
    county: string,
    model: Pick<ScoringModel, 'subject'>,
    responders: readonly string[],
  ): Promise<NamedSubject[]> {
    const units = await db
      .selectFrom('units')
      .select(['id', 'name', 'short_name', 'type', 'parent', 'manages', 'active'])
      .where('county_id', '=', county)
      .orderBy('position')
      .execute()
    if (model.subject !== 'person')
      return units
        .filter(({ active, type }) => active === 1 && SUBJECT_TYPES[model.subject].includes(type as UnitType))
        .map(({ id, name, short_name, type, parent, manages }) => ({
          id,
          name: short_name ?? name,
          type: type as UnitType,
          ...(parent !== null && { parent }),
          ...(manages !== null && { manages }),
        }))
    const named = new Set(responders)
    const types = new Map(units.map(({ id, type }) => [id, type as UnitType]))
    const people = await db
      .selectFrom('people')
      .select(['id', 'name', 'unit', 'roles', 'active'])
      .where('county_id', '=', county)
      .orderBy('id')
      .execute()
    return people
      .filter(({ id, roles, active }) => named.has(id) || (active === 1 && decodeJson(roles).includes('responder')))
      .map(({ id, name, unit }) => ({ id, name, unit, type: types.get(unit) ?? 'office' }))
  }

  /** Scores of other models in the periods inside this one: published ones; of the very same period, as they stand. */
  private async lookUps(db: Kysely<Database>, question: ScoreQuestion): Promise<NonNullable<ScoreInputs['scores']>> {
    const found: Record<string, Record<string, PeriodScore[]>> = {}
    for (const id of modelsRead(question.model)) {
      const other = question.models.find((one) => one.id === id)
      if (other) found[other.id] ??= await this.scoresOf(db, question, other)
    }
    return found
  }

  private async scoresOf(db: Kysely<Database>, question: ScoreQuestion, other: ScoringModel): Promise<Record<string, PeriodScore[]>> {
    const { county, period, offset } = question
    const periods = periodsWithin(period, other.period.unit, offset)
    const locked = new Map((await this.store.lockedPeriods(db, { county, model: other.id }, periods)).map((one) => [one.period, one]))
    const sheets = new Map<string, readonly ScoreSheet[]>()
    for (const inside of periods) {
      const one = locked.get(inside)
      if (one) sheets.set(inside, await this.store.sheets(db, { county, model: other.id, period: inside }, one.revision))
      // A policy whose models ask each other in a ring is refused by the check; here nobody follows it round.
      else if (inside === period && other.id !== question.model.id)
        sheets.set(
          inside,
          await this.compute(db, { ...question, model: other, models: question.models.filter((each) => each.id !== question.model.id) }),
        )
    }
    const subjects = new Set([...sheets.values()].flatMap((all) => all.map((sheet) => sheet.subject)))
    return Object.fromEntries(
      [...subjects].map((subject) => [
        subject,
        periods.map((inside) => ({ period: inside, score: sheets.get(inside)?.find((sheet) => sheet.subject === subject)?.score ?? null })),
      ]),
    )
  }

  /** The sheets of a period as they stand. */
  async compute(db: Kysely<Database>, question: ScoreQuestion): Promise<ScoreSheet[]> {
    const { facts, subjects, inputs } = await this.material(db, question)
    return computeScores(question.model, facts, subjects, inputs)
  }

  /** What locked periods before this one still owe to their subjects (计入下期更正). Periods whose facts did not change cost one count. */
  private async corrections(db: Kysely<Database>, question: ScoreQuestion): Promise<Record<string, Correction[]>> {
    const { county, model, period } = question
    const locked = await this.store.lockedPeriods(db, { county, model: model.id })
    const owed: Record<string, Correction[]> = {}
    for (const one of locked.filter((each) => each.period < period && each.period.length === period.length).slice(0, LOOKED_BACK)) {
      if ((await this.factsState(db, { ...question, period: one.period })) === one.factsState) continue
      for (const [subject, correction] of Object.entries(await this.correctionsOf(db, question, one, locked)))
        owed[subject] = [...(owed[subject] ?? []), correction]
    }
    return owed
  }

  private async correctionsOf(db: Kysely<Database>, question: ScoreQuestion, one: LockedPeriod, locked: readonly LockedPeriod[]) {
    const place: ScorePlace = { county: question.county, model: question.model.id, period: one.period }
    const facts = await this.facts(db, { ...question, period: one.period })
    const before = await this.store.facts(db, place, one.revision)
    const published = await this.store.sheets(db, place, one.revision)
    const subjects = await this.subjects(db, place.county, one.model, respondersOf(facts))
    const inputs = {
      entries: await this.store.entries(db, place),
      scores: await this.lookUps(db, { ...question, model: one.model, period: one.period }),
    }
    const settled: Record<string, Correction[]> = {}
    for (const later of locked.filter((each) => each.period > one.period && each.period < question.period))
      for (const sheet of await this.store.sheets(db, { ...place, period: later.period }, later.revision))
        settled[sheet.subject] = [...(settled[sheet.subject] ?? []), ...sheet.corrections]
    const appraisal = openAppraisal(one.model, facts, subjects, inputs)
    return correctionsOf({
      period: one.period,
      published,
      today: computeScores(one.model, facts, subjects, inputs),
      settled,
      changed: Object.fromEntries([...before].map(([subject, then]) => [subject, changedCases(then, appraisal.factsOf(subject))])),
    })
  }
}

/** The other models a model looks at. */
function modelsRead({ indicators }: ScoringModel): string[] {
  return [...new Set(Object.values(indicators).flatMap((one) => ('model' in one ? one.model : [])))]
}

/** Everybody who was named to respond, each once. */
export function respondersOf(facts: readonly ScoreFact[]): string[] {
  return [...new Set(facts.flatMap((fact) => fact.responders ?? []))]
}
