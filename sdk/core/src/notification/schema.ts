import Type, { type Static } from 'typebox'
import { CANONICAL_EVENTS } from '../case/event-name.ts'
import { conditionSchema } from '../condition/schema.ts'
import { clockTime, identifier, label, strict } from '../shared/identifier.ts'
import { roleSchema } from '../organisation/role.ts'

/** A notice (通知): which event tells whom, by which channels, with which words. Placeholders are `{case.number}`-like paths of a fixed list. */
export const noticeSchema = Type.Object(
  {
    id: identifier(),
    name: label('通知'),
    on: Type.Enum([...CANONICAL_EVENTS], { title: '事件' }),
    when: Type.Optional(conditionSchema),
    to: Type.Array(roleSchema, { title: '告知', minItems: 1, uniqueItems: true }),
    units: Type.Enum(['assignee', 'town', 'cluster', 'platform', 'all'], {
      title: '哪些单位',
      'x-enum-names': ['该应哨单位', '吹哨镇街', '吹哨镇街所在片区', '平台', '全部'],
    }),
    channels: Type.Array(Type.Enum(['in-app', 'sound', 'alarm'], { 'x-enum-names': ['站内', '提示音', '响铃报警'] }), {
      title: '方式',
      minItems: 1,
      uniqueItems: true,
    }),
    text: label('内容', 300),
  },
  { ...strict, title: '通知' },
)
export type Notice = Static<typeof noticeSchema>
export const notificationsSchema = Type.Object(
  {
    notices: Type.Array(noticeSchema, { title: '通知', maxItems: 100 }),
    quietHours: Type.Optional(
      Type.Object(
        { from: clockTime('起'), to: clockTime('止'), exceptEmergency: Type.Boolean({ title: '应急除外', default: true }) },
        { ...strict, title: '免打扰' },
      ),
    ),
  },
  { ...strict, title: '通知' },
)
export type Notifications = Static<typeof notificationsSchema>
