import Type, { type Static } from 'typebox'
import { roleSchema } from '../organisation/role.ts'
import { identifier, label, strict } from '../shared/identifier.ts'
import { goalSchema } from '../sla/schema.ts'

/**
 * 征求意见 (S1-03, S3-13, S4-07): entering `state` asks the units, each answers agree, disagree or comment by the date.
 * Silence is stated and counts for nothing unless `silence` says otherwise. A unit of `veto` decides alone by disagreeing (S3-15).
 */
export const consultationSchema = Type.Object(
  {
    name: label('征求意见', 40),
    state: identifier('在哪个状态征求'),
    units: Type.Optional(Type.Array(identifier('单位'), { title: '固定征求的单位', maxItems: 60, uniqueItems: true })),
    unitsField: Type.Optional(identifier('征求单位字段')),
    itemField: Type.Optional(identifier('清单事项字段')),
    by: Type.Array(roleSchema, { title: '由谁答复', minItems: 1, maxItems: 30, uniqueItems: true }),
    limit: goalSchema,
    silence: Type.Enum(['stated', 'agree'], { title: '逾期未答复', 'x-enum-names': ['记明未答复', '视为同意'], default: 'stated' }),
    veto: Type.Optional(Type.Enum(['none', 'field', 'all'], { title: '一票否决', 'x-enum-names': ['无', '字段所指单位', '任一单位'] })),
    vetoField: Type.Optional(identifier('有否决权的单位字段')),
    clause: Type.Optional(label('条款', 100)),
  },
  { ...strict, title: '征求意见' },
)
export type Consultation = Static<typeof consultationSchema>

/** What a consulted unit can answer. */
export const ANSWERS = ['agree', 'disagree', 'comment'] as const
export type Answer = (typeof ANSWERS)[number]
