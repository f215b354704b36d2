import Type, { type Static } from 'typebox'
import { roleSchema } from '../organisation/role.ts'
import { listKindSchema } from '../responsibility/schema.ts'
import { identifier, label, strict } from '../shared/identifier.ts'

/** Ways in which a department hands work to towns (S3-06, S4-10); fixed, because the gate decides by them. */
export const TASK_KINDS = ['task', 'target', 'assessment', 'letter', 'inspection'] as const
export type TaskKind = (typeof TASK_KINDS)[number]
export const taskKindSchema = Type.Enum([...TASK_KINDS], {
  title: '交办方式',
  'x-enum-names': ['交办任务', '下达指标', '考核验收', '签订责任状', '检查'],
  'x-en-enum-names': ['Task', 'Target', 'Assessment', 'Responsibility letter', 'Inspection'],
})

/** 交办准入 (S1-22③, S3-06): what a department may hand to towns. Off the list it is refused, unless a permission in force covers it. */
export const gateSchema = Type.Object(
  {
    title: label('名称'),
    clause: Type.Optional(label('依据', 300)),
    by: Type.Array(roleSchema, { title: '谁可交办', minItems: 1, maxItems: 30, uniqueItems: true }),
    gated: Type.Array(taskKindSchema, { title: '须准入的交办方式', minItems: 1, maxItems: TASK_KINDS.length, uniqueItems: true }),
    permits: Type.Array(listKindSchema, { title: '哪些清单可据以交办', minItems: 1, maxItems: 7, uniqueItems: true }),
    townDuty: Type.Boolean({ title: '事项须列明乡镇职责', default: true }),
    units: Type.Enum(['lead', 'involved', 'any'], {
      title: '谁能据该事项交办',
      'x-enum-names': ['牵头部门', '牵头和配合部门', '任何部门'],
      default: 'involved',
    }),
    authority: Type.Optional(identifier('统一考核单位', '对乡镇的考核只能由它组织（S4-10）; 其他单位须先准入.')),
    ledger: Type.Optional(identifier('申请准入的台账')),
  },
  { ...strict, title: '交办准入' },
)
export type Gate = Static<typeof gateSchema>

/** What is asked of the gate: which way, to which towns, on which item. The unit is the asking person's. */
export const taskRequestSchema = Type.Object(
  {
    kind: taskKindSchema,
    towns: Type.Array(identifier('乡镇'), { title: '乡镇', minItems: 1, maxItems: 200, uniqueItems: true }),
    item: Type.Optional(identifier('清单事项')),
  },
  strict,
)
