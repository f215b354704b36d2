import Type, { type Static } from 'typebox'
import { approvalSchema } from '../approval/schema.ts'
import { conditionSchema } from '../condition/schema.ts'
import { identifier, label, prose, strict } from '../shared/identifier.ts'
import { roleSchema } from '../organisation/role.ts'
import { durationSchema } from '../sla/duration-schema.ts'
import { appealSubjectsSchema } from './appeal-schema.ts'
import { mergeSchema } from './merge-schema.ts'
import { riskSchema } from './risk-schema.ts'
import { verificationSchema } from './verification-schema.ts'

/** Case phases are fixed (domain §3.1); a county's states each name one. */
export const CASE_PHASES = [
  'DRAFT',
  'ADMISSION',
  'APPROVAL',
  'TRIAGE',
  'ADJUDICATION',
  'DISPATCHED',
  'ONSITE',
  'HANDLING',
  'CONSULT',
  'VERIFY',
  'CONSENT',
  'EVALUATE',
  'CALLBACK',
  'CLOSED',
  'REJECTED',
  'RECALLED',
  'MERGED',
  'VOID',
] as const
export type CasePhase = (typeof CASE_PHASES)[number]
/** Phases a case does not leave by itself. */
export const END_PHASES: readonly CasePhase[] = ['CLOSED', 'REJECTED', 'RECALLED', 'MERGED', 'VOID']

/** Assignment phases are fixed; the three last are ends. */
export const ASSIGNMENT_PHASES = ['PENDING', 'SIGNED', 'ARRIVED', 'WORKING', 'DONE', 'RETURNED', 'CANCELLED', 'WAIVED'] as const
export type AssignmentPhase = (typeof ASSIGNMENT_PHASES)[number]

/**
 * Acts on a case. Acts by `system` are derived: they follow from another act when their join or guard holds.
 * (`signed`, `arrived`, `resultSubmitted` follow the joins; `close` follows consent and evaluation.)
 */
export const CASE_ACTS = [
  'submit',
  'admit',
  'deny',
  'insist',
  'approve',
  'disapprove',
  'dispatch',
  'redispatch',
  'returnToTown',
  'supplement',
  'reject',
  'recall',
  'void',
  'changeLevel',
  'openAdjudication',
  'adjudicate',
  'openConsultation',
  'closeConsultation',
  'signed',
  'arrived',
  'resultSubmitted',
  'verify',
  'failVerification',
  'consent',
  'refuseConsent',
  'evaluate',
  'callback',
  'refuseCallback',
  'close',
  'reopen',
  'merge',
  'unmerge',
  'urge',
] as const
export type CaseAct = (typeof CASE_ACTS)[number]

/** Acts on one assignment. `reply` is the department's 答复/报结. */
export const ASSIGNMENT_ACTS = [
  'sign',
  'nameResponders',
  'arrive',
  'confirmArrival',
  'plan',
  'progress',
  'reply',
  'waive',
  'transfer',
  'delegate',
  'handBack',
  'addResponders',
] as const
export type AssignmentAct = (typeof ASSIGNMENT_ACTS)[number]

const act = {
  name: label('动作', 40),
  by: Type.Array(Type.Union([roleSchema, Type.Literal('system')]), { title: '由谁', minItems: 1, uniqueItems: true }),
  when: Type.Optional(conditionSchema),
  form: Type.Optional(identifier('表单')),
  reason: Type.Optional(
    Type.Enum(['none', 'optional', 'required'], { title: '理由', 'x-enum-names': ['不填', '可填', '必填'], default: 'none' }),
  ),
  reasons: Type.Optional(
    Type.Array(Type.Object({ id: identifier(), name: label('理由', 100) }, strict), { title: '理由选项', maxItems: 30 }),
  ),
  note: Type.Optional(prose('提示', 500)),
  clause: Type.Optional(label('条款', 100)),
}

/** A step of the case: from some states to one state by one act. With several steps of one act, the first whose guard holds is taken. */
export const stepSchema = Type.Object(
  {
    id: identifier(),
    act: Type.Enum([...CASE_ACTS], { title: '法定动作' }),
    from: Type.Array(identifier('状态'), { title: '从状态', minItems: 1 }),
    to: identifier('到状态'),
    ...act,
    /** Only of `refuseCallback`: whether the work begins again, or an independent group first looks whether the complaint counts (甄别). */
    outcome: Type.Optional(
      Type.Enum(['rework', 'screening'], { title: '回访不满意', 'x-enum-names': ['重办', '甄别'], default: 'rework' }),
    ),
  },
  { ...strict, title: '步骤' },
)
export type Step = Static<typeof stepSchema>

