import Type, { type Static } from 'typebox'
import { pageOf } from '../list/schema.ts'
import { route } from '../route/route.ts'

export const notificationRowSchema = Type.Object({
  id: Type.String(),
  caseId: Type.Union([Type.String(), Type.Null()]),
  kind: Type.String(),
  sound: Type.Union([Type.String(), Type.Null()]),
  text: Type.String(),
  params: Type.Record(Type.String(), Type.Unknown()),
  createdAt: Type.Integer(),
  readAt: Type.Union([Type.Integer(), Type.Null()]),
})
export type NotificationRow = Static<typeof notificationRowSchema>

export const listNotifications = route({
  method: 'GET',
  path: '/api/v1/notifications',
  tag: 'notification',
  summary: '我的通知',
  list: true,
  response: pageOf(notificationRowSchema),
})

export const readNotifications = route({
  method: 'POST',
  path: '/api/v1/notifications/read',
  tag: 'notification',
  summary: '标为已读',
  body: Type.Object(
    { ids: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { minItems: 1, maxItems: 200, uniqueItems: true }) },
    { additionalProperties: false },
  ),
  response: Type.Object({ read: Type.Integer() }),
})
