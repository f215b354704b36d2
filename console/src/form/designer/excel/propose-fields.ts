import { FORM_LIMITS, newField, type FieldKind, type SchemaNode } from '@shaotai/core'
import type { SheetRow } from '@shaotai/office/excel'
import { PATTERNS } from '../limits.ts'

/** A field a column of a sheet could become, for a person to look over before it is added. */
export type ProposedField = {
  /** The place of the column, counted from 0. */
  readonly column: number
  readonly title: string
  readonly kind: FieldKind
  /** What one line must look like. */
  readonly pattern?: string
  readonly options?: readonly string[]
  readonly whole?: boolean
  readonly personal?: boolean
  readonly required: boolean
  /** A few values of the column. */
  readonly sample: readonly string[]
  /** What the kind was told by: the values, the heading, or nothing. */
  readonly because: 'values' | 'heading' | 'nothing'
}
export type Proposal = { readonly header: number; readonly fields: readonly ProposedField[]; readonly rows: number }

const SEARCHED = 20
const READ = 500
const SAMPLE = 3
const MOST_OPTIONS = 12
const LONG = 60

/**
 * The fields a sheet's columns could become: its first row of headings names them, the rows below tell their kinds; where these say nothing,
 * the heading does. `undefined` when no row looks like headings.
 */
export function proposeFields(rows: readonly SheetRow[], units: ReadonlySet<string>): Proposal | undefined {
  const header = findHeadings(rows)
  if (header === undefined) return undefined
  const headings = rows[header]?.cells ?? []
  const body = rows.slice(header + 1, header + 1 + READ)
  const fields = headings.flatMap((heading, column): ProposedField[] => {
    const title = tidyTitle(heading)
    if (title === '' || ORDINAL.test(title)) return []
    const values = body.map(({ cells }) => (cells[column] ?? '').trim()).filter((one) => one !== '')
    const guess = byValues(values, units) ?? byHeading(title, values.length) ?? { kind: 'text', because: 'nothing' as const }
    return [
      {
        column,
        title,
        ...guess,
        ...(PERSONAL.test(title) && { personal: true }),
        required: /[*＊]/.test(heading) || (body.length >= 5 && values.length === body.length),
        sample: [...new Set(values)].slice(0, SAMPLE).map((one) => (one.length > 40 ? `${one.slice(0, 40)}…` : one)),
      },
    ]
  })
  return fields.length === 0 ? undefined : { header, fields: fields.slice(0, FORM_LIMITS.fields), rows: body.length }
}

/** A proposed field as the form holds it. */
export function fieldOfProposal({ title, kind, pattern, options, whole, personal }: ProposedField): SchemaNode {
  const fresh = newField(kind, title)
  const listed = options?.map((name, index) => ({ const: `option${index + 1}`, title: name }))
  return {
    ...fresh,
    ...(kind === 'text' && pattern !== undefined && { pattern }),
    ...(kind === 'number' && whole && { type: 'integer' }),
    ...(kind === 'choice' && listed && { oneOf: listed }),
    ...(kind === 'choices' && listed && { items: { type: 'string', oneOf: listed } }),
    ...(personal && { 'x-personal': true }),
  }
}

/** The first row of which every cell reads like a heading and that names most columns; a title over the whole sheet is none. */
function findHeadings(rows: readonly SheetRow[]): number | undefined {
  let best: { at: number; names: number } | undefined
  for (const [at, { cells }] of rows.slice(0, SEARCHED).entries()) {
    const names = cells.map((cell) => tidyTitle(cell)).filter((one) => one !== '')
    const sound = names.length > 0 && new Set(names).size === names.length && names.every((one) => one.length <= LONG && !NUMERIC.test(one))
    // Rows below may be as full as the headings: only a fuller one is a better row of headings.
    if (sound && names.length > (best?.names ?? 0)) best = { at, names: names.length }
  }
  return best && (best.names > 1 || rows.every(({ cells }) => cells.length <= 1)) ? best.at : undefined
}

type Guess = Pick<ProposedField, 'kind' | 'because' | 'pattern' | 'options' | 'whole'>

