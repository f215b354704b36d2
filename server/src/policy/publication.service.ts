import { Injectable } from '@nestjs/common'
import type { PolicyVersion, Transition } from '@shaotai/api'
import { checkPolicy, DAY, fail, ok, refuse, runExample, type Policy, type Result } from '@shaotai/core'
import { AuditLog } from '../audit/audit-log.ts'
import { loadOrganisation } from '../people/load-organisation.ts'
import { encodeJson } from '../platform/db/columns.ts'
import { Db } from '../platform/db/open-database.ts'
import { LiveBus } from '../platform/live/live-bus.ts'
import { TimerService } from '../platform/timers/timer-service.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { SessionService } from '../session/session.service.ts'
import { DraftHistory } from './draft-history.ts'
import { DraftStore, notReady } from './draft-store.ts'
import { PolicyNewsService } from './policy-news.ts'
import { PolicyService } from './policy.service.ts'
import { IN_FORCE_TIMER, PolicyStore } from './policy.store.ts'

/** A version comes into force within a year of its approval. */
const FARTHEST = 366 * DAY
/** Whoever reviews an emergency roll-back does so within a week. */
const REVIEW_WITHIN = 7 * DAY

type NewVersion = {
  hash: string
  policy: Policy
  effectiveAt: number
  transition: Transition
  author: string
  createdAt: number
  note: string
  basedOn: string | null
  findings: unknown
} & ({ kind: 'normal'; draft: string } | { kind: 'emergency' })

/** How a version comes into force: approved by a second person, on a day, withdrawn before it, or rolled back at once in an emergency. */
@Injectable()
export class PublicationService {
  constructor(
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly store: PolicyStore,
    private readonly policies: PolicyService,
    private readonly drafts: DraftStore,
    private readonly sessions: SessionService,
    private readonly audit: AuditLog,
    private readonly timers: TimerService,
    private readonly live: LiveBus,
    private readonly history: DraftHistory,
    private readonly news: PolicyNewsService,
  ) {}

  /**
   * Publishes a submitted draft: a second person, who signs in again and names the hash they saw. It comes into force at `effectiveAt` or at once;
   * `transition` says which running cases follow it then.
   */
  async publish(
    context: ActorContext,
    id: string,
    body: { hash: string; password: string; comment?: string; effectiveAt?: number; transition?: Transition },
  ): Promise<Result<PolicyVersion>> {
    const confirmed = await this.sessions.confirm(context, body.password)
    if (!confirmed.ok) return confirmed
    const red = await this.history.blocking(context, id)
    if (red.length > 0) return fail(refuse('policy.draft.red-findings', { count: red.length }, { why: red }))
    let version = 0
    const published = await this.drafts.change(context, id, ['submitted'], async (tx, row) => {
      if (row.author === context.actor.person || row.submitted_by === context.actor.person) return fail(refuse('policy.draft.same-person'))
      const described = await this.drafts.describe(tx.db, context.county, row)
      if (described.hash !== body.hash) return fail(refuse('policy.draft.other-hash'))
      if (described.stale) return fail(await this.drafts.outrun(tx))
      const problem = notReady(described)
      if (problem) return fail(problem)
      const effectiveAt = await this.dateOf(tx, body.effectiveAt)
      if (!effectiveAt.ok) return effectiveAt
      version = await this.insert(tx, {
        kind: 'normal',
        hash: body.hash,
        policy: this.drafts.policyOf(row),
        effectiveAt: effectiveAt.value,
        transition: body.transition ?? 'new',
        author: row.author,
        createdAt: row.created_at,
        note: row.note,
        basedOn: row.base_hash,
        findings: described.findings,
        draft: row.id,
      })
      return ok({
        status: 'published' as const,
        reviewed_by: context.actor.person,
        reviewed_at: tx.now,
        comment: body.comment ?? null,
        published_hash: body.hash,
      })
    })
    return published.ok ? this.show(context, version) : published
  }

