import { Injectable } from '@nestjs/common'
import { changeList, fail, ok, parseKind, refuse, type LedgerEntry, type ListChangeOrder, type Policy, type Result } from '@shaotai/core'
import { AuditLog } from '../audit/audit-log.ts'
import { decodeJson, encodeJson } from '../platform/db/columns.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { LiveBus } from '../platform/live/live-bus.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { DraftEdits } from '../policy/draft-edits.ts'
import { nextRevision } from '../policy/next-revision.ts'
import { PolicyStore } from '../policy/policy.store.ts'

/**
 * Writes decided changes of the responsibility list into a policy draft. Changes decided before the first of them is published go
 * into one draft: two drafts from one version would undo each other.
 */
@Injectable()
export class ListChangeDrafts {
  constructor(
    private readonly policies: PolicyStore,
    private readonly audit: AuditLog,
    private readonly live: LiveBus,
    private readonly edits: DraftEdits,
  ) {}

  /** The draft the change was written into; refused when it no longer fits the list (`list.change.*`). */
  async write(tx: Tx, entry: LedgerEntry, order: ListChangeOrder): Promise<Result<string>> {
    const { county, actor } = tx.context
    const current = await this.policies.current(tx.db, county, tx.now)
    if (!current) return fail(refuse('policy.none'))
    const open = await this.openDraft(tx, current.hash)
    const base = open ? (decodeJson(open.document) as Policy) : current.policy
    const changed = changeList(base.responsibilities, order)
    if (!changed.ok) return changed
    const parsed = parseKind('responsibilities', changed.value)
    if (!parsed.ok) return parsed
    const after = { ...base, responsibilities: parsed.value } as Policy
    const document = encodeJson<unknown>(after)
    const note = `清单调整 ${entry.number}：${entry.title}（自 ${order.from} 起）`.slice(0, 500)
    const id = open?.id ?? uuid7()
    if (open)
      await tx.db
        .updateTable('policy_drafts')
        .set({ document, ...nextRevision(open, 'responsibilities'), note: `${open.note}；${note}`.slice(0, 500), updated_at: tx.now })
        .where('county_id', '=', county)
        .where('id', '=', id)
        .execute()
    else
      await tx.db
        .insertInto('policy_drafts')
        .values({
          county_id: county,
          id,
          document,
          base_hash: current.hash,
          revision: 0,
          status: 'draft',
          author: actor.person,
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
    await this.edits.record(tx, { id, kind: 'responsibilities', before: base, after })
    await this.audit.append(tx, {
      action: 'policy.list-change',
      target: `draft/${id}`,
      outcome: 'done',
      detail: { entry: entry.number, item: order.item, change: order.change, from: order.from },
    })
    this.live.announce(tx, { topic: 'policy', id }, {})
    return ok(id)
  }

  private openDraft(tx: Tx, base: string) {
    return tx.db
      .selectFrom('policy_drafts')
      .select(['policy_drafts.id', 'policy_drafts.document', 'policy_drafts.revision', 'policy_drafts.revisions', 'policy_drafts.note'])
      .where('policy_drafts.county_id', '=', tx.context.county)
      .where('policy_drafts.status', '=', 'draft')
      .where('policy_drafts.base_hash', '=', base)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('ledger_entries')
            .select('ledger_entries.id')
            .whereRef('ledger_entries.county_id', '=', 'policy_drafts.county_id')
            .whereRef('ledger_entries.draft', '=', 'policy_drafts.id'),
        ),
      )
      .orderBy('policy_drafts.updated_at', 'desc')
      .limit(1)
      .executeTakeFirst()
  }
}
