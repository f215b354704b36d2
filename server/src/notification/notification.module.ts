import { Module } from '@nestjs/common'
import { NotificationController } from './notification.controller.ts'
import { NotificationService } from './notification.service.ts'

@Module({ controllers: [NotificationController], providers: [NotificationService] })
export class NotificationModule {}
