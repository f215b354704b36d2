import { Controller } from '@nestjs/common'
import { listNotifications, readNotifications, type RouteInput } from '@shaotai/api'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { NotificationService } from './notification.service.ts'

@Controller()
export class NotificationController {
  constructor(private readonly notifications: NotificationService) {}

  @Route(listNotifications)
  @Allow('signed-in')
  list(@CurrentActor() context: ActorContext, @Input() { query }: RouteInput<typeof listNotifications>) {
    return this.notifications.list(context, query)
  }

  @Route(readNotifications)
  @Allow('signed-in')
  read(@CurrentActor() context: ActorContext, @Input() { body }: RouteInput<typeof readNotifications>) {
    return this.notifications.read(context, body.ids)
  }
}
