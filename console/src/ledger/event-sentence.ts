import type { EntryEvent } from '@shaotai/core'
import type { TFunction } from 'i18next'
import { copiedTo } from '../case/show/event-sentence.ts'
import type { Tone } from '../case/tone.ts'

type Saying = { t: TFunction<'ledger'>; unit: (id: string) => string; role: (id: string) => string }

/** What happened to an entry, in the county's words. */
export function entrySentence({ type, data, by }: EntryEvent, { t, unit, role }: Saying): string {
  const units = (value: unknown) => (Array.isArray(value) ? value.map((one) => unit(String(one))).join('、') : '')
  const name = typeof data['name'] === 'string' ? data['name'] : ''
  switch (type) {
    case 'entry.moved':
      return name
    case 'consultation.opened':
      return t('ledger:event.consultation.opened', { units: units(data['units']) })
    case 'consultation.answered':
      return t('ledger:event.consultation.answered', {
        unit: unit(String(data['unit'])),
        answer: t(`ledger:answer.${String(data['answer'])}`),
      })
    case 'consultation.ended': {
      const silent = units(data['silent'])
      return silent === '' ? t('ledger:event.consultation.ended') : t('ledger:event.consultation.silent', { units: silent })
    }
    case 'approval.signed': {
      const seat = typeof data['seatName'] === 'string' && data['seatName'] !== '' ? data['seatName'] : by.name
      const said = { seat, stance: t(`ledger:stance.${String(data['stance'])}`), person: nameOf(data['person']) }
      return t(said.person === '' ? 'ledger:event.approval.signed' : 'ledger:event.approval.signed.standing', said)
    }
    case 'approval.seatAdded':
    case 'approval.seatRemoved':
    case 'approval.passedOn':
    case 'approval.advised':
    case 'approval.sentBack': {
      const seat = textOf(data['seatName'])
      const how = data['kind'] === 'delegate' ? '.delegate' : data['withdrawn'] === true ? '.withdrawn' : ''
      const back = type === 'approval.sentBack' && seat === '' && how === '' ? '.submitter' : how
      return t(`ledger:event.${type}${back}`, { seat, person: nameOf(data['person']) })
    }
    case 'approval.copied':
      return t('ledger:event.approval.copied', { role: role(textOf(data['role'])), unit: data['unit'] ? unit(textOf(data['unit'])) : '' })
    case 'entry.copied':
      return t('ledger:event.entry.copied', { to: copiedTo(data, unit, t('ledger:separator')) })
    case 'card.issued': {
      const card = String(data['card'])
      return card === 'none'
        ? t('ledger:event.card.issued', { name })
        : t('ledger:event.card.with', { name, card: t(`ledger:card.${card}`) })
    }
    default:
      return t(`ledger:event.${type}`, { name })
  }
}

/** The colour of an event's dot. */
export function entryEventTone({ type, to, data }: EntryEvent): Tone {
  if (type === 'clock.breached' || (type === 'card.issued' && data['card'] === 'red')) return 'red'
  if (type === 'clock.warned' || type === 'card.issued') return 'amber'
  if (type === 'approval.failed') return 'red'
  if (type === 'approval.passed') return 'green'
  if (type.startsWith('consultation.') || type.startsWith('approval.')) return 'purple'
  return to?.phase === 'DONE' || type === 'entry.effected' ? 'green' : 'blue'
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function nameOf(person: unknown): string {
  return textOf((person as { name?: unknown } | undefined)?.name)
}
