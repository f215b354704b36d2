import { Injectable } from '@nestjs/common'
import type { PolicyDraft, PolicyDraftDocument, PolicyVersion, Transition } from '@shaotai/api'
import { fail, ok, parseKind, refuse, type Policy, type PolicyKind, type Refusal, type Result } from '@shaotai/core'
import type { Selectable } from 'kysely'
import { Clock } from '../platform/clock/clock.ts'
import { decodeJson, encodeJson } from '../platform/db/columns.ts'
import type { ClauseComment, PolicyVersionTable } from '../platform/db/database.ts'
import { Db } from '../platform/db/open-database.ts'
import { LiveBus } from '../platform/live/live-bus.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { DraftClaims } from './draft-claims.ts'
import { DraftEdits } from './draft-edits.ts'
import { DraftHistory } from './draft-history.ts'
import { DraftStore, notReady, type DraftRow } from './draft-store.ts'
import { nextRevision } from './next-revision.ts'
import { PolicyStore, type PublishedPolicy } from './policy.store.ts'

/** The life of a policy version up to its approval: draft → check → submit; what was published is read here and never changed again. */
@Injectable()
export class PolicyService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly store: PolicyStore,
    private readonly draftStore: DraftStore,
    private readonly history: DraftHistory,
    private readonly claims: DraftClaims,
    private readonly edits: DraftEdits,
    live: LiveBus,
  ) {
    live.topic('policy', () => true)
  }

  /** The version in force. */
  async current({ county }: ActorContext): Promise<Result<PublishedPolicy>> {
    const current = await this.store.current(this.db.read, county, this.clock.now())
    return current ? ok(current) : fail(refuse('policy.none'))
  }

  /** Every version that was published, also those withdrawn before they came into force, newest first. */
  async versions({ county }: ActorContext): Promise<PolicyVersion[]> {
    const now = this.clock.now()
    const current = await this.store.current(this.db.read, county, now)
    const rows = await this.db.read
      .selectFrom('policy_versions')
      .selectAll()
      .where('county_id', '=', county)
      .orderBy('version', 'desc')
      .limit(200)
      .execute()
    return rows.map((row) => toVersion(row, { current: current?.version, now }))
  }

  /** One version whole. Of several with one content the one in force, then the newest. */
  async version(context: ActorContext, hash: string): Promise<Result<PolicyVersion & { document: Record<string, unknown> }>> {
    const same = (await this.versions(context)).filter((one) => one.hash === hash)
    const found = same.find((one) => one.current) ?? same.find((one) => one.state !== 'withdrawn') ?? same[0]
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
      rows.map((row) =>
        this.draftStore.describe(this.db.read, county, row, { brief: row.status !== 'draft' && row.status !== 'submitted' }),
      ),
    )
  }

  /** One draft with its document. */
  async draft({ county }: ActorContext, id: string): Promise<Result<PolicyDraftDocument>> {
    const row = await this.draftStore.find(this.db.read, county, id)
    if (!row) return fail(refuse('http.not-found'))
    return ok({
      ...(await this.draftStore.describe(this.db.read, county, row)),
      document: decodeJson(row.document) as Record<string, unknown>,
    })
  }

  /** Begins a draft from the version last published, be it in force or still to come, or from an older one: that is how a county rolls back. */
  create(context: ActorContext, { from, note = '' }: { from?: string; note?: string }): Promise<Result<PolicyDraftDocument>> {
    return this.unitOfWork.run(context, async (tx) => {
      const head = await this.store.head(tx.db, context.county)
      const source = from === undefined ? head : await this.store.byHash(tx.db, context.county, from)
      if (!head || !source) return fail(refuse(from === undefined ? 'policy.none' : 'http.not-found'))
      const id = await this.draftStore.begin(tx, { policy: source.policy, base: head.hash, note })
      await this.draftStore.record(tx, 'policy.draft', id, { from: source.hash })
      const row = await this.draftStore.find(tx.db, context.county, id)
      return row
        ? ok({
            ...(await this.draftStore.describe(tx.db, context.county, row)),
            document: decodeJson(row.document) as Record<string, unknown>,
          })
        : fail(refuse('http.not-found'))
    })
  }

  /** Saves one document of a draft and checks the whole. Others may change other documents meanwhile; nothing in force is touched. */
  save(
    context: ActorContext,
    id: string,
    kind: PolicyKind,
    { revision, value, tab }: { revision: number; value: unknown; tab?: string },
  ): Promise<Result<PolicyDraft>> {
    const parsed = parseKind(kind, value)
    if (!parsed.ok) return Promise.resolve(fail({ ...parsed.error, at: `/value${parsed.error.at ?? ''}` }))
    const decide = async (tx: Tx, row: DraftRow) => {
      const claimed = await this.claims.admit(tx, { id, kind }, tab)
      if (claimed) return fail(claimed)
      const known = decodeJson(row.revisions)[kind] ?? 0
      if (known !== revision) return fail(refuse('policy.draft.stale', { revision: known }))
      const before = this.draftStore.policyOf(row)
      const document = { ...before, [kind]: parsed.value } as Policy
      await this.edits.record(tx, { id, kind, before, after: document })
      return ok({ document: encodeJson<unknown>(document), ...nextRevision(row, kind), status: 'draft' as const })
    }
    return this.draftStore.change(context, id, ['draft', 'rejected'], decide, { kind, revision: revision + 1 })
  }

  /** Hands a draft to the reviewer. What the check or last year's cases mark red, or an example that does not hold, cannot be submitted. */
  async submit(
    context: ActorContext,
    id: string,
    { revision, note, effectiveAt, transition }: { revision: number; note: string; effectiveAt?: number; transition?: Transition },
  ): Promise<Result<PolicyDraft>> {
    const red = await this.history.blocking(context, id, revision)
    if (red.length > 0) return fail(refuse('policy.draft.red-findings', { count: red.length }, { why: red }))
    return this.draftStore.change(context, id, ['draft', 'rejected'], async (tx, row) => {
      if (row.revision !== revision) return fail(refuse('policy.draft.stale', { revision: row.revision }))
      const described = await this.draftStore.describe(tx.db, context.county, row)
      if (described.stale) return fail(await this.draftStore.outrun(tx))
      const problem =
        notReady(described) ??
        trialUnseen(described, context.actor.person) ??
        (row.base_hash !== null && described.changes.length === 0 ? refuse('policy.draft.unchanged') : undefined)
      return problem
        ? fail(problem)
        : ok({
            status: 'submitted' as const,
            note,
            submitted_by: context.actor.person,
            submitted_at: tx.now,
            comment: null,
            clause_comments: null,
            planned_at: effectiveAt ?? null,
            planned_transition: transition ?? null,
          })
    })
  }

  /** Sends a submitted draft back with a comment, and perhaps a word on single clauses. */
  reject(
    context: ActorContext,
    id: string,
    { comment, clauses = [] }: { comment: string; clauses?: ClauseComment[] },
  ): Promise<Result<PolicyDraft>> {
    return this.draftStore.change(context, id, ['submitted'], async (tx, row) =>
      row.author === context.actor.person
        ? fail(refuse('policy.draft.same-person'))
        : ok({
            status: 'rejected' as const,
            comment,
            clause_comments: clauses.length > 0 ? encodeJson(clauses) : null,
            reviewed_by: context.actor.person,
            reviewed_at: tx.now,
          }),
    )
  }

  /** Takes a submission back, or gives a draft up. */
  withdraw(context: ActorContext, id: string, { discard }: { discard: boolean }): Promise<Result<PolicyDraft>> {
    return this.draftStore.change(context, id, ['draft', 'rejected', 'submitted'], async () =>
      ok({ status: discard ? ('withdrawn' as const) : ('draft' as const), submitted_at: null, submitted_by: null }),
    )
  }
}

