import { formatInstant } from '../calendar/civil.ts'
import { callsOf } from '../case/calls.ts'
import { activeAssignments, leadAssignment } from '../case/assignments.ts'
import type { Case, CaseEvent } from '../case/event.ts'
import { caseFacts } from '../case/facts.ts'
import { flowOf } from '../case/permit.ts'
import { holds } from '../condition/evaluate.ts'
import type { Facts } from '../condition/schema.ts'
import { ROLES, type Role } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import { MINUTE } from '../shared/instant.ts'
import type { Notice } from './schema.ts'
import { seatNotices } from './seat-notices.ts'

/** A notice for everybody of a role in a unit (or, with `unit: null`, of that role in the county). */
export type ComposedNotice = {
  notice: string
  event: CaseEvent['type']
  role: Role
  unit: string | null
  /** A person by name: then role and unit only say where they belong. */
  person?: string
  sound: 'none' | 'chime' | 'alarm'
  text: string
}

/** The names a notice's text needs; ids are shown when a name is not known. */
export type Names = {
  unit: (id: string) => string | undefined
  /** The cluster (片区) a town belongs to; absent where no organisation is known: then none is told. */
  cluster?: (town: string) => string | undefined
}

/** What a notice's text may say: `{case.number}` and the like. The check of a policy refuses others. */
export const PLACEHOLDERS = [
  'case.number',
  'case.title',
  'case.town',
  'case.category',
  'case.item',
  'case.round',
  'lead.name',
  'unit.name',
  'actor.name',
  'reason.text',
  'clock.name',
  'clock.due',
  'clock.left',
  'card.name',
  'request.name',
  'request.decision',
] as const

/**
 * The notices that follow from events of a case: those of the policy's notices, then of the people whom a clock or a supervision rule
 * names to be told, unless this very turn has told them already. `state` is the case after all events; conditions may also read the
 * clock, request or card the event is about.
 */
export function composeNotices(policy: Policy, state: Case, events: readonly CaseEvent[], names: Names): ComposedNotice[] {
  const told = events.flatMap((event) => matching(policy, state, event).flatMap((notice) => compose(policy, state, event, names, notice)))
  const known = new Set(told.map(addressKey))
  const named = events.flatMap((event) =>
    namedByRule(policy, state, event).flatMap((notice) => compose(policy, state, event, names, notice)),
  )
  for (const notice of [...named, ...seatNotices(policy, state, events)]) {
    if (known.has(addressKey(notice))) continue
    known.add(addressKey(notice))
    told.push(notice)
  }
  return told
}

function matching({ notifications }: Policy, state: Case, event: CaseEvent): Notice[] {
  const facts = { ...caseFacts(state, subjectOf(state, event)), ...eventFacts(event) }
  return notifications.notices.filter((notice) => notice.on === event.type && holds(notice.when, facts))
}

function subjectOf(state: Case, event: CaseEvent) {
  return state.assignments.find((one) => one.id === event.assignment)
}

/** Whom a clock (超时告知), a supervision rule, an order, a hand-over or an escalation names, and with which words. */
function namedByRule(policy: Policy, { category }: Case, { type, data, unit }: CaseEvent): Notice[] {
  const { sla, supervision } = policy
  const byId = <T extends { id: string }>(rules: readonly T[] | undefined, id: unknown) => rules?.find((one) => one.id === id)
  const named: Partial<Record<CaseEvent['type'], () => { to: readonly Role[] | undefined; text: string }>> = {
    'clock.breached': () => ({
      to: byId(sla.clocks, data.clock)?.notify,
      text: '{case.number} {clock.name}已超时，应于 {clock.due} 前完成。',
    }),
    'card.issued': () => ({ to: byId(supervision.rules, data.rule)?.notify, text: '{case.number}《{case.title}》{card.name}。' }),
    'order.issued': () => ({
      to: byId(supervision.orders, data.order)?.notify,
      text: '{case.number}《{case.title}》已签发{card.name}（{unit.name}）。',
    }),
    'discipline.handedOver': () => ({
      to: byId(supervision.handovers, data.rule)?.notify,
      text: `{unit.name}本期督办牌满 ${String(data.count)} 张（{card.name}），移交处理，最近一件 {case.number}。`,
    }),
    'request.escalated': () => ({
      to: requestRule(policy, category, data.kind)?.escalateTo,
      text: '{case.number} 的{request.name}逾期未批，请尽快审批。',
    }),
  }
  const { to = [], text } = named[type]?.() ?? { text: '' }
  if (to.length === 0) return []
  return [
    {
      id: String(data.rule ?? data.order ?? data.clock ?? data.request),
      name: '',
      on: type,
      to: [...to],
      units: unit === undefined ? 'all' : 'assignee',
      channels: ['in-app', 'sound'],
      text,
    },
  ]
}

