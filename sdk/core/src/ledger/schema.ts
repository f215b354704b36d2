import Type, { type Static } from 'typebox'
import { approvalSchema } from '../approval/schema.ts'
import { conditionSchema } from '../condition/schema.ts'
import { roleSchema } from '../organisation/role.ts'
import { fraction, identifier, label, prose, strict } from '../shared/identifier.ts'
import { goalSchema } from '../sla/schema.ts'
import { supervisionRuleSchema } from '../supervision/schema.ts'
import { consultationSchema } from './consultation-schema.ts'
import { effectSchema } from './effect-schema.ts'

/** Phases of a ledger entry are fixed; a county's states each name one. `DONE` is 销号 (written off); the three last are ends. */
export const LEDGER_PHASES = ['OPEN', 'DOING', 'REVIEW', 'DONE', 'REFUSED', 'CANCELLED'] as const
export type LedgerPhase = (typeof LEDGER_PHASES)[number]
/** Phases an entry does not leave by itself. */
export const LEDGER_ENDS: readonly LedgerPhase[] = ['DONE', 'REFUSED', 'CANCELLED']

/** What a ledger is kept for: menus and reports group by it; it changes no rule. */
export const LEDGER_USES = [
  'rectification',
  'measure',
  'risk',
  'topic',
  'training',
  'list-change',
  'task-admission',
  'internal-service',
  'meeting',
  'other',
] as const

/** An approval of a ledger: the same machine as a flow's, without what only cases have: a form per seat. */
export const ledgerApprovalSchema = Type.Omit(approvalSchema, ['form'], { ...strict, title: '审批' })

export const ledgerStateSchema = Type.Object(
  {
    id: identifier('状态代号'),
    name: label('状态', 40),
    phase: Type.Enum([...LEDGER_PHASES], { title: '阶段', 'x-enum-names': ['待办', '办理中', '审核中', '已销号', '不予通过', '已取消'] }),
    approval: Type.Optional(identifier('审批', '进入此状态即送审; 结果由系统步骤按 approval.status 往下走.')),
  },
  strict,
)

/** Which unit a person of a town or department must belong to for a step. Roles of the platform and the county act for any. */
const sideSchema = Type.Enum(['owner', 'author', 'named', 'any'], {
  title: '限于哪个单位的人',
  'x-enum-names': ['责任单位', '提出单位', '表单中指明的单位', '任何单位'],
  default: 'owner',
})

/** A step of an entry. `system` steps follow by themselves as soon as their condition holds. The form's fields become part of the entry. */
export const ledgerStepSchema = Type.Object(
  {
    id: identifier('步骤代号'),
    name: label('步骤', 40),
    from: Type.Array(identifier('状态'), { title: '从状态', minItems: 1, maxItems: 30 }),
    to: identifier('到状态'),
    by: Type.Array(Type.Union([roleSchema, Type.Literal('system')]), { title: '由谁', minItems: 1, maxItems: 30, uniqueItems: true }),
    unit: Type.Optional(sideSchema),
    unitField: Type.Optional(identifier('指明单位的字段')),
    when: Type.Optional(conditionSchema),
    form: Type.Optional(identifier('表单')),
    reason: Type.Optional(
      Type.Enum(['none', 'optional', 'required'], { title: '理由', 'x-enum-names': ['不填', '可填', '必填'], default: 'none' }),
    ),
    reasons: Type.Optional(
      Type.Array(Type.Object({ id: identifier(), name: label('理由', 100) }, strict), { title: '理由选项', maxItems: 30 }),
    ),
    notify: Type.Optional(Type.Array(roleSchema, { title: '办后告知', maxItems: 30, uniqueItems: true })),
    note: Type.Optional(prose('提示', 500)),
    clause: Type.Optional(label('条款', 100)),
  },
  { ...strict, title: '步骤' },
)
export type LedgerStep = Static<typeof ledgerStepSchema>

/**
 * A time limit of an entry: from entering one of `from` until entering one of `until`, standing still in `pauseIn`.
 * Its due time is counted from `goals` (working days …) or is the end of the day that a date field of the form names.
 */