function byValues(values: readonly string[], units: ReadonlySet<string>): Guess | undefined {
  if (values.length === 0) return undefined
  const all = (test: RegExp) => values.every((one) => test.test(one))
  const because = 'values'
  if (all(/^(是|否|有|无|√|×)$/)) return { kind: 'yes-no', because }
  const pattern = PATTERNS.find(({ id, pattern: one }) => id !== 'phone' && all(new RegExp(one)))?.pattern
  if (pattern !== undefined) return { kind: 'text', pattern, because }
  if (all(LANDLINE)) return { kind: 'text', pattern: PATTERNS.find(({ id }) => id === 'phone')?.pattern ?? '', because }
  if (all(DATE)) return { kind: 'date', because }
  if (all(/^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ T]\d{1,2}[:：]\d{2}/)) return { kind: 'date-time', because }
  if (all(/^([01]?\d|2[0-3])[:：][0-5]\d$/)) return { kind: 'time', because }
  if (all(/^[¥￥]?-?[\d,]+(\.\d{1,2})?\s*元$|^[¥￥][\d,]+(\.\d+)?$/)) return { kind: 'money', because }
  if (all(NUMERIC)) return { kind: 'number', whole: all(/^-?\d+$/), because }
  if (units.size > 0 && values.every((one) => units.has(one))) return { kind: 'unit', because }
  if (values.some((one) => one.length > LONG || one.includes('\n'))) return { kind: 'long-text', because }
  const distinct = [...new Set(values)]
  if (
    values.length >= 4 &&
    distinct.length >= 2 &&
    distinct.length <= Math.min(MOST_OPTIONS, values.length / 2) &&
    distinct.every((one) => one.length <= 30)
  )
    return { kind: 'choice', options: distinct, because }
  return undefined
}

/** Kinds by what counties write over columns; values that are there and told nothing leave only kinds of text. */
function byHeading(title: string, values: number): Guess | undefined {
  const found = HEADINGS.find(({ test, texts }) => test.test(title) && (values === 0 || texts === true))
  if (!found) return undefined
  const pattern = found.pattern === undefined ? undefined : PATTERNS.find(({ id }) => id === found.pattern)?.pattern
  return { kind: found.kind, because: 'heading', ...(pattern !== undefined && values === 0 && { pattern }) }
}

type Heading = { test: RegExp; kind: FieldKind; pattern?: (typeof PATTERNS)[number]['id']; texts?: true }

const HEADINGS: readonly Heading[] = [
  { test: /手机/, kind: 'text', pattern: 'mobile' },
  { test: /电话|联系方式|座机/, kind: 'text', pattern: 'phone' },
  { test: /身份证/, kind: 'text', pattern: 'idCard' },
  { test: /信用代码/, kind: 'text', pattern: 'creditCode' },
  { test: /车牌/, kind: 'text', pattern: 'plate' },
  { test: /^是否|是否$/, kind: 'yes-no' },
  { test: /照片|图片|影像/, kind: 'photos' },
  { test: /签名|签字/, kind: 'signature' },
  { test: /地址|地点|位置/, kind: 'place', texts: true },
  { test: /金额|费用|经费|价格|损失|（元）|\(元\)/, kind: 'money' },
  { test: /日期|年月日/, kind: 'date' },
  { test: /时间/, kind: 'date-time' },
  { test: /责任单位|主责部门|牵头单位|配合单位|承办单位|主管部门|责任部门/, kind: 'unit', texts: true },
  { test: /经办人|承办人|包保干部|包联干部|责任人|网格员/, kind: 'person', texts: true },
  { test: /数量|人数|户数|面积|亩|件数|年龄|次数/, kind: 'number' },
  { test: /说明|情况|内容|描述|备注|意见|措施|原因|诉求/, kind: 'long-text', texts: true },
]
const PERSONAL = /姓名|身份证|手机|电话|联系方式|联系人|当事人|住址/
const ORDINAL = /^(序号|编号|no\.?|#)$/i
const NUMERIC = /^-?\d{1,15}(,\d{3})*(\.\d+)?$/
const DATE = /^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/
const LANDLINE = /^(0\d{2,3}-?\d{7,8}|1[3-9]\d{9})$/

/** A heading as the title of a field: marks of obligation, hints in brackets at the end and line ends go. */
function tidyTitle(heading: string): string {
  return heading
    .replaceAll(/[*＊]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/[（(](必填|选填|下拉选择|格式[^）)]*)[）)]$/, '')
    .trim()
    .slice(0, 200)
}