function compose(policy: Policy, state: Case, event: CaseEvent, names: Names, notice: Notice): ComposedNotice[] {
  const text = fill(notice.text, textValues(policy, state, event, names))
  return addressees(notice, state, event, names).map(({ role, unit }) => ({
    notice: notice.id,
    event: event.type,
    role,
    unit,
    sound: soundOf(notice),
    text,
  }))
}

function addressKey({ role, unit, person }: Pick<ComposedNotice, 'role' | 'unit' | 'person'>): string {
  return `${role} ${unit ?? ''} ${person ?? ''}`
}

/** What conditions of notices read besides the case: `clock.id`, `clock.owner`, `request.kind`, `card.colour`. */
function eventFacts({ data }: CaseEvent): Facts {
  return { clock: { id: data.clock, owner: data.owner }, request: { kind: data.kind }, card: { colour: data.card } }
}

function addressees(notice: Notice, state: Case, event: CaseEvent, names: Names): { role: Role; unit: string | null }[] {
  const units = (role: Role) => (notice.units === 'cluster' ? clusterFor(role, state, names) : unitsFor(notice, role, state, event))
  const all = notice.to.flatMap((role) => units(role).map((unit) => ({ role, unit })))
  return [...new Map(all.map((one) => [addressKey(one), one])).values()]
}

/** A town's roles, at the cluster of the town. */
function clusterFor(role: Role, { town }: Case, { cluster }: Names): string[] {
  return ROLES[role].side === 'town' ? [cluster?.(town) ?? []].flat() : []
}

function unitsFor(notice: Notice, role: Role, state: Case, event: CaseEvent): (string | null)[] {
  const { side } = ROLES[role]
  if (side === 'platform' || side === 'county' || side === 'system') return [null]
  if (side === 'called') return callsOf(state).flatMap((call) => (call.role === role ? [call.unit ?? null] : []))
  if (side === 'town') return notice.units === 'platform' ? [] : [state.town]
  if (notice.units === 'town' || notice.units === 'platform') return []
  return event.unit !== undefined && notice.units === 'assignee' ? [event.unit] : activeAssignments(state).map((one) => one.unit)
}

function soundOf({ channels }: Notice): ComposedNotice['sound'] {
  return channels.includes('alarm') ? 'alarm' : channels.includes('sound') ? 'chime' : 'none'
}

function textValues(policy: Policy, state: Case, event: CaseEvent, names: Names): Record<(typeof PLACEHOLDERS)[number], string> {
  const unit = (id: string | undefined) => (id === undefined ? '' : (names.unit(id) ?? id))
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return {
    'case.number': state.number,
    'case.title': state.title,
    'case.town': unit(state.town),
    'case.category': policy.categories.find((one) => one.id === state.category)?.name ?? state.category,
    'case.item': policy.responsibilities.items.find((one) => one.id === state.item)?.name ?? '',
    'case.round': String(state.round),
    'lead.name': unit(leadAssignment(state)?.unit),
    'unit.name': unit(event.unit),
    'actor.name': event.by.name,
    'reason.text': event.reason?.text ?? '',
    'clock.name': text(event.data.name),
    'clock.due': typeof event.data.dueAt === 'number' ? dayAndTime(event.data.dueAt, policy) : '',
    'clock.left': typeof event.data.dueAt === 'number' ? duration(event.data.dueAt - event.at) : '',
    'card.name': text(event.data.name),
    'request.name': requestName(policy, state, text(event.data.kind)),
    'request.decision': event.data.approved === true ? '同意' : event.data.approved === false ? '不同意' : '',
  }
}

/** `1 小时 40 分`; nothing below zero. */
function duration(milliseconds: number): string {
  const minutes = Math.max(0, Math.ceil(milliseconds / MINUTE))
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 ? `${hours} 小时` : '', rest > 0 || hours === 0 ? `${rest} 分` : ''].filter(Boolean).join(' ')
}

/** `3月1日 14:50` in the county's offset. */
function dayAndTime(instant: number, policy: Policy): string {
  const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
  const [date = '', time = ''] = formatInstant(instant, offset).split('T')
  const [, month, day] = date.split('-')
  return `${Number(month)}月${Number(day)}日 ${time}`
}

function requestName(policy: Policy, { category }: Case, kind: string): string {
  return requestRule(policy, category, kind)?.name ?? kind
}

function requestRule(policy: Policy, category: string, kind: unknown) {
  return flowOf(policy, category)?.requests.find((rule) => rule.kind === kind)
}

function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{([a-z]+\.[a-z]+)\}/g, (whole, path: string) => (Object.hasOwn(values, path) ? (values[path] ?? '') : whole))
}
