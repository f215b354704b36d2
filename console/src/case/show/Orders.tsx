import type { IssuedOrder } from '@shaotai/core'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../platform/format/format.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import { StatusTag } from '../StatusTag.tsx'
import type { Tone } from '../tone.ts'
import css from './show.module.css'

const TONES: Record<IssuedOrder['status'], Tone> = { open: 'amber', replied: 'blue', closed: 'green' }

/** 督办单: who ordered what of whom, and the answer. */
export function Orders({ orders }: { orders: readonly IssuedOrder[] }) {
  const { t } = useTranslation('case')
  const units = useUnits()
  return orders.map((one) => (
    <section key={one.id} aria-label={one.name}>
      <h3>
        {one.name}
        {one.unit && `（${units.short(one.unit)}）`} <StatusTag name={t(`orders.status.${one.status}`)} tone={TONES[one.status]} />
      </h3>
      <p>{one.text}</p>
      <p className={css.quiet}>
        {t('orders.issued', { who: `${units.short(one.issuedBy.unit)} ${one.issuedBy.name}`, time: formatMoment(one.issuedAt) })}
      </p>
      {one.reply && <p>{t('orders.reply', { text: one.reply })}</p>}
    </section>
  ))
}
