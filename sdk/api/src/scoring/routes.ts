import { scoreEntrySchema } from '@shaotai/core'
import Type from 'typebox'
import { route } from '../route/route.ts'
import {
  enterScoreSchema,
  periodKeySchema,
  recomputeScoresSchema,
  scoreBoardSchema,
  scoreBulletinSchema,
  scoreEntryListSchema,
  scoreExplanationSchema,
} from './schema.ts'

const tag = 'scoring'
const model = Type.String({ minLength: 1, maxLength: 64 })
const query = Type.Object(
  { model: Type.Optional(Type.String({ maxLength: 64 })), period: Type.Optional(periodKeySchema) },
  { additionalProperties: false },
)
const place = Type.Object({ model, period: periodKeySchema }, { additionalProperties: false })

export const showScores = route({
  method: 'GET',
  path: '/api/v1/scores',
  tag,
  summary: '考核得分与排名',
  description: '未锁定的周期为试行，得分随哨件变动；锁定后为公布的结果，不再变动。背靠背考核只给汇总。',
  query,
  response: scoreBoardSchema,
  refusals: ['policy.none', 'score.model.unknown', 'score.period.unknown'],
})

export const explainScores = route({
  method: 'GET',
  path: '/api/v1/scores/:subject',
  tag,
  summary: '某考核对象得分的由来：每一项与其后的哨件和录入',
  params: Type.Object({ subject: Type.String({ minLength: 1, maxLength: 64 }) }),
  query,
  response: scoreExplanationSchema,
  refusals: ['policy.none', 'score.model.unknown', 'score.period.unknown', 'http.not-found'],
})

export const listScoreEntries = route({
  method: 'GET',
  path: '/api/v1/score-entries',
  tag,
  summary: '一期的人工录入，以及本人可以录入的项目和对象',
  query: place,
  response: scoreEntryListSchema,
  refusals: ['score.model.unknown'],
})

export const enterScore = route({
  method: 'POST',
  path: '/api/v1/score-entries',
  tag,
  summary: '录入、更改或撤回一个人工录入项',
  body: enterScoreSchema,
  idempotent: true,
  status: 201,
  response: scoreEntrySchema,
  refusals: [
    'score.model.unknown',
    'score.period.unknown',
    'score.period.not-begun',
    'score.period.locked',
    'score.input.unknown',
    'score.entry.not-your-role',
    'score.entry.subject-unknown',
    'score.entry.not-yours-to-judge',
    'score.entry.value-needed',
    'score.entry.not-in-range',
    'score.entry.reason-needed',
    'score.entry.reason-not-wanted',
    'score.entry.attachment-needed',
    'score.entry.attachment-not-wanted',
    'score.entry.replaces-unknown',
    'attachment.unknown',
  ],
})

export const showScoreAttachment = route({
  method: 'GET',
  path: '/api/v1/score-entries/:id/attachments/:attachment',
  tag,
  summary: '人工录入的依据材料',
  status: 200,
  params: Type.Object({ id: Type.String({ maxLength: 64 }), attachment: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
  refusals: ['http.not-found'],
})

export const recomputeScores = route({
  method: 'POST',
  path: '/api/v1/score-recomputations',
  tag,
  summary: '说明理由，重算并再次公布已锁定的一期',
  body: recomputeScoresSchema,
  status: 201,
  response: Type.Object({ revision: Type.Integer() }),
  refusals: [
    'score.model.unknown',
    'score.period.not-locked',
    'score.recompute.not-allowed',
    'score.recompute.not-your-role',
    'score.recompute.nothing-changed',
  ],
})

export const showScoreBulletin = route({
  method: 'GET',
  path: '/api/v1/score-bulletins',
  tag,
  summary: '一期的通报：排名、结果运用、吹哨、响应、办理和评价，可打印',
  query: place,
  response: scoreBulletinSchema,
  refusals: ['score.model.unknown', 'score.period.not-locked'],
})
