import { scoreSheetSchema } from '@shaotai/core'
import Type, { type Static } from 'typebox'

const decimal = Type.String({ description: 'An exact decimal, or a fraction when it has none.' })

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
})
export const scoreExplanationSchema = Type.Object({
  sheet: scoreSheetSchema,
  terms: Type.Array(
    Type.Object({
      part: Type.String(),
      cases: Type.Array(scoreCaseSchema),
      total: Type.Integer({ description: 'Cases behind the term; at most 200 are listed.' }),
    }),
  ),
  adjustments: Type.Array(Type.Object({ id: Type.String(), cases: Type.Array(scoreCaseSchema), total: Type.Integer() })),
})
export type ScoreExplanationView = Static<typeof scoreExplanationSchema>
