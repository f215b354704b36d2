import { CANONICAL_EVENTS, type CaseEvent, type EventName, type Policy } from '@shaotai/core'
import type { TFunction } from 'i18next'
import { formatMoment } from '../../platform/format/format.ts'
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
  'card.issued': 'red',
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
    card: data['card'] ? t(`case:card.${text(data['card'])}`) : '',
    rule: text(data['name']),
    level: levelName(policy, data['level']),
    request: requestName ?? t(`case:requestKind.${text(data['kind']) || 'other'}`),
    days: data['days'] ?? data['amount'] ?? '',
    until: typeof data['until'] === 'number' ? formatMoment(data['until']) : '',
    round: data['round'] ?? '',
    message: text(data['message']),
    case: text(data['case'] ?? data['into']),
    count: Array.isArray(data['ratings']) ? data['ratings'].length : 0,
  })
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
    case 'case.resumed':
      return data['planned'] ? '.planned' : ''
    case 'case.suspended':
      return data['until'] ? '.until' : ''
    default:
      return ''
  }
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

const text = (value: unknown) => (typeof value === 'string' ? value : '')
