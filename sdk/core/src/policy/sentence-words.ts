import type { EventName } from '../case/event-name.ts'
import type { CaseAct } from '../flow/schema.ts'
import { ROLES } from '../organisation/role.ts'
import type { ReferenceKind } from './check-reference.ts'

export type Locale = 'zh' | 'en'

/** Canonical events in words, for sentences about rules. */
export const EVENT_WORDS: Record<EventName, string> = {
  'case.submitted': '吹哨',
  'case.supplemented': '补正后再报',
  'case.admitted': '准入',
  'case.denied': '不予准入',
  'case.approved': '审批通过',
  'case.disapproved': '审批未通过',
  'case.dispatched': '派件',
  'case.returnedToTown': '退回补正',
  'case.rejected': '不予受理',
  'case.recalled': '撤回',
  'case.merged': '并件',
  'case.unmerged': '取消并件',
  'case.absorbed': '他件并入',
  'case.released': '并入件拆出',
  'case.targetClosed': '所并之件销号',
  'case.readmitted': '重新受理',
  'case.voided': '作废',
  'case.levelChanged': '哨级变更',
  'case.adjudicationOpened': '提请定责',
  'case.adjudicated': '定责',
  'case.consultationOpened': '发起会商',
  'case.consultationClosed': '会商结束',
  'case.suspended': '停表',
  'case.resumed': '恢复计时',
  'case.calendarChanged': '日历变动',
  'case.policyChanged': '改按新制度办理',
  'case.signed': '达到签收条件',
  'case.arrived': '达到到场条件',
  'case.resultSubmitted': '达到答复条件',
  'case.verified': '核实通过',
  'case.verificationFailed': '核实未通过',
  'case.feedbackGiven': '核实反馈',
  'case.consented': '同意结案',
  'case.consentRefused': '不同意结案',
  'case.reworkOrdered': '责令重办',
  'case.evaluated': '评价',
  'case.callbackDone': '回访',
  'case.closed': '销号',
  'case.reopened': '重新打开',
  'case.insisted': '镇街坚持吹哨',
  'case.bypassed': '应急直派',
  'case.registered': '事后补登',
  'approval.opened': '送审',
  'approval.signed': '签批',
  'approval.seatAdded': '加签',
  'approval.seatRemoved': '减签',
  'approval.passedOn': '转办或委派审批',
  'approval.advised': '受委派人回复',
  'approval.sentBack': '审批退回',
  'approval.resubmitted': '改后再送审',
  'approval.cancelled': '审批终止',
  'approval.passed': '审批有结果：通过',
  'approval.failed': '审批有结果：未通过',
  'approval.copied': '抄送',
  'approval.read': '抄送已阅',
  'panel.voted': '定责小组表决',
  'panel.recused': '定责小组成员回避',
  'panel.tied': '定责小组再议',
  'panel.inquorate': '定责小组不足法定人数',
  'listChange.proposed': '提出清单调整建议',
  'assignment.created': '任务下达',
  'assignment.signed': '签收',
  'assignment.respondersNamed': '派员',
  'assignment.arrived': '到场',
  'assignment.planSubmitted': '报方案',
  'assignment.progressed': '报进展',
  'assignment.done': '答复',
  'assignment.returnRequested': '申请退回',
  'assignment.returnRefused': '驳回退回',
  'assignment.returned': '准予退回',
  'assignment.waived': '免办',
  'assignment.cancelled': '任务取消',
  'assignment.extended': '准予延期',
  'assignment.transferred': '部门内转办',
  'assignment.delegated': '部门内委派',
  'assignment.handedBack': '委派交回',
  'assignment.respondersAdded': '加派',
  'assignment.reworkStarted': '开始重办',
  'request.opened': '提出申请',
  'request.decided': '申请审批',
  'request.withdrawn': '撤回申请',
  'request.expired': '申请过期',
  'request.escalated': '申请升级审批',
  'appeal.opened': '提出申诉',
  'appeal.decided': '申诉甄别',
  'rating.screened': '评价甄别',
  'clock.warned': '临期提醒',
  'clock.breached': '超时',
  'clock.recomputed': '到期重算',
  'card.issued': '发督办牌',
  'card.withdrawn': '撤销督办牌',
  'discipline.handedOver': '移交纪检',
  'urge.sent': '催办',
  'case.copied': '抄送',
  'case.noted': '记事',
  'order.issued': '签发督办单',
  'order.replied': '答复督办单',
  'order.closed': '督办单办结',
  'risk.flagged': '标记高风险',
  'risk.cleared': '解除高风险',
  'risk.predicted': '提前预判',
  'risk.responded': '快速响应',
  'risk.followedUp': '协调跟进',
  'risk.calledBack': '考核回访',
  'risk.fedBack': '重点反馈',
}

