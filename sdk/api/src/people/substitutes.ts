import Type, { type Static } from 'typebox'
import { route } from '../route/route.ts'

const strict = { additionalProperties: false } as const
const id = Type.String({ minLength: 1, maxLength: 64 })
const day = Type.String({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const period = { from: day, to: day }

/** Who stands in for a person, and for whom they stand in themselves (代理): what runs and what is to come. Both days count. */
export const substitutesViewSchema = Type.Object({
  person: Type.Object({ id: Type.String(), name: Type.String() }),
  substitutes: Type.Array(Type.Object({ person: Type.String(), name: Type.String(), ...period })),
  standsFor: Type.Array(Type.Object({ person: Type.String(), name: Type.String(), ...period })),
  today: Type.String({ description: "The county's day, `YYYY-MM-DD`." }),
})
export type SubstitutesView = Static<typeof substitutesViewSchema>

/** The substitutes a person is to have from now on, in place of those that run or are to come. */
export const setSubstitutesSchema = Type.Object(
  { substitutes: Type.Array(Type.Object({ person: id, ...period }, strict), { maxItems: 20 }) },
  strict,
)
export type SetSubstitutes = Static<typeof setSubstitutesSchema>

const refusals = [
  'substitute.self',
  'substitute.dates',
  'substitute.past',
  'substitute.too-long',
  'substitute.unknown',
  'substitute.overlap',
  'substitute.cycle',
]

export const showMySubstitutes = route({
  method: 'GET',
  path: '/api/v1/me/substitutes',
  tag: 'people',
  summary: '本人的代理人，和本人代理的人',
  response: substitutesViewSchema,
})

export const setMySubstitutes = route({
  method: 'PUT',
  path: '/api/v1/me/substitutes',
  tag: 'people',
  summary: '指定本人的代理人',
  description: '代替现有和以后的代理安排；已经开始而没有列入的，到昨天为止。已结束的安排保留备查。',
  body: setSubstitutesSchema,
  response: substitutesViewSchema,
  refusals,
})

const ofPerson = Type.Object({ person: id })

export const showSubstitutes = route({
  method: 'GET',
  path: '/api/v1/people/:person/substitutes',
  tag: 'people',
  summary: '某人的代理安排（县管理员）',
  params: ofPerson,
  response: substitutesViewSchema,
})

export const setSubstitutes = route({
  method: 'PUT',
  path: '/api/v1/people/:person/substitutes',
  tag: 'people',
  summary: '替某人指定代理人（县管理员）；不能指定自己',
  params: ofPerson,
  body: setSubstitutesSchema,
  response: substitutesViewSchema,
  refusals: [...refusals, 'substitute.own-hand'],
})
