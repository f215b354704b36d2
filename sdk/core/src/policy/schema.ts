import Type, { type Static } from 'typebox'
import { calendarSchema } from '../calendar/schema.ts'
import { conditionSchema } from '../condition/schema.ts'
import { dictionarySchema } from '../dictionary/schema.ts'
import { evaluationSchema } from '../evaluation/schema.ts'
import { flowSchema } from '../flow/schema.ts'
import { formSchema } from '../form/schema.ts'
import { gateSchema } from '../gate/schema.ts'
import { ledgerSchema } from '../ledger/schema.ts'
import { guideSchema } from '../guide/schema.ts'
import { notificationsSchema } from '../notification/schema.ts'
import { profileSchema } from '../profile/schema.ts'
import { responsibilitiesSchema } from '../responsibility/schema.ts'
import { scoringSchema } from '../scoring/schema.ts'
import { slaSchema } from '../sla/schema.ts'
import { supervisionSchema } from '../supervision/schema.ts'
import { roleSchema } from '../organisation/role.ts'
import { identifier, label, prose, strict } from '../shared/identifier.ts'
import { exampleSchema } from './example-schema.ts'

export type { Example } from './example-schema.ts'

/** 哨级: how hard a case is, from low to high; a level may ask for somebody of rank among those who respond (S2-13). */
export const levelSchema = Type.Object(
  {
    id: identifier(),
    name: label('哨级', 40),
    note: Type.Optional(prose('适用情形', 500)),
    responder: Type.Optional(roleSchema),
  },
  { ...strict, title: '哨级' },
)
export type Level = Static<typeof levelSchema>

/** 哨级升级 (S2-12): as soon as its condition holds on a lower level, the system raises the case. */
export const upgradeSchema = Type.Object(
  {
    id: identifier(),
    name: label('升级规则'),
    when: conditionSchema,
    to: identifier('升为'),
    clause: Type.Optional(label('条款', 100)),
  },
  { ...strict, title: '哨级升级' },
)

/** 哨种: a kind of whistle and what it binds: flow, forms, levels. */
export const categorySchema = Type.Object(
  {
    id: identifier(),
    name: label('哨种', 40),
    note: Type.Optional(prose('适用情形')),
    colour: Type.Enum(['blue', 'purple', 'red', 'green', 'amber'], { title: '颜色' }),
    icon: Type.Enum(['whistle', 'hammer', 'siren', 'leaf', 'flag'], { title: '图标' }),
    emergency: Type.Boolean({ title: '应急', default: false }),
    flow: identifier('办理流程'),
    form: identifier('吹哨表单'),
    levels: Type.Optional(Type.Array(levelSchema, { title: '哨级（由低到高）', maxItems: 10 })),
    upgrades: Type.Optional(Type.Array(upgradeSchema, { title: '哨级升级', maxItems: 20 })),
    retired: Type.Optional(Type.Boolean({ title: '已停用' })),
  },
  { ...strict, title: '哨种' },
)
export type Category = Static<typeof categorySchema>

/** 准入: decision tables (两吹两不吹). Rows are tried as `hit` says; the check demands that they are complete and, for `unique`, do not overlap. */
export const admissionSchema = Type.Object(
  {
    tables: Type.Array(
      Type.Object(
        {
          id: identifier(),
          name: label('准入规则'),
          hit: Type.Enum(['unique', 'first'], { title: '命中方式', 'x-enum-names': ['唯一命中', '先满足先用'] }),
          inputs: Type.Array(
            Type.Object({ id: identifier(), name: label('条件'), path: Type.String({ title: '项目', maxLength: 128 }) }, strict),
            { title: '条件列', minItems: 1, maxItems: 8 },
          ),
          rows: Type.Array(
            Type.Object(
              {
                id: identifier(),
                cells: Type.Record(Type.String(), Type.Boolean(), strict),
                result: Type.Enum(['allow', 'deny', 'review'], { 'x-enum-names': ['可以吹哨', '不应吹哨', '由平台研判'] }),
                message: label('提示', 200),
                emergency: Type.Optional(Type.Boolean()),
              },
              strict,
            ),
            { title: '规则行', minItems: 1, maxItems: 256 },
          ),
        },
        strict,
      ),
      { title: '准入规则', maxItems: 10 },
    ),
    applies: Type.Optional(conditionSchema),
    attempt: Type.Optional(
      Type.Object(
        {
          field: Type.String({ title: '协调情况（吹哨表单字段）', pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$' }),
          photos: Type.Optional(Type.Integer({ title: '照片不少于', minimum: 0, maximum: 20 })),
        },
        { ...strict, title: '派驻机构协调佐证', description: '事项写明派驻机构的, 非应急吹哨须先填写协调情况 (两吹两不吹第四条).' },
      ),
    ),
    offList: Type.Optional(
      Type.Enum(['review', 'table'], { title: '清单外事项', 'x-enum-names': ['一律由平台研判', '按准入规则'], default: 'review' }),
    ),
  },
  { ...strict, title: '准入' },
)

/** 哨源: where a whistle comes from. */
export const sourceSchema = Type.Object(
  { id: identifier(), name: label('哨源', 40), note: Type.Optional(prose('说明', 300)) },
  { ...strict, title: '哨源' },
)

/** The version of this document format; `upgradePolicy` lifts older ones. */
export const POLICY_FORMAT = 1

/** 制度: everything a county configures, as one value. In a template each key is a file of the same name. */
export const policySchema = Type.Object(
  {
    format: Type.Literal(POLICY_FORMAT),
    profile: profileSchema,
    categories: Type.Array(categorySchema, { title: '哨种', minItems: 1, maxItems: 50 }),
    responsibilities: responsibilitiesSchema,
    admission: Type.Optional(admissionSchema),
    flows: Type.Array(flowSchema, { title: '办理流程', minItems: 1, maxItems: 20 }),
    forms: Type.Array(formSchema, { title: '表单', maxItems: 100 }),
    calendars: Type.Array(calendarSchema, { title: '工作日历', minItems: 1, maxItems: 20 }),
    sla: slaSchema,
    supervision: supervisionSchema,
    evaluation: evaluationSchema,
    scoring: scoringSchema,
    sources: Type.Array(sourceSchema, { title: '哨源', maxItems: 60 }),
    notifications: notificationsSchema,
    guides: Type.Array(guideSchema, { title: '导则', maxItems: 200 }),
    ledgers: Type.Optional(Type.Array(ledgerSchema, { title: '台账', maxItems: 40 })),
    gate: Type.Optional(gateSchema),
    dictionaries: Type.Optional(Type.Array(dictionarySchema, { title: '字典', maxItems: 60 })),
    examples: Type.Array(exampleSchema, { title: '范例', maxItems: 200 }),
  },
  { ...strict, $id: 'urn:shaotai:policy', title: '制度' },
)
export type Policy = Static<typeof policySchema>

/** Kinds of policy document: the keys of a policy except its format. */
export const POLICY_KINDS = [
  'profile',
  'categories',
  'responsibilities',
  'admission',
  'flows',
  'forms',
  'calendars',
  'sla',
  'supervision',
  'evaluation',
  'scoring',
  'sources',
  'notifications',
  'guides',
  'ledgers',
  'gate',
  'dictionaries',
  'examples',
] as const
export type PolicyKind = (typeof POLICY_KINDS)[number]
