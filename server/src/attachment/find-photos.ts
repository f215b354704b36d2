import type { Attachment } from '@shaotai/core'

/** A file as somebody says it is; minutes name no type and size. */
export type FoundFile = Pick<Attachment, 'id' | 'name'> & Partial<Pick<Attachment, 'type' | 'size'>>

/** Attachments in a form's data: lists whose members name the digest of their bytes. */
export function findPhotos(form: unknown): FoundFile[] {
  if (typeof form !== 'object' || form === null) return []
  return Object.values(form).flatMap((value) => (Array.isArray(value) ? value.filter(isAttachment) : []))
}

function isAttachment(value: unknown): value is FoundFile {
  const { id, name } = (value ?? {}) as { id?: unknown; name?: unknown }
  return typeof id === 'string' && /^[0-9a-f]{64}$/.test(id) && typeof name === 'string'
}
