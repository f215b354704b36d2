import type { Catalogue } from './import/match-columns.ts'

/** What a row of the list shows and may be edited as, in the order of the grid and of the Excel file. */
export const COLUMNS = [
  'domain',
  'name',
  'situations',
  'openCriteria',
  'lead',
  'cooperating',
  'town',
  'legalBasis',
  'whistle',
  'status',
  'id',
  'kind',
  'category',
  'leadDuty',
  'closeCriteria',
  'effectiveFrom',
  'effectiveTo',
] as const
export type Column = (typeof COLUMNS)[number]

/** How wide a column is, in px on screen; a seventh of it in Excel. */
export const WIDTHS: Record<Column, number> = {
  domain: 110,
  name: 220,
  situations: 200,
  openCriteria: 180,
  lead: 170,
  cooperating: 190,
  town: 220,
  legalBasis: 220,
  whistle: 84,
  status: 84,
  id: 120,
  kind: 110,
  category: 110,
  leadDuty: 220,
  closeCriteria: 180,
  effectiveFrom: 110,
  effectiveTo: 110,
}

/** Columns that stay in sight, after the number of the row. */
export const FROZEN = 2

/** Columns of several lines, a thing on each. */
export const MANY_LINES: readonly Column[] = ['situations', 'openCriteria', 'town', 'legalBasis', 'leadDuty', 'closeCriteria']

/** What counties call the columns in their own tables, without blanks and brackets; the first is what we write. */
export const TITLES: Record<Column, readonly string[]> = {
  domain: ['领域', '类别', '分类', '事项类别', '事项领域', '行业领域', '所属领域', '大类'],
  name: ['事项', '事项名称', '责任事项', '吹哨事项', '具体事项', '清单事项', '名称', '权责事项', '问题事项'],
  situations: ['情形', '监管情形', '具体情形', '问题情形', '表现形式', '情形标准', '事项描述', '具体表现'],
  openCriteria: ['立案标准', '立案条件', '吹哨标准', '吹哨条件', '启动条件', '启动标准'],
  lead: ['主责部门', '主责', '牵头部门', '牵头单位', '主体责任部门', '责任部门', '责任单位', '主管部门', '主责单位', '主办单位'],
  cooperating: ['配合部门', '配合', '配合单位', '协同部门', '协办单位', '协助单位', '配合责任部门', '参与单位'],
  town: ['镇街职责', '乡镇职责', '乡镇街道职责', '镇街责任', '属地职责', '属地责任', '乡镇街道责任', '街道职责'],
  legalBasis: ['依据', '法律依据', '法律法规依据', '政策依据', '执法依据', '监督执法依据', '法定依据'],
  whistle: ['可否吹哨', '可以吹哨', '是否可吹哨', '能否吹哨', '吹哨'],
  status: ['状态', '使用状态', '是否停用'],
  id: ['事项编号', '编号', '编码', '代码', '事项编码', '清单编号'],
  kind: ['清单类别', '清单类型', '清单名称', '清单'],
  category: ['哨种', '吹哨类别', '哨级', '哨件类型', '吹哨类型'],
  leadDuty: ['主责部门职责', '部门职责', '牵头部门职责', '主责职责', '主责部门责任'],
  closeCriteria: ['结案标准', '结案条件', '办结标准', '销号标准'],
  effectiveFrom: ['施行日', '施行日期', '生效日期', '开始日期'],
  effectiveTo: ['废止日', '废止日期', '失效日期', '截止日期'],
}

/** The list as a table that is imported: every row names its item. */
export const LIST_TABLE: Catalogue<Column> = { columns: COLUMNS, titles: TITLES, needed: 'name' }
