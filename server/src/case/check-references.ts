import { refuse, type Refusal } from '@shaotai/core'
import { findPhotos } from '../attachment/find-photos.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'

/** Checks what only the database knows: that named units exist and are active, and that the actor really uploaded the photos. */
export async function checkReferences(tx: Tx, data: unknown): Promise<Refusal | undefined> {
  return (await checkUnits(tx, data)) ?? (await checkPhotos(tx, data))
}

async function checkUnits(tx: Tx, data: unknown): Promise<Refusal | undefined> {
  const { lead, cooperating = [], proposedUnit } = data as { lead?: string; cooperating?: string[]; proposedUnit?: string }
  const named = [lead, ...cooperating, proposedUnit].filter((unit): unit is string => unit !== undefined)
  if (named.length === 0) return undefined
  const rows = await tx.db
    .selectFrom('units')
    .select('id')
    .where('county_id', '=', tx.context.county)
    .where('id', 'in', named)
    .where('active', '=', 1)
    .where('type', 'in', ['department', 'enterprise', 'platform', 'office', 'stationed-agency'])
    .execute()
  const known = new Set(rows.map((row) => row.id))
  const missing = named.find((unit) => !known.has(unit))
  return missing === undefined
    ? undefined
    : refuse(
        'case.unit.unknown',
        { unit: missing },
        { at: missing === lead ? '/lead' : missing === proposedUnit ? '/proposedUnit' : '/cooperating' },
      )
}

async function checkPhotos(tx: Tx, data: unknown): Promise<Refusal | undefined> {
  const photos = findPhotos((data as { form?: Record<string, unknown> }).form)
  if (photos.length === 0) return undefined
  const rows = await tx.db
    .selectFrom('attachments')
    .select('id')
    .where('county_id', '=', tx.context.county)
    .where('uploaded_by', '=', tx.context.actor.person)
    .where('id', 'in', [...new Set(photos.map((photo) => photo.id))])
    .execute()
  const known = new Set(rows.map((row) => row.id))
  const missing = photos.find((photo) => !known.has(photo.id))
  return missing && refuse('attachment.unknown', { name: missing.name }, { at: '/form' })
}
