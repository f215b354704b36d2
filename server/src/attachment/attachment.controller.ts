import { Controller, Req, Res } from '@nestjs/common'
import { showAttachment, uploadAttachment, type RouteInput } from '@shaotai/api'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import { readUpload } from '../platform/http/read-upload.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { AttachmentService } from './attachment.service.ts'
import { sendFile } from './send-file.ts'

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
    return found.ok ? sendFile(reply, found.value) : found
  }
}
