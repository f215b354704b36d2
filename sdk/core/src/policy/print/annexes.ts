import { isRoleName } from '../../form/access.ts'
import { dictionaryOf } from '../../dictionary/forms-of.ts'
import type { Dictionary } from '../../dictionary/schema.ts'
import { fieldsOf, type SchemaNode } from '../../form/fields.ts'
import type { Form } from '../../form/schema.ts'
import { ROLES } from '../../organisation/role.ts'
import { EVENT_WORDS } from '../sentence-words.ts'
import type { Example } from '../example-schema.ts'
import type { AnnexBlock, AnnexDraft } from './document.ts'
import type { PrintWords } from './words.ts'
import { HAND_DOWN } from '../story-ledger.ts'

/** 附件: the responsibility list as a table, forms, guides, and examples. */
export function printAnnexes(words: PrintWords): AnnexDraft[] {
  const { responsibilities, forms, dictionaries = [], guides, examples } = words.policy
  const annexes: AnnexDraft[] = []
  if (responsibilities.items.length > 0)
    annexes.push({ at: '/responsibilities/items', title: responsibilities.title, blocks: listBlocks(words) })
  if (forms.length > 0) annexes.push({ at: '/forms', title: '表单', blocks: forms.flatMap((form) => formBlocks(form, dictionaries)) })
  if (dictionaries.length > 0) annexes.push({ at: '/dictionaries', title: '字典', blocks: dictionaries.flatMap(dictionaryBlocks) })
  if (guides.length > 0)
    annexes.push({
      at: '/guides',
      title: '工作导则',
      blocks: guides.flatMap((guide): AnnexBlock[] => [
        { heading: guide.title },
        ...(guide.clause === undefined ? [] : [{ text: `出处：${guide.clause}` }]),
        ...guide.sections.map(({ heading, text }) => ({ text: `${heading}：${text}` })),
        ...(guide.flowchart === undefined ? [] : [{ text: `流程图：${flowchartWords(guide.flowchart)}` }]),
      ]),
    })
  if (examples.length > 0)
    annexes.push({ at: '/examples', title: '适用范例', blocks: examples.flatMap((example) => exampleBlocks(words, example)) })
  return annexes
}

function listBlocks(words: PrintWords): AnnexBlock[] {
  const { domains, items } = words.policy.responsibilities
  const category = (id: string) => words.policy.categories.find((one) => one.id === id)?.name ?? id
  const shown = [...domains, ...(items.some((item) => !domains.some((one) => one.id === item.domain)) ? [{ id: '', name: '其他' }] : [])]
  return shown.flatMap(({ id, name }): AnnexBlock[] => {
    const own = items
      .map((item, index) => ({ item, at: `/responsibilities/items/${index}` }))
      .filter(({ item }) => (id === '' ? !domains.some((one) => one.id === item.domain) : item.domain === id))
    if (own.length === 0) return []
    const rows = own.map(({ item, at }) => [
      item.id,
      `${item.name}${item.retired ? '（已停用）' : ''}${item.whistle ? '' : '（不吹哨）'}`,
      category(item.category),
      words.unit(item.lead),
      words.units(item.cooperating) || '—',
      item.legalBasis.join('；') || '—',
      item.situations.map((one) => one.name).join('；') || '—',
      words.rest(item, at, LIST_COLUMNS).join('；') || '—',
    ])
    return [{ heading: name }, { table: { head: ['编号', '事项', '哨种', '主体责任', '配合责任', '依据', '情形', '职责和其他'], rows } }]
  })
}

const LIST_COLUMNS = ['name', 'domain', 'category', 'lead', 'cooperating', 'legalBasis', 'situations', 'retired', 'whistle', 'kind']

function formBlocks({ title, note, schema }: Form, dictionaries: readonly Dictionary[]): AnnexBlock[] {
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : [])
  const rows = [...fieldsOf(schema, schema)].map(([id, field]) => [
    `${text(field['title']) || id}${field['x-retired'] === true ? '（已停用）' : ''}`,
    valuesWords(field, dictionaries) ?? typeWords(field),
    [required.has(id) ? '必填' : '', ...accessWords(field)].filter(Boolean).join('；'),
    text(field['description']),
  ])
  return [{ heading: title }, ...(note ? [{ text: note }] : []), { table: { head: ['字段', '填写', '要求', '说明'], rows } }]
}

/** 从字典“处置方式”中选, for a field that refers to one. */
function valuesWords(field: SchemaNode, dictionaries: readonly Dictionary[]): string | undefined {
  const id = dictionaryOf(field)
  return id === undefined ? undefined : `从字典“${dictionaries.find((one) => one.id === id)?.name ?? id}”中选`
}

function dictionaryBlocks({ name, note, entries }: Dictionary): AnnexBlock[] {
  const named = (id: string | undefined) => (id === undefined ? '' : (entries.find((one) => one.id === id)?.name ?? id))
  const rows = entries.map((one) => [`${one.id}${one.retired ? '（已停用）' : ''}`, one.name, named(one.parent), one.en ?? ''])
  return [{ heading: name }, ...(note ? [{ text: note }] : []), { table: { head: ['编码', '名称', '上级', '英文名称'], rows } }]
}

