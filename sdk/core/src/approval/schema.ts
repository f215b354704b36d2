import Type, { type Static } from 'typebox'
import { roleSchema } from '../organisation/role.ts'
import { fraction, identifier, label, strict } from '../shared/identifier.ts'

/** Where the unit of a seat comes from: the case, the request, a name in the policy; platform and county seats need none. */
export const seatSideSchema = Type.Enum(['town', 'lead', 'requester', 'unit', 'platform', 'county'], {
  title: '哪一方',
  'x-enum-names': ['吹哨镇街', '牵头单位', '申请单位', '指定单位', '综合协调平台', '县级'],
})
export type SeatSide = Static<typeof seatSideSchema>

/** A seat (席位) of an approval: anybody of this role at this unit may take it. */
export const seatSchema = Type.Object(
  {
    id: identifier('席位代号'),
    name: Type.Optional(label('席位', 40)),
    role: roleSchema,
    of: seatSideSchema,
    unit: Type.Optional(identifier('指定单位')),
    weight: Type.Optional(Type.Integer({ title: '票数', minimum: 1, maximum: 100, default: 1 })),
  },
  { ...strict, title: '席位' },
)
export type Seat = Static<typeof seatSchema>

/** How a stance that is neither yes nor no counts: not offered at all, as a no, or out of the count. */
const neutralSchema = (title: string) =>
  Type.Enum(['none', 'against', 'uncounted'], { title, 'x-enum-names': ['不设', '按不同意计', '不计入'], default: 'none' })

const thresholdRule = {
  threshold: Type.Optional(fraction('通过比例')),
  majority: Type.Optional(
    Type.Enum(['reaches', 'exceeds'], { title: '达到或超过', 'x-enum-names': ['达到即通过', '须超过'], default: 'reaches' }),
  ),
}

/** A meeting's rule (会议审议): who must be present, and which share of whom must agree. */
export const meetingRuleSchema = Type.Object(
  {
    quorum: fraction('到会比例不少于'),
    ...thresholdRule,
    base: Type.Enum(['expected', 'present', 'cast'], {
      title: '以谁为基数',
      'x-enum-names': ['应到人数', '到会人数', '投票人数（弃权除外）'],
    }),
    minutes: Type.Optional(Type.Boolean({ title: '须附会议纪要', default: false })),
  },
  { ...strict, title: '会议审议' },
)
export type MeetingRule = Static<typeof meetingRuleSchema>

/** Whom an approval is copied to (抄送): for information, with a receipt when it is read. */
export const copyRuleSchema = Type.Object(
  {
    role: roleSchema,
    of: seatSideSchema,
    unit: Type.Optional(identifier('指定单位')),
    when: Type.Enum(['opened', 'decided'], { title: '何时抄送', 'x-enum-names': ['送审时', '有结果时'] }),
  },
  { ...strict, title: '抄送' },
)

/**
 * An approval (审批): 单人, 会签 (all), 或签 (any), 票签 (vote), 顺序会签 (sequence) or a meeting's resolution (会议审议).
 * Its seats are either listed, or `by` names roles: one seat each, on the side the role sits on.
 */
export const approvalSchema = Type.Object(
  {
    id: identifier(),
    name: label('审批'),
    mode: Type.Enum(['single', 'all', 'any', 'vote', 'sequence', 'meeting'], {
      title: '方式',
      'x-enum-names': ['单人', '会签', '或签', '票签', '顺序会签', '会议审议'],
    }),
    by: Type.Optional(Type.Array(roleSchema, { title: '审批人', minItems: 1, maxItems: 20, uniqueItems: true })),
    seats: Type.Optional(Type.Array(seatSchema, { title: '席位', minItems: 1, maxItems: 30 })),
    ...thresholdRule,
    quorum: Type.Optional(Type.Integer({ title: '至少几席表态', minimum: 1, maximum: 30 })),
    failFast: Type.Optional(Type.Boolean({ title: '一人不同意即终止', default: false })),
    abstain: Type.Optional(neutralSchema('弃权')),
    recuse: Type.Optional(neutralSchema('回避')),
    meeting: Type.Optional(meetingRuleSchema),
    form: Type.Optional(identifier('表单')),
    addSeat: Type.Optional(
      Type.Array(Type.Enum(['before', 'after'], { 'x-enum-names': ['前加签', '后加签'] }), {
        title: '可加签',
        maxItems: 2,
        uniqueItems: true,
      }),
    ),
    passOn: Type.Optional(
      Type.Array(Type.Enum(['transfer', 'delegate'], { 'x-enum-names': ['转办', '委派'] }), {
        title: '可转办、委派',
        maxItems: 2,
        uniqueItems: true,
      }),
    ),
    sendBack: Type.Optional(
      Type.Object(
        {
          to: Type.Array(Type.Enum(['submitter', 'previous', 'seat'], { 'x-enum-names': ['送审人', '上一席', '指定席位'] }), {
            title: '可退回给',
            minItems: 1,
            maxItems: 3,
            uniqueItems: true,
          }),
          then: Type.Enum(['restart', 'resume'], { title: '退回之后', 'x-enum-names': ['从头再审', '改好后回到退回的人'] }),
        },
        { ...strict, title: '退回' },
      ),
    ),
    withdraw: Type.Optional(Type.Boolean({ title: '无人表态前可撤回', default: false })),
    copies: Type.Optional(Type.Array(copyRuleSchema, { title: '抄送', maxItems: 20 })),
    clause: Type.Optional(label('条款', 100)),
  },
  { ...strict, title: '审批' },
)
export type ApprovalRule = Static<typeof approvalSchema>
export type ApprovalMode = ApprovalRule['mode']
