import { pointerKeys } from '../shared/json-pointer.ts'
import { policySchema } from './schema.ts'
import type { Locale } from './sentence-words.ts'

/** A part of the policy that has a name of its own: what kind of thing it is, and what it is called. */
export type NamedPart = { readonly kind: string; readonly name: string; readonly key: string }

/** What a place in the policy belongs to, in words: 时限「到场」, 办理流程「主流程」的步骤「派件」; else its document; empty for the policy as a whole. */
export function objectName(policy: unknown, at: string, locale: Locale = 'zh'): string {
  const parts = namedParts(policy, at, locale).slice(-2)
  if (parts.length === 0) return fieldTitle(at.split('/').slice(0, 2).join('/'), locale)
  if (locale === 'en') return parts.map(({ kind, name }) => `${kind} "${name}"`).join(', ')
  return parts.map(({ kind, name }) => `${kind}「${name}」`).join('的')
}

/** The named things a pointer passes through, outermost first; without any, the document it is in. */
export function namedParts(policy: unknown, at: string, locale: Locale = 'zh'): NamedPart[] {
  const keys = pointerKeys(at)
  const parts: NamedPart[] = []
  let value: unknown = policy
  let schema: SchemaPart | undefined = policySchema as SchemaPart
  let list = ''
  for (const key of keys) {
    value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
    const isEntry = list !== '' && /^\d+$/.test(key)
    schema = schemaAt(schema, key)
    const name = nameOf(value)
    if (name !== undefined && (isEntry || Object.hasOwn(KEYED, list))) parts.push({ kind: kindOf(list, schema, locale), name, key: list })
    list = isEntry ? '' : key
  }
  return parts
}

/** The title a schema gives the field at a pointer; in English its key. */
export function fieldTitle(at: string, locale: Locale = 'zh'): string {
  const keys = pointerKeys(at)
  let schema: SchemaPart | undefined = policySchema as SchemaPart
  let title = ''
  for (const key of keys) {
    schema = schemaAt(schema, key)
    if (/^\d+$/.test(key)) continue
    title = locale === 'en' ? key : (schema?.title ?? (Object.hasOwn(KEYWORD_TITLES, key) ? KEYWORD_TITLES[key] : undefined) ?? key)
  }
  return title
}

/** The part of TypeBox's JSON Schema this file walks through. */
export type SchemaPart = {
  title?: string
  properties?: Record<string, SchemaPart>
  patternProperties?: Record<string, SchemaPart>
  items?: SchemaPart | SchemaPart[]
  anyOf?: SchemaPart[]
  $ref?: string
  $defs?: Record<string, SchemaPart>
  enum?: unknown[]
  'x-enum-names'?: string[]
}

/** The schema of a place in a policy. */
export function schemaOf(at: string): SchemaPart | undefined {
  return pointerKeys(at).reduce<SchemaPart | undefined>(schemaAt, policySchema as SchemaPart)
}

/** The schema of one member; in a choice, of the first branch that knows it. */
export function schemaAt(schema: SchemaPart | undefined, key: string): SchemaPart | undefined {
  if (!schema) return undefined
  if (schema.$ref !== undefined) return schemaAt(schema.$defs?.[schema.$ref], key)
  if (schema.anyOf) return schema.anyOf.map((branch) => schemaAt(branch, key)).find((found) => found !== undefined)
  if (schema.properties && Object.hasOwn(schema.properties, key)) return schema.properties[key]
  if (schema.items && /^\d+$/.test(key)) return Array.isArray(schema.items) ? schema.items[Number(key)] : schema.items
  return schema.patternProperties && Object.values(schema.patternProperties)[0]
}