export const ledgerClockSchema = Type.Object(
  {
    id: identifier(),
    name: label('时限'),
    owner: Type.Enum(['owner', 'author', 'county'], { title: '责任方', 'x-enum-names': ['责任单位', '提出单位', '县级'] }),
    from: Type.Array(identifier('状态'), { title: '进入哪些状态起算', minItems: 1, maxItems: 30 }),
    until: Type.Array(identifier('状态'), { title: '进入哪些状态为止', minItems: 1, maxItems: 30 }),
    pauseIn: Type.Optional(Type.Array(identifier('状态'), { title: '在哪些状态停表', maxItems: 30 })),
    goals: Type.Optional(Type.Array(goalSchema, { title: '限时（自上而下, 先满足先用）', minItems: 1, maxItems: 20 })),
    dateField: Type.Optional(identifier('完成时限字段')),
    warnAt: Type.Optional(Type.Array(fraction('提醒点'), { title: '到期前提醒', description: '占限时的份额, 如 4/5.', maxItems: 5 })),
    remindDays: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: 365 }), { title: '提前几天提醒', maxItems: 5, uniqueItems: true }),
    ),
    clause: Type.Optional(label('条款', 100)),
  },
  { ...strict, title: '时限' },
)
export type LedgerClock = Static<typeof ledgerClockSchema>

const { id, name, clock, on, when, card, notify, clause } = supervisionRuleSchema.properties
/** Supervision of a ledger (三级督办, S2-24): who is told and which card is issued when a clock warns, breaches, or stays breached for some days. */
export const ledgerSupervisionSchema = Type.Object(
  {
    id,
    name,
    clock,
    on,
    afterDays: Type.Optional(Type.Integer({ title: '超期后（天）', minimum: 0, maximum: 365 })),
    level: Type.Optional(Type.Integer({ title: '督办级别', minimum: 1, maximum: 5 })),
    when,
    card,
    notify,
    clause,
  },
  { ...strict, title: '督办规则' },
)
export type LedgerSupervision = Static<typeof ledgerSupervisionSchema>

/** 台账: one kind of record that is not a case: 整改, 举措, 风险, 一件事, 培训, 清单调整, 准入, 内部办事, 会议议定事项. */
export const ledgerSchema = Type.Object(
  {
    id: identifier(),
    name: label('台账', 60),
    note: Type.Optional(prose()),
    clause: Type.Optional(label('依据', 300)),
    use: Type.Enum([...LEDGER_USES], {
      title: '用途',
      'x-enum-names': ['整改', '重点举措', '重大风险', '一件事', '培训', '清单调整', '交办准入', '机关内部办事', '会议议定事项', '其他'],
    }),
    prefix: Type.Optional(Type.String({ title: '编号字头', pattern: '^[A-Z]{1,6}$', default: 'T' })),
    form: identifier('登记表'),
    titleField: Type.Optional(identifier('标题字段')),
    ownerField: Type.Optional(identifier('责任单位字段')),
    open: Type.Object(
      {
        by: Type.Array(roleSchema, { title: '谁可登记', minItems: 1, maxItems: 30, uniqueItems: true }),
        state: identifier('登记后的状态'),
      },
      { ...strict, title: '登记' },
    ),
    states: Type.Array(ledgerStateSchema, { title: '状态', minItems: 2, maxItems: 30 }),
    steps: Type.Array(ledgerStepSchema, { title: '步骤', minItems: 1, maxItems: 60 }),
    approvals: Type.Optional(Type.Array(ledgerApprovalSchema, { title: '审批', maxItems: 6 })),
    consultation: Type.Optional(consultationSchema),
    clocks: Type.Optional(Type.Array(ledgerClockSchema, { title: '时限', maxItems: 12 })),
    supervision: Type.Optional(Type.Array(ledgerSupervisionSchema, { title: '督办规则', maxItems: 40 })),
    writeOff: Type.Optional(
      Type.Object(
        {
          clock: identifier('按哪个时限销号'),
          rounds: Type.Array(Type.Enum(['month', 'quarter'], { title: '周期', 'x-enum-names': ['月度', '季度'] }), {
            title: '销号周期',
            minItems: 1,
            maxItems: 2,
            uniqueItems: true,
          }),
        },
        { ...strict, title: '定期销号' },
      ),
    ),
    effect: Type.Optional(effectSchema),
    retired: Type.Optional(Type.Boolean({ title: '已停用' })),
  },
  { ...strict, title: '台账' },
)
export type Ledger = Static<typeof ledgerSchema>
