import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'
import { findPhotos } from './find-photos.ts'

/** Makes photos that new events show belong to their case or ledger entry, so that everybody who may see it may see them. */
export async function linkPhotos(tx: Tx, caseId: string, added: readonly { data: { form?: unknown } }[]): Promise<void> {
  const ids = [...new Set(added.flatMap((event) => findPhotos(event.data.form).map((photo) => photo.id)))]
  if (ids.length === 0) return
  const { county, actor } = tx.context
  const rows = await tx.db
    .selectFrom('attachments')
    .select(['id', 'name', 'type', 'size'])
    .where('county_id', '=', county)
    .where('id', 'in', ids)
    // The row of the upload itself: a photo shown in many cases has one for each of them besides.
    .where('case_id', '=', '')
    .execute()
  const unique = [...new Map(rows.map((row) => [row.id, row])).values()]
  if (unique.length === 0) return
  await tx.db
    .insertInto('attachments')
    .values(unique.map((row) => ({ ...row, county_id: county, case_id: caseId, uploaded_by: actor.person, created_at: tx.now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