/** What a county that asks for it wants seen by whoever submits: the trial of this very content. */
function trialUnseen({ trial: { needed, required, seen } }: PolicyDraft, person: string): Refusal | undefined {
  const unseen = required ? needed.filter((kind) => !seen.some((one) => one.kind === kind && one.person === person)) : []
  return unseen.length > 0 ? refuse('policy.draft.trial-unseen', { kinds: unseen }) : undefined
}

function toVersion(row: Selectable<PolicyVersionTable>, { current, now }: { current: number | undefined; now: number }): PolicyVersion {
  const isCurrent = row.version === current
  const review = row.review === null ? undefined : (decodeJson(row.review) as { verdict: 'confirmed' | 'objected'; comment: string })
  return {
    hash: row.hash,
    version: row.version,
    effectiveAt: row.effective_at,
    publishedAt: row.approved_at ?? row.created_at,
    author: row.created_by,
    approver: row.approved_by ?? '',
    note: row.note,
    basedOn: row.based_on,
    current: isCurrent,
    state: row.status === 'withdrawn' ? 'withdrawn' : isCurrent ? 'in-force' : row.effective_at > now ? 'scheduled' : 'past',
    kind: row.kind,
    transition: row.transition,
    draft: row.draft_id,
    withdrawn: row.withdrawn_at === null ? null : { by: row.withdrawn_by ?? '', at: row.withdrawn_at, why: row.withdrawn_why ?? '' },
    review:
      row.review_due_at === null
        ? null
        : {
            dueAt: row.review_due_at,
            by: row.reviewed_by,
            at: row.reviewed_at,
            verdict: review?.verdict ?? null,
            comment: review?.comment ?? '',
          },
  }
}
