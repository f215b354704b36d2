import type { FastifyInstance, FastifyRequest } from 'fastify'
import multipart from '@fastify/multipart'
import { refuse } from '@shaotai/core'
import { Refused } from './refused.ts'

/** Largest file one may upload. */
export const UPLOAD_LIMIT = 10 * 1_048_576

export type Upload = { name: string; type: string; bytes: Buffer }

/** Lets routes take `multipart/form-data` with one file; everything beyond that is refused while it streams. */
export async function acceptUploads(fastify: FastifyInstance): Promise<void> {
  await fastify.register(multipart, {
    throwFileSizeLimit: true,
    limits: { fileSize: UPLOAD_LIMIT, files: 1, fields: 0, parts: 1, fieldNameSize: 50, headerPairs: 20 },
  })
}

/** The one file of a request. The name is what the client says: it is shown, never used as a path. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new Refused(refuse('http.unsupported-media'))
  try {
    const part = await request.file()
    if (!part) throw new Refused(refuse('attachment.empty'))
    const bytes = await part.toBuffer()
    if (bytes.length === 0) throw new Refused(refuse('attachment.empty'))
    return { name: cleanName(part.filename), type: part.mimetype, bytes }
  } catch (error) {
    if (error instanceof Refused) throw error
    const { code = '' } = error as { code?: string }
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw new Refused(refuse('http.too-large', { limit: '10 MB' }))
    throw new Refused(refuse('http.bad-request'))
  }
}

function cleanName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what must go
  const plain = name.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').replace(/^.*[\\/]/, '')
  return plain.isWellFormed() && plain !== '' ? plain.slice(-120) : 'file'
}
