import Type, { type Static } from 'typebox'
import { conditionSchema } from '../condition/schema.ts'
import { roleSchema } from '../organisation/role.ts'
import { fraction, identifier, label, strict } from '../shared/identifier.ts'
import { indicatorSchema } from './indicator.ts'
import { manualInputSchema } from './input.ts'

export { indicatorSchema, type Indicator } from './indicator.ts'

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

const per = Type.Integer({ title: '每几次', minimum: 1, maximum: 10_000, default: 1 })
const adjustmentName = { id: identifier(), name: label('加扣分项') }

/** 加扣分: so many points for every `per` facts a condition holds for, for every `per` of a number added up (cards), or as people entered. */
export const adjustmentSchema = Type.Union(
  [
    Type.Object({ ...adjustmentName, count: conditionSchema, per, points: fraction('分') }, strict),
    Type.Object({ ...adjustmentName, sum: identifier('事实'), where: Type.Optional(conditionSchema), per, points: fraction('分') }, strict),
    Type.Object({ ...adjustmentName, manual: identifier('人工录入') }, strict),
  ],
  { title: '加扣分项' },
)

const vetoName = { id: identifier(), name: label('一票否决'), outcome: label('后果') }

/** 一票否决: a fact that happened, or a vote somebody entered (any value above zero). Whatever the score, the prize is gone. */
export const vetoSchema = Type.Union(
  [Type.Object({ ...vetoName, count: conditionSchema }, strict), Type.Object({ ...vetoName, manual: identifier('人工录入') }, strict)],
  { title: '一票否决' },
)

/** 结果运用: what follows for the first or last so many, and for scores from or under a mark. All that is stated must hold. */
export const outcomeSchema = Type.Object(
  {
    rankTop: Type.Optional(Type.Integer({ title: '前几名', minimum: 1, maximum: 1000 })),
    rankBottom: Type.Optional(Type.Integer({ title: '后几名', minimum: 1, maximum: 1000 })),
    atLeast: Type.Optional(fraction('得分不低于')),
    below: Type.Optional(fraction('得分低于')),
    effect: label('结果运用'),
  },
  { ...strict, title: '结果运用' },
)

/** 考核办法: aggregates facts, exactly, with one rounding at the end. */
export const scoringModelSchema = Type.Object(
  {
    id: identifier(),
    name: label('考核名称'),
    subject: Type.Enum(['department', 'town', 'person', 'stationed-agency'], {
      title: '考核对象',
      'x-enum-names': ['部门', '镇街', '人员', '派驻机构'],
    }),
    ranks: Type.Array(Type.Enum(['department', 'enterprise', 'town', 'stationed-agency']), {
      title: '参加排名的单位类别',
      description: '公共服务企业受评但不与部门一同排名; 人员按所在单位的类别.',
      uniqueItems: true,
    }),
    period: Type.Object(
      {
        unit: Type.Enum(['month', 'quarter', 'year'], { title: '周期', 'x-enum-names': ['月', '季', '年'] }),
        closeAfterWorkingDays: Type.Integer({ title: '期末后第几个工作日锁定', minimum: 0, maximum: 60 }),
        afterLock: Type.Optional(
          Type.Enum(['next-period', 'recompute-with-notice'], {
            title: '锁定后的变动',
            description: '锁定后又有评价被甄别、哨件重开等, 怎样更正.',
            'x-enum-names': ['计入下期更正', '说明理由后重算并公告'],
            default: 'next-period',
          }),
        ),
        recomputedBy: Type.Optional(
          Type.Array(roleSchema, { title: '谁可以重算', description: '不填为平台负责人.', minItems: 1, uniqueItems: true }),
        ),
      },
      { ...strict, title: '考核周期' },
    ),
    population: Type.Object(
      {
        fact: Type.Enum(['assignment', 'case'], { title: '统计什么', 'x-enum-names': ['应哨任务', '哨件'] }),
        where: Type.Optional(conditionSchema),
      },
      { ...strict, title: '统计范围' },
    ),
    inputs: Type.Optional(Type.Array(manualInputSchema, { title: '人工录入项', maxItems: 30 })),
    indicators: Type.Record(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_-]{0,63}$' }), indicatorSchema, { ...strict, title: '指标' }),
    parts: Type.Array(scoreNodeSchema, { title: '计分项目', minItems: 1, maxItems: 30 }),
    adjustments: Type.Optional(Type.Array(adjustmentSchema, { title: '加扣分', maxItems: 50 })),
    adjustmentCap: Type.Optional(Type.Tuple([fraction('下限'), fraction('上限')], { title: '加扣分封顶' })),
    veto: Type.Optional(Type.Array(vetoSchema, { title: '一票否决', maxItems: 20 })),
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
        { title: '权重约束', maxItems: 30 },
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
        seenBy: Type.Optional(
          Type.Array(roleSchema, {
            title: '谁可以看全部',
            description: '背靠背时不受限制的角色; 不填为督查员和县领导.',
            minItems: 1,
            uniqueItems: true,
          }),
        ),
      },
      { ...strict, title: '公开' },
    ),
    outcomes: Type.Optional(Type.Array(outcomeSchema, { title: '结果运用', maxItems: 30 })),
  },
  { ...strict, title: '考核办法' },
)
export type ScoringModel = Static<typeof scoringModelSchema>

export const scoringSchema = Type.Object(
  { models: Type.Array(scoringModelSchema, { title: '考核办法', maxItems: 20 }) },
  { ...strict, title: '考核' },
)
export type Scoring = Static<typeof scoringSchema>
