import Type, { type Static } from 'typebox'
import { conditionSchema } from '../condition/schema.ts'
import { CANONICAL_EVENTS } from '../case/event-name.ts'
import { fraction, identifier, label, prose, strict } from '../shared/identifier.ts'
import { roleSchema } from '../organisation/role.ts'

const eventNames = (title: string) =>
  Type.Array(Type.Enum([...CANONICAL_EVENTS], { title: '事件' }), { title, minItems: 1, uniqueItems: true })

/** How a goal is counted. `natural`: wall-clock time. `working-minutes`: only open hours. `working-days` and `calendar-days`: whole days. */
export const basisSchema = Type.Enum(['natural', 'working-minutes', 'working-days', 'calendar-days'], {
  title: '计时方式',
  'x-enum-names': ['自然时间', '工作时间', '工作日', '日历日'],
})
export type Basis = Static<typeof basisSchema>

/**
 * How days are counted (Civil Code 201–203). `next-day-close`: the first day is not counted, ends at close of business of the last.
 * `same-moment`: the same clock time n days later. `elapsed`: n standard working days of minutes.
 */
export const countRuleSchema = Type.Enum(['next-day-close', 'same-moment', 'elapsed'], {
  title: '日数算法',
  'x-enum-names': ['次日起算, 至末日下班', '至同一时刻', '按工作分钟累计'],
  default: 'next-day-close',
})
export type CountRule = Static<typeof countRuleSchema>

/** A goal: the first whose condition holds is taken. `amount` is in minutes, hours or days according to `unit`. */
export const goalSchema = Type.Object(
  {
    when: Type.Optional(conditionSchema),
    amount: Type.Integer({ title: '限时', minimum: 1, maximum: 100000 }),
    unit: Type.Enum(['minute', 'hour', 'day'], { title: '单位', 'x-enum-names': ['分钟', '小时', '日'] }),
    basis: basisSchema,
    countRule: Type.Optional(countRuleSchema),
    clause: Type.Optional(label('条款', 100)),
  },
  { ...strict, title: '限时' },
)
export type Goal = Static<typeof goalSchema>

/** A clock (时限): what starts, pauses and stops it, who owes it, and its goals. */
export const clockRuleSchema = Type.Object(
  {
    id: identifier(),
    name: label('环节'),
    note: Type.Optional(prose()),
    per: Type.Enum(['case', 'assignment', 'order'], { title: '计时对象', 'x-enum-names': ['整件', '每个应哨单位', '每张督办单'] }),
    appliesTo: Type.Optional(
      Type.Enum(['lead', 'all'], { title: '适用单位', 'x-enum-names': ['牵头单位', '全部应哨单位'], default: 'all' }),
    ),
    when: Type.Optional(conditionSchema),
    owner: Type.Enum(['town', 'platform', 'assignee'], { title: '责任方', 'x-enum-names': ['吹哨镇街', '综合协调平台', '应哨单位'] }),
    start: eventNames('从…起算'),
    stop: eventNames('到…为止'),
    cancel: Type.Optional(eventNames('因…作废')),
    pauseBy: Type.Optional(
      Type.Array(
        Type.Enum(['suspension', 'supplement', 'consultation', 'adjudication', 'return-review'], {
          title: '停表情形',
          'x-enum-names': ['挂起', '退回补正', '二次会商', '定责', '退回审核'],
        }),
        { title: '停表情形', uniqueItems: true },
      ),
    ),
    goals: Type.Array(goalSchema, { title: '限时（自上而下, 先满足先用）', minItems: 1, maxItems: 20 }),
    outsideHours: Type.Optional(
      Type.Enum(['next-opening'], { title: '下班后发起', 'x-enum-names': ['从下一办公时段起算'], default: 'next-opening' }),
    ),
    onReentry: Type.Enum(['restart', 'ignore', 'resume'], {
      title: '再次进入',
      'x-enum-names': ['新一轮重新计时', '不再计时', '接着计时'],
      default: 'restart',
    }),
    warnAt: Type.Array(fraction('提醒点'), { title: '到期前提醒', description: '占限时的份额, 如 4/5 即用去 80%.', maxItems: 5 }),
    notify: Type.Optional(Type.Array(roleSchema, { title: '超时告知', uniqueItems: true })),
    extension: Type.Optional(
      Type.Object(
        {
          max: Type.Integer({ title: '最多延期次数', minimum: 0, maximum: 10 }),
          amountMax: Type.Integer({ title: '每次最多', minimum: 1, maximum: 365 }),
          unit: Type.Enum(['hour', 'day'], { title: '单位', 'x-enum-names': ['小时', '日'] }),
        },
        { ...strict, title: '延期' },
      ),
    ),
  },
  { ...strict, title: '时限' },
)
export type ClockRule = Static<typeof clockRuleSchema>

/** 时限规则: all clocks of a policy. Due means: breached when `now > due`; equal is in time. */
export const slaSchema = Type.Object(
  {
    calendar: identifier('工作日历'),
    onCalendarEdit: Type.Enum(['recompute', 'freeze'], {
      title: '日历变动后',
      'x-enum-names': ['在办件重算', '不重算'],
      default: 'recompute',
    }),
    clocks: Type.Array(clockRuleSchema, { title: '时限', maxItems: 60 }),
  },
  { ...strict, title: '时限规则' },
)
export type Sla = Static<typeof slaSchema>
