import Type, { type Static } from 'typebox'
import { route } from '../route/route.ts'

const strict = { additionalProperties: false } as const
const id = Type.String({ minLength: 1, maxLength: 64 })
const answer = Type.Enum(['agree', 'object'])
const tag = 'policy'

/** One question to units about the changed clauses of a draft (征求意见), and what they said. A unit sees itself only. */
export const consultationSchema = Type.Object({
  id: Type.String(),
  draft: Type.String(),
  note: Type.String(),
  dueAt: Type.Integer(),
  silence: Type.Boolean({ description: 'Silence after the due date counts as no objection (视为无异议).' }),
  createdAt: Type.Integer(),
  author: Type.String(),
  open: Type.Boolean({ description: 'Whether answers are still taken.' }),
  clauses: Type.Array(
    Type.Object({
      key: Type.String(),
      number: Type.String(),
      title: Type.String(),
      removed: Type.Boolean(),
      sentences: Type.Array(Type.String()),
      changed: Type.Boolean({ description: 'The draft says something else of this clause by now (已变动).' }),
    }),
  ),
  units: Type.Array(
    Type.Object({
      unit: Type.String(),
      readAt: Type.Union([Type.Integer(), Type.Null()]),
      status: Type.Enum(['unread', 'read', 'agree', 'object', 'silent']),
      answers: Type.Array(Type.Object({ clause: Type.String(), answer, reason: Type.String(), by: Type.String(), at: Type.Integer() })),
    }),
  ),
})
export type Consultation = Static<typeof consultationSchema>

export const askUnitsSchema = Type.Object(
  {
    revision: Type.Integer({ minimum: 0 }),
    units: Type.Array(id, { minItems: 1, maxItems: 200, uniqueItems: true }),
    dueAt: Type.Integer(),
    silence: Type.Boolean(),
    note: Type.String({ minLength: 1, maxLength: 500 }),
  },
  strict,
)
export type AskUnits = Static<typeof askUnitsSchema>

export const answerConsultationSchema = Type.Object(
  {
    answers: Type.Array(Type.Object({ clause: Type.String({ maxLength: 200 }), answer, reason: Type.String({ maxLength: 500 }) }, strict), {
      minItems: 1,
      maxItems: 300,
    }),
  },
  strict,
)
export type AnswerConsultation = Static<typeof answerConsultationSchema>

export const askUnits = route({
  method: 'POST',
  path: '/api/v1/policy-drafts/:id/consultations',
  tag,
  summary: '就草稿征求单位意见',
  params: Type.Object({ id }),
  body: askUnitsSchema,
  status: 201,
  response: consultationSchema,
  refusals: [
    'http.not-found',
    'policy.draft.stale',
    'policy.draft.not-open',
    'policy.draft.unchanged',
    'policy.consultation.due-past',
    'policy.consultation.unknown-unit',
  ],
})

export const listDraftConsultations = route({
  method: 'GET',
  path: '/api/v1/policy-drafts/:id/consultations',
  tag,
  summary: '草稿的征求意见记录',
  params: Type.Object({ id }),
  response: Type.Array(consultationSchema),
})

export const listConsultations = route({
  method: 'GET',
  path: '/api/v1/consultations',
  tag,
  summary: '向本单位征求的意见',
  response: Type.Array(consultationSchema),
})

export const countConsultations = route({
  method: 'GET',
  path: '/api/v1/consultations-waiting',
  tag,
  summary: '等待本单位答复的征求意见有几件，最早何时截止',
  response: Type.Object({ count: Type.Integer(), dueAt: Type.Union([Type.Integer(), Type.Null()]) }),
})

export const showConsultation = route({
  method: 'GET',
  path: '/api/v1/consultations/:id',
  tag,
  summary: '一次征求意见；被征求的单位打开即为已读',
  params: Type.Object({ id }),
  response: consultationSchema,
  refusals: ['http.not-found'],
})

export const answerConsultation = route({
  method: 'POST',
  path: '/api/v1/consultations/:id/answers',
  tag,
  summary: '逐条答复：同意，或有异议并说明理由',
  params: Type.Object({ id }),
  body: answerConsultationSchema,
  response: consultationSchema,
  refusals: [
    'http.not-found',
    'policy.consultation.not-asked',
    'policy.consultation.over',
    'policy.consultation.unknown-clause',
    'policy.consultation.no-reason',
  ],
})
