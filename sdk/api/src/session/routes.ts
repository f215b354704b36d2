import Type, { type Static } from 'typebox'
import { roleSchema } from '@shaotai/core'
import { route } from '../route/route.ts'

const strict = { additionalProperties: false } as const

/** Who is signed in, and what the console needs to greet them. */
export const sessionSchema = Type.Object({
  person: Type.String(),
  account: Type.String(),
  name: Type.String(),
  unit: Type.Object({ id: Type.String(), name: Type.String(), type: Type.String() }),
  county: Type.Object({ id: Type.String(), name: Type.String(), fictional: Type.Boolean() }),
  roles: Type.Array(roleSchema),
  mustChangePassword: Type.Boolean(),
  expiresAt: Type.Integer({ description: 'Absolute end of the session, instant in ms.' }),
})
export type Session = Static<typeof sessionSchema>

export const openSession = route({
  method: 'POST',
  path: '/api/v1/session',
  tag: 'session',
  summary: '登录',
  body: Type.Object(
    { account: Type.String({ minLength: 1, maxLength: 80 }), password: Type.String({ minLength: 1, maxLength: 256 }) },
    strict,
  ),
  response: sessionSchema,
  refusals: ['session.bad-credentials', 'session.locked', 'session.busy'],
})

export const showSession = route({
  method: 'GET',
  path: '/api/v1/session',
  tag: 'session',
  summary: '当前登录人',
  response: sessionSchema,
})

export const closeSession = route({
  method: 'DELETE',
  path: '/api/v1/session',
  tag: 'session',
  summary: '退出',
})

export const changePassword = route({
  method: 'PUT',
  path: '/api/v1/session/password',
  tag: 'session',
  summary: '修改口令',
  description: '修改后其他地方的登录立即失效。',
  body: Type.Object(
    { current: Type.String({ minLength: 1, maxLength: 256 }), next: Type.String({ minLength: 1, maxLength: 256 }) },
    strict,
  ),
  refusals: ['session.wrong-password', 'session.weak-password', 'session.same-password', 'session.locked', 'session.busy'],
})
