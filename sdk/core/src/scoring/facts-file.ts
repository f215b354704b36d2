import Type, { type Static } from 'typebox'
import { unitTypeSchema } from '../organisation/schema.ts'
import { identifier, label, strict } from '../shared/identifier.ts'

const id = (title: string) => Type.String({ title, minLength: 1, maxLength: 64 })
const value = Type.Union([
  Type.String({ maxLength: 500 }),
  Type.Number(),
  Type.Boolean(),
  Type.Array(Type.String({ maxLength: 500 }), { maxItems: 100 }),
])
const figures = (title: string) =>
  Type.Record(Type.String(), Type.Record(Type.String(), Type.String({ pattern: '^-?\\d{1,9}(/[1-9]\\d{0,8}|\\.\\d{1,6})?$' })), {
    title,
    description: '键为 人工录入或考核的代号, 再按对象; 值为 小数或分数.',
  })

/** One fact as scores read it: who answers, for which case, and the values of the model's paths (`arrivedOnTime`, `eval.stars.speed`). */
const factSchema = Type.Object(
  {
    kind: Type.Enum(['assignment', 'case'], { title: '种类', 'x-enum-names': ['应哨任务', '整件'] }),
    case: id('哨件'),
    assignment: Type.Optional(Type.String({ title: '应哨任务', maxLength: 64 })),
    unit: id('单位'),
    unitType: Type.Optional(unitTypeSchema),
    town: Type.Optional(Type.String({ title: '吹哨镇街', maxLength: 64 })),
    category: Type.Optional(Type.String({ title: '哨种', maxLength: 64 })),
    closedAt: Type.Optional(Type.Integer({ title: '销号时刻（毫秒）' })),
  },
  { additionalProperties: value, title: '得分事实' },
)

/** 得分事实: everything a score is computed from, without a server. */
export const factsFileSchema = Type.Object(
  {
    format: Type.Literal(1, { title: '格式版本' }),
    subjects: Type.Array(Type.Object({ id: identifier('对象'), name: Type.Optional(label()), type: unitTypeSchema }, strict), {
      title: '考核对象',
      maxItems: 20_000,
    }),
    facts: Type.Array(factSchema, { title: '事实', maxItems: 500_000 }),
    inputs: Type.Optional(
      Type.Object(
        { manual: Type.Optional(figures('人工录入')), scores: Type.Optional(figures('另一考核的得分')) },
        { ...strict, title: '其他输入' },
      ),
    ),
  },
  { ...strict, $id: 'urn:shaotai:facts', title: '得分事实' },
)
export type FactsFile = Static<typeof factsFileSchema>
