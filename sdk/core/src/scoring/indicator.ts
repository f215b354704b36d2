import Type, { type Static } from 'typebox'
import { conditionSchema } from '../condition/schema.ts'
import { fraction, identifier, label, strict } from '../shared/identifier.ts'

const name = label('指标')

/** Carries a value from one interval to another, linearly: stars 0…5 to points 0…100. */
export const conversionSchema = Type.Object(
  { from: Type.Tuple([fraction(), fraction()]), to: Type.Tuple([fraction(), fraction()]) },
  { ...strict, title: '换算' },
)
export type Scale = Static<typeof conversionSchema>

/** One band (分档): the values between its bounds are worth `points`. Together the bands must cover every value once. */
export const bandSchema = Type.Object(
  {
    atLeast: Type.Optional(fraction('不低于')),
    above: Type.Optional(fraction('高于')),
    atMost: Type.Optional(fraction('不高于')),
    below: Type.Optional(fraction('低于')),
    points: fraction('得分'),
  },
  { ...strict, title: '档' },
)
export type Band = Static<typeof bandSchema>

/**
 * A measure of one subject, worth points. `ratio`: share of `num` among `den`, 0…100. `mean`, `sum`: of a numeric fact; what `mean` makes of a
 * rating nobody gave, the county chooses (不计, 默认满分, 默认中位; ux.md S5). `count`: how many.
 * `quotient`: one indicator in percent of another. `bands`, `cap`, `rank`: points by the bands another indicator falls into, kept
 * within bounds, or by its place among the ranked subjects. `model`: the published scores of another model. `manual`: what people entered.
 */
export const indicatorSchema = Type.Union(
  [
    Type.Object({ name, ratio: Type.Object({ num: conditionSchema, den: conditionSchema }, { ...strict, title: '比率' }) }, strict),
    Type.Object(
      {
        name,
        mean: identifier('事实'),
        where: Type.Optional(conditionSchema),
        each: Type.Optional(
          Type.Enum(['fact', 'town'], { title: '各算一份', 'x-enum-names': ['每件', '每个镇街（先在镇街内平均）'], default: 'fact' }),
        ),
        missing: Type.Optional(
          Type.Enum(['skip', 'full', 'middle'], {
            title: '未评计法',
            description: '统计范围内该评而没有评的件怎么算; 评价被甄别剔除的总是不计.',
            'x-enum-names': ['不计', '默认满分', '默认中位'],
            default: 'skip',
          }),
        ),
        scale: conversionSchema,
      },
      strict,
    ),
    Type.Object({ name, count: conditionSchema }, strict),
    Type.Object({ name, sum: identifier('事实'), where: Type.Optional(conditionSchema) }, strict),
    Type.Object({ name, constant: fraction('分值') }, strict),
    Type.Object(
      {
        name,
        model: identifier('另一考核'),
        of: Type.Optional(
          Type.Enum(['self', 'unit', 'parent'], {
            title: '谁的得分',
            'x-enum-names': ['本对象', '人员所在单位', '业务主管部门'],
            default: 'self',
          }),
        ),
        combine: Type.Optional(
          Type.Enum(['mean', 'sum', 'last'], { title: '多期合成', 'x-enum-names': ['平均', '合计', '最后一期'], default: 'mean' }),
        ),
        missing: Type.Optional(
          Type.Enum(['skip', 'zero', 'no-score'], {
            title: '缺期',
            'x-enum-names': ['不计缺期（列明）', '按零分', '不出得分'],
            default: 'skip',
          }),
        ),
      },
      strict,
    ),
    Type.Object({ name, manual: identifier('人工录入'), scale: Type.Optional(conversionSchema) }, strict),
    Type.Object(
      { name, quotient: Type.Object({ of: identifier('分子指标'), by: identifier('分母指标') }, { ...strict, title: '指标之比' }) },
      strict,
    ),
    Type.Object(
      {
        name,
        bands: Type.Object(
          { of: identifier('指标'), steps: Type.Array(bandSchema, { title: '各档', minItems: 1, maxItems: 30 }) },
          { ...strict, title: '分档' },
        ),
      },
      strict,
    ),
    Type.Object(
      {
        name,
        cap: Type.Object(
          { of: identifier('指标'), min: Type.Optional(fraction('最低')), max: Type.Optional(fraction('最高')) },
          { ...strict, title: '封顶保底' },
        ),
      },
      strict,
    ),
    Type.Object(
      {
        name,
        rank: Type.Object(
          {
            of: identifier('指标'),
            order: Type.Enum(['high-first', 'low-first'], { title: '次序', 'x-enum-names': ['高者在前', '低者在前'] }),
            points: Type.Array(fraction('得分'), { title: '各名次得分', minItems: 1, maxItems: 200 }),
            rest: Type.Optional(fraction('其余名次得分')),
          },
          { ...strict, title: '按名次得分' },
        ),
      },
      strict,
    ),
  ],
  { title: '指标' },
)
export type Indicator = Static<typeof indicatorSchema>

/** The indicators another one is made of, with the place of each reference. */
export function usedIndicators(indicator: Indicator): { id: string; at: string }[] {
  if ('quotient' in indicator)
    return [
      { id: indicator.quotient.of, at: '/quotient/of' },
      { id: indicator.quotient.by, at: '/quotient/by' },
    ]
  if ('bands' in indicator) return [{ id: indicator.bands.of, at: '/bands/of' }]
  if ('cap' in indicator) return [{ id: indicator.cap.of, at: '/cap/of' }]
  return 'rank' in indicator ? [{ id: indicator.rank.of, at: '/rank/of' }] : []
}