/** Who sees and fills in a field, where that is limited. */
function accessWords(field: SchemaNode): string[] {
  const names = (list: unknown) =>
    (Array.isArray(list) ? list : []).map((one) => {
      const [role = '', step] = String(one).split('@')
      return `${isRoleName(role) ? ROLES[role].name : role}${step === undefined ? '' : `（${step}）`}`
    })
  const [see, fill] = [names(field['x-see']), names(field['x-fill'])]
  return [...(see.length > 0 ? [`限${see.join('、')}查看`] : []), ...(fill.length > 0 ? [`由${fill.join('、')}填写`] : [])]
}

const WIDGETS: Readonly<Record<string, string>> = {
  photos: '照片',
  files: '文件',
  location: '地点',
  unit: '单位',
  person: '人员',
  item: '事项',
  'date-time': '日期时间',
}
const TYPES: Readonly<Record<string, string>> = {
  string: '文字',
  integer: '整数',
  number: '数字',
  boolean: '是或否',
  array: '多项',
  object: '一组内容',
}

function typeWords(field: SchemaNode): string {
  const widget = field['x-widget']
  if (typeof widget === 'string' && Object.hasOwn(WIDGETS, widget)) return WIDGETS[widget] ?? ''
  const choices = [field['oneOf'], field['anyOf']].find((one) => Array.isArray(one)) as { title?: unknown; const?: unknown }[] | undefined
  if (choices) return `选一项：${choices.map((one) => text(one.title) || text(one.const)).join('、')}`
  if (Array.isArray(field['enum'])) return `选一项：${field['enum'].map(text).join('、')}`
  return Object.hasOwn(TYPES, text(field['type'])) ? (TYPES[text(field['type'])] ?? '') : ''
}

function flowchartWords({
  nodes,
  edges,
}: {
  nodes: readonly { id: string; name: string }[]
  edges: readonly { from: string; to: string; name?: string }[]
}): string {
  const name = (id: string) => nodes.find((one) => one.id === id)?.name ?? id
  return edges.map((edge) => `${name(edge.from)}${edge.name === undefined ? '' : `（${edge.name}）`}→${name(edge.to)}`).join('；')
}

function exampleBlocks(words: PrintWords, { title, note, steps }: Example): AnnexBlock[] {
  const rows = steps.map((step) => [
    step.at.replace('T', ' '),
    actorWords(words, step.actor),
    actionWords(words, step),
    step.expect === undefined ? '' : expectWords(words, step.expect),
  ])
  return [{ heading: title }, ...(note ? [{ text: note }] : []), { table: { head: ['时间', '谁', '动作', '预期'], rows } }]
}

/** Steps of a ledger in the county's words; commands of cases as they are written. */
function actionWords({ policy }: PrintWords, { command, entry, data = {} }: Example['steps'][number]): string {
  if (command === HAND_DOWN) return '向镇街交办'
  if (entry === undefined) return command
  const step = (policy.ledgers ?? []).flatMap((ledger) => ledger.steps).find((one) => one.id === data.step)
  return command === 'take' ? (step?.name ?? command) : (ENTRY_WORDS[command] ?? command)
}

const ENTRY_WORDS: Readonly<Record<string, string>> = {
  open: '登记',
  answer: '答复征求意见',
  sign: '签批',
  resolve: '录入会议决议',
  wait: '等待',
}

function actorWords(words: PrintWords, actor: string): string {
  const [role = '', place] = actor.split('@')
  return place === undefined ? '系统' : `${words.unit(place.split('#')[0] ?? '')}${words.roles([role])}`
}

function expectWords(words: PrintWords, expect: NonNullable<Example['steps'][number]['expect']>): string {
  const { flows, sla, ledgers = [] } = words.policy
  const states = [...flows, ...ledgers].flatMap((one): { id: string; name: string }[] => one.states)
  const clocks = [...sla.clocks, ...ledgers.flatMap((ledger) => ledger.clocks ?? [])]
  const clock = (key: string) => {
    const [id, unit] = key.split('@')
    return `${clocks.find((one) => one.id === id)?.name ?? id}${unit === undefined ? '' : `（${words.unit(unit)}）`}`
  }
  const { state, refusal, due = {}, lead, cooperating, breached = [], events = [], ...others } = expect
  return [
    state && `进入“${states.find((one) => one.id === state)?.name ?? state}”`,
    refusal && `不予办理（${refusal}）`,
    lead && `${words.unit(lead)}牵头`,
    cooperating && cooperating.length > 0 && `${words.units(cooperating)}配合`,
    ...Object.entries(due).map(([key, at]) => `${clock(key)} ${at.replace('T', ' ')} 到期`),
    ...breached.map((key) => `${clock(key)}超时`),
    ...events.map((name) => (Object.hasOwn(EVENT_WORDS, name) ? EVENT_WORDS[name as keyof typeof EVENT_WORDS] : name)),
    ...words.rest(others, '/examples/0/steps/0/expect', []),
  ]
    .filter(Boolean)
    .join('；')
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
