import { CANONICAL_EVENTS, ROLES, type CaseEvent, type EventName, type Policy, type Role } from '@shaotai/core'
import i18next, { type TFunction } from 'i18next'
import { formatMoment } from '../../platform/format/format.ts'
import { roleName } from '../../platform/role-names.ts'
import type { Tone } from '../tone.ts'

/** What a sentence needs besides its event: names of the policy and of units. */
export type Saying = { t: TFunction; policy: Policy | undefined; unit: (id: string) => string }

/** How settled each kind of event is; what is not named is ordinary. */
const TONES: Partial<Record<EventName, Tone>> = {
  'case.denied': 'red',
  'case.disapproved': 'red',
  'case.returnedToTown': 'amber',
  'case.rejected': 'red',
  'case.recalled': 'grey',
  'case.voided': 'grey',
  'case.suspended': 'purple',
  'case.resumed': 'blue',
  'case.verificationFailed': 'red',
  'case.consented': 'green',
  'case.consentRefused': 'red',
  'case.reworkOrdered': 'amber',
  'case.closed': 'green',
  'case.evaluated': 'green',
  'assignment.signed': 'green',
  'assignment.arrived': 'green',
  'assignment.done': 'green',
  'assignment.returnRequested': 'amber',
  'assignment.returned': 'amber',
  'assignment.cancelled': 'grey',
  'assignment.waived': 'grey',
  'clock.warned': 'amber',
  'clock.breached': 'red',
  'clock.recomputed': 'amber',
  'card.issued': 'red',
  'card.withdrawn': 'grey',
  'discipline.handedOver': 'red',
  'case.merged': 'grey',
  'case.unmerged': 'blue',
  'case.readmitted': 'green',
  'request.escalated': 'amber',
  'appeal.opened': 'amber',
  'rating.screened': 'purple',
  'order.issued': 'amber',
  'order.closed': 'green',
  'risk.flagged': 'red',
  'urge.sent': 'amber',
}

export const toneOf = (event: CaseEvent): Tone => TONES[event.type] ?? 'blue'

/** What an event says, in one sentence of the reader's language. Every canonical event has one (`sentence.<event>` of the words). */
export function eventSentence(event: CaseEvent, { t, policy, unit }: Saying): string {
  const { data } = event
  const list = (ids: unknown) => (Array.isArray(ids) ? ids.map((id) => unit(String(id))).join(t('case:list.separator')) : '')
  const requestName = policy?.flows.flatMap((flow) => flow.requests).find((one) => one.kind === data['kind'])?.name
  return t(`case:sentence.${event.type}${variantOf(event)}`, {
    unit: event.unit ? unit(event.unit) : '',
    lead: data['lead'] ? unit(text(data['lead'])) : '',
    cooperating: list(data['cooperating']),
    units: list(data['units']),
    people: names(data['responders'], t),
    clock: text(data['name']) || clockName(policy, data['clock']),
    due: typeof data['dueAt'] === 'number' ? formatMoment(data['dueAt']) : '',
    was: typeof data['wasDueAt'] === 'number' ? formatMoment(data['wasDueAt']) : '',
    card: data['card'] ? t(`case:card.${text(data['card'])}`) : '',
    rule: text(data['name']),
    level: levelName(policy, data['level']),
    request: requestName ?? t(`case:requestKind.${text(data['kind']) || 'other'}`),
    days: data['days'] ?? data['amount'] ?? '',
    until: typeof data['until'] === 'number' ? formatMoment(data['until']) : '',
    round: data['round'] ?? '',
    approval: approvalName(policy, data['rule']),
    seat: text(data['seatName']) || text(data['seat']),
    stance: data['stance'] ? t(`case:stance.${text(data['stance'])}`) : '',
    person: text((data['person'] as { name?: unknown } | undefined)?.name),
    role: roleWord(data['role']),
    quorum: data['quorum'] ?? '',
    ...resolutionFigures(data['resolution']),
    message: text(data['message']),
    case: otherCase(data) || t('case:case.other'),
    source: t(`case:feedbackSource.${text(data['source']) || 'other'}`),
    to:
      event.type === 'case.copied'
        ? copiedTo(data, unit, t('case:list.separator'))
        : text((data['to'] as { name?: unknown } | undefined)?.name),
    against: t(`case:against.${text(data['against']).split('/')[0] || 'other'}`),
    outcome: t(`case:outcome.${text(data['outcome']) || 'other'}`),
    number: data['count'] ?? '',
    count: Array.isArray(data['ratings']) ? data['ratings'].length : 0,
  })
}

