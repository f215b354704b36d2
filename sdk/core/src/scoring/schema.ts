import Type, { type Static } from 'typebox'
import { conditionSchema } from '../condition/schema.ts'
import { fraction, identifier, label, strict } from '../shared/identifier.ts'

/** A measure over the facts of the population. `ratio`: share of `num` among `den`. `mean`/`sum`: of a numeric fact. `count`: how many. */
export const indicatorSchema = Type.Union(
  [
    Type.Object({ name: label('指标'), ratio: Type.Object({ num: conditionSchema, den: conditionSchema }, strict) }, strict),
    Type.Object(
      {
        name: label('指标'),
        mean: identifier('事实'),
        where: Type.Optional(conditionSchema),
        scale: Type.Object(
          { from: Type.Tuple([fraction(), fraction()]), to: Type.Tuple([fraction(), fraction()]) },
          { ...strict, title: '换算' },
        ),
      },
      strict,
    ),
    Type.Object({ name: label('指标'), count: conditionSchema }, strict),
    Type.Object({ name: label('指标'), sum: identifier('事实'), where: Type.Optional(conditionSchema) }, strict),
    Type.Object({ name: label('指标'), constant: fraction('分值') }, strict),
    Type.Object({ name: label('指标'), model: identifier('另一考核') }, strict),
    Type.Object({ name: label('指标'), manual: identifier('人工录入') }, strict),
  ],
  { title: '指标' },
)
export type Indicator = Static<typeof indicatorSchema>

/** A weighted tree: a leaf uses an indicator, a branch weighs its children; weights of one branch add up to exactly 1. */
export const scoreNodeSchema = Type.Cyclic(
  {
    Node: Type.Union([
      Type.Object({ id: identifier(), name: label('项目'), weight: fraction('权重'), use: identifier('指标') }, strict),
      Type.Object(
        {
          id: identifier(),
          name: label('项目'),
          weight: fraction('权重'),
          parts: Type.Array(Type.Ref('Node'), { minItems: 1, maxItems: 30 }),
        },
        strict,
      ),
    ]),
  },
  'Node',
)
export type ScoreNode =
  | { id: string; name: string; weight: string; use: string }
  | { id: string; name: string; weight: string; parts: ScoreNode[] }

/** 考核办法: aggregates facts, exactly, with one rounding at the end. */
export const scoringModelSchema = Type.Object(
  {
    id: identifier(),
    name: label('考核名称'),
    subject: Type.Enum(['department', 'town', 'person'], { title: '考核对象', 'x-enum-names': ['部门', '镇街', '人员'] }),
    ranks: Type.Array(Type.Enum(['department', 'enterprise', 'town']), {
      title: '参加排名的单位类别',
      description: '公共服务企业受评但不与部门一同排名.',
      uniqueItems: true,
    }),
    period: Type.Object(
      {
        unit: Type.Enum(['month', 'quarter', 'year'], { title: '周期', 'x-enum-names': ['月', '季', '年'] }),
        closeAfterWorkingDays: Type.Integer({ title: '期末后第几个工作日锁定', minimum: 0, maximum: 60 }),
      },
      { ...strict, title: '考核周期' },
    ),
    population: Type.Object(
      { fact: Type.Enum(['assignment', 'case']), where: Type.Optional(conditionSchema) },
      { ...strict, title: '统计范围' },
    ),
    indicators: Type.Record(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_-]{0,63}$' }), indicatorSchema, { ...strict, title: '指标' }),
    parts: Type.Array(scoreNodeSchema, { title: '计分项目', minItems: 1, maxItems: 30 }),
    adjustments: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: identifier(),
            name: label('加扣分项'),
            count: conditionSchema,
            per: Type.Integer({ title: '每几次', minimum: 1, default: 1 }),
            points: fraction('分'),
          },
          strict,
        ),
        { title: '加扣分', maxItems: 50 },
      ),
    ),
    adjustmentCap: Type.Optional(Type.Tuple([fraction('下限'), fraction('上限')], { title: '加扣分封顶' })),
    veto: Type.Optional(
      Type.Array(Type.Object({ id: identifier(), name: label('一票否决'), count: conditionSchema, outcome: label('后果') }, strict), {
        title: '一票否决',
      }),
    ),
    constraints: Type.Optional(
      Type.Array(
        Type.Object(
          {
            part: identifier('计分项目'),
            min: Type.Optional(fraction('不少于')),
            max: Type.Optional(fraction('不多于')),
            source: label('依据', 300),
          },
          strict,
        ),
        { title: '权重约束' },
      ),
    ),
    emptyDenominator: Type.Enum(['exclude', 'full', 'zero'], { title: '没有样本时', 'x-enum-names': ['不参加排名', '按满分', '按零分'] }),
    rounding: Type.Object(
      { digits: Type.Integer({ title: '小数位', minimum: 0, maximum: 6 }), mode: Type.Enum(['half-up'], { default: 'half-up' }) },
      { ...strict, title: '舍入' },
    ),
    ties: Type.Enum(['same-rank', 'more-cases-first'], { title: '同分', 'x-enum-names': ['并列', '件数多者在前'], default: 'same-rank' }),
    visibility: Type.Object(
      {
        mode: Type.Enum(['open', 'back-to-back'], { title: '公开方式', 'x-enum-names': ['公开', '背靠背'] }),
        minRaters: Type.Integer({ title: '最少评价人数', minimum: 1, maximum: 50 }),
      },
      { ...strict, title: '公开' },
    ),
    outcomes: Type.Optional(
      Type.Array(
        Type.Object(
          {
            rankBottom: Type.Optional(Type.Integer({ minimum: 1 })),
            rankTop: Type.Optional(Type.Integer({ minimum: 1 })),
            effect: label('结果运用'),
          },
          strict,
        ),
        { title: '结果运用' },
      ),
    ),
  },
  { ...strict, title: '考核办法' },
)
export type ScoringModel = Static<typeof scoringModelSchema>

export const scoringSchema = Type.Object(
  { models: Type.Array(scoringModelSchema, { title: '考核办法', maxItems: 20 }) },
  { ...strict, title: '考核' },
)
export type Scoring = Static<typeof scoringSchema>
