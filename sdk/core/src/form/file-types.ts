import { isNode, type SchemaNode } from './fields.ts'

/**
 * Files a field may ask for (`x-widget: files`), beside photos. `type` is what the content shows; `endings` are what a file of that content may
 * be called.
 */
export const FILE_TYPES = {
  pdf: { type: 'application/pdf', endings: ['pdf'] },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', endings: ['docx'] },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', endings: ['xlsx'] },
  ofd: { type: 'application/ofd', endings: ['ofd'] },
  mp3: { type: 'audio/mpeg', endings: ['mp3'] },
  mp4: { type: 'video/mp4', endings: ['mp4', 'm4v'] },
} as const
export type FileKind = keyof typeof FILE_TYPES
export const FILE_KINDS = Object.keys(FILE_TYPES) as FileKind[]

/** Pictures, which photos and files alike may be. */
const PICTURES: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'image/webp': ['webp'],
}

/** The most bytes of one uploaded file; a field may ask for less. */
export const FILE_LIMIT = 10 * 1_048_576

/** What a field of files takes: which kinds, and how many bytes each. */
export function filesOf({ items }: SchemaNode): { kinds: FileKind[]; most: number } {
  const properties = isNode(items) && isNode(items.properties) ? items.properties : {}
  const { type, size } = properties
  const types: unknown[] = isNode(type) && Array.isArray(type.enum) ? type.enum : []
  const most = isNode(size) && typeof size.maximum === 'number' ? Math.min(size.maximum, FILE_LIMIT) : FILE_LIMIT
  return { kinds: FILE_KINDS.filter((kind) => types.length === 0 || types.includes(FILE_TYPES[kind].type)), most }
}

/** The entries of a field of files that takes these kinds up to so many bytes; both engines check what is said of each file by it. */
export function fileItems({ items }: SchemaNode, kinds: readonly FileKind[], most: number): SchemaNode {
  const before = isNode(items) ? items : {}
  const properties = isNode(before.properties) ? before.properties : {}
  return {
    ...before,
    properties: {
      ...properties,
      type: { type: 'string', enum: kinds.map((kind) => FILE_TYPES[kind].type) },
      size: { type: 'integer', minimum: 0, maximum: most },
    },
  }
}

/** Whether a file of this content may be called so; a name without an ending says nothing false. */
export function isNamedAs(type: string, name: string): boolean {
  const ending = /\.([^.\s/\\]{1,12})$/.exec(name)?.[1]?.toLowerCase()
  if (ending === undefined) return true
  const known = PICTURES[type] ?? Object.values(FILE_TYPES).find((one) => one.type === type)?.endings ?? []
  return known.some((one) => one === ending)
}
