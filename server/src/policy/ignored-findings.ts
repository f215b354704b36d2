import { Injectable } from '@nestjs/common'
import type { IgnoredFinding, IgnoreFinding } from '@shaotai/api'
import {
  checkPolicy,
  DAY,
  fail,
  FINDING_SEVERITY,
  findingMark,
  ok,
  refuse,
  type Finding,
  type FindingCode,
  type Policy,
  type Result,
} from '@shaotai/core'
import type { Kysely } from 'kysely'
import { AuditLog } from '../audit/audit-log.ts'
import { loadOrganisation } from '../people/load-organisation.ts'
import { Clock } from '../platform/clock/clock.ts'
import type { Database } from '../platform/db/database.ts'
import { Db } from '../platform/db/open-database.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { LiveBus } from '../platform/live/live-bus.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { DraftStore } from './draft-store.ts'
import { PolicyStore } from './policy.store.ts'

/** Who ignored what and why stays to be read for two years after it ended. */
const KEPT = 730 * DAY
const LISTED = 500
/** Findings on last year's cases are asked for apart from a draft; reading a year again to set one aside would be too dear. */
const OF_HISTORY = 'policy.history.'

/** Amber findings of the check that somebody set aside (忽略), with a reason and for at most ninety days; red ones never. */
@Injectable()
export class IgnoredFindings {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly policies: PolicyStore,
    private readonly drafts: DraftStore,
    private readonly audit: AuditLog,
    private readonly live: LiveBus,
  ) {}

  /** What is ignored now, the one that comes back first at the head. */
  async list({ county }: ActorContext): Promise<IgnoredFinding[]> {
    return this.holding(this.db.read, county, this.clock.now())
      .select(['id', 'mark', 'code', 'reason', 'person', 'name', 'at', 'until'])
      .orderBy('until')
      .limit(LISTED)
      .execute()
  }

  /** Sets a finding aside; one that is ignored already gets the new reason and time. */
  ignore(context: ActorContext, { draft, mark, reason, days }: IgnoreFinding): Promise<Result<IgnoredFinding>> {
    return this.unitOfWork.run(context, async (tx): Promise<Result<IgnoredFinding>> => {
      const found = await this.find(tx, draft, mark)
      if (!found.ok) return found
      const { code, severity } = found.value
      if (severity === 'red') return fail(refuse('policy.finding.red'))
      const { county, actor } = context
      await this.end(tx, { mark })
      const { person, name } = actor
      const row = { id: uuid7(), mark, code, reason, person, name, at: tx.now, until: tx.now + days * DAY }
      await tx.db
        .insertInto('policy_ignored_findings')
        .values({ county_id: county, ...row, ended_by: null, ended_at: null })
        .execute()
      await tx.db
        .deleteFrom('policy_ignored_findings')
        .where('county_id', '=', county)
        .where('until', '<', tx.now - KEPT)
        .execute()
      await this.record(tx, 'policy.ignore-finding', row.id, { mark, until: row.until, ...(draft !== undefined && { draft }) })
      return ok(row)
    })
  }

  /** Lets a finding be seen again before its time. */
  takeBack(context: ActorContext, id: string): Promise<Result<{ id: string }>> {
    return this.unitOfWork.run(context, async (tx): Promise<Result<{ id: string }>> => {
      if ((await this.end(tx, { id })) === 0) return fail(refuse('http.not-found'))
      await this.record(tx, 'policy.heed-finding', id, {})
      return ok({ id })
    })
  }

  /** The finding of this mark in the draft, or in what is in force. */
  private async find(tx: Tx, draft: string | undefined, mark: string): Promise<Result<Pick<Finding, 'code' | 'severity'>>> {
    const { county } = tx.context
    const code = mark.slice(0, mark.indexOf(' ')) as FindingCode
    if (code.startsWith(OF_HISTORY) && Object.hasOwn(FINDING_SEVERITY, code)) return ok({ code, severity: FINDING_SEVERITY[code] })
    const row = draft === undefined ? undefined : await this.drafts.find(tx.db, county, draft)
    if (draft !== undefined && !row) return fail(refuse('http.not-found'))
    const policy = row ? this.drafts.policyOf(row) : (await this.policies.current(tx.db, county, tx.now))?.policy
    if (!policy) return fail(refuse('policy.none'))
    const findings = row ? (await this.drafts.describe(tx.db, county, row)).findings : await this.check(county, policy)
    const found = (findings as Finding[]).find((one) => findingMark(one, policy) === mark)
    return found ? ok(found) : fail(refuse('policy.finding.gone'))
  }

  private async check(county: string, policy: Policy): Promise<Finding[]> {
    return checkPolicy(policy, { organisation: await loadOrganisation(this.db, county), now: this.clock.now() })
  }

  private async end(tx: Tx, which: { mark: string } | { id: string }): Promise<number> {
    const { county, actor } = tx.context
    const { numUpdatedRows } = await tx.db
      .updateTable('policy_ignored_findings')
      .set({ ended_by: actor.person, ended_at: tx.now })
      .where('county_id', '=', county)
      .where('until', '>', tx.now)
      .where('ended_at', 'is', null)
      .where((eb) => eb.and(which))
      .executeTakeFirstOrThrow()
    return Number(numUpdatedRows)
  }

  private holding(db: Kysely<Database>, county: string, now: number) {
    return db.selectFrom('policy_ignored_findings').where('county_id', '=', county).where('until', '>', now).where('ended_at', 'is', null)
  }

  private async record(tx: Tx, action: string, id: string, detail: Record<string, unknown>): Promise<void> {
    await this.audit.append(tx, { action, target: `finding/${id}`, outcome: 'done', detail })
    this.live.announce(tx, { topic: 'policy', id }, {})
  }
}
