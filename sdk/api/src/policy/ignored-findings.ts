import Type, { type Static } from 'typebox'
import { route } from '../route/route.ts'

const strict = { additionalProperties: false } as const
const id = Type.String({ minLength: 1, maxLength: 64 })
const mark = Type.String({ minLength: 1, maxLength: 1000, description: 'By what the finding is known again: `findingMark` of the core.' })
const tag = 'policy'

/** For how many days a finding may be ignored at most; then it comes back by itself. */
export const IGNORED_DAYS = 90

/** An amber finding somebody set aside (忽略): why, and until when. It holds for the county, in every draft and in what is in force. */
export const ignoredFindingSchema = Type.Object({
  id: Type.String(),
  mark,
  code: Type.String(),
  reason: Type.String(),
  person: Type.String(),
  name: Type.String({ description: 'Of the person who ignored it.' }),
  at: Type.Integer(),
  until: Type.Integer(),
})
export type IgnoredFinding = Static<typeof ignoredFindingSchema>

export const ignoreFindingSchema = Type.Object(
  {
    draft: Type.Optional(
      Type.String({ maxLength: 64, description: 'The draft it was found in; without one it was found in what is in force.' }),
    ),
    mark,
    reason: Type.String({ minLength: 2, maxLength: 200 }),
    days: Type.Integer({ minimum: 1, maximum: IGNORED_DAYS }),
  },
  strict,
)
export type IgnoreFinding = Static<typeof ignoreFindingSchema>

export const listIgnoredFindings = route({
  method: 'GET',
  path: '/api/v1/policy-findings/ignored',
  tag,
  summary: '体检中已忽略、尚未到期的建议',
  response: Type.Array(ignoredFindingSchema),
})

export const ignoreFinding = route({
  method: 'POST',
  path: '/api/v1/policy-findings/ignored',
  tag,
  summary: '忽略一条建议改的体检结果：须写明理由，最长 90 天；必须改的不能忽略',
  body: ignoreFindingSchema,
  status: 201,
  response: ignoredFindingSchema,
  refusals: ['http.not-found', 'policy.none', 'policy.finding.red', 'policy.finding.gone'],
})

export const takeBackIgnoring = route({
  method: 'DELETE',
  path: '/api/v1/policy-findings/ignored/:id',
  tag,
  summary: '不再忽略',
  params: Type.Object({ id }),
  response: Type.Object({ id: Type.String() }),
  refusals: ['http.not-found'],
})
