import Type, { type Static } from 'typebox'

/** One term of a score: a leaf of the weighted tree, or an adjustment. Fractions and points are exact decimal strings. */
export const scoreTermSchema = Type.Object({
  part: Type.String(),
  name: Type.String(),
  weight: Type.String(),
  value: Type.Union([Type.String(), Type.Null()]),
  points: Type.Union([Type.String(), Type.Null()]),
  sample: Type.Integer({ description: 'Facts the value rests on.' }),
})

/** The score of one unit in one period. */
export const scoreSheetSchema = Type.Object({
  subject: Type.String(),
  score: Type.Union([Type.String(), Type.Null()], { description: 'Null: no sample, not ranked.' }),
  rank: Type.Union([Type.Integer(), Type.Null()]),
  facts: Type.Integer({ description: 'Assignments in the population.' }),
  terms: Type.Array(scoreTermSchema),
  adjustments: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), count: Type.Integer(), points: Type.String() })),
  veto: Type.Array(Type.String()),
  outcomes: Type.Array(Type.String()),
})
export type ScoreSheet = Static<typeof scoreSheetSchema>

export const scoreBoardSchema = Type.Object({
  model: Type.String(),
  name: Type.String(),
  period: Type.String({ description: '`2026-11`, `2026-Q4` or `2026`.' }),
  periods: Type.Array(Type.String(), { description: 'Periods that have facts, newest first.' }),
  models: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  policyVersion: Type.Integer(),
  sheets: Type.Array(scoreSheetSchema),
})
export type ScoreBoard = Static<typeof scoreBoardSchema>

/** The cases behind one term of one unit's score. */
export const scoreCaseSchema = Type.Object({
  case: Type.String(),
  number: Type.String(),
  title: Type.String(),
  assignment: Type.String(),
  closedAt: Type.Integer(),
  facts: Type.Record(Type.String(), Type.Unknown()),
  contribution: Type.Union([Type.String(), Type.Null()]),
})
export const scoreExplanationSchema = Type.Object({ sheet: scoreSheetSchema, cases: Type.Array(scoreCaseSchema), total: Type.Integer() })
export type ScoreExplanation = Static<typeof scoreExplanationSchema>
