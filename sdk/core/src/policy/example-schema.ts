import Type, { type Static } from 'typebox'
import { ASSIGNMENT_PHASES, CASE_PHASES } from '../flow/schema.ts'
import { identifier, label, prose, strict } from '../shared/identifier.ts'

const CLOCK_KEY = '键为 时限代号 或 时限代号@单位'
const SCORE_KEY = '键为 对象; 有几个考核时为 考核代号@对象'
const commands = (title: string) =>
  Type.Record(Type.String(), Type.Array(Type.String({ maxLength: 40 }), { maxItems: 60 }), {
    title,
    description: '键为 角色@单位; 值为动作.',
  })
const byName = (title: string, description: string, value = Type.String({ maxLength: 100 })) =>
  Type.Record(Type.String({ maxLength: 130 }), value, { title, description })

/** What a step of a story expects once it is done. What is left out may be anything. */
export const expectationSchema = Type.Object(
  {
    state: Type.Optional(identifier('状态')),
    phase: Type.Optional(Type.Enum([...CASE_PHASES], { title: '阶段' })),
    refusal: Type.Optional(Type.String({ title: '应被拒绝', maxLength: 100 })),
    events: Type.Optional(
      Type.Array(Type.String({ maxLength: 60 }), {
        title: '应发生',
        description: '这一步留下的事件, 依次; 其间可有别的事件.',
        maxItems: 60,
      }),
    ),
    due: Type.Optional(byName('到期', `${CLOCK_KEY}; 值为 YYYY-MM-DDTHH:mm.`)),
    clocks: Type.Optional(
      Type.Record(Type.String({ maxLength: 130 }), Type.Enum(['running', 'paused', 'met', 'cancelled', 'none']), {
        title: '计时',
        description: `${CLOCK_KEY}; none = 没有这个时限.`,
      }),
    ),
    level: Type.Optional(Type.Integer({ title: '台账督办级别', minimum: 0, maximum: 5 })),
    lead: Type.Optional(identifier('牵头')),
    cooperating: Type.Optional(Type.Array(identifier('配合'), { maxItems: 20 })),
    assignments: Type.Optional(
      Type.Record(Type.String({ maxLength: 64 }), Type.Enum([...ASSIGNMENT_PHASES]), {
        title: '应哨任务',
        description: '键为 单位; 值为该单位最近一次任务的阶段.',
      }),
    ),
    requests: Type.Optional(
      Type.Record(Type.String({ maxLength: 40 }), Type.Enum(['open', 'approved', 'rejected', 'withdrawn', 'expired', 'none']), {
        title: '申请',
        description: '键为 申请种类; 值为最近一次申请的结果.',
      }),
    ),
    card: Type.Optional(Type.Enum(['none', 'white', 'yellow', 'red'], { title: '督办牌' })),
    breached: Type.Optional(Type.Array(Type.String({ maxLength: 130 }), { title: '已超时', maxItems: 60 })),
    facts: Type.Optional(
      Type.Record(Type.String({ maxLength: 128 }), Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
        title: '情况',
        description: '键为条件可用的项目, 如 case.round.',
      }),
    ),
    allowed: Type.Optional(commands('能办')),
    notAllowed: Type.Optional(commands('不能办')),
    score: Type.Optional(byName('得分', `${SCORE_KEY}; 值为公布的得分, 无得分为 none.`)),
    rank: Type.Optional(byName('名次', `${SCORE_KEY}; 值为名次, 不排名为 none.`, Type.String({ pattern: '^([1-9]\\d{0,5}|none)$' }))),
  },
  { ...strict, title: '预期' },
)
export type Expectation = Static<typeof expectationSchema>

/**
 * One step of a story. `at` is `YYYY-MM-DDTHH:mm[:ss]` in the county's offset. `actor` is `role@unit`; where several people of one unit
 * and role act, `role@unit#name` tells them apart. `case` tells the cases of a story apart; without it, it is the story's only one.
 */
export const exampleStepSchema = Type.Object(
  {
    at: Type.String({ title: '时间', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?$' }),
    case: Type.Optional(identifier('哨件')),
    entry: Type.Optional(
      identifier(
        '台账事项',
        '这一步办的是台账事项: 动作为 open、take、answer、sign、resolve 或 wait; 向镇街交办用动作 handDown, 不填本项.',
      ),
    ),
    actor: Type.String({ title: '谁', pattern: '^(system|[a-z-]+@[A-Za-z0-9_.-]+(#[A-Za-z0-9_-]{1,20})?)$', maxLength: 130 }),
    command: Type.String({ title: '动作', maxLength: 40 }),
    unit: Type.Optional(identifier('应哨单位')),
    data: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { title: '内容' })),
    expect: Type.Optional(expectationSchema),
  },
  strict,
)
export type ExampleStep = Static<typeof exampleStepSchema>

/** 范例: a story with expected outcomes; run before publishing and printed as the annex. A story file is one of these. */
export const exampleSchema = Type.Object(
  {
    id: identifier(),
    title: label('范例'),
    note: Type.Optional(prose()),
    steps: Type.Array(exampleStepSchema, { title: '步骤', minItems: 1, maxItems: 200 }),
  },
  { ...strict, title: '范例' },
)
export type Example = Static<typeof exampleSchema>
