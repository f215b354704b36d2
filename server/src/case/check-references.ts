import { refuse, type Refusal } from '@shaotai/core'
import { findPhotos } from '../attachment/find-photos.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'

/** Checks what only the database knows: that named units exist and are active, and that the actor really uploaded the photos. */
export async function checkReferences(tx: Tx, data: unknown): Promise<Refusal | undefined> {
  return (await checkUnits(tx, data)) ?? (await checkPhotos(tx, data))
}

type Mention = { unit: string; at: string; isHandler: boolean }

/** Handlers of a case are departments and their like; asked to a consultation, or charged with a measure, may be any unit. */
async function checkUnits(tx: Tx, data: unknown): Promise<Refusal | undefined> {
  const named = mentionsIn(data)
  if (named.length === 0) return undefined
  const rows = await tx.db
    .selectFrom('units')
    .select(['id', 'type'])
    .where('county_id', '=', tx.context.county)
    .where('id', 'in', [...new Set(named.map((one) => one.unit))])
    .where('active', '=', 1)
    .execute()
  const known = new Map(rows.map((row) => [row.id, row.type]))
  const missing = named.find(({ unit, isHandler }) => !known.has(unit) || (isHandler && !HANDLERS.has(known.get(unit) ?? '')))
  return missing && refuse('case.unit.unknown', { unit: missing.unit }, { at: missing.at })
}

const HANDLERS: ReadonlySet<string> = new Set(['department', 'enterprise', 'platform', 'office', 'stationed-agency'])

type Mentioning = {
  lead?: string
  cooperating?: string[]
  proposedUnit?: string
  participants?: string[]
  units?: string[]
  minutes?: { lead?: string; cooperating?: string[]; measures?: { unit: string }[] }
}

function mentionsIn(data: unknown): Mention[] {
  const { lead, cooperating = [], proposedUnit, participants = [], units = [], minutes } = data as Mentioning
  const mention = (unit: string | undefined, at: string, isHandler: boolean): Mention[] =>
    unit === undefined ? [] : [{ unit, at, isHandler }]
  return [
    ...mention(lead, '/lead', true),
    ...cooperating.flatMap((unit) => mention(unit, '/cooperating', true)),
    ...mention(proposedUnit, '/proposedUnit', true),
    ...participants.flatMap((unit, index) => mention(unit, `/participants/${index}`, false)),
    ...units.flatMap((unit, index) => mention(unit, `/units/${index}`, false)),
    ...mention(minutes?.lead, '/minutes/lead', true),
    ...(minutes?.cooperating ?? []).flatMap((unit) => mention(unit, '/minutes/cooperating', true)),
    ...(minutes?.measures ?? []).flatMap(({ unit }, index) => mention(unit, `/minutes/measures/${index}/unit`, false)),
  ]
}

async function checkPhotos(tx: Tx, data: unknown): Promise<Refusal | undefined> {
  const { form, resolution } = data as { form?: unknown; resolution?: unknown }
  const photos = [...findPhotos(form), ...findPhotos(resolution)]
  if (photos.length === 0) return undefined
  const rows = await tx.db
    .selectFrom('attachments')
    .select(['id', 'type', 'size'])
    .where('county_id', '=', tx.context.county)
    .where('uploaded_by', '=', tx.context.actor.person)
    .where('id', 'in', [...new Set(photos.map((photo) => photo.id))])
    .execute()
  const known = new Map(rows.map((row) => [row.id, row]))
  const missing = photos.find((photo) => !known.has(photo.id))
  if (missing) return refuse('attachment.unknown', { name: missing.name }, { at: '/form' })
  // A form judges a file by what is said of it: that must be what the upload was found to be.
  const changed = photos.find(({ id, type, size }) => {
    const row = known.get(id)
    return (type !== undefined && type !== row?.type) || (size !== undefined && size !== row?.size)
  })
  return changed && refuse('attachment.changed', { name: changed.name }, { at: '/form' })
}
