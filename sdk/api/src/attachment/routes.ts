import { attachmentSchema } from '@shaotai/core'
import Type from 'typebox'
import { route } from '../route/route.ts'

const tag = 'attachment'

/** The body is `multipart/form-data` with one part `file`; up to 10 MiB. */
export const uploadAttachment = route({
  method: 'POST',
  path: '/api/v1/attachments',
  tag,
  summary: '上传照片或文件',
  description:
    'multipart/form-data，一个名为 file 的部分，最大 10 MiB；JPEG、PNG、WebP、PDF、docx、xlsx、ofd、mp3、mp4，以内容为准；扩展名与内容不符的拒收。',
  status: 201,
  response: attachmentSchema,
  refusals: ['attachment.type', 'attachment.name', 'attachment.empty', 'http.too-large'],
})

export const showAttachment = route({
  method: 'GET',
  path: '/api/v1/attachments/:id',
  tag,
  summary: '照片或文件的内容',
  status: 200,
  params: Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
  refusals: ['http.not-found'],
})
