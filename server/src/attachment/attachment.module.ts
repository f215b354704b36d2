import { Module } from '@nestjs/common'
import { AttachmentController } from './attachment.controller.ts'
import { AttachmentService } from './attachment.service.ts'

@Module({ controllers: [AttachmentController], providers: [AttachmentService], exports: [AttachmentService] })
export class AttachmentModule {}