/** Conditions, and keywords of form schemas, in words. */
const KEYWORD_TITLES: Readonly<Record<string, string>> = {
  when: '适用情形',
  applies: '适用情形',
  where: '统计范围',
  num: '分子',
  den: '分母',
  count: '计数条件',
  title: '名称',
  description: '说明',
  type: '类型',
  required: '必填字段',
  properties: '字段',
  minLength: '最少字数',
  maxLength: '最多字数',
  minimum: '最小值',
  maximum: '最大值',
  minItems: '最少项数',
  maxItems: '最多项数',
  pattern: '格式规则',
  format: '格式',
  enum: '选项',
  'x-personal': '个人信息',
  'x-retired': '停用',
  'x-see': '谁能看',
  'x-fill': '谁能填',
  'x-widget': '控件',
  'x-dictionary': '所用字典',
}

/** Lists keyed by id instead of by place. */
const KEYED: Readonly<Record<string, true>> = { indicators: true, properties: true }

const KINDS: Readonly<Record<string, { zh: string; en: string }>> = {
  categories: { zh: '哨种', en: 'Category' },
  levels: { zh: '哨级', en: 'Level' },
  upgrades: { zh: '哨级升级', en: 'Upgrade' },
  seats: { zh: '席位', en: 'Seat' },
  domains: { zh: '领域', en: 'Domain' },
  items: { zh: '事项', en: 'Item' },
  situations: { zh: '情形', en: 'Situation' },
  routes: { zh: '派件规则', en: 'Route' },
  tables: { zh: '准入规则', en: 'Admission table' },
  inputs: { zh: '条件列', en: 'Column' },
  rows: { zh: '规则行', en: 'Row' },
  flows: { zh: '办理流程', en: 'Flow' },
  states: { zh: '状态', en: 'State' },
  steps: { zh: '步骤', en: 'Step' },
  requests: { zh: '申请', en: 'Request' },
  approvals: { zh: '审批', en: 'Approval' },
  reasons: { zh: '理由', en: 'Reason' },
  forms: { zh: '表单', en: 'Form' },
  calendars: { zh: '工作日历', en: 'Calendar' },
  seasons: { zh: '季节作息', en: 'Season' },
  exceptions: { zh: '节假日', en: 'Holiday' },
  clocks: { zh: '时限', en: 'Clock' },
  rules: { zh: '督办规则', en: 'Supervision rule' },
  orders: { zh: '督办单', en: 'Supervision order' },
  handovers: { zh: '移交规则', en: 'Hand-over' },
  options: { zh: '选项', en: 'Option' },
  models: { zh: '考核', en: 'Scoring model' },
  indicators: { zh: '指标', en: 'Indicator' },
  parts: { zh: '计分项目', en: 'Part' },
  properties: { zh: '字段', en: 'Field' },
  adjustments: { zh: '加扣分项', en: 'Adjustment' },
  veto: { zh: '一票否决', en: 'Veto' },
  sources: { zh: '哨源', en: 'Source' },
  notices: { zh: '通知', en: 'Notice' },
  guides: { zh: '导则', en: 'Guide' },
  ledgers: { zh: '台账', en: 'Ledger' },
  supervision: { zh: '督办规则', en: 'Supervision rule' },
  lists: { zh: '清单', en: 'List' },
  nodes: { zh: '节点', en: 'Box' },
  dictionaries: { zh: '字典', en: 'Dictionary' },
  entries: { zh: '字典项', en: 'Value' },
  examples: { zh: '范例', en: 'Example' },
}

function kindOf(list: string, schema: SchemaPart | undefined, locale: Locale): string {
  const known = Object.hasOwn(KINDS, list) ? KINDS[list] : undefined
  if (list === 'forms' && schema?.title === '评价表') return locale === 'en' ? 'Evaluation form' : '评价表'
  if (list === 'items' && schema?.title === '评价项目') return locale === 'en' ? 'Rating' : '评价项目'
  return known?.[locale] ?? (locale === 'en' ? list : (schema?.title ?? list))
}

function nameOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined
  const name = value.name ?? value.title ?? value.id
  return typeof name === 'string' ? name : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
