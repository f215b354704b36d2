import Type, { type Static } from 'typebox'
import { bandSchema } from './indicator.ts'

const exact = Type.String({ description: 'An exact decimal, or a fraction when it has none.' })
const orNull = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()])
const operand = Type.Object({ use: Type.String({ description: 'Indicator.' }), name: Type.String(), value: orNull(exact) })

/** How an indicator came to its value: its operator, and what that was applied to. */
export const workingSchema = Type.Union([
  Type.Object({ op: Type.Enum(['ratio', 'count', 'sum', 'constant', 'unknown']) }),
  Type.Object({
    op: Type.Literal('mean'),
    each: Type.Enum(['fact', 'town']),
    missing: Type.Optional(Type.Enum(['full', 'middle'], { description: 'What those that nobody rated count as.' })),
    assumed: Type.Optional(Type.Integer({ description: 'How many of the sample nobody rated.' })),
  }),
  Type.Object({ op: Type.Literal('quotient'), of: operand, by: operand }),
  Type.Object({ op: Type.Literal('bands'), of: operand, band: orNull(bandSchema) }),
  Type.Object({ op: Type.Literal('cap'), of: operand, reached: orNull(Type.Enum(['min', 'max'])) }),
  Type.Object({ op: Type.Literal('rank'), of: operand, rank: orNull(Type.Integer()), among: Type.Integer() }),
  Type.Object({
    op: Type.Literal('model'),
    model: Type.String(),
    of: Type.Enum(['self', 'unit', 'parent']),
    combine: Type.Enum(['mean', 'sum', 'last']),
    missing: Type.Enum(['skip', 'zero', 'no-score']),
    periods: Type.Array(Type.Object({ period: Type.String(), score: orNull(Type.String()) }), {
      description: 'Every period asked for; null: missing.',
    }),
  }),
  Type.Object({ op: Type.Literal('manual'), input: Type.String(), combine: Type.Enum(['mean', 'sum', 'last']) }),
])
export type Working = Static<typeof workingSchema>
export type Operand = Static<typeof operand>

/** One leaf of the weighted tree. `value` is the indicator's, `points` is weight × value. */
export const scoreTermSchema = Type.Object({
  part: Type.String(),
  name: Type.String(),
  within: Type.Array(Type.String(), { description: 'Branches it hangs on, outermost first.' }),
  use: Type.String({ description: 'Indicator.' }),
  weight: Type.String({ description: 'Its weight in the whole score, a fraction: the product down the tree.' }),
  value: orNull(exact),
  points: orNull(exact),
  numerator: exact,
  denominator: exact,
  sample: Type.Integer({ description: 'Facts or entries the value rests on.' }),
  raters: orNull(Type.Integer({ description: 'Whose judgements it rests on; null: it is no judgement.' })),
  how: workingSchema,
})
export type ScoreTerm = Static<typeof scoreTermSchema>

/** One adjustment (加扣分): how often it happened, and the points it gave. */
export const adjustedSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  count: Type.Integer(),
  points: exact,
  raters: orNull(Type.Integer({ description: 'Who entered it; null: it is counted from cases.' })),
})
export type Adjustment = Static<typeof adjustedSchema>

/** What became known of an earlier period after it was locked: the difference goes into this one (计入下期更正). */
export const correctionSchema = Type.Object({
  period: Type.String(),
  published: orNull(exact),
  corrected: orNull(exact),
  difference: exact,
  withheld: Type.Optional(
    Type.String({ description: 'What is still owed to the next period, because the score would go beyond what its model can give.' }),
  ),
  cases: Type.Array(Type.String(), { description: 'Cases whose facts changed since.' }),
})
export type Correction = Static<typeof correctionSchema>

/** The score of one subject, with everything that made it. */
export const scoreSheetSchema = Type.Object({
  subject: Type.String(),
  score: orNull(Type.String({ description: "Rounded once, to the model's digits. Null: no sample, or an input is missing; not ranked." })),
  exact: orNull(Type.String({ description: 'The same before rounding, as a fraction.' })),
  rank: orNull(Type.Integer({ description: 'Null: not scored, or of a type the model does not rank.' })),
  facts: Type.Integer(),
  raters: Type.Integer({ description: 'Different raters behind the judgements of this sheet.' }),
  terms: Type.Array(scoreTermSchema),
  adjustments: Type.Array(adjustedSchema),
  adjustment: Type.String({ description: 'Sum of the adjustments after the cap.' }),
  corrections: Type.Array(correctionSchema),
  veto: Type.Array(Type.String({ description: 'Vetoes (一票否决) that apply, by name.' })),
  outcomes: Type.Array(Type.String({ description: 'What follows (结果运用): from the rank, the score and vetoes.' })),
})
export type ScoreSheet = Static<typeof scoreSheetSchema>
