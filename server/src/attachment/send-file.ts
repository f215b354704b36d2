import type { FastifyReply } from 'fastify'
import type { ReadStream } from 'node:fs'

/** A stored file on its way to a person: pictures show themselves, anything else is saved; nothing in it may run. */
export function sendFile(reply: FastifyReply, { type, name, stream }: { type: string; name: string; stream: ReadStream }) {
  void reply.headers({
    'content-type': type,
    'content-disposition': `${type.startsWith('image/') ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, max-age=86400, immutable',
  })
  return reply.send(stream)
}
