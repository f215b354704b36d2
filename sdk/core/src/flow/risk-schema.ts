import Type, { type Static } from 'typebox'
import { conditionSchema } from '../condition/schema.ts'
import { roleSchema } from '../organisation/role.ts'
import { identifier, label, strict } from '../shared/identifier.ts'

/** What is done about a high-risk case (S2-08 提前预判、快速响应、协调跟进、考核回访、重点反馈). Each has its own canonical event. */
export const RISK_ACTS = ['predict', 'respond', 'followUp', 'callBack', 'feedBack'] as const
export type RiskAct = (typeof RISK_ACTS)[number]

/** 高风险闭环: which cases are flagged by themselves, who may flag by hand, and what must be done about a flagged one whatever its state. */
export const riskSchema = Type.Object(
  {
    name: label('名称', 20),
    when: Type.Optional(conditionSchema),
    by: Type.Array(roleSchema, { title: '由谁标记、解除', maxItems: 10, uniqueItems: true }),
    steps: Type.Array(
      Type.Object(
        {
          act: Type.Enum([...RISK_ACTS], {
            title: '法定动作',
            'x-enum-names': ['提前预判', '快速响应', '协调跟进', '考核回访', '重点反馈'],
          }),
          name: label('动作', 40),
          by: Type.Array(roleSchema, { title: '由谁', minItems: 1, maxItems: 10, uniqueItems: true }),
          form: Type.Optional(identifier('表单')),
          required: Type.Boolean({ title: '不做不销号', default: true }),
          again: Type.Optional(Type.Boolean({ title: '可多次', default: false })),
          clause: Type.Optional(label('条款', 100)),
        },
        strict,
      ),
      { title: '动作', maxItems: 5 },
    ),
  },
  { ...strict, title: '高风险闭环' },
)
export type RiskRule = Static<typeof riskSchema>
export type RiskStep = RiskRule['steps'][number]
