import { Injectable } from '@nestjs/common'
import type { DraftEdit, PastDocument } from '@shaotai/api'
import { diffPolicy, fail, ok, refuse, type Change, type Policy, type PolicyKind, type Result } from '@shaotai/core'
import type { Kysely } from 'kysely'
import { decodeJson, encodeJson } from '../platform/db/columns.ts'
import type { Database } from '../platform/db/database.ts'
import { Db } from '../platform/db/open-database.ts'
import type { ActorContext, Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { goesOn, keptChanges } from './stretch.ts'

/** Stretches kept per draft; how many of the newest still know the document before them, and the size of those in bytes. */
const KEPT = 300
const KEPT_DOCUMENTS = 100
const KEPT_BYTES = 20_000_000
/** Stretches of one answer. */
const LISTED = 100
/** Steps one may undo after opening the page again, and their size in characters. */
const UNDONE = 20
const UNDONE_SIZE = 2_000_000

/** `after` differs from `before` in the document of `kind` only. */
type Save = { id: string; kind: PolicyKind; before: Policy; after: Policy }

/** Who changed what in a draft and when (最近改动): one line per stretch of typing on one place. */
@Injectable()
export class DraftEdits {
  constructor(private readonly db: Db) {}

  /** Adds one save to the stretch it goes on with, or begins a new one. */
  async record(tx: Tx, { id, kind, before, after }: Save): Promise<void> {
    const changes = diffPolicy(before, after)
    if (changes.length === 0) return
    const { county, actor } = tx.context
    const last = await this.rows(tx.db, county, id).selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst()
    if (last?.before && goesOn({ ...last, changes: decodeJson(last.changes) }, { kind, author: actor.person, changes, now: tx.now })) {
      const whole = diffPolicy({ ...after, [kind]: decodeJson(last.before).value } as Policy, after)
      const key = { county_id: county, draft_id: id, seq: last.seq }
      if (whole.length === 0)
        await tx.db
          .deleteFrom('policy_draft_edits')
          .where((eb) => eb.and(key))
          .execute()
      else
        await tx.db
          .updateTable('policy_draft_edits')
          .set({ at: tx.now, count: whole.length, changes: encodeJson(keptChanges(whole)) })
          .where((eb) => eb.and(key))
          .execute()
      return
    }
    const seq = (last?.seq ?? 0) + 1
    await tx.db
      .insertInto('policy_draft_edits')
      .values({
        county_id: county,
        draft_id: id,
        seq,
        kind,
        author: actor.person,
        name: actor.name,
        began_at: tx.now,
        at: tx.now,
        count: changes.length,
        changes: encodeJson(keptChanges(changes)),
        before: encodeJson({ value: before[kind] as unknown }),
      })
      .execute()
    await this.forget(tx, id, seq)
  }

  /** The newest stretches of a draft. */
  async list({ county }: ActorContext, id: string): Promise<DraftEdit[]> {
    const rows = await this.rows(this.db.read, county, id)
      .select(['seq', 'kind', 'name', 'began_at', 'at', 'count', 'changes'])
      .select((eb) => eb('before', 'is not', null).as('known'))
      .orderBy('seq', 'desc')
      .limit(LISTED)
      .execute()
    const later = new Map<PolicyKind, boolean>()
    return rows.map((row) => {
      // What a document was like after a stretch is what it was before the next one of its kind.
      const restorable = later.get(row.kind) ?? false
      later.set(row.kind, Boolean(row.known))
      const changes: Change[] = decodeJson(row.changes)
      return { id: row.seq, kind: row.kind, author: row.name, began: row.began_at, at: row.at, count: row.count, changes, restorable }
    })
  }

  /** The document of a stretch as it was right after it. */
  async documentAt({ county }: ActorContext, id: string, seq: number): Promise<Result<PastDocument>> {
    const own = await this.rows(this.db.read, county, id).select('kind').where('seq', '=', seq).executeTakeFirst()
    if (!own) return fail(refuse('http.not-found'))
    const next = await this.rows(this.db.read, county, id)
      .select('before')
      .where('kind', '=', own.kind)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(1)
      .executeTakeFirst()
    return next?.before ? ok({ kind: own.kind, ...decodeJson(next.before) }) : fail(refuse('http.not-found'))
  }

  /** What the asking person's own last stretches on a document began from, oldest first: as far back as nobody else changed it. */
  async past({ county, actor }: ActorContext, { id, kind }: { id: string; kind: PolicyKind }): Promise<PastDocument[]> {
    const rows = await this.rows(this.db.read, county, id)
      .select(['author', 'before'])
      .where('kind', '=', kind)
      .orderBy('seq', 'desc')
      .limit(UNDONE)
      .execute()
    const past: PastDocument[] = []
    let size = 0
    for (const { author, before } of rows) {
      size += before?.length ?? 0
      if (author !== actor.person || before === null || size > UNDONE_SIZE) break
      past.unshift({ kind, ...decodeJson(before) })
    }
    return past
  }

  /** A draft that is over keeps who changed what, and no longer every document it once had. */
  async close(tx: Tx, id: string): Promise<void> {
    await tx.db
      .updateTable('policy_draft_edits')
      .set({ before: null })
      .where('county_id', '=', tx.context.county)
      .where('draft_id', '=', id)
      .execute()
  }

  private async forget(tx: Tx, id: string, seq: number): Promise<void> {
    const { county } = tx.context
    await tx.db
      .deleteFrom('policy_draft_edits')
      .where('county_id', '=', county)
      .where('draft_id', '=', id)
      .where('seq', '<=', seq - KEPT)
      .execute()
    const documents = await this.rows(tx.db, county, id)
      .select('seq')
      .select((eb) => eb.fn<number>('octet_length', ['before']).as('bytes'))
      .where('before', 'is not', null)
      .orderBy('seq', 'desc')
      .execute()
    let bytes = 0
    const old = documents.find((row, index) => {
      bytes += row.bytes
      return index > 0 && (index >= KEPT_DOCUMENTS || bytes > KEPT_BYTES)
    })
    if (!old) return
    await tx.db
      .updateTable('policy_draft_edits')
      .set({ before: null })
      .where('county_id', '=', county)
      .where('draft_id', '=', id)
      .where('seq', '<=', old.seq)
      .where('before', 'is not', null)
      .execute()
  }

  private rows(db: Kysely<Database>, county: string, id: string) {
    return db.selectFrom('policy_draft_edits').where('county_id', '=', county).where('draft_id', '=', id)
  }
}
