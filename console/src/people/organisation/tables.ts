import { ROLES, type Role, type UnitType } from '@shaotai/core'
import type { Catalogue } from '../../responsibility/workbench/import/match-columns.ts'
import { plain } from '../../responsibility/workbench/unit-name.ts'

/** What a row of the table of units says, and of the table of people; in the order of the file. */
export const UNIT_COLUMNS = ['name', 'type', 'parent', 'shortName', 'phone', 'status', 'id'] as const
export const PERSON_COLUMNS = ['name', 'unit', 'roles', 'account', 'phone', 'status'] as const
export type UnitColumn = (typeof UNIT_COLUMNS)[number]
export type PersonColumn = (typeof PERSON_COLUMNS)[number]
export type OrganisationColumn = UnitColumn | PersonColumn
export type Place = 'units' | 'people'

const PHONE = ['电话', '值班电话', '联系电话', '办公电话', '手机', '手机号', '手机号码', '联系方式']
const STATUS = ['状态', '使用状态', '是否停用', '在用']

/** What counties call the columns in their own tables; the first is what we write. */
export const UNIT_TABLE: Catalogue<UnitColumn> = {
  columns: UNIT_COLUMNS,
  needed: 'name',
  titles: {
    name: ['单位名称', '单位', '机构名称', '机构', '名称', '部门名称', '乡镇', '乡镇街道', '镇街名称'],
    type: ['单位类别', '类别', '单位类型', '机构类别', '机构类型', '类型', '性质'],
    parent: ['上级单位', '上级', '所属片区', '片区', '主管单位', '上级机构', '隶属', '隶属单位'],
    shortName: ['简称', '单位简称', '机构简称', '别名'],
    phone: PHONE,
    status: STATUS,
    id: ['单位代码', '代码', '单位编码', '机构代码', '编码', '编号'],
  },
}
export const PERSON_TABLE: Catalogue<PersonColumn> = {
  columns: PERSON_COLUMNS,
  needed: 'name',
  titles: {
    name: ['姓名', '人员姓名', '名字'],
    unit: ['单位', '所在单位', '单位名称', '工作单位', '部门'],
    roles: ['岗位', '角色', '岗位角色', '系统角色', '职责'],
    account: ['账号', '帐号', '登录账号', '用户名', '登录名'],
    phone: PHONE,
    status: STATUS,
  },
}

/** How each kind of unit is written; the first is what we write. */
const TYPES: Readonly<Record<UnitType, readonly string[]>> = {
  county: ['县级机关', '县', '县委县政府'],
  town: ['乡镇（街道）', '乡镇', '镇', '乡', '街道', '镇街', '乡镇街道', '街道办事处'],
  village: ['村（社区）', '村', '社区', '村社区', '居委会'],
  cluster: ['片区', '管区', '工作片'],
  department: ['部门', '县直部门', '局', '委办局', '县直单位', '职能部门', '行政机关'],
  enterprise: ['公共服务企业', '企业', '国企', '公司'],
  platform: ['综合协调平台', '平台', '网格中心', '协调平台', '指挥中心'],
  'stationed-agency': ['派驻机构', '派出机构', '站所', '派驻', '所'],
  squad: ['应哨小分队', '小分队', '应急队伍', '队伍'],
  office: ['科室', '办公室', '内设机构', '股室'],
}

export function typeName(type: UnitType): string {
  return TYPES[type][0] ?? type
}

/** The kind somebody wrote; `undefined` for a word nobody uses. */
export function readType(text: string): UnitType | undefined {
  const wanted = plain(text)
  const found = Object.entries(TYPES).find(([type, words]) => plain(type) === wanted || words.some((word) => plain(word) === wanted))
  return found?.[0] as UnitType | undefined
}

/** The kind a name speaks of, when nobody wrote one. */
export function guessType(name: string): UnitType {
  const bare = plain(name)
  if (bare.endsWith('片区')) return 'cluster'
  if (/(镇|乡|街道|办事处)$/.test(bare)) return 'town'
  if (/(村|社区|居委会)$/.test(bare)) return 'village'
  if (/(公司|集团|水厂|电厂)$/.test(bare)) return 'enterprise'
  if (/(小分队|分队|支队|大队)$/.test(bare)) return 'squad'
  if (/(所|站)$/.test(bare)) return 'stationed-agency'
  return 'department'
}

/** Roles as people write them, and what was no role. */
export function readRoles(text: string): { roles: Role[]; unknown: string[] } {
  const roles = new Set<Role>()
  const unknown: string[] = []
  for (const word of text.split(/[、，,;；/\n]/).map((one) => one.trim())) {
    if (word === '') continue
    const role = roleOf(word)
    if (role) roles.add(role)
    else unknown.push(word)
  }
  return { roles: [...roles], unknown }
}

function roleOf(word: string): Role | undefined {
  const wanted = plain(word)
  const all = Object.entries(ROLES) as [Role, { name: string }][]
  const exact = all.find(([role, { name }]) => plain(role) === wanted || plain(name) === wanted)
  if (exact) return exact[0]
  // 签收员 is what a 部门签收员 is called in a department; it must be the only role called so.
  const ending = wanted.length > 1 ? all.filter(([, { name }]) => plain(name).endsWith(wanted)) : []
  return ending.length === 1 ? ending[0]?.[0] : undefined
}

/** Whether somebody with a role can do anything for a unit of a kind: town and department roles act only for their own unit. */
export function roleFits(role: Role, type: UnitType): boolean {
  const { side } = ROLES[role]
  if (side === 'town') return ['town', 'village', 'cluster'].includes(type)
  if (side === 'department') return !['town', 'cluster', 'county'].includes(type)
  return true
}

export const IN_USE = '在用'
export const OUT_OF_USE = '停用'
/** Whether a row says that what it names is in use; `undefined` for a word that says neither. */
export function readStatus(text: string): boolean | undefined {
  const wanted = plain(text)
  if (['', '在用', '启用', '正常', '是', '在职', '有效'].includes(wanted)) return true
  return ['停用', '否', '撤销', '离职', '停止', '无效', '已停用'].includes(wanted) ? false : undefined
}

/** The word for a column: the name of a unit is no name of a person. */
export function columnKey(place: Place, column: OrganisationColumn): string {
  return place === 'people' && column === 'name' ? 'org.column.person' : `org.column.${column}`
}
