import { Injectable } from '@nestjs/common'
import type { HistoryFindings } from '@shaotai/api'
import { checkHistory, fail, ok, policyHash, refuse, retypesFields, type Finding, type Policy, type Result } from '@shaotai/core'
import { loadOrganisation } from '../people/load-organisation.ts'
import { Clock } from '../platform/clock/clock.ts'
import { decodeJson } from '../platform/db/columns.ts'
import { Db } from '../platform/db/open-database.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { CaseHistoryReader } from './case-history.ts'
import { PolicyStore } from './policy.store.ts'

/** A draft held against the county's own cases (与去年的哨件对照): asked for by itself, so that saving never waits for a year of cases. */
@Injectable()
export class DraftHistory {
  /** Readings under way: who asks for the same meanwhile gets the same answer. */
  private readonly reading = new Map<string, Promise<HistoryFindings>>()

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly policies: PolicyStore,
    private readonly reader: CaseHistoryReader,
  ) {}

  /** What last year's cases say about a draft as it stands. */
  async findings({ county }: ActorContext, id: string): Promise<Result<HistoryFindings>> {
    const draft = await this.draft(county, id)
    return draft ? ok(await this.read(county, draft)) : fail(refuse('http.not-found'))
  }

  /** Red findings of a draft that gives a field another type; every other draft, or revision, is answered without reading a case. */
  async blocking({ county }: ActorContext, id: string, revision?: number): Promise<Finding[]> {
    const draft = await this.draft(county, id, revision)
    const current = draft && (await this.policies.current(this.db.read, county, this.clock.now()))
    if (!draft || !current || !retypesFields(current.policy, draft)) return []
    const { findings } = await this.read(county, draft)
    return findings.filter((one) => one.severity === 'red') as Finding[]
  }

  private async draft(county: string, id: string, revision?: number): Promise<Policy | undefined> {
    const row = await this.db.read
      .selectFrom('policy_drafts')
      .select(['document', 'revision'])
      .where('county_id', '=', county)
      .where('id', '=', id)
      .executeTakeFirst()
    return row && (revision === undefined || row.revision === revision) ? (decodeJson(row.document) as Policy) : undefined
  }

  private read(county: string, draft: Policy): Promise<HistoryFindings> {
    const key = `${county} ${policyHash(draft)}`
    const running = this.reading.get(key) ?? this.hold(county, draft).finally(() => this.reading.delete(key))
    this.reading.set(key, running)
    return running
  }

  private async hold(county: string, draft: Policy): Promise<HistoryFindings> {
    const until = this.clock.now()
    const [current, organisation] = await Promise.all([
      this.policies.current(this.db.read, county, until),
      loadOrganisation(this.db, county),
    ])
    const { summary, since, reached } = await this.reader.read({ county, draft, current: current?.policy, until })
    return {
      hash: policyHash(draft),
      since,
      until,
      reached: reached ?? null,
      cases: summary.cases,
      unknown: summary.unknown,
      findings: checkHistory(draft, summary, organisation?.units ?? []),
    }
  }
}
