import { Injectable } from '@nestjs/common'
import type { Rebased, Split } from '@shaotai/api'
import {
  canonicalJson,
  describeConflict,
  diffPolicy,
  fail,
  mergePolicies,
  ok,
  parsePolicy,
  POLICY_KINDS,
  refuse,
  splitChanges,
  type MergeChoice,
  type Policy,
  type Result,
} from '@shaotai/core'
import { loadOrganisation } from '../people/load-organisation.ts'
import { encodeJson } from '../platform/db/columns.ts'
import { Db } from '../platform/db/open-database.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { UnitOfWork, type ActorContext, type Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { DraftEdits } from './draft-edits.ts'
import { DraftStore, type DraftRow } from './draft-store.ts'
import { nextRevision, type Revisions } from './next-revision.ts'
import { PolicyStore } from './policy.store.ts'

/** Drafts brought onto a version published meanwhile, and drafts of which only a part is published. */
@Injectable()
export class DraftMerge {
  constructor(
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly store: PolicyStore,
    private readonly drafts: DraftStore,
    private readonly edits: DraftEdits,
  ) {}

  /** Brings a draft onto the version last published. What both changed is decided by `choices`; nothing is saved while something is undecided. */
  rebase(
    context: ActorContext,
    id: string,
    { revision, choices = {} }: { revision: number; choices?: Readonly<Record<string, MergeChoice>> },
  ): Promise<Result<Rebased>> {
    return this.unitOfWork.run(context, async (tx): Promise<Result<Rebased>> => {
      const found = await this.openDraft(tx, id, revision)
      if (!found.ok) return found
      const { row, base } = found.value
      const head = await this.store.head(tx.db, context.county)
      if (!head) return fail(refuse('policy.none'))
      const mine = this.drafts.policyOf(row)
      const { value, conflicts } = mergePolicies(base, mine, head.policy, choices)
      if (conflicts.length > 0) {
        const changes = { mine: diffPolicy(base, mine), theirs: diffPolicy(base, head.policy) }
        return ok({ conflicts: conflicts.map((one) => describeConflict(one, { mine, theirs: head.policy, changes })), draft: null })
      }
      const parsed = parsePolicy(value)
      if (!parsed.ok) return parsed
      const saved = await this.save(tx, row, { policy: parsed.value, base: head.hash })
      await this.drafts.record(tx, 'policy.rebase', id, { onto: head.hash, choices })
      return ok({ conflicts: [], draft: await this.drafts.describe(tx.db, context.county, saved) })
    })
  }

  /** Keeps some kinds of documents in a draft, with what they depend on; the other changes go on in a new draft. `dry` only says what that would be. */
  async split(
    context: ActorContext,
    id: string,
    { revision, kinds, dry = false }: { revision: number; kinds: string[]; dry?: boolean },
  ): Promise<Result<Split>> {
    const organisation = await loadOrganisation(this.db, context.county)
    return this.unitOfWork.run(context, async (tx): Promise<Result<Split>> => {
      const found = await this.openDraft(tx, id, revision)
      if (!found.ok) return found
      const { row, base } = found.value
      const whole = this.drafts.policyOf(row)
      const chosen = POLICY_KINDS.filter((kind) => kinds.includes(kind))
      const split = splitChanges(base, whole, chosen, { organisation, now: tx.now })
      if (!split) return fail(refuse('policy.split.nothing'))
      const { policy, kinds: taken, added } = split
      if (dry) return ok({ kinds: taken, added, draft: null, rest: null })
      const rest = uuid7()
      const saved = await this.save(tx, row, { policy })
      await tx.db
        .insertInto('policy_drafts')
        .values({
          ...row,
          id: rest,
          revision: 0,
          revisions: encodeJson({}),
          status: 'draft',
          created_at: tx.now,
          updated_at: tx.now,
          comment: null,
          clause_comments: null,
        })
        .execute()
      await this.drafts.record(tx, 'policy.split', id, { kinds: taken, rest })
      return ok({ kinds: taken, added, draft: await this.drafts.describe(tx.db, context.county, saved), rest })
    })
  }

  private async openDraft(tx: Tx, id: string, revision: number): Promise<Result<{ row: DraftRow; base: Policy }>> {
    const row = await this.drafts.find(tx.db, tx.context.county, id, { lock: true })
    if (!row) return fail(refuse('http.not-found'))
    if (row.status !== 'draft' && row.status !== 'rejected') return fail(refuse('policy.draft.not-open', { status: row.status }))
    if (row.revision !== revision) return fail(refuse('policy.draft.stale', { revision: row.revision }))
    const base = row.base_hash === null ? undefined : await this.store.byHash(tx.db, tx.context.county, row.base_hash)
    return base ? ok({ row, base: base.policy }) : fail(refuse('policy.none'))
  }

  private async save(tx: Tx, row: DraftRow, { policy, base }: { policy: Policy; base?: string }): Promise<DraftRow> {
    const before = this.drafts.policyOf(row)
    const changed = POLICY_KINDS.filter((kind) => canonicalJson(before[kind] ?? null) !== canonicalJson(policy[kind] ?? null))
    // Whoever has one of these documents open must meet the change as somebody else's.
    const { revisions } = changed.reduce<Revisions>((known, kind) => nextRevision(known, kind), row)
    for (const kind of changed)
      await this.edits.record(tx, { id: row.id, kind, before, after: { ...before, [kind]: policy[kind] } as Policy })
    const set = {
      document: encodeJson<unknown>(policy),
      ...(base !== undefined && { base_hash: base }),
      revision: row.revision + 1,
      revisions,
      status: 'draft' as const,
      updated_at: tx.now,
    }
    await tx.db.updateTable('policy_drafts').set(set).where('county_id', '=', row.county_id).where('id', '=', row.id).execute()
    return { ...row, ...set }
  }
}