/** A step of one assignment: which phases allow the act, and who may do it. */
export const assignmentStepSchema = Type.Object(
  {
    id: identifier(),
    act: Type.Enum([...ASSIGNMENT_ACTS], { title: '法定动作' }),
    from: Type.Array(Type.Enum([...ASSIGNMENT_PHASES], { title: '阶段' }), { title: '从阶段', minItems: 1 }),
    ...act,
    evidence: Type.Optional(
      Type.Object(
        {
          photos: Type.Optional(Type.Integer({ title: '照片不少于', minimum: 0, maximum: 20 })),
          location: Type.Optional(Type.Boolean({ title: '须定位' })),
        },
        { ...strict, title: '佐证' },
      ),
    ),
    minResponders: Type.Optional(Type.Integer({ title: '至少派员', minimum: 0, maximum: 50 })),
    squad: Type.Optional(Type.Enum(['own', 'fitting'], { title: '派员须出自', 'x-enum-names': ['本单位应哨小分队', '领域相符的小分队'] })),
    residentInTown: Type.Optional(
      Type.Enum(['first', 'all'], {
        title: '派常驻本镇街的力量',
        description: '常驻: 所在小分队（或派驻机构）由该镇街日常管理.',
        'x-enum-names': ['本单位在该镇街有常驻力量的, 至少派其中一人', '只派常驻该镇街的人员'],
      }),
    ),
  },
  { ...strict, title: '应哨步骤' },
)
export type AssignmentStep = Static<typeof assignmentStepSchema>

/** When the case moves on with its assignments: when the lead has, when all have, or when n have. Waived and cancelled ones do not block. */
export const joinSchema = Type.Union([Type.Enum(['lead', 'all']), Type.Integer({ minimum: 1, maximum: 20 })], {
  title: '并办规则',
  description: '牵头单位完成即可, 或者全部完成, 或者完成几家即可.',
})
export type Join = Static<typeof joinSchema>

