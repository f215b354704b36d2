import { taskKindSchema } from '@shaotai/core'
import Type, { type Static } from 'typebox'
import { refusalBodySchema } from '../refusal/schema.ts'

const strict = { additionalProperties: false } as const
const none = Type.Null()
const id = Type.String({ minLength: 1, maxLength: 64 })

/** What a department hands to towns (交办事项). `item`: the list item it rests on. */
export const createTaskSchema = Type.Object(
  {
    kind: taskKindSchema,
    item: Type.Optional(
      Type.String({
        title: '依据的清单事项',
        'x-en': 'Item of the list',
        'x-widget': 'item',
        description: '选本单位牵头或配合、列明镇街职责的事项；有准入许可的可不选。',
        minLength: 1,
        maxLength: 64,
      }),
    ),
    towns: Type.Array(id, { title: '交给哪些镇街', 'x-en': 'Towns', minItems: 1, maxItems: 200, uniqueItems: true }),
    title: Type.String({ title: '名称', 'x-en': 'Name', minLength: 1, maxLength: 200 }),
    content: Type.String({ title: '内容和要求', 'x-en': 'What is asked', 'x-widget': 'textarea', maxLength: 4000 }),
    dueOn: Type.Optional(
      Type.String({
        title: '完成日期',
        'x-en': 'To be done by',
        format: 'date',
        pattern: '^\\d{4}-\\d{2}-\\d{2}$',
      }),
    ),
  },
  strict,
)
export type CreateTask = Static<typeof createTaskSchema>

/** Why a task may be handed down: nothing gates it, the list has it, the single authority may, or a permission covers it. */
export const taskGroundSchema = Type.Union([
  Type.Object({ by: Type.Literal('not-gated') }),
  Type.Object({ by: Type.Literal('item'), item: Type.String(), name: Type.String(), list: Type.String() }),
  Type.Object({ by: Type.Literal('authority'), unit: Type.String() }),
  Type.Object({ by: Type.Literal('permission'), permission: Type.String(), title: Type.String(), to: Type.String() }),
])

/** What the gate would say; the refusal as it would be answered. */
export const taskPreviewSchema = Type.Object({
  allowed: Type.Boolean(),
  ground: Type.Optional(taskGroundSchema),
  refusal: Type.Optional(Type.Pick(refusalBodySchema, ['code', 'params', 'why'])),
})
export type TaskPreview = Static<typeof taskPreviewSchema>

export const taskRowSchema = Type.Object({
  id: Type.String(),
  number: Type.String(),
  kind: taskKindSchema,
  title: Type.String(),
  unit: Type.String(),
  item: Type.Union([Type.String(), none]),
  ground: Type.Enum(['not-gated', 'item', 'authority', 'permission']),
  dueOn: Type.Union([Type.String(), none]),
  towns: Type.Integer({ description: 'How many towns it went to.' }),
  acknowledged: Type.Integer({ description: 'How many of them have acknowledged it.' }),
  createdAt: Type.Integer(),
})
export type TaskRow = Static<typeof taskRowSchema>

/** One town's part of a task. */
export const townTaskRowSchema = Type.Object({
  id: Type.String({ description: '`<task>/<town>`.' }),
  task: Type.String(),
  town: Type.String(),
  number: Type.String(),
  kind: taskKindSchema,
  title: Type.String(),
  unit: Type.String(),
  item: Type.Union([Type.String(), none]),
  ground: Type.Enum(['not-gated', 'item', 'authority', 'permission']),
  dueOn: Type.Union([Type.String(), none]),
  createdAt: Type.Integer(),
  acknowledgedAt: Type.Union([Type.Integer(), none]),
})
export type TownTaskRow = Static<typeof townTaskRowSchema>

export const taskViewSchema = Type.Object({
  ...taskRowSchema.properties,
  content: Type.String(),
  createdBy: Type.String(),
  why: taskGroundSchema,
  parts: Type.Array(
    Type.Object({
      town: Type.String(),
      acknowledgedAt: Type.Union([Type.Integer(), none]),
      acknowledgedBy: Type.Union([Type.String(), none]),
    }),
  ),
})
export type TaskView = Static<typeof taskViewSchema>

/** A permission in force or past (准入许可), from the ledger entry that granted it. */
export const permissionRowSchema = Type.Object({
  id: Type.String(),
  entry: Type.String(),
  unit: Type.String(),
  title: Type.String(),
  kinds: Type.Array(taskKindSchema),
  towns: Type.Array(Type.String(), { description: 'Empty: every town.' }),
  item: Type.Union([Type.String(), none]),
  from: Type.String(),
  to: Type.String(),
  grantedAt: Type.Integer(),
})
export type PermissionRow = Static<typeof permissionRowSchema>
