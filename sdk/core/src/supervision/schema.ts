import Type, { type Static } from 'typebox'
import { conditionSchema } from '../condition/schema.ts'
import { identifier, label, strict } from '../shared/identifier.ts'
import { roleSchema } from '../organisation/role.ts'
import { durationSchema } from '../sla/duration-schema.ts'
import { handoverRuleSchema, orderRuleSchema } from './order-schema.ts'

/** 督办规则: a card issued once per clock and round when a clock warns or breaches. */
export const supervisionRuleSchema = Type.Object(
  {
    id: identifier(),
    name: label('督办规则'),
    clock: identifier('时限'),
    on: Type.Enum(['warned', 'breached'], { title: '何时', 'x-enum-names': ['临期', '超时'] }),
    afterMinutes: Type.Optional(Type.Integer({ title: '超时后（分钟）', minimum: 0, maximum: 525600 })),
    after: Type.Optional(durationSchema('超时后再过')),
    when: Type.Optional(conditionSchema),
    card: Type.Enum(['none', 'white', 'yellow', 'red'], { title: '督办牌', 'x-enum-names': ['仅提醒', '白牌', '黄牌', '红牌'] }),
    notify: Type.Array(roleSchema, { title: '告知', uniqueItems: true }),
    clause: Type.Optional(label('条款', 100)),
  },
  { ...strict, title: '督办规则' },
)
export type SupervisionRule = Static<typeof supervisionRuleSchema>

export const supervisionSchema = Type.Object(
  {
    rules: Type.Array(supervisionRuleSchema, { title: '督办规则', maxItems: 100 }),
    orders: Type.Optional(Type.Array(orderRuleSchema, { title: '督办单', maxItems: 20 })),
    handovers: Type.Optional(Type.Array(handoverRuleSchema, { title: '移交规则', maxItems: 10 })),
  },
  { ...strict, title: '督办' },
)
export type Supervision = Static<typeof supervisionSchema>
