import Type from 'typebox'
import { pageOf } from '../list/schema.ts'
import { townGroupSchema } from '../people/routes.ts'
import { route } from '../route/route.ts'
import { createTaskSchema, permissionRowSchema, taskPreviewSchema, taskRowSchema, taskViewSchema, townTaskRowSchema } from './schema.ts'

const id = Type.String({ minLength: 1, maxLength: 64 })
const tag = 'task'

export const listTasks = route({
  method: 'GET',
  path: '/api/v1/tasks',
  tag,
  summary: '交办事项：部门见本单位交办的，乡镇见交给本镇的，县级见全部',
  list: true,
  response: pageOf(taskRowSchema),
})

export const listTownTasks = route({
  method: 'GET',
  path: '/api/v1/town-tasks',
  tag,
  summary: '各乡镇收到的交办事项及签收',
  list: true,
  response: pageOf(townTaskRowSchema),
})

export const groupTownTasks = route({
  method: 'GET',
  path: '/api/v1/town-task-groups',
  tag,
  summary: '收到的交办事项按片区、乡镇计数：件数和其中未签收的',
  description: '筛选与“各乡镇收到的交办事项”相同，只计有权查看的。',
  list: true,
  response: Type.Array(townGroupSchema),
})

export const listPermissions = route({
  method: 'GET',
  path: '/api/v1/task-permissions',
  tag,
  summary: '交办准入许可',
  list: true,
  response: pageOf(permissionRowSchema),
})

export const previewTask = route({
  method: 'POST',
  path: '/api/v1/task-previews',
  tag,
  summary: '交办前看能不能交给乡镇、依据什么；不保存',
  body: Type.Omit(createTaskSchema, ['title', 'content', 'dueOn']),
  response: taskPreviewSchema,
  refusals: ['policy.none', 'task.not-your-role'],
})

export const createTask = route({
  method: 'POST',
  path: '/api/v1/tasks',
  tag,
  summary: '向乡镇交办；清单之外且没有准入的不予受理',
  body: createTaskSchema,
  idempotent: true,
  status: 201,
  response: taskViewSchema,
  refusals: [
    'policy.none',
    'task.not-your-role',
    'task.town.unknown',
    'task.assessment.not-authority',
    'task.item.required',
    'task.item.unknown',
    'task.item.not-in-force',
    'task.item.taken-back',
    'task.item.kind',
    'task.item.no-town-duty',
    'task.item.other-unit',
  ],
})

export const showTask = route({
  method: 'GET',
  path: '/api/v1/tasks/:id',
  tag,
  summary: '一项交办：内容、依据、各乡镇签收',
  params: Type.Object({ id }),
  response: taskViewSchema,
  refusals: ['task.not-found'],
})

export const acknowledgeTask = route({
  method: 'POST',
  path: '/api/v1/tasks/:id/acknowledgement',
  tag,
  summary: '乡镇签收一项交办',
  params: Type.Object({ id }),
  idempotent: true,
  response: taskViewSchema,
  refusals: ['task.not-found', 'task.acknowledged'],
})
