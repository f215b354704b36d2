import { Injectable } from '@nestjs/common'
import type { SimulationScores } from '@shaotai/api'
import { fail, ok, periodBounds, refuse, type Result, type ScoringModel } from '@shaotai/core'
import { Clock } from '../platform/clock/clock.ts'
import { Db } from '../platform/db/open-database.ts'
import { PolicyStore } from '../policy/policy.store.ts'
import { offsetOf } from './score-lock.ts'
import { respondersOf, ScoreSource } from './score-source.ts'

/** Which model of a draft is tried on which period. `reads`: the other models it looks at, by id. */
export type TrialQuestion = { model: string; subject: ScoringModel['subject']; period: string; reads?: string }

/** What a draft of a model is tried on besides facts (考核试算): the same a board is made from, without who entered. */
@Injectable()
export class ScoreTrial {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly policies: PolicyStore,
    private readonly source: ScoreSource,
  ) {}

  async inputs(county: string, { model, subject, period, reads = '' }: TrialQuestion): Promise<Result<SimulationScores>> {
    const published = await this.policies.current(this.db.read, county, this.clock.now())
    if (!published) return fail(refuse('policy.none'))
    const offset = offsetOf(published.policy)
    if (!periodBounds(period, offset)) return fail(refuse('score.period.unknown', { period }, { at: '/period' }))
    const { models } = published.policy.scoring
    const known = models.find((one) => one.id === model) ?? models[0]
    if (!known) return ok({ subjects: await this.subjects(county, subject, period, offset), entries: [], scores: {}, corrections: {} })
    const indicators = Object.fromEntries(reads.split(',').flatMap((id) => (id ? [[id, { name: id, model: id }]] : [])))
    const asked: ScoringModel = { ...known, id: model, subject, indicators }
    const { subjects, inputs } = await this.source.material(this.db.read, { county, model: asked, period, offset, models })
    return ok({
      subjects: subjects.map(({ id, name, type, unit, parent }) => ({
        id,
        name,
        type,
        ...(unit !== undefined && { unit }),
        ...(parent !== undefined && { parent }),
      })),
      entries: (inputs.entries ?? []).map(({ reason: _reason, attachments: _attachments, ...entry }) => ({
        ...entry,
        name: '',
        person: '',
        unit: '',
      })),
      scores: mutable(inputs.scores),
      corrections: mutable(inputs.corrections),
    })
  }

  private async subjects(county: string, subject: ScoringModel['subject'], period: string, offset: number) {
    const facts = subject === 'person' ? await this.source.facts(this.db.read, { county, period, offset }) : []
    return this.source.subjects(this.db.read, county, { subject }, respondersOf(facts))
  }
}

type Mutable<T> = { -readonly [key in keyof T]: T[key] extends object ? Mutable<T[key]> : T[key] }

function mutable<T extends object>(value: T | undefined): Mutable<T> {
  return structuredClone(value ?? {}) as Mutable<T>
}
