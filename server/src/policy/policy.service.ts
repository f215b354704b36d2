import { Injectable } from '@nestjs/common'
import type { PolicyDraft, PolicyDraftDocument, PolicyVersion } from '@shaotai/api'
import {
  checkPolicy,
  diffPolicy,
  fail,
  ok,
  parseKind,
  policyHash,
  refuse,
  runExample,
  type Policy,
  type PolicyKind,
  type Result,
} from '@shaotai/core'
import type { Kysely, Selectable } from 'kysely'
import { AuditLog } from '../audit/audit-log.ts'
import { loadOrganisation } from '../people/load-organisation.ts'
import { Clock } from '../platform/clock/clock.ts'
import { decodeJson, encodeJson } from '../platform/db/columns.ts'
import type { Database, PolicyDraftTable } from '../platform/db/database.ts'
import { Db } from '../platform/db/open-database.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { LiveBus } from '../platform/live/live-bus.ts'
import { TimerService } from '../platform/timers/timer-service.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { SessionService } from '../session/session.service.ts'
import { DraftHistory } from './draft-history.ts'
import { IN_FORCE_TIMER, PolicyStore, type PublishedPolicy } from './policy.store.ts'

type DraftRow = Selectable<PolicyDraftTable>

/** The life of a policy version: draft → check → submit → another person publishes → in force, never changed again. */
@Injectable()
export class PolicyService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly store: PolicyStore,
    private readonly sessions: SessionService,
    private readonly audit: AuditLog,
    private readonly timers: TimerService,
    private readonly live: LiveBus,
    private readonly history: DraftHistory,
  ) {
    live.topic('policy', () => true)
  }

  /** The version in force. */
  async current({ county }: ActorContext): Promise<Result<PublishedPolicy>> {
    const current = await this.store.current(this.db.read, county, this.clock.now())
    return current ? ok(current) : fail(refuse('policy.none'))
  }

  /** Every published version, newest first. */
  async versions({ county }: ActorContext): Promise<PolicyVersion[]> {
    const current = await this.store.current(this.db.read, county, this.clock.now())
    const rows = await this.db.read
      .selectFrom('policy_versions')
      .select(['hash', 'version', 'effective_at', 'approved_at', 'created_at', 'created_by', 'approved_by', 'note', 'based_on'])
      .where('county_id', '=', county)
      .where('status', '=', 'published')
      .orderBy('version', 'desc')
      .limit(200)
      .execute()
    return rows.map((row) => ({
      hash: row.hash,
      version: row.version,
      effectiveAt: row.effective_at,
      publishedAt: row.approved_at ?? row.created_at,
      author: row.created_by,
      approver: row.approved_by ?? '',
      note: row.note,
      basedOn: row.based_on,
      current: row.version === current?.version,
    }))
  }

  /** One version whole. */
  async version(context: ActorContext, hash: string): Promise<Result<PolicyVersion & { document: Record<string, unknown> }>> {
    const found = (await this.versions(context)).find((one) => one.hash === hash)
    const published = found && (await this.store.byHash(this.db.read, context.county, hash))
    return published ? ok({ ...found, document: published.policy as unknown as Record<string, unknown> }) : fail(refuse('http.not-found'))
  }

  /** Drafts, newest first. Ended ones stay listed for a while because they say who decided what. */
  async drafts({ county }: ActorContext): Promise<PolicyDraft[]> {
    const rows = await this.db.read
      .selectFrom('policy_drafts')
      .selectAll()
      .where('county_id', '=', county)
      .orderBy('updated_at', 'desc')
      .limit(30)
      .execute()
    return Promise.all(
      rows.map((row) => this.describe(this.db.read, county, row, { brief: row.status !== 'draft' && row.status !== 'submitted' })),
    )
  }

  /** One draft with its document. */
  async draft({ county }: ActorContext, id: string): Promise<Result<PolicyDraftDocument>> {
    const row = await this.find(this.db.read, county, id)
    if (!row) return fail(refuse('http.not-found'))
    return ok({ ...(await this.describe(this.db.read, county, row)), document: decodeJson(row.document) as Record<string, unknown> })
  }

  /** Begins a draft from the version in force, or from an older one: that is how a county rolls back. */
  create(context: ActorContext, { from, note = '' }: { from?: string; note?: string }): Promise<Result<PolicyDraftDocument>> {
    return this.unitOfWork.run(context, async (tx) => {
      const current = await this.store.current(tx.db, context.county, tx.now)
      const source = from === undefined ? current : await this.store.byHash(tx.db, context.county, from)
      if (!current || !source) return fail(refuse(from === undefined ? 'policy.none' : 'http.not-found'))
      const id = uuid7()
      await tx.db
        .insertInto('policy_drafts')
        .values({
          county_id: context.county,
          id,
          document: encodeJson<unknown>(source.policy),
          base_hash: current.hash,
          revision: 0,
          status: 'draft',
          author: context.actor.person,
          note,
          created_at: tx.now,
          updated_at: tx.now,
          submitted_by: null,
          submitted_at: null,
          reviewed_by: null,
          reviewed_at: null,
          comment: null,
          published_hash: null,
        })
        .execute()
      await this.record(tx, 'policy.draft', id, { from: source.hash })
      const row = await this.find(tx.db, context.county, id)
      return row
        ? ok({ ...(await this.describe(tx.db, context.county, row)), document: decodeJson(row.document) as Record<string, unknown> })
        : fail(refuse('http.not-found'))
    })
  }

  /** Saves one document of a draft and checks the whole. Nothing in force is touched. */
  save(
    context: ActorContext,
    id: string,
    kind: PolicyKind,
    { revision, value }: { revision: number; value: unknown },
  ): Promise<Result<PolicyDraft>> {
    const parsed = parseKind(kind, value)
    if (!parsed.ok) return Promise.resolve(fail({ ...parsed.error, at: `/value${parsed.error.at ?? ''}` }))
    return this.change(context, id, ['draft', 'rejected'], async (tx, row) => {
      if (row.revision !== revision) return fail(refuse('policy.draft.stale', { revision: row.revision }))
      const document = { ...(decodeJson(row.document) as Record<string, unknown>), [kind]: parsed.value }
      return ok({ document: encodeJson<unknown>(document), revision: revision + 1, status: 'draft' as const })
    })
  }

  /** Hands a draft to the reviewer. What the check or last year's cases mark red, or an example that does not hold, cannot be submitted. */
  async submit(context: ActorContext, id: string, { revision, note }: { revision: number; note: string }): Promise<Result<PolicyDraft>> {
    const red = await this.history.blocking(context, id, revision)
    if (red.length > 0) return fail(refuse('policy.draft.red-findings', { count: red.length }, { why: red }))
    return this.change(context, id, ['draft', 'rejected'], async (tx, row) => {
      if (row.revision !== revision) return fail(refuse('policy.draft.stale', { revision: row.revision }))
      const described = await this.describe(tx.db, context.county, row)
      const problem = notReady(described) ?? (described.changes.length === 0 ? refuse('policy.draft.unchanged') : undefined)
      return problem
        ? fail(problem)
        : ok({ status: 'submitted' as const, note, submitted_by: context.actor.person, submitted_at: tx.now, comment: null })
    })
  }

  /** Publishes a submitted draft: a second person, who signs in again and names the hash they saw. New cases follow it at once; running ones keep theirs. */
  async publish(
    context: ActorContext,
    id: string,
    { hash, password, comment }: { hash: string; password: string; comment?: string },
  ): Promise<Result<PolicyVersion>> {
    const confirmed = await this.sessions.confirm(context, password)
    if (!confirmed.ok) return confirmed
    const red = await this.history.blocking(context, id)
    if (red.length > 0) return fail(refuse('policy.draft.red-findings', { count: red.length }, { why: red }))
    const published = await this.change(context, id, ['submitted'], async (tx, row) => {
      if (row.author === context.actor.person || row.submitted_by === context.actor.person) return fail(refuse('policy.draft.same-person'))
      const described = await this.describe(tx.db, context.county, row)
      if (described.hash !== hash) return fail(refuse('policy.draft.other-hash'))
      const problem = notReady(described)
      if (problem) return fail(problem)
      await this.insertVersion(tx, row, described)
      return ok({
        status: 'published' as const,
        reviewed_by: context.actor.person,
        reviewed_at: tx.now,
        comment: comment ?? null,
        published_hash: hash,
      })
    })
    if (!published.ok) return published
    const version = (await this.versions(context)).find((one) => one.hash === hash)
    return version ? ok(version) : fail(refuse('http.not-found'))
  }

  /** Sends a submitted draft back with a comment. */
  reject(context: ActorContext, id: string, { comment }: { comment: string }): Promise<Result<PolicyDraft>> {
    return this.change(context, id, ['submitted'], async (tx, row) =>
      row.author === context.actor.person
        ? fail(refuse('policy.draft.same-person'))
        : ok({ status: 'rejected' as const, comment, reviewed_by: context.actor.person, reviewed_at: tx.now }),
    )
  }

  /** Takes a submission back, or gives a draft up. */
  withdraw(context: ActorContext, id: string, { discard }: { discard: boolean }): Promise<Result<PolicyDraft>> {
    return this.change(context, id, ['draft', 'rejected', 'submitted'], async () =>
      ok({ status: discard ? ('withdrawn' as const) : ('draft' as const), submitted_at: null, submitted_by: null }),
    )
  }

  private change(
    context: ActorContext,
    id: string,
    from: PolicyDraftTable['status'][],
    decide: (tx: Tx, row: DraftRow) => Promise<Result<Partial<DraftRow>>>,
  ): Promise<Result<PolicyDraft>> {
    return this.unitOfWork.run(context, async (tx) => {
      const row = await this.find(tx.db, context.county, id, { lock: true })
      if (!row) return fail(refuse('http.not-found'))
      if (!from.includes(row.status)) return fail(refuse('policy.draft.not-open', { status: row.status }))
      const decided = await decide(tx, row)
      if (!decided.ok) return decided
      await tx.db
        .updateTable('policy_drafts')
        .set({ ...decided.value, updated_at: tx.now })
        .where('county_id', '=', context.county)
        .where('id', '=', id)
        .execute()
      await this.record(tx, `policy.${decided.value.status ?? 'save'}`, id, { revision: decided.value.revision ?? row.revision })
      return ok(await this.describe(tx.db, context.county, { ...row, ...decided.value, updated_at: tx.now }))
    })
  }

  private async insertVersion(tx: Tx, row: DraftRow, { hash, findings }: PolicyDraft): Promise<void> {
    const last = await tx.db
      .selectFrom('policy_versions')
      .select('version')
      .where('county_id', '=', row.county_id)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst()
    const version = (last?.version ?? 0) + 1
    await this.timers.schedule(tx, { key: `policy/${version}`, at: tx.now, kind: IN_FORCE_TIMER, payload: { version } })
    await tx.db
      .insertInto('policy_versions')
      .values({
        county_id: row.county_id,
        hash,
        version,
        document: row.document,
        status: 'published',
        effective_at: tx.now,
        created_by: row.author,
        created_at: row.created_at,
        approved_by: tx.context.actor.person,
        approved_at: tx.now,
        note: row.note,
        findings: encodeJson<unknown>(findings),
        based_on: row.base_hash,
      })
      .execute()
  }

  private async describe(db: Kysely<Database>, county: string, row: DraftRow, { brief = false } = {}): Promise<PolicyDraft> {
    const policy = decodeJson(row.document) as Policy
    const now = this.clock.now()
    const [base, current, organisation] = await Promise.all([
      row.base_hash === null ? undefined : this.store.byHash(db, county, row.base_hash),
      this.store.current(db, county, now),
      loadOrganisation(this.db, county),
    ])
    const examples = brief
      ? []
      : policy.examples
          .map((example) => ({ id: example.id, title: example.title, problems: runExample(policy, example) }))
          .filter((example) => example.problems.length > 0)
    return {
      id: row.id,
      base: row.base_hash ?? '',
      baseVersion: base?.version ?? 0,
      revision: row.revision,
      status: row.status,
      note: row.note,
      author: organisation?.people.find((person) => person.id === row.author)?.name ?? row.author,
      authorId: row.author,
      updatedAt: row.updated_at,
      submittedAt: row.submitted_at,
      reviewer:
        row.reviewed_by === null ? null : (organisation?.people.find((person) => person.id === row.reviewed_by)?.name ?? row.reviewed_by),
      comment: row.comment,
      findings: brief ? [] : checkPolicy(policy, { organisation, now }),
      changes: brief || !base ? [] : diffPolicy(base.policy, policy),
      examples,
      hash: policyHash(policy),
      stale: current?.hash !== row.base_hash,
    }
  }

  private find(db: Kysely<Database>, county: string, id: string, { lock = false } = {}): Promise<DraftRow | undefined> {
    const query = db.selectFrom('policy_drafts').selectAll().where('county_id', '=', county).where('id', '=', id)
    return (lock ? query.modifyEnd(this.db.dialect.lockRows) : query).executeTakeFirst()
  }

  private async record(tx: Tx, action: string, id: string, detail: Record<string, unknown>): Promise<void> {
    await this.audit.append(tx, { action, target: `draft/${id}`, outcome: 'done', detail })
    this.live.announce(tx, { topic: 'policy', id }, {})
  }
}

function notReady({ findings, examples }: PolicyDraft) {
  const red = findings.filter((finding) => finding.severity === 'red')
  if (red.length > 0) return refuse('policy.draft.red-findings', { count: red.length }, { why: red })
  return examples.length > 0
    ? refuse(
        'policy.draft.failing-examples',
        { count: examples.length, titles: examples.map((example) => example.title) },
        { why: examples },
      )
    : undefined
}