/** Kinds of request (申请单); each is a small machine open → approved | rejected | withdrawn | expired. */
export const REQUEST_KINDS = ['return', 'extension', 'suspension', 'recall', 'waiver', 'levelChange', 'merge', 'appeal'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

export const requestRuleSchema = Type.Object(
  {
    kind: Type.Enum([...REQUEST_KINDS], { title: '申请种类' }),
    name: label('名称', 40),
    by: Type.Array(roleSchema, { title: '由谁申请', minItems: 1 }),
    decidedBy: Type.Array(roleSchema, { title: '由谁审批', minItems: 1 }),
    from: Type.Array(Type.Enum([...ASSIGNMENT_PHASES], { title: '阶段' }), { title: '可申请阶段', minItems: 1 }),
    reasons: Type.Array(Type.Object({ id: identifier(), name: label('理由', 100) }, strict), { title: '理由选项', maxItems: 30 }),
    form: Type.Optional(identifier('表单')),
    max: Type.Optional(Type.Integer({ title: '最多次数', minimum: 1, maximum: 20 })),
    clock: Type.Optional(identifier('延长的时限')),
    maxDays: Type.Optional(Type.Integer({ title: '最长天数', minimum: 1, maximum: 365 })),
    pausesClocks: Type.Optional(Type.Boolean({ title: '审批期间停表', default: false })),
    approvals: Type.Optional(
      Type.Array(
        Type.Object(
          {
            approval: identifier('审批'),
            beyondDays: Type.Optional(Type.Integer({ title: '超过几天', minimum: 0, maximum: 365 })),
            when: Type.Optional(conditionSchema),
          },
          { ...strict, title: '须经审批' },
        ),
        { title: '须经审批（自上而下, 先满足先用）', maxItems: 10 },
      ),
    ),
    tiers: Type.Optional(
      Type.Array(
        Type.Object(
          {
            beyondDays: Type.Integer({ title: '超过几天', minimum: 1, maximum: 365 }),
            decidedBy: Type.Array(roleSchema, { title: '由谁审批', minItems: 1, maxItems: 10 }),
          },
          strict,
        ),
        { title: '按天数提级审批', maxItems: 5 },
      ),
    ),
    decideWithin: Type.Optional(durationSchema('审批期限')),
    onExpiry: Type.Optional(
      Type.Enum(['expire', 'escalate'], { title: '逾期未批', 'x-enum-names': ['申请失效', '升级审批'], default: 'expire' }),
    ),
    escalateTo: Type.Optional(Type.Array(roleSchema, { title: '升级给谁', minItems: 1, maxItems: 10 })),
    tellsReporter: Type.Optional(Type.Boolean({ title: '须说明已告知反映人', default: false })),
    against: Type.Optional(appealSubjectsSchema),
    window: Type.Optional(durationSchema('提出期限')),
    clause: Type.Optional(label('条款', 100)),
  },
  { ...strict, title: '申请' },
)
export type RequestRule = Static<typeof requestRuleSchema>

/** A panel that decides responsibility (五人小组, S3-24): seats by unit, quorum, majority, tie, and whether it proposes to change the list. */
export const panelSchema = Type.Object(
  {
    seats: Type.Array(
      Type.Object(
        {
          unit: identifier('单位'),
          role: Type.Optional(roleSchema),
          chair: Type.Optional(Type.Boolean({ title: '组长' })),
        },
        { ...strict, title: '席位' },
      ),
      { title: '席位', minItems: 1, maxItems: 15 },
    ),
    quorum: Type.Integer({ title: '法定人数', minimum: 1, maximum: 15 }),
    tie: Type.Enum(['chair', 'again'], { title: '平票', 'x-enum-names': ['组长决定', '再议'] }),
    proposesListChange: Type.Optional(Type.Boolean({ title: '与清单不同时提出清单调整建议', default: false })),
    clause: Type.Optional(label('条款', 100)),
  },
  { ...strict, title: '定责小组' },
)
export type PanelRule = Static<typeof panelSchema>

/** Emergency bypass (T6, 应急直派): an urgent whistle goes to every unit of its item at once; what was skipped is registered afterwards (补登). */
export const bypassSchema = Type.Object(
  {
    name: label('名称', 40),
    by: Type.Array(roleSchema, { title: '由谁', minItems: 1, uniqueItems: true }),
    when: Type.Optional(conditionSchema),
    to: identifier('到状态'),
    registration: Type.Object(
      {
        name: label('名称', 40),
        by: Type.Array(roleSchema, { title: '由谁', minItems: 1, uniqueItems: true }),
        form: identifier('表单'),
        note: Type.Optional(prose('提示', 500)),
        clause: Type.Optional(label('条款', 100)),
      },
      { ...strict, title: '事后补登' },
    ),
    clause: Type.Optional(label('条款', 100)),
  },
  { ...strict, title: '应急直派' },
)
export type BypassRule = Static<typeof bypassSchema>

/** What the minutes of a second consultation (二次会商, T15) must hold and may change. */
export const secondConsultationSchema = Type.Object(
  {
    measures: Type.Integer({ title: '至少几条措施', minimum: 0, maximum: 50 }),
    mayChange: Type.Array(Type.Enum(['units', 'due', 'level'], { 'x-enum-names': ['牵头和配合单位', '时限', '哨级'] }), {
      title: '纪要可以改变',
      maxItems: 3,
      uniqueItems: true,
    }),
    clocks: Type.Optional(Type.Array(identifier('时限'), { title: '可延长的时限', maxItems: 20, uniqueItems: true })),
    maxDays: Type.Optional(Type.Integer({ title: '最多延长天数', minimum: 1, maximum: 365 })),
  },
  { ...strict, title: '二次会商' },
)
export type ConsultationRule = Static<typeof secondConsultationSchema>

/** 办理流程: a lifecycle one can print. */
export const flowSchema = Type.Object(
  {
    id: identifier(),
    name: label('流程名称'),
    initial: identifier('起始状态'),
    states: Type.Array(
      Type.Object(
        {
          id: identifier('状态代号'),
          name: label('状态', 40),
          phase: Type.Enum([...CASE_PHASES], { title: '阶段' }),
          approval: Type.Optional(identifier('审批', '仅用于审批阶段: 有了结果, 由系统走“通过”或“不通过”一步.')),
        },
        strict,
      ),
      { title: '状态', minItems: 2, maxItems: 60 },
    ),
    steps: Type.Array(stepSchema, { title: '步骤', maxItems: 200 }),
    assignment: Type.Object(
      { steps: Type.Array(assignmentStepSchema, { title: '应哨步骤', maxItems: 40 }) },
      { ...strict, title: '应哨任务' },
    ),
    joins: Type.Object({ signed: joinSchema, arrived: joinSchema, done: joinSchema }, { ...strict, title: '并办规则' }),
    requests: Type.Array(requestRuleSchema, { title: '申请', maxItems: 30 }),
    approvals: Type.Optional(Type.Array(approvalSchema, { title: '审批', maxItems: 30 })),
    panel: Type.Optional(panelSchema),
    bypass: Type.Optional(bypassSchema),
    consultation: Type.Optional(secondConsultationSchema),
    limits: Type.Object(
      {
        supplements: Type.Integer({ title: '退回补正最多次数', minimum: 0, maximum: 20 }),
        returnsBeforePanel: Type.Integer({ title: '第几次退回转定责', minimum: 1, maximum: 20 }),
        refusedReturns: Type.Integer({ title: '退回被驳几次为终局', minimum: 1, maximum: 20 }),
        reworkRounds: Type.Integer({ title: '重办最多轮次', minimum: 1, maximum: 50 }),
        urgeIntervalMinutes: Type.Integer({ title: '催办间隔（分钟）', minimum: 0, maximum: 10080 }),
      },
      { ...strict, title: '次数' },
    ),
    consent: Type.Object(
      {
        required: Type.Boolean({ title: '结案须镇街同意' }),
        automatic: Type.Boolean({ title: '逾期视为同意', default: false }),
        neverAutomatic: Type.Optional(Type.Boolean({ title: '禁止逾期视为同意', default: false })),
      },
      { ...strict, title: '同意结案' },
    ),
    merge: Type.Optional(mergeSchema),
    verification: Type.Optional(verificationSchema),
    risk: Type.Optional(riskSchema),
    reopenWithin: Type.Optional(durationSchema('销号后多久内可重新打开')),
  },
  { ...strict, title: '办理流程' },
)
export type Flow = Static<typeof flowSchema>
