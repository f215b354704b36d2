import { Controller } from '@nestjs/common'
import {
  acknowledgeTask,
  createTask,
  groupTownTasks,
  listPermissions,
  listTasks,
  listTownTasks,
  previewTask,
  showTask,
  type RouteInput,
} from '@shaotai/api'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { TaskLists } from './task-lists.ts'
import { TaskService } from './task.service.ts'

@Controller()
export class TaskController {
  constructor(
    private readonly tasks: TaskService,
    private readonly lists: TaskLists,
  ) {}

  @Route(listTasks)
  @Allow('signed-in')
  list(@CurrentActor() context: ActorContext, @Input() { query }: RouteInput<typeof listTasks>) {
    return this.lists.tasks(context, query)
  }

  @Route(listTownTasks)
  @Allow('signed-in')
  townTasks(@CurrentActor() context: ActorContext, @Input() { query }: RouteInput<typeof listTownTasks>) {
    return this.lists.townTasks(context, query)
  }

  @Route(groupTownTasks)
  @Allow('signed-in')
  townTaskGroups(@CurrentActor() context: ActorContext, @Input() { query }: RouteInput<typeof groupTownTasks>) {
    return this.lists.townTaskGroups(context, query)
  }

  @Route(listPermissions)
  @Allow('signed-in')
  permissions(@CurrentActor() context: ActorContext, @Input() { query }: RouteInput<typeof listPermissions>) {
    return this.lists.permissions(context, query)
  }

  @Route(previewTask)
  @Allow('signed-in')
  preview(@CurrentActor() context: ActorContext, @Input() { body }: RouteInput<typeof previewTask>) {
    return this.tasks.preview(context, body)
  }

  @Route(createTask)
  @Allow('signed-in')
  create(@CurrentActor() context: ActorContext, @Input() { body, key }: RouteInput<typeof createTask>) {
    return this.tasks.create(context, body, key)
  }

  @Route(showTask)
  @Allow('signed-in')
  show(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof showTask>) {
    return this.tasks.show(context, params.id)
  }

  @Route(acknowledgeTask)
  @Allow('town-clerk', 'town-principal')
  acknowledge(@CurrentActor() context: ActorContext, @Input() { params, key }: RouteInput<typeof acknowledgeTask>) {
    return this.tasks.acknowledge(context, params.id, key)
  }
}
