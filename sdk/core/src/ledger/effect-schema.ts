import Type, { type Static } from 'typebox'
import { identifier, label, prose, strict } from '../shared/identifier.ts'

const from = Type.Optional(identifier('取自字段'))
/** Properties of a list item that a change may set, each with the form field it is read from. */
export const listChangeFieldsSchema = Type.Object(
  {
    name: from,
    domain: from,
    kind: from,
    category: from,
    lead: from,
    cooperating: from,
    legalBasis: from,
    townDuty: from,
    leadDuty: from,
    upstream: from,
    whistle: from,
  },
  { ...strict, title: '各项取自哪个字段' },
)
export type ListChangeField = keyof Static<typeof listChangeFieldsSchema>

/** What a panel's proposal says that a form may be filled with: the item, who should answer for it, why, and the case it arose from. */
export const PROPOSED = ['title', 'item', 'lead', 'cooperating', 'reason', 'case'] as const
/** What it says besides of a matter that is on no list, for the item to be added. */
export const PROPOSED_NEW = ['name', 'category'] as const

const into = Type.Optional(identifier('填入字段'))
/** How an entry is filled that a panel's proposal opens by itself (S3-24): field by field, the rest is left to people. */
export const proposalSchema = Type.Object(
  {
    title: into,
    item: identifier('事项编号填入'),
    lead: identifier('牵头单位填入'),
    cooperating: identifier('配合单位填入'),
    reason: into,
    case: into,
    name: Type.Optional(identifier('新增事项的名称填入', '清单外的事项: 取哨件标题.')),
    category: Type.Optional(identifier('新增事项的哨种填入', '清单外的事项: 取哨件的哨种.')),
    fixed: Type.Optional(
      Type.Array(Type.Object({ field: identifier('字段'), value: prose('固定内容', 500) }, strict), {
        title: '固定填写',
        maxItems: 20,
      }),
    ),
  },
  { ...strict, title: '定责小组的调整建议自动登记', description: '不写则建议只作通知, 由人登记.' },
)

/** 清单调整 (S1-22②, S3-04): written off, an entry becomes a draft of the responsibility list with the change made from its date on. */
export const listChangeSchema = Type.Object(
  {
    kind: Type.Literal('list-change'),
    change: identifier('调整方式字段', '该字段取值 add（新增）、amend（修改）、remove（退出）.'),
    item: identifier('事项编号字段', '修改、退出时为现有事项; 新增时为新编号.'),
    from: identifier('施行日字段'),
    fields: listChangeFieldsSchema,
    proposal: Type.Optional(proposalSchema),
    clause: Type.Optional(label('条款', 100)),
  },
  { ...strict, title: '清单调整' },
)
export type ListChange = Static<typeof listChangeSchema>

/** 交办准入 (S1-22③): written off, an entry becomes a permission for the asking unit, towns and days its form names. */
export const taskAdmissionSchema = Type.Object(
  {
    kind: Type.Literal('task-admission'),
    tasks: identifier('交办方式字段', '该字段取值 task、target、assessment、letter、inspection 之一或多项.'),
    towns: identifier('乡镇字段', '单个乡镇或乡镇的列表; 留空为全部乡镇.'),
    item: Type.Optional(identifier('清单事项字段')),
    from: identifier('起日字段'),
    to: identifier('止日字段'),
    maxDays: Type.Integer({ title: '最长天数', minimum: 1, maximum: 1096 }),
    clause: Type.Optional(label('条款', 100)),
  },
  { ...strict, title: '交办准入' },
)
export type TaskAdmission = Static<typeof taskAdmissionSchema>

/** What a written-off entry brings about. */
export const effectSchema = Type.Union([listChangeSchema, taskAdmissionSchema], { title: '销号后的效力' })
export type Effect = Static<typeof effectSchema>
