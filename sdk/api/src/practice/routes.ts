import Type, { type Static } from 'typebox'
import { roleSchema, type Role } from '@shaotai/core'
import { route } from '../route/route.ts'
import { sessionSchema } from '../session/routes.ts'

/** Everybody's password in practice: acts that ask for it again (publishing) work as they do for real. It opens nothing else. */
export const PRACTICE_PASSWORD = 'practice'

const strict = { additionalProperties: false } as const

/** Below this path the practice environment is served: its pages, and its interface at `/practice/api`. */
export const PRACTICE_PATH = '/practice'

/** Who may enter the practice environment of the county and become anybody in it. */
export const PRACTISERS = ['policy-admin', 'policy-reviewer'] as const satisfies readonly Role[]

/** Which policy practice goes by. */
const practicePolicySchema = Type.Object({
  from: Type.Enum(['version', 'draft'], { description: 'The version in force, or a draft that is being tried.' }),
  title: Type.String({ description: 'Number of the version, or the words of the draft.' }),
})

/** The county's practice environment as it stands. */
export const practiceSchema = Type.Object({
  state: Type.Enum(['none', 'asleep', 'running', 'elsewhere', 'off'], {
    description:
      'none: never begun. asleep: kept, wakes with the next request. elsewhere: another process of this installation holds it. off: switched off.',
  }),
  startedAt: Type.Union([Type.Integer(), Type.Null()], { description: 'Since when, in real time.' }),
  policy: Type.Union([practicePolicySchema, Type.Null()]),
})
export type Practice = Static<typeof practiceSchema>

export const showPractice = route({
  method: 'GET',
  path: '/api/v1/practice',
  tag: 'practice',
  summary: '演练环境',
  response: practiceSchema,
})

export const enterPractice = route({
  method: 'POST',
  path: '/api/v1/practice',
  tag: 'practice',
  summary: '进入演练环境',
  description:
    'Begins it when there is none or `again` is true, from the organisation and the policy of this moment; then sets the practice cookie, which only `/practice` ever receives.',
  body: Type.Object(
    {
      again: Type.Optional(Type.Boolean({ description: '重新开始: whatever was practised is forgotten.' })),
      draft: Type.Optional(Type.String({ maxLength: 80, description: 'Practise with this draft in force; begins anew.' })),
    },
    strict,
  ),
  response: practiceSchema,
  refusals: ['practice.off', 'practice.elsewhere', 'practice.full', 'practice.no-policy', 'practice.draft-not-ready'],
})

/** Somebody of the practice county. Names are posts: practice knows no real ones. */
const practicePersonSchema = Type.Object({
  person: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  roles: Type.Array(roleSchema),
})
export type PracticePerson = Static<typeof practicePersonSchema>

export const practiceRoomSchema = Type.Object({
  now: Type.Integer({ description: 'The practice clock.' }),
  ahead: Type.Integer({ description: 'By how many milliseconds the practice clock is ahead of the real one.' }),
  startedAt: Type.Integer(),
  policy: practicePolicySchema,
  people: Type.Array(practicePersonSchema),
})
export type PracticeRoom = Static<typeof practiceRoomSchema>

export const showPracticeRoom = route({
  method: 'GET',
  path: '/api/v1/practice-room',
  tag: 'practice',
  summary: '演练环境里的时间与人员',
  description: 'Inside the practice environment only.',
  response: practiceRoomSchema,
})

export const becomePracticePerson = route({
  method: 'POST',
  path: '/api/v1/practice-room/person',
  tag: 'practice',
  summary: '换一个角色',
  description: 'Inside the practice environment only: no password is asked.',
  body: Type.Object({ person: Type.String({ minLength: 1, maxLength: 80 }) }, strict),
  response: sessionSchema,
  refusals: ['practice.unknown-person'],
})

/** The farthest one journey goes, in days. */
export const LONGEST_JOURNEY_DAYS = 400

export const movePracticeClock = route({
  method: 'POST',
  path: '/api/v1/practice-room/clock',
  tag: 'practice',
  summary: '拨动演练时间',
  description:
    'Forwards every timer on the way fires at its own moment, one after another. Back to the real time only while nothing has happened later than that.',
  body: Type.Object(
    {
      hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 240 })),
      to: Type.Optional(Type.Enum(['next-morning', 'real-time'])),
      at: Type.Optional(Type.Integer({ minimum: 0, maximum: 4_102_444_800_000 })),
    },
    { ...strict, minProperties: 1, maxProperties: 1 },
  ),
  response: Type.Object({
    now: Type.Integer(),
    fired: Type.Integer({ description: 'Timers that fired on the way.' }),
    arrived: Type.Boolean({ description: 'False when too much would have happened on the way: the clock stands where it stopped.' }),
  }),
  refusals: ['practice.backwards', 'practice.too-far', 'practice.moving'],
})
