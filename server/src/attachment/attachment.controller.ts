import { Controller, Req, Res } from '@nestjs/common'
import { showAttachment, uploadAttachment, type RouteInput } from '@shaotai/api'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import { readUpload } from '../platform/http/read-upload.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { AttachmentService } from './attachment.service.ts'

@Controller()
export class AttachmentController {
  constructor(private readonly attachments: AttachmentService) {}

  @Route(uploadAttachment)
  @Allow('signed-in')
  async upload(@CurrentActor() context: ActorContext, @Req() request: FastifyRequest) {
    return this.attachments.store(context, await readUpload(request))
  }

  @Route(showAttachment)
  @Allow('signed-in')
  async show(
    @CurrentActor() context: ActorContext,
    @Input() { params }: RouteInput<typeof showAttachment>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.attachments.open(context, params.id)
    if (!found.ok) return found
    const { type, name, stream } = found.value
    void reply.headers({
      'content-type': type,
      'content-disposition': `${type.startsWith('image/') ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, max-age=86400, immutable',
    })
    return reply.send(stream)
  }
}