export const ACT_WORDS: Partial<Record<CaseAct, string>> = {
  submit: '吹哨',
  dispatch: '派件',
  close: '销号',
  approve: '通过',
  disapprove: '不通过',
}

export const PAUSE_WORDS: Record<string, string> = {
  suspension: '停表',
  supplement: '退回补正',
  consultation: '二次会商',
  adjudication: '定责',
  'return-review': '退回审核',
  'request-review': '申请审批',
}

export const REFERENCE_WORDS: Record<ReferenceKind, { zh: string; en: string }> = {
  flow: { zh: '办理流程', en: 'flow' },
  form: { zh: '表单', en: 'form' },
  category: { zh: '哨种', en: 'category' },
  domain: { zh: '领域', en: 'domain' },
  guide: { zh: '导则', en: 'guide' },
  state: { zh: '状态', en: 'state' },
  clock: { zh: '时限', en: 'clock' },
  calendar: { zh: '工作日历', en: 'calendar' },
  indicator: { zh: '指标', en: 'indicator' },
  model: { zh: '考核', en: 'scoring model' },
  part: { zh: '计分项目', en: 'part' },
  item: { zh: '事项', en: 'item' },
  approval: { zh: '审批', en: 'approval' },
  level: { zh: '哨级', en: 'level' },
  input: { zh: '人工录入项', en: 'manual input' },
  ledger: { zh: '台账', en: 'ledger' },
  node: { zh: '节点', en: 'box' },
  dictionary: { zh: '字典', en: 'dictionary' },
}

const TYPE_WORDS: Record<string, { zh: string; en: string }> = {
  text: { zh: '文字', en: 'text' },
  date: { zh: '日期', en: 'a date' },
  number: { zh: '数字', en: 'a number' },
  boolean: { zh: '是或否', en: 'yes or no' },
  list: { zh: '多项', en: 'a list' },
}

const KIND_WORDS: Record<string, { zh: string; en: string }> = {
  text: { zh: '文字', en: 'text' },
  choice: { zh: '选项', en: 'choice' },
  number: { zh: '数字', en: 'number' },
  integer: { zh: '整数', en: 'whole number' },
  boolean: { zh: '是或否', en: 'yes or no' },
  object: { zh: '一组字段', en: 'group of fields' },
  date: { zh: '日期', en: 'date' },
  time: { zh: '时间', en: 'time' },
  'date-time': { zh: '日期时间', en: 'date and time' },
  email: { zh: '邮箱', en: 'e-mail' },
  any: { zh: '不限', en: 'anything' },
}

/** A kind of answer, see `answerKind`. */
function kindWord(kind: string, locale: Locale): string {
  const list = 'list of '
  if (kind.startsWith(list))
    return locale === 'zh' ? `多个${kindWord(kind.slice(list.length), locale)}` : `list of ${kindWord(kind.slice(list.length), locale)}`
  return (Object.hasOwn(KIND_WORDS, kind) ? KIND_WORDS[kind]?.[locale] : undefined) ?? kind
}

/** A parameter of a sentence in words: lists joined, ids of roles, events and kinds named; anything else as it is. */
export function wordOf(key: string, value: unknown, locale: Locale): string {
  if (Array.isArray(value)) return value.map((one) => wordOf(key, one, locale)).join(locale === 'zh' ? '、' : ', ')
  if (value === true || value === false) return locale === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'
  if (value === null || value === undefined) return locale === 'zh' ? '无' : 'none'
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return JSON.stringify(value)
  if (key === 'kind' && Object.hasOwn(REFERENCE_WORDS, value)) return REFERENCE_WORDS[value as ReferenceKind][locale]
  if (key === 'type' && Object.hasOwn(TYPE_WORDS, value)) return TYPE_WORDS[value]?.[locale] ?? value
  if (key === 'was' || key === 'is') return kindWord(value, locale)
  if (key === 'owners' && value === 'platform') return locale === 'zh' ? '综合协调平台' : 'the platform'
  if (locale === 'en') return ENGLISH_IDS.has(key) ? plainWords(value) : value
  if ((key === 'event' || key === 'events') && Object.hasOwn(EVENT_WORDS, value)) return EVENT_WORDS[value as EventName]
  if (key === 'act' && Object.hasOwn(ACT_WORDS, value)) return ACT_WORDS[value as CaseAct] ?? value
  if (key === 'pause' && Object.hasOwn(PAUSE_WORDS, value)) return PAUSE_WORDS[value] ?? value
  if ((key === 'role' || key === 'roles') && Object.hasOwn(ROLES, value)) return ROLES[value as keyof typeof ROLES].name
  return value
}

const ENGLISH_IDS = new Set(['event', 'events', 'act', 'needs', 'pause', 'role', 'roles'])

/** `case.returnedToTown` → `returned to town`, `town-clerk` → `town clerk`. */
function plainWords(id: string): string {
  const last = id.slice(id.lastIndexOf('.') + 1)
  return last.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('-', ' ')
}
