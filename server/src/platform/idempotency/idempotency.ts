import { Injectable } from '@nestjs/common'
import { fail, ok, refuse, type Result } from '@shaotai/core'
import { canonicalJson } from '../crypto/canonical-json.ts'
import { sm3 } from '../crypto/seal.ts'
import { decodeJson, encodeJson, type JsonText } from '../db/columns.ts'
import { compileOnce, insertOnce } from '../db/compile-once.ts'
import type { Tx } from '../unit-of-work/unit-of-work.ts'

/** How long answers are kept: half a year and a little, as long as the audit log must be. */
export const IDEMPOTENCY_KEPT = 185 * 86_400_000

/** Answers a repeated request from what was stored with the first. */
@Injectable()
export class Idempotency {
  /**
   * Runs `work` unless this person sent this key before: then the stored answer is returned, or a refusal if the request
   * differs. The answer is stored in the unit itself, so that it exists if and only if the work does. Refusals are not stored:
   * they changed nothing, and the same request may succeed later.
   */
  async once<T>(tx: Tx, key: string | undefined, request: unknown, work: () => Promise<Result<T>>): Promise<Result<T>> {
    if (key === undefined) return work()
    const { county, actor } = tx.context
    const request_hash = sm3(canonicalJson(request))
    // The row is taken first: a second request with the same key waits for the first on PostgreSQL, and comes after it on SQLite.
    const { numAffectedRows } = await take(tx.db, [
      {
        county_id: county,
        person: actor.person,
        key,
        request_hash,
        status: 0,
        response: encodeJson<unknown>(null),
        created_at: tx.now,
      },
    ])
    if (numAffectedRows === 0n) {
      const stored = await tx.db
        .selectFrom('idempotency')
        .select(['request_hash', 'response'])
        .where('county_id', '=', county)
        .where('person', '=', actor.person)
        .where('key', '=', key)
        .executeTakeFirstOrThrow()
      if (stored.request_hash !== request_hash) return fail(refuse('idempotency.key-reused', {}, { at: '/headers/idempotency-key' }))
      return ok(decodeJson(stored.response) as T)
    }
    const result = await work()
    if (!result.ok) return result
    await keepAnswer(tx.db, { response: encodeJson<unknown>(result.value), county, person: actor.person, key })
    return result
  }
}

const take = insertOnce('idempotency', (query) =>
  query.onConflict((conflict) => conflict.columns(['county_id', 'person', 'key']).doNothing()),
)

const keepAnswer = compileOnce((db, one: { response: JsonText<unknown>; county: string; person: string; key: string }) =>
  db
    .updateTable('idempotency')
    .set({ status: 200, response: one.response })
    .where('county_id', '=', one.county)
    .where('person', '=', one.person)
    .where('key', '=', one.key),
)
