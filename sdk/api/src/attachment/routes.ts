import { attachmentSchema } from '@shaotai/core'
import Type from 'typebox'
import { route } from '../route/route.ts'

const tag = 'attachment'

/** The body is the bytes themselves, with their media type as `Content-Type`; up to 10 MiB. */
export const uploadAttachment = route({
  method: 'POST',
  path: '/api/v1/attachments',
  tag,
  summary: '上传照片或文件',
  description: '请求体就是文件内容，最大 10 MiB；JPEG、PNG、WebP、PDF，以内容的首字节为准。',
  query: Type.Object({ name: Type.Optional(Type.String({ maxLength: 200, description: '文件名' })) }, { additionalProperties: false }),
  status: 201,
  response: attachmentSchema,
  refusals: ['attachment.type', 'attachment.empty', 'http.too-large'],
})

export const showAttachment = route({
  method: 'GET',
  path: '/api/v1/attachments/:id',
  tag,
  summary: '照片或文件的内容',
  params: Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
  refusals: ['http.not-found'],
})
