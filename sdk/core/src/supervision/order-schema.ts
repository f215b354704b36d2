import Type, { type Static } from 'typebox'
import { conditionSchema } from '../condition/schema.ts'
import { roleSchema } from '../organisation/role.ts'
import { identifier, label, strict } from '../shared/identifier.ts'

/**
 * 督办单: a written order to one who is to act, by platform, supervisor or town (S4-08). It is answered, then closed by those who gave it.
 * Its time limit is a clock with `per: order`, started by `order.issued`.
 */
export const orderRuleSchema = Type.Object(
  {
    id: identifier(),
    name: label('督办单', 40),
    by: Type.Array(roleSchema, { title: '由谁签发', minItems: 1, maxItems: 10, uniqueItems: true }),
    to: Type.Enum(['lead', 'assignees', 'town', 'platform'], {
      title: '发给谁',
      'x-enum-names': ['牵头单位', '应哨单位', '吹哨镇街', '综合协调平台'],
    }),
    replyBy: Type.Array(roleSchema, { title: '由谁答复', minItems: 1, maxItems: 10, uniqueItems: true }),
    closeBy: Type.Optional(Type.Array(roleSchema, { title: '由谁办结', minItems: 1, maxItems: 10, uniqueItems: true })),
    when: Type.Optional(conditionSchema),
    form: Type.Optional(identifier('签发表单')),
    replyForm: Type.Optional(identifier('答复表单')),
    card: Type.Optional(
      Type.Enum(['none', 'white', 'yellow', 'red'], {
        title: '同时发牌',
        'x-enum-names': ['不发', '白牌', '黄牌', '红牌'],
        default: 'none',
      }),
    ),
    blocksClosing: Type.Optional(Type.Boolean({ title: '未办结不销号', default: false })),
    notify: Type.Optional(Type.Array(roleSchema, { title: '告知', uniqueItems: true, maxItems: 10 })),
    clause: Type.Optional(label('条款', 100)),
  },
  { ...strict, title: '督办单' },
)
export type OrderRule = Static<typeof orderRuleSchema>

/** 移交纪检: every so many cards of one colour to one unit within a month, quarter or year are handed over (S1-29). */
export const handoverRuleSchema = Type.Object(
  {
    id: identifier(),
    name: label('移交规则'),
    card: Type.Enum(['white', 'yellow', 'red'], { title: '督办牌', 'x-enum-names': ['白牌', '黄牌', '红牌'] }),
    count: Type.Integer({ title: '每满几张', minimum: 1, maximum: 100 }),
    per: Type.Enum(['month', 'quarter', 'year'], { title: '在多长时间内', 'x-enum-names': ['一个月', '一季度', '一年'] }),
    notify: Type.Array(roleSchema, { title: '移交给', minItems: 1, maxItems: 10, uniqueItems: true }),
    clause: Type.Optional(label('条款', 100)),
  },
  { ...strict, title: '移交规则' },
)
export type HandoverRule = Static<typeof handoverRuleSchema>