/** Units and people something was copied to, as a list. */
export function copiedTo(data: CaseEvent['data'], unit: Saying['unit'], separator: string): string {
  const { units = [], people = [] } = data as { units?: string[]; people?: { name: string; unit: string }[] }
  return [...units.map(unit), ...people.map((one) => `${one.unit ? unit(one.unit) : ''}${one.name}`)].join(separator)
}

/** Some events read differently by what they carry. */
function variantOf({ type, data }: CaseEvent): string {
  switch (type) {
    case 'case.dispatched':
      if (data['again']) return '.again'
      return Array.isArray(data['cooperating']) && data['cooperating'].length > 0 ? '' : '.alone'
    case 'case.adjudicated':
      return Array.isArray(data['cooperating']) && data['cooperating'].length > 0 ? '' : '.alone'
    case 'assignment.created':
      return data['role'] === 'cooperating' ? '.cooperating' : ''
    case 'assignment.arrived':
      return data['confirmedByTown'] ? '.byTown' : ''
    case 'assignment.returnRefused':
      return data['withdrawn'] ? '.withdrawn' : ''
    case 'request.opened':
      return data['days'] ? '.days' : data['until'] ? '.until' : ''
    case 'request.decided':
      return data['approved'] ? '' : '.refused'
    case 'approval.signed':
      return data['resolution'] ? '.meeting' : data['person'] ? '.standing' : ''
    case 'approval.passedOn':
      return data['kind'] === 'delegate' ? '.delegate' : ''
    case 'approval.sentBack':
      return data['withdrawn'] ? '.withdrawn' : data['seat'] ? '' : '.submitter'
    case 'panel.voted':
      return Array.isArray(data['cooperating']) && data['cooperating'].length > 0 ? '' : '.alone'
    case 'case.resumed':
      return data['planned'] ? '.planned' : ''
    case 'risk.flagged':
      return data['automatic'] ? '.automatic' : ''
    case 'case.suspended':
      return data['until'] ? '.until' : ''
    default:
      return ''
  }
}

/** The number of the other case of a merger; empty for those who may not know of it. */
function otherCase(data: CaseEvent['data']): string {
  return text((data['target'] as { number?: unknown } | undefined)?.number ?? data['number'])
}

/** Whether a string is an event this page has a sentence for. */
export function isKnownEvent(type: string): type is EventName {
  return (CANONICAL_EVENTS as readonly string[]).includes(type)
}

function names(responders: unknown, t: TFunction): string {
  return Array.isArray(responders) ? responders.map((one: { name?: string }) => one.name ?? '').join(t('case:list.separator')) : ''
}

function clockName(policy: Policy | undefined, id: unknown): string {
  return policy?.sla.clocks.find((one) => one.id === id)?.name ?? text(id)
}

function levelName(policy: Policy | undefined, id: unknown): string {
  return policy?.categories.flatMap((one) => one.levels ?? []).find((one) => one.id === id)?.name ?? text(id)
}

function approvalName(policy: Policy | undefined, id: unknown): string {
  return policy?.flows.flatMap((one) => one.approvals ?? []).find((one) => one.id === id)?.name ?? text(id)
}

function roleWord(role: unknown): string {
  const known = typeof role === 'string' && Object.hasOwn(ROLES, role)
  return known ? roleName(role as Role, i18next.language === 'en' ? 'en' : 'zh') : ''
}

const FIGURES = ['number', 'expected', 'present', 'for', 'against', 'abstained'] as const

function resolutionFigures(resolution: unknown): Record<string, unknown> {
  const figures = (resolution ?? {}) as Record<string, unknown>
  return Object.fromEntries(FIGURES.map((key) => [key, figures[key] ?? '']))
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
