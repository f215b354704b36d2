import Type from 'typebox'
import { route } from '../route/route.ts'
import { scoreBoardSchema, scoreExplanationSchema } from './schema.ts'

const tag = 'scoring'
const query = Type.Object(
  { model: Type.Optional(Type.String({ maxLength: 64 })), period: Type.Optional(Type.String({ pattern: '^\\d{4}(-\\d{2}|-Q[1-4])?$' })) },
  { additionalProperties: false },
)

export const showScores = route({
  method: 'GET',
  path: '/api/v1/scores',
  tag,
  summary: '考核得分与排名',
  query,
  response: scoreBoardSchema,
  refusals: ['policy.none', 'score.model.unknown'],
})

export const explainScores = route({
  method: 'GET',
  path: '/api/v1/scores/:subject',
  tag,
  summary: '某单位得分的由来：每一项与其后的哨件',
  params: Type.Object({ subject: Type.String({ minLength: 1, maxLength: 64 }) }),
  query,
  response: scoreExplanationSchema,
  refusals: ['policy.none', 'score.model.unknown', 'http.not-found'],
})
