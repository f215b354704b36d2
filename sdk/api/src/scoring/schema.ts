import { bulletinSchema, manualInputSchema, scoreEntrySchema, scoreSheetSchema } from '@shaotai/core'
import Type, { type Static } from 'typebox'

const decimal = Type.String({ description: 'An exact decimal, or a fraction when it has none.' })
const model = Type.String({ minLength: 1, maxLength: 64 })
export const periodKeySchema = Type.String({ pattern: '^\\d{4}(-\\d{2}|-Q[1-4])?$', description: '`2026-11`, `2026-Q4` or `2026`.' })

/** Where a period stands: on trial its scores still move; locked they never do, but a revision may be published with a reason. */
export const scorePeriodSchema = Type.Object({
  status: Type.Enum(['trial', 'locked']),
  locksAt: Type.Union([Type.Integer(), Type.Null()], { description: 'When it locks; null: it is locked, or never will be.' }),
  lockedAt: Type.Union([Type.Integer(), Type.Null()]),
  revision: Type.Integer({ description: '0 on trial, 1 as first published, more when published anew.' }),
  lockedBy: Type.Union([Type.String(), Type.Null()]),
  reason: Type.Union([Type.String(), Type.Null()], { description: 'Why it was published anew.' }),
})

export const scoreBoardSchema = Type.Object({
  model: Type.String(),
  name: Type.String(),
  subject: Type.Enum(['department', 'town', 'person', 'stationed-agency']),
  period: periodKeySchema,
  periods: Type.Array(Type.String(), { description: 'Periods that have facts or are locked, newest first.' }),
  lock: scorePeriodSchema,
  models: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), subject: Type.Enum(['department', 'town', 'person', 'stationed-agency']) }),
  ),
  subjects: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      unit: Type.Optional(Type.String()),
      opens: Type.Boolean({ description: 'Whether the asking person may open its score.' }),
    }),
  ),
  policyVersion: Type.Integer(),
  visibility: Type.Object({
    mode: Type.Enum(['open', 'back-to-back']),
    minRaters: Type.Integer(),
    whole: Type.Boolean({ description: 'Whether the asking person sees every judgement.' }),
  }),
  afterLock: Type.Enum(['next-period', 'recompute-with-notice'], { description: 'How what changes after the lock is put right.' }),
  mayRecompute: Type.Boolean(),
  hasInputs: Type.Boolean({ description: 'Whether people enter figures for this model.' }),
  sheets: Type.Array(scoreSheetSchema),
})
export type ScoreBoard = Static<typeof scoreBoardSchema>

/** A case behind a term: the value it had and the exact points it brought. */
export const scoreCaseSchema = Type.Object({
  case: Type.String(),
  assignment: Type.String(),
  number: Type.String(),
  title: Type.String(),
  town: Type.String(),
  closedAt: Type.Union([Type.Integer(), Type.Null()]),
  value: Type.Union([Type.Number(), Type.Boolean()]),
  points: Type.Union([decimal, Type.Null()], { description: 'Null: the case has no part of its own, as behind bands and ranks.' }),
  assumed: Type.Optional(Type.Enum(['full', 'middle'], { description: 'Nobody rated it: what it counts as.' })),
})
const explainedEntry = Type.Object({ entry: scoreEntrySchema, points: Type.Union([decimal, Type.Null()]) })
const behind = {
  cases: Type.Array(scoreCaseSchema),
  total: Type.Integer({ description: 'Cases behind it; at most 200 are listed.' }),
  entries: Type.Array(explainedEntry),
}
export const scoreExplanationSchema = Type.Object({
  sheet: scoreSheetSchema,
  terms: Type.Array(Type.Object({ part: Type.String(), ...behind })),
  adjustments: Type.Array(Type.Object({ id: Type.String(), ...behind })),
  vetoes: Type.Array(Type.Object({ id: Type.String(), ...behind })),
  corrections: Type.Array(
    Type.Object({
      period: Type.String(),
      cases: Type.Array(Type.Object({ case: Type.String(), number: Type.String(), title: Type.String() })),
    }),
    {
      description:
        'Cases that changed since an earlier period was locked, as far as the asking person may see them; 20 of each are listed.',
    },
  ),
  comments: Type.Array(Type.String(), { description: 'What raters wrote, in no order of theirs and without authors.' }),
  aggregatesOnly: Type.Boolean({ description: 'Back to back: what stands behind the figures is not shown.' }),
})
export type ScoreExplanationView = Static<typeof scoreExplanationSchema>

export const enterScoreSchema = Type.Object(
  {
    model,
    period: periodKeySchema,
    input: scoreEntrySchema.properties.input,
    subject: scoreEntrySchema.properties.subject,
    value: scoreEntrySchema.properties.value,
    reason: scoreEntrySchema.properties.reason,
    attachments: scoreEntrySchema.properties.attachments,
    replaces: scoreEntrySchema.properties.replaces,
  },
  { additionalProperties: false },
)
export type EnterScore = Static<typeof enterScoreSchema>

export const scoreEntryListSchema = Type.Object({
  locked: Type.Boolean(),
  entries: Type.Array(
    Type.Object({ ...scoreEntrySchema.properties, current: Type.Boolean({ description: 'Neither replaced nor withdrawn.' }) }),
  ),
  mine: Type.Array(
    Type.Object({ input: manualInputSchema, subjects: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })) }),
    { description: 'What the asking person may enter, and about whom.' },
  ),
})
export type ScoreEntryList = Static<typeof scoreEntryListSchema>

export const recomputeScoresSchema = Type.Object(
  { model, period: periodKeySchema, reason: Type.String({ title: '理由', minLength: 1, maxLength: 500 }) },
  { additionalProperties: false },
)
export type RecomputeScores = Static<typeof recomputeScoresSchema>

export const scoreBulletinSchema = Type.Object({
  model: Type.String(),
  period: periodKeySchema,
  lock: scorePeriodSchema,
  bulletin: bulletinSchema,
  markdown: Type.String(),
})
export type ScoreBulletin = Static<typeof scoreBulletinSchema>