  /** Withdraws a version before it comes into force (撤回): it never does. */
  async withdraw(
    context: ActorContext,
    version: number,
    { password, why }: { password: string; why: string },
  ): Promise<Result<PolicyVersion>> {
    const confirmed = await this.sessions.confirm(context, password)
    if (!confirmed.ok) return confirmed
    const done = await this.unitOfWork.run(context, async (tx): Promise<Result<undefined>> => {
      const row = await this.find(tx, version)
      if (!row || row.status !== 'published') return fail(refuse('http.not-found'))
      if (row.effective_at <= tx.now) return fail(refuse('policy.version.in-force', { version }))
      await this.take(tx, version, why)
      return ok(undefined)
    })
    return done.ok ? this.show(context, version) : done
  }

  /** Puts an earlier version into force at once, by one leader: a new version, to be reviewed afterwards. What was still to come is withdrawn with it. */
  async rollBack(
    context: ActorContext,
    version: number,
    { password, why, transition = 'new' }: { password: string; why: string; transition?: Transition },
  ): Promise<Result<PolicyVersion>> {
    const confirmed = await this.sessions.confirm(context, password)
    if (!confirmed.ok) return confirmed
    const done = await this.unitOfWork.run(context, async (tx): Promise<Result<number>> => {
      const { county } = context
      const row = await this.find(tx, version)
      const [source, current] = await Promise.all([
        row && this.store.byHash(tx.db, county, row.hash),
        this.store.current(tx.db, county, tx.now),
      ])
      if (!row || !source || !current) return fail(refuse('http.not-found'))
      if (row.status !== 'published' || row.effective_at > tx.now) return fail(refuse('policy.rollback.never-in-force', { version }))
      if (source.hash === current.hash) return fail(refuse('policy.rollback.same'))
      const findings = checkPolicy(source.policy, { organisation: await loadOrganisation(this.db, county), now: tx.now })
      const problem = notReady({ findings: findings as never, examples: failingExamples(source.policy) })
      if (problem) return fail(problem)
      for (const scheduled of await this.scheduled(tx)) await this.take(tx, scheduled, why)
      const made = await this.insert(tx, {
        kind: 'emergency',
        hash: source.hash,
        policy: source.policy,
        effectiveAt: tx.now,
        transition,
        author: context.actor.person,
        createdAt: tx.now,
        note: why,
        basedOn: current.hash,
        findings,
      })
      await this.record(tx, 'policy.emergency-rollback', made, { to: version, why })
      return ok(made)
    })
    return done.ok ? this.show(context, done.value) : done
  }

  /** The later review of an emergency roll-back, by somebody else. */
  async review(
    context: ActorContext,
    version: number,
    { password, verdict, comment }: { password: string; verdict: 'confirmed' | 'objected'; comment: string },
  ): Promise<Result<PolicyVersion>> {
    const confirmed = await this.sessions.confirm(context, password)
    if (!confirmed.ok) return confirmed
    const done = await this.unitOfWork.run(context, async (tx): Promise<Result<undefined>> => {
      const row = await this.find(tx, version)
      if (!row) return fail(refuse('http.not-found'))
      if (row.review_due_at === null || row.reviewed_at !== null) return fail(refuse('policy.review.none'))
      if (row.approved_by === context.actor.person) return fail(refuse('policy.draft.same-person'))
      await tx.db
        .updateTable('policy_versions')
        .set({ reviewed_by: context.actor.person, reviewed_at: tx.now, review: encodeJson<unknown>({ verdict, comment }) })
        .where('county_id', '=', context.county)
        .where('version', '=', version)
        .execute()
      await this.record(tx, 'policy.review', version, { verdict, comment })
      return ok(undefined)
    })
    return done.ok ? this.show(context, version) : done
  }

  /** The policy of a version by its number. */
  async policyOf({ county }: ActorContext, version: number): Promise<Result<Policy>> {
    const row = await this.db.read
      .selectFrom('policy_versions')
      .select('hash')
      .where('county_id', '=', county)
      .where('version', '=', version)
      .executeTakeFirst()
    const found = row && (await this.store.byHash(this.db.read, county, row.hash))
    return found ? ok(found.policy) : fail(refuse('http.not-found'))
  }

