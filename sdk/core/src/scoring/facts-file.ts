import Type, { type Static } from 'typebox'
import { roleSchema } from '../organisation/role.ts'
import { unitTypeSchema } from '../organisation/schema.ts'
import { identifier, label, strict } from '../shared/identifier.ts'
import type { PeriodScore, ScoreInputs } from './appraisal.ts'

const id = (title: string) => Type.String({ title, minLength: 1, maxLength: 64 })
const value = Type.Union([
  Type.String({ maxLength: 500 }),
  Type.Number(),
  Type.Boolean(),
  Type.Array(Type.String({ maxLength: 500 }), { maxItems: 100 }),
])
const figure = Type.String({ title: '数值', pattern: '^-?\\d{1,9}(/[1-9]\\d{0,8}|\\.\\d{1,6})?$' })
const periodScores = Type.Array(Type.Object({ period: Type.String({ maxLength: 7 }), score: Type.Union([figure, Type.Null()]) }, strict), {
  title: '各期得分',
  description: 'null 为缺期.',
  maxItems: 60,
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
    subjects: Type.Array(
      Type.Object(
        {
          id: identifier('对象'),
          name: Type.Optional(label()),
          type: unitTypeSchema,
          unit: Type.Optional(identifier('所在单位')),
          parent: Type.Optional(identifier('业务主管部门')),
        },
        strict,
      ),
      {
        title: '考核对象',
        maxItems: 20_000,
      },
    ),
    facts: Type.Array(factSchema, { title: '事实', maxItems: 500_000 }),
    inputs: Type.Optional(
      Type.Object(
        {
          entries: Type.Optional(
            Type.Array(
              Type.Object(
                {
                  input: identifier('录入项'),
                  subject: id('对象'),
                  value: figure,
                  unit: Type.Optional(id('录入单位')),
                  role: Type.Optional(roleSchema),
                },
                strict,
              ),
              { title: '人工录入', maxItems: 50_000 },
            ),
          ),
          scores: Type.Optional(
            Type.Record(Type.String(), Type.Record(Type.String(), Type.Union([figure, periodScores])), {
              title: '另一考核的得分',
              description: '键为 考核的代号, 再按对象; 值为 本期得分, 或各期得分.',
            }),
          ),
        },
        { ...strict, title: '其他输入' },
      ),
    ),
  },
  { ...strict, $id: 'urn:shaotai:facts', title: '得分事实' },
)
export type FactsFile = Static<typeof factsFileSchema>

/** The inputs of a facts file as scores take them. An entry without a role is a survey's: it judges nobody. */
export function inputsOfFile({ inputs }: FactsFile): ScoreInputs {
  return {
    entries: (inputs?.entries ?? []).map(({ input, subject, value: given, unit = '', role = 'supervisor' }, index) => ({
      id: `${index}`,
      input,
      subject,
      value: given,
      at: index,
      unit,
      person: '',
      name: '',
      role,
    })),
    scores: mapValues(inputs?.scores ?? {}, (subjects) =>
      mapValues(subjects, (score): PeriodScore[] => (typeof score === 'string' ? [{ period: '', score }] : score)),
    ),
  }
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, one]) => [key, change(one)]))
}
