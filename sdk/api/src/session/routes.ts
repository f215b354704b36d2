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
  covers: Type.Optional(Type.Array(Type.String(), { description: 'Towns of the cluster (片区) the person belongs to.' })),
  mustChangePassword: Type.Boolean(),
  expiresAt: Type.Integer({ description: 'Absolute end of the session, instant in ms.' }),
  title: Type.String({ description: 'Name of the system in this county.' }),
  vocabulary: Type.Record(Type.String(), Type.String(), { description: "The county's words, by term." }),
  utcOffsetMinutes: Type.Integer({ description: 'Offset in which the county reads its clocks.' }),
  now: Type.Integer({ description: "The server's clock: countdowns do not trust the one of the PC." }),
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

export const showSessionIfAny = route({
  method: 'GET',
  path: '/api/v1/session-if-any',
  tag: 'session',
  summary: '当前登录人；没有登录也不算错误',
  response: Type.Object({ session: Type.Union([sessionSchema, Type.Null()]) }),
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

/** What the sign-in page may know before anybody has signed in. */
export const welcomeSchema = Type.Object({
  address: Type.Union([Type.String(), Type.Null()], { description: 'Where the platform is reached from outside, if that is set.' }),
  county: Type.String(),
  title: Type.String(),
  slogan: Type.Union([Type.String(), Type.Null()]),
  demo: Type.Array(Type.Object({ account: Type.String(), name: Type.String(), unit: Type.String(), roles: Type.Array(roleSchema) }), {
    description: 'Accounts to try, on a fictional county only.',
  }),
})
export type Welcome = Static<typeof welcomeSchema>

export const showWelcome = route({ method: 'GET', path: '/api/v1/welcome', tag: 'session', summary: '登录页信息', response: welcomeSchema })
