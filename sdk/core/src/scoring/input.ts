import Type, { type Static } from 'typebox'
import { roleSchema } from '../organisation/role.ts'
import { fraction, identifier, label, prose, strict } from '../shared/identifier.ts'

const demand = (title: string) => Type.Enum(['none', 'optional', 'required'], { title, 'x-enum-names': ['不填', '可填', '必填'] })

/**
 * 人工录入: figures no case gives, entered by people: a yearly social survey, the department's own assessment, points for 敢挑重担,
 * a town's veto. Every entry keeps its author, time, reason and attachment, and closes with its period.
 */
export const manualInputSchema = Type.Object(
  {
    id: identifier(),
    name: label('录入项'),
    note: Type.Optional(prose('口径', 1000)),
    by: Type.Array(roleSchema, { title: '录入人', minItems: 1, uniqueItems: true }),
    about: Type.Enum(['all', 'managed', 'subordinate', 'own'], {
      title: '为谁录入',
      'x-enum-names': ['所有考核对象', '驻在本镇街的派驻机构', '本单位下属机构和人员', '本单位自评'],
    }),
    min: fraction('最低'),
    max: fraction('最高'),
    times: Type.Enum(['once', 'many'], { title: '每单位每期', 'x-enum-names': ['录一次（再录为更改）', '可录多次'] }),
    combine: Type.Enum(['mean', 'sum', 'last'], { title: '合成', 'x-enum-names': ['平均', '合计', '以最后一次为准'] }),
    reason: demand('理由'),
    attachment: demand('附件'),
  },
  { ...strict, title: '人工录入项' },
)
export type ManualInput = Static<typeof manualInputSchema>

/** One entry: who entered which figure about whom, when, why and with which files. A later one that `replaces` it takes its place; without a value it only withdraws it. */
export const scoreEntrySchema = Type.Object(
  {
    id: Type.String({ maxLength: 64 }),
    input: identifier('录入项'),
    subject: Type.String({ title: '考核对象', minLength: 1, maxLength: 64 }),
    value: Type.Union([Type.String({ title: '数值', pattern: '^-?\\d{1,9}(\\.\\d{1,6}|/[1-9]\\d{0,8})?$' }), Type.Null()]),
    reason: Type.Optional(prose('理由', 2000)),
    attachments: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { title: '附件', maxItems: 10, uniqueItems: true })),
    replaces: Type.Optional(Type.String({ maxLength: 64 })),
    at: Type.Integer({ title: '时间' }),
    unit: Type.String({ title: '录入单位', maxLength: 64 }),
    person: Type.String({ title: '录入人', maxLength: 64 }),
    name: Type.String({ title: '姓名', maxLength: 40 }),
    role: roleSchema,
  },
  { ...strict, title: '录入' },
)
export type ScoreEntry = Static<typeof scoreEntrySchema>

/** The entries that count: none that another one replaced, and no withdrawals. */
export function currentEntries(entries: readonly ScoreEntry[]): (ScoreEntry & { value: string })[] {
  const replaced = new Set(entries.map((entry) => entry.replaces))
  return entries.filter((entry): entry is ScoreEntry & { value: string } => entry.value !== null && !replaced.has(entry.id))
}
