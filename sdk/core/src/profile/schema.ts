import Type, { type Static } from 'typebox'
import { label, strict } from '../shared/identifier.ts'

/** Words a county may replace. Screens never show a term that is not in this list or in the policy itself. */
export const TERMS = {
  whistle: '吹哨',
  case: '哨件',
  dispatch: '派件',
  sign: '签收',
  arrive: '到场',
  reply: '答复',
  consent: '同意结案',
  rate: '评价',
  close: '销号',
  return: '退回',
  urge: '催办',
  suspend: '停表',
  rework: '重办',
  supervise: '督办',
  lead: '牵头',
  cooperate: '配合',
  town: '镇街',
  department: '部门',
  platform: '综合协调平台',
  item: '事项',
  responder: '应哨队员',
} as const
export type Term = keyof typeof TERMS

/** 县情: names, words and numbering. */
export const profileSchema = Type.Object(
  {
    title: label('系统名称', 60),
    slogan: Type.Optional(label('口号', 60)),
    basis: Type.Optional(label('制度依据', 300)),
    vocabulary: Type.Partial(
      Type.Object(
        Object.fromEntries(
          Object.entries(TERMS).map(([term, word]) => [term, Type.String({ title: word, minLength: 1, maxLength: 20 })]),
        ) as { [K in Term]: ReturnType<typeof Type.String> },
      ),
      { ...strict, title: '本县用语' },
    ),
    caseNumber: Type.Object(
      {
        prefix: Type.String({ title: '编号前缀', pattern: '^[A-Z]{0,6}$' }),
        digits: Type.Integer({ title: '流水位数', minimum: 3, maximum: 8 }),
      },
      { ...strict, title: '编号' },
    ),
    quickActions: Type.Array(
      Type.Enum(['query', 'call', 'report', 'transfer', 'rate'], {
        'x-enum-names': ['一键查询', '一键呼叫', '一键上报', '一键转办', '一键评价'],
      }),
      { title: '一键操作', uniqueItems: true },
    ),
    emergencyName: Type.Optional(label('紧急件名称', 20)),
    trialFirst: Type.Optional(
      Type.Boolean({ title: '送审前须看过试算', description: '改了时限或考核的草稿, 提交审核的人须先看过试算结果.', default: false }),
    ),
  },
  { ...strict, title: '县情与用语' },
)
export type Profile = Static<typeof profileSchema>
