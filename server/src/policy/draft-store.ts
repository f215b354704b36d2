import { Injectable } from '@nestjs/common'
import { TRIAL_KINDS, type PolicyDraft } from '@shaotai/api'
import { fail, ok, refuse, type Policy, type Refusal, type Result } from '@shaotai/core'
import type { Kysely, Selectable } from 'kysely'
import { AuditLog } from '../audit/audit-log.ts'
import { loadOrganisation } from '../people/load-organisation.ts'
import { Clock } from '../platform/clock/clock.ts'
import { decodeJson, encodeJson } from '../platform/db/columns.ts'
import type { Database, PolicyDraftTable } from '../platform/db/database.ts'
import { Db } from '../platform/db/open-database.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { LiveBus } from '../platform/live/live-bus.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { DraftClaims } from './draft-claims.ts'
import { DraftEdits } from './draft-edits.ts'
import { DraftOutcomes } from './draft-outcomes.ts'
import { PolicyStore } from './policy.store.ts'

export type DraftRow = Selectable<PolicyDraftTable>

/** Drafts as they are kept: found, described with what the check says, and changed one at a time. */
@Injectable()
export class DraftStore {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly store: PolicyStore,
    private readonly audit: AuditLog,
    private readonly live: LiveBus,
    private readonly claims: DraftClaims,
    private readonly edits: DraftEdits,
    private readonly outcomes: DraftOutcomes,
  ) {}

  /** Puts a new draft down; `base` is the version it changes, null when the county has none. */
  async begin(tx: Tx, { policy, base, note }: { policy: Policy; base: string | null; note: string }): Promise<string> {
    const id = uuid7()
    await tx.db
      .insertInto('policy_drafts')
      .values({
        county_id: tx.context.county,
        id,
        document: encodeJson<unknown>(policy),
        base_hash: base,
        revision: 0,
        status: 'draft',
        author: tx.context.actor.person,
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
    return id
  }

  /** Changes a draft in one of these states, in one unit; `decide` says what, `hint` tells open pages what to read again. */
  change(
    context: ActorContext,
    id: string,
    from: PolicyDraftTable['status'][],
    decide: (tx: Tx, row: DraftRow) => Promise<Result<Partial<DraftRow>>>,
    hint?: Record<string, unknown>,
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
      if (decided.value.status !== 'draft') await this.claims.end(tx, id)
      if (decided.value.status === 'published' || decided.value.status === 'withdrawn') await this.edits.close(tx, id)
      await this.record(tx, `policy.${decided.value.status ?? 'save'}`, id, { revision: decided.value.revision ?? row.revision }, hint)
      return ok(await this.describe(tx.db, context.county, { ...row, ...decided.value, updated_at: tx.now }))
    })
  }

  /** A draft with its changes, findings and the examples that do not hold; `brief` leaves those out. */
  async describe(db: Kysely<Database>, county: string, row: DraftRow, { brief = false } = {}): Promise<PolicyDraft> {
    const now = this.clock.now()
    const [base, head, last, organisation, inForce] = await Promise.all([
      row.base_hash === null ? undefined : this.store.byHash(db, county, row.base_hash),
      this.store.head(db, county),
      this.store.lastVersion(db, county),
      loadOrganisation(this.db, county),
      this.store.current(db, county, now),
    ])
    const { findings, changes, examples, hash } = brief
      ? { findings: [], changes: [], examples: [], hash: this.outcomes.hashOf(row.document) }
      : this.outcomes.of({ document: row.document, base, organisation, now })
    return {
      id: row.id,
      base: row.base_hash ?? '',
      baseVersion: base?.version ?? 0,
      revision: row.revision,
      revisions: decodeJson(row.revisions),
      status: row.status,
      note: row.note,
      author: organisation?.people.find((person) => person.id === row.author)?.name ?? row.author,
      authorId: row.author,
      updatedAt: row.updated_at,
      submittedAt: row.submitted_at,
      reviewer:
        row.reviewed_by === null ? null : (organisation?.people.find((person) => person.id === row.reviewed_by)?.name ?? row.reviewed_by),
      comment: row.comment,
      findings,
      changes,
      examples,
      hash,
      stale: (head?.hash ?? null) !== row.base_hash,
      nextVersion: last + 1,
      plannedAt: row.planned_at,
      plannedTransition: row.planned_transition ?? 'new',
      clauseComments: row.clause_comments === null ? [] : decodeJson(row.clause_comments),
      trial: {
        needed: TRIAL_KINDS.filter((kind) => changes.some(({ at }) => at === `/${kind}` || at.startsWith(`/${kind}/`))),
        // Not the draft's own word: who changes the rules would free themselves of it.
        required: inForce?.policy.profile.trialFirst ?? false,
        seen: brief ? [] : await seenTrials(db, row, hash),
      },
    }
  }

  /** The policy a draft holds. */
  policyOf(row: Pick<DraftRow, 'document'>): Policy {
    return decodeJson(row.document) as Policy
  }

  /** Says that another version was published since a draft began. */
  async outrun(tx: Tx): Promise<Refusal> {
    return refuse('policy.draft.outrun', { version: await this.store.lastVersion(tx.db, tx.context.county) })
  }

  /** The row of a draft. */
  find(db: Kysely<Database>, county: string, id: string, { lock = false } = {}): Promise<DraftRow | undefined> {
    const query = db.selectFrom('policy_drafts').selectAll().where('county_id', '=', county).where('id', '=', id)
    return (lock ? query.modifyEnd(this.db.dialect.lockRows) : query).executeTakeFirst()
  }

  /** Writes the audit line of an act on a draft, and tells open pages. */
  async record(tx: Tx, action: string, id: string, detail: Record<string, unknown>, hint?: Record<string, unknown>): Promise<void> {
    await this.audit.append(tx, { action, target: `draft/${id}`, outcome: 'done', detail })
    this.live.announce(tx, { topic: 'policy', id, ...(hint && { hint }) }, {})
  }
}

function seenTrials(db: Kysely<Database>, { county_id, id }: DraftRow, hash: string): Promise<PolicyDraft['trial']['seen']> {
  return db
    .selectFrom('policy_draft_trials')
    .select(['kind', 'person', 'name', 'at'])
    .where('county_id', '=', county_id)
    .where('draft_id', '=', id)
    .where('hash', '=', hash)
    .orderBy('at')
    .limit(50)
    .execute()
}

/** What forbids a draft to go on: red findings, or examples that do not hold. */
export function notReady({ findings, examples }: Pick<PolicyDraft, 'findings' | 'examples'>): Refusal | undefined {
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
