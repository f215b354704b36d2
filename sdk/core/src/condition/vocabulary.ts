import { formsOf, type WithForms } from '../dictionary/forms-of.ts'
import { ASSIGNMENT_PHASES, CASE_PHASES } from '../flow/schema.ts'
import { fieldsOf, resolveNode } from '../form/fields.ts'
import type { Form } from '../form/schema.ts'
import type { Policy } from '../policy/schema.ts'
import type { ConditionValue } from './schema.ts'

/** One fact a condition may read: its path, type, names in both languages, and the values it can take where they are few. */
export type FactTerm = {
  readonly path: string
  readonly type: 'text' | 'number' | 'boolean' | 'list' | 'date'
  readonly name: string
  readonly en: string
  readonly values?: readonly { value: ConditionValue; name: string; retired?: boolean }[]
  readonly range?: { readonly min: number; readonly max: number }
  /** The value is the id of one of these, named by the organisation. */
  readonly of?: 'unit' | 'town'
  /** The whole fact is out of use: a retired field of a form. */
  readonly retired?: boolean
}
export type Vocabulary = readonly FactTerm[]

/** Where a condition stands decides what it may read: a notice knows its clock and request, a goal knows the assignment. */
export type ConditionPlace = 'case' | 'assignment' | 'notice' | 'order'

/** The facts a condition of this policy may read at a place: `case.*`, `form.*`, and there `assignment.*`, `order.*`, `clock.*`, `request.*`. */
export function conditionVocabulary(policy: Policy, place: ConditionPlace): Vocabulary {
  const terms: Vocabulary = [
    ...caseTerms(policy, ['category', 'level', 'item', 'situation', 'source', 'town', 'emergency', 'disputed']).map((term) => ({
      ...term,
      path: `case.${term.path}`,
    })),
    { path: 'case.phase', type: 'text', name: '阶段', en: 'Phase', values: CASE_PHASES.map((value) => ({ value, name: value })) },
    { path: 'case.state', type: 'text', name: '状态', en: 'State', values: stateValues(policy) },
    { path: 'case.round', type: 'number', name: '轮次', en: 'Round' },
    { path: 'case.returns', type: 'number', name: '退回次数', en: 'Returns' },
    { path: 'case.supplements', type: 'number', name: '补正次数', en: 'Supplements' },
    { path: 'case.signed', type: 'boolean', name: '已有部门签收', en: 'Signed by a department' },
    {
      path: 'case.card',
      type: 'text',
      name: '督办牌',
      en: 'Card',
      values: named({ none: '无', white: '白牌', yellow: '黄牌', red: '红牌' }),
    },
    { path: 'case.highRisk', type: 'boolean', name: '高风险', en: 'High risk' },
    { path: 'case.suspended', type: 'boolean', name: '已停表', en: 'Suspended' },
    { path: 'case.urges', type: 'number', name: '催办次数', en: 'Urges' },
    { path: 'case.orders', type: 'number', name: '未办结督办单数', en: 'Open orders' },
    { path: 'case.merged', type: 'number', name: '并入件数', en: 'Cases merged into it' },
    { path: 'case.sample', type: 'number', name: '抽样号（0 至 99）', en: 'Sample number (0 to 99)', range: { min: 0, max: 99 } },
    { path: 'case.offList', type: 'boolean', name: '清单外事项', en: 'Off the list' },
    { path: 'case.agency', type: 'boolean', name: '事项有派驻机构', en: 'The item names a stationed agency' },
    { path: 'case.blocked', type: 'number', name: '未准入次数', en: 'Times denied' },
    { path: 'case.insisted', type: 'boolean', name: '镇街坚持吹哨', en: 'Insisted upon' },
    { path: 'case.bypassed', type: 'boolean', name: '应急直派', en: 'Bypassed' },
    ...formTerms(policy),
  ]
  const assignment: Vocabulary = [
    { path: 'assignment.unit', type: 'text', name: '应哨单位', en: 'Unit', of: 'unit' },
    { path: 'assignment.role', type: 'text', name: '牵头或配合', en: 'Role', values: named({ lead: '牵头', cooperating: '配合' }) },
    {
      path: 'assignment.phase',
      type: 'text',
      name: '应哨阶段',
      en: 'Assignment phase',
      values: ASSIGNMENT_PHASES.map((value) => ({ value, name: value })),
    },
    { path: 'assignment.round', type: 'number', name: '应哨轮次', en: 'Assignment round' },
  ]
  if (place === 'case') return terms
  if (place === 'order') {
    const values = (policy.supervision.orders ?? []).map(({ id, name }) => ({ value: id, name }))
    return [...terms, { path: 'order.kind', type: 'text', name: '督办单种类', en: 'Kind of order', values }]
  }
  return place === 'assignment' ? [...terms, ...assignment] : [...terms, ...assignment, ...noticeTerms(policy)]
}

