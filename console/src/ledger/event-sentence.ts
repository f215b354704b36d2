import type { EntryEvent } from '@shaotai/core'
import type { TFunction } from 'i18next'
import type { Tone } from '../case/tone.ts'

type Saying = { t: TFunction<'ledger'>; unit: (id: string) => string }

/** What happened to an entry, in the county's words. */
export function entrySentence({ type, data, by }: EntryEvent, { t, unit }: Saying): string {
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
      return t('ledger:event.approval.signed', { seat, stance: t(`ledger:stance.${String(data['stance'])}`) })
    }
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
