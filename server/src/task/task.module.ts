import { Module } from '@nestjs/common'
import { Names } from '../case/names.ts'
import { TaskAnnouncer } from './task-announcer.ts'
import { TaskController } from './task.controller.ts'
import { TaskLists } from './task-lists.ts'
import { TaskService } from './task.service.ts'

@Module({ controllers: [TaskController], providers: [TaskService, TaskLists, TaskAnnouncer, Names] })
export class TaskModule {}