/** The chosen facts of a case itself, with the names the policy gives their values. Paths without a prefix. */
export function caseTerms(policy: Policy, chosen: readonly string[]): Vocabulary {
  const { categories, responsibilities, sources } = policy
  const terms: Vocabulary = [
    {
      path: 'category',
      type: 'text',
      name: '哨种',
      en: 'Category',
      values: categories.map((one) => ({ value: one.id, name: one.name, retired: one.retired })),
    },
    { path: 'level', type: 'text', name: '哨级', en: 'Level', values: unique(categories.flatMap((one) => one.levels ?? [])) },
    {
      path: 'item',
      type: 'text',
      name: '事项',
      en: 'Item',
      values: responsibilities.items.map((one) => ({ value: one.id, name: one.name, retired: one.retired })),
    },
    {
      path: 'situation',
      type: 'text',
      name: '情形',
      en: 'Situation',
      values: unique(responsibilities.items.flatMap((one) => one.situations)),
    },
    { path: 'source', type: 'text', name: '哨源', en: 'Source', values: sources.map((one) => ({ value: one.id, name: one.name })) },
    { path: 'town', type: 'text', name: '吹哨镇街', en: 'Town', of: 'town' },
    { path: 'emergency', type: 'boolean', name: '应急', en: 'Emergency' },
    { path: 'disputed', type: 'boolean', name: '有争议', en: 'Disputed' },
  ]
  return terms.filter((term) => chosen.includes(term.path))
}

function formTerms(policy: Policy): Vocabulary {
  return formTermsOf(policy, new Set(policy.categories.map((category) => category.form)))
}

/** The fields of these forms as facts: `form.<field>`; of two forms with one field, the first. */
export function formTermsOf(policy: WithForms, ids: ReadonlySet<string>): Vocabulary {
  const terms = formsOf(policy)
    .filter((form) => ids.has(form.id))
    .flatMap(({ schema }) => Object.entries(record(schema.properties)).flatMap(([id, field]) => fieldTerms(`form.${id}`, record(field))))
  return terms.filter((term, index) => terms.findIndex((other) => other.path === term.path) === index)
}

/** The fields of one form as facts, those included that only a rule shows. */
export function formVocabulary(form: Pick<Form, 'schema'>): Vocabulary {
  return [...fieldsOf(form.schema, form.schema)].flatMap(([id, field]) => fieldTerms(`form.${id}`, record(resolveNode(field, form.schema))))
}

function fieldTerms(path: string, field: Record<string, unknown>): Vocabulary {
  const name = typeof field.title === 'string' ? field.title : path
  const en = typeof field['x-en'] === 'string' ? field['x-en'] : name
  const values = fieldValues(field)
  const term = { path, name, en, ...(values && { values }), ...(field['x-retired'] === true && { retired: true }) }
  if (field['x-widget'] === 'section') return []
  switch (field.type) {
    case 'boolean':
      return [{ ...term, type: 'boolean' }]
    case 'number':
    case 'integer':
      return [{ ...term, type: 'number' }]
    case 'array':
      return [{ ...term, type: 'list', values: fieldValues(record(field.items)) }]
    case 'object':
      return Object.entries(record(field.properties)).flatMap(([id, part]) => fieldTerms(`${path}.${id}`, record(part)))
    default:
      return [{ ...term, type: field.format === 'date' ? 'date' : 'text' }]
  }
}

function fieldValues(field: Record<string, unknown>): FactTerm['values'] {
  if (Array.isArray(field.oneOf))
    return field.oneOf.map(record).map((option) => ({
      value: option.const as ConditionValue,
      name: String(option.title ?? option.const),
      retired: option['x-retired'] === true,
    }))
  if (!Array.isArray(field.enum)) return undefined
  const names = Array.isArray(field['x-enum-names']) ? field['x-enum-names'] : []
  return field.enum.map((value: ConditionValue, index) => ({ value, name: String(names[index] ?? value) }))
}

function noticeTerms(policy: Policy): Vocabulary {
  return [
    { path: 'clock.id', type: 'text', name: '时限', en: 'Clock', values: policy.sla.clocks.map(({ id, name }) => ({ value: id, name })) },
    {
      path: 'clock.owner',
      type: 'text',
      name: '时限责任方',
      en: 'Owner of the clock',
      values: named({ town: '吹哨镇街', platform: '平台', assignee: '应哨单位' }),
    },
    {
      path: 'request.kind',
      type: 'text',
      name: '申请种类',
      en: 'Kind of request',
      values: unique(policy.flows.flatMap((flow) => flow.requests.map((one) => ({ id: one.kind, name: one.name })))),
    },
    {
      path: 'card.colour',
      type: 'text',
      name: '督办牌颜色',
      en: 'Colour of the card',
      values: named({ white: '白牌', yellow: '黄牌', red: '红牌' }),
    },
  ]
}

function stateValues(policy: Policy) {
  return unique(policy.flows.flatMap((flow) => flow.states))
}

function unique(named: readonly { id: string; name: string }[]) {
  return [...new Map(named.map(({ id, name }) => [id, { value: id, name }])).values()]
}

function named(names: Record<string, string>) {
  return Object.entries(names).map(([value, name]) => ({ value, name }))
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
