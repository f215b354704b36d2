import type { Attachment } from '@shaotai/core'

/** Attachments in a form's data: lists whose members name the digest of their bytes. */
export function findPhotos(form: unknown): Pick<Attachment, 'id' | 'name'>[] {
  if (typeof form !== 'object' || form === null) return []
  return Object.values(form).flatMap((value) => (Array.isArray(value) ? value.filter(isAttachment) : []))
}

function isAttachment(value: unknown): value is Pick<Attachment, 'id' | 'name'> {
  const { id, name } = (value ?? {}) as { id?: unknown; name?: unknown }
  return typeof id === 'string' && /^[0-9a-f]{64}$/.test(id) && typeof name === 'string'
}