  /** When a version may come into force: not before now, within a year, and not before one that is still to come. */
  private async dateOf(tx: Tx, wanted: number | undefined): Promise<Result<number>> {
    const at = wanted ?? tx.now
    if (at < tx.now) return fail(refuse('policy.publish.past', {}, { at: '/effectiveAt' }))
    if (at > tx.now + FARTHEST) return fail(refuse('policy.publish.too-far', {}, { at: '/effectiveAt' }))
    const head = await this.store.head(tx.db, tx.context.county)
    return head && head.effectiveAt > at
      ? fail(refuse('policy.publish.before-scheduled', { version: head.version }, { at: '/effectiveAt' }))
      : ok(at)
  }

  private async insert(tx: Tx, made: NewVersion): Promise<number> {
    const { county, actor } = tx.context
    const version = (await this.store.lastVersion(tx.db, county)) + 1
    await this.timers.schedule(tx, { key: timerOf(version), at: made.effectiveAt, kind: IN_FORCE_TIMER, payload: { version } })
    const before = await this.store.head(tx.db, county)
    await tx.db
      .insertInto('policy_versions')
      .values({
        county_id: county,
        hash: made.hash,
        version,
        document: encodeJson<unknown>(made.policy),
        status: 'published',
        effective_at: made.effectiveAt,
        created_by: made.author,
        created_at: made.createdAt,
        approved_by: actor.person,
        approved_at: tx.now,
        note: made.note,
        findings: encodeJson(made.findings),
        based_on: made.basedOn,
        kind: made.kind,
        transition: made.transition,
        draft_id: made.kind === 'normal' ? made.draft : null,
        review_due_at: made.kind === 'emergency' ? tx.now + REVIEW_WITHIN : null,
      })
      .execute()
    if (before)
      await this.news.tell(tx, { version, before: before.policy, after: made.policy, effectiveAt: made.effectiveAt, kind: made.kind })
    return version
  }

  /** Marks a version as one that never comes into force. */
  private async take(tx: Tx, version: number, why: string): Promise<void> {
    await tx.db
      .updateTable('policy_versions')
      .set({ status: 'withdrawn', withdrawn_by: tx.context.actor.person, withdrawn_at: tx.now, withdrawn_why: why })
      .where('county_id', '=', tx.context.county)
      .where('version', '=', version)
      .execute()
    await this.timers.cancel(tx, [timerOf(version)])
    await this.record(tx, 'policy.withdraw', version, { why })
  }

  private async scheduled(tx: Tx): Promise<number[]> {
    const rows = await tx.db
      .selectFrom('policy_versions')
      .select('version')
      .where('county_id', '=', tx.context.county)
      .where('status', '=', 'published')
      .where('effective_at', '>', tx.now)
      .execute()
    return rows.map((row) => row.version)
  }

  private find(tx: Tx, version: number) {
    const query = tx.db.selectFrom('policy_versions').selectAll().where('county_id', '=', tx.context.county).where('version', '=', version)
    return query.modifyEnd(this.db.dialect.lockRows).executeTakeFirst()
  }

  private async show(context: ActorContext, version: number): Promise<Result<PolicyVersion>> {
    const found = (await this.policies.versions(context)).find((one) => one.version === version)
    return found ? ok(found) : fail(refuse('http.not-found'))
  }

  private async record(tx: Tx, action: string, version: number, detail: Record<string, unknown>): Promise<void> {
    await this.audit.append(tx, { action, target: `policy/${version}`, outcome: 'done', detail })
    this.live.announce(tx, { topic: 'policy', id: String(version) }, {})
  }
}

function timerOf(version: number): string {
  return `policy/${version}`
}

function failingExamples(policy: Policy) {
  return policy.examples
    .map((example) => ({ id: example.id, title: example.title, problems: runExample(policy, example) }))
    .filter((example) => example.problems.length > 0)
}
