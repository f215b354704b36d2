import Type, { type Static } from 'typebox'
import { conditionSchema } from '../condition/schema.ts'
import { fraction, identifier, label, prose, strict } from '../shared/identifier.ts'
import { roleSchema } from '../organisation/role.ts'

/** How one item is rated. `stars` and `points` give whole numbers 1…max or 0…max; `choice` gives the id of one of `options`, worth its `points`. */
export const scaleSchema = Type.Object(
  {
    kind: Type.Enum(['stars', 'points', 'choice'], { title: '方式', 'x-enum-names': ['星级', '分值', '选项'] }),
    max: Type.Integer({ title: '最高', minimum: 1, maximum: 100 }),
    labels: Type.Optional(Type.Array(label('说明', 60), { title: '各级说明', maxItems: 100 })),
    options: Type.Optional(
      Type.Array(
        Type.Object(
          { id: identifier(), name: label('选项', 60), points: Type.Integer({ title: '分值', minimum: 0, maximum: 100 }) },
          strict,
        ),
        { title: '选项', minItems: 2, maxItems: 20 },
      ),
    ),
  },
  { ...strict, title: '刻度' },
)

/**
 * A suggestion shown to the rater from a clock: the first band whose share of the allowance covers the time used.
 * `upTo` is a fraction of the goal; a band without it takes the rest. A suggestion never fills the form by itself.
 */
export const suggestionSchema = Type.Object(
  {
    clock: identifier('时限'),
    bands: Type.Array(Type.Object({ upTo: Type.Optional(fraction('用时不超过限时的')), value: Type.Integer({ title: '建议' }) }, strict), {
      title: '分档',
      minItems: 1,
      maxItems: 20,
    }),
  },
  { ...strict, title: '建议' },
)

export const evaluationItemSchema = Type.Object(
  {
    id: identifier(),
    name: label('评价项目', 60),
    note: Type.Optional(prose('口径', 1000)),
    scale: scaleSchema,
    required: Type.Boolean({ title: '必评', default: true }),
    suggestion: Type.Optional(suggestionSchema),
  },
  { ...strict, title: '评价项目' },
)
export type EvaluationItem = Static<typeof evaluationItemSchema>

/** 评价表: who rates what, on which scale. Ratings are given per assignment: each department is judged for its own work. */
export const evaluationFormSchema = Type.Object(
  {
    id: identifier(),
    name: label('评价表'),
    by: Type.Array(roleSchema, { title: '评价人', minItems: 1 }),
    rater: Type.Enum(['town', 'public', 'platform', 'department'], { title: '评价方', 'x-enum-names': ['镇街', '群众', '平台', '部门'] }),
    subject: Type.Enum(['assignment', 'case', 'town', 'person'], {
      title: '评价对象',
      'x-enum-names': ['每个应哨单位', '整件', '镇街', '每名应哨人员'],
    }),
    when: Type.Optional(conditionSchema),
    items: Type.Array(evaluationItemSchema, { title: '评价项目', minItems: 1, maxItems: 30 }),
    comment: Type.Enum(['none', 'optional', 'required', 'required-when-low'], {
      title: '文字评价',
      'x-enum-names': ['不填', '可填', '必填', '低分必填'],
    }),
    lowAtOrBelow: Type.Optional(Type.Integer({ title: '低分线（含）', minimum: 0, maximum: 100 })),
    obligatory: Type.Boolean({ title: '不评不结案', default: true }),
    visibility: Type.Enum(['open', 'back-to-back'], { title: '公开方式', 'x-enum-names': ['公开', '背靠背'], default: 'open' }),
    seenBy: Type.Optional(
      Type.Array(roleSchema, {
        title: '谁可以看全部',
        description: '背靠背时不受限制的角色; 不填为督查员和县领导.',
        minItems: 1,
        uniqueItems: true,
      }),
    ),
  },
  { ...strict, title: '评价表' },
)
export type EvaluationForm = Static<typeof evaluationFormSchema>

export const evaluationSchema = Type.Object(
  { forms: Type.Array(evaluationFormSchema, { title: '评价表', maxItems: 20 }) },
  { ...strict, title: '评价' },
)
export type Evaluation = Static<typeof evaluationSchema>
