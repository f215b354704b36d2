import Type, { type Static } from 'typebox'
import { conditionSchema } from '../condition/schema.ts'
import { roleSchema } from '../organisation/role.ts'
import { identifier, label, strict } from '../shared/identifier.ts'

/** Whose word a verification gathers (S0-26): 镇街、部门、群众三方反馈. */
export const FEEDBACK_SOURCES = ['town', 'department', 'public'] as const
export type FeedbackSource = (typeof FEEDBACK_SOURCES)[number]

/** 核实: what town, department and public say about the work, gathered while the case is in the phase VERIFY; the obligatory ones before it is verified. */
export const verificationSchema = Type.Object(
  {
    sources: Type.Array(
      Type.Object(
        {
          source: Type.Enum([...FEEDBACK_SOURCES], { title: '反馈方', 'x-enum-names': ['镇街', '部门', '群众'] }),
          name: label('名称', 40),
          by: Type.Array(roleSchema, { title: '由谁填写', minItems: 1, maxItems: 10, uniqueItems: true }),
          form: Type.Optional(identifier('表单')),
          required: Type.Boolean({ title: '核实前必须收到', default: true }),
          when: Type.Optional(conditionSchema),
        },
        strict,
      ),
      { title: '反馈方', minItems: 1, maxItems: 3 },
    ),
  },
  { ...strict, title: '三方核实' },
)
export type Verification = Static<typeof verificationSchema>
