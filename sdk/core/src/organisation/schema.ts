import Type, { type Static } from 'typebox'
import { weekSchema } from '../calendar/schema.ts'
import { civilDate, identifier, label, strict } from '../shared/identifier.ts'
import { roleSchema } from './role.ts'

export const unitTypeSchema = Type.Enum(
  ['county', 'town', 'village', 'cluster', 'department', 'enterprise', 'platform', 'stationed-agency', 'squad', 'office'],
  {
    title: '单位类别',
    description:
      'enterprise = 公共服务企业: dispatched and rated, but not ranked among departments (S2-10). cluster = 片区: its towns or villages name it as `parent` (S3-26).',
  },
)
export type UnitType = Static<typeof unitTypeSchema>

/** When somebody is on duty (三端专人值守, S1-18), by day of the week; without it a unit keeps the opening hours of the calendar. */
const dutySchema = Type.Object(weekSchema.properties, { ...strict, title: '值守时间' })

/** A unit of the county: 乡镇街道, 片区, 部门, 公共服务企业, 协调平台, 派驻机构, 应哨小分队. */
export const unitSchema = Type.Object(
  {
    id: identifier('单位代码'),
    name: label('名称'),
    shortName: Type.Optional(label('简称')),
    type: unitTypeSchema,
    parent: Type.Optional(identifier('上级单位')),
    manages: Type.Optional(identifier('日常管理单位', '派驻机构的驻在乡镇; `parent` 是业务主管部门 (S3-12).')),
    domains: Type.Optional(
      Type.Array(identifier('领域'), { title: '承担领域', description: '应哨小分队承担的领域.', maxItems: 50, uniqueItems: true }),
    ),
    active: Type.Boolean({ title: '在用', default: true }),
    phone: Type.Optional(Type.String({ title: '值班电话', maxLength: 40 })),
    duty: Type.Optional(dutySchema),
    profile: Type.Optional(Type.String({ title: '特点', maxLength: 200 })),
  },
  strict,
)
export type Unit = Static<typeof unitSchema>

/** A person with an account. Personal data beyond the name stay outside the core. */
export const personSchema = Type.Object(
  {
    id: identifier('人员代码'),
    account: Type.String({ title: '账号', pattern: '^[a-z][a-z0-9_.-]{1,39}$' }),
    name: label('姓名', 40),
    unit: identifier('所在单位'),
    roles: Type.Array(roleSchema, { title: '角色', minItems: 1, uniqueItems: true }),
    squad: Type.Optional(identifier('应哨小分队')),
    substitutes: Type.Optional(
      Type.Array(
        Type.Object(
          { person: identifier('代理人'), from: civilDate('起'), to: civilDate('止') },
          { ...strict, title: '代理', description: '期间内由代理人代行本人的审批, 起止两日都算.' },
        ),
        { title: '代理', maxItems: 20 },
      ),
    ),
    phone: Type.Optional(Type.String({ title: '电话', maxLength: 40 })),
  },
  strict,
)
export type Person = Static<typeof personSchema>

export const organisationSchema = Type.Object(
  {
    county: Type.Object(
      {
        id: Type.String({ title: '县代码', pattern: '^[A-Za-z0-9_-]{1,32}$' }),
        name: label('县名'),
        fictional: Type.Optional(Type.Boolean()),
      },
      strict,
    ),
    units: Type.Array(unitSchema, { title: '单位' }),
    people: Type.Array(personSchema, { title: '人员' }),
  },
  strict,
)
export type Organisation = Static<typeof organisationSchema>
