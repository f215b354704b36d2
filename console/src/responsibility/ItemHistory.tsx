import { versionsOf, type ListItem, type Policy } from '@shaotai/core'
import { useTranslation } from 'react-i18next'
import { useUnits } from '../policy-data/use-units.ts'
import css from './responsibility.module.css'

/** How a matter changed: every version of the item with its days, who led it then, and who had been consulted. */
export function ItemHistory({ policy, item }: { policy: Policy; item: ListItem }) {
  const { t } = useTranslation('responsibility')
  const units = useUnits()
  const versions = versionsOf(policy, item.id)
  if (versions.length < 2 && !item.effectiveFrom && !item.effectiveTo && !item.consulted?.length) return null
  return (
    <section className={css.guide}>
      <h3>{t('history')}</h3>
      <ul>
        {versions.map((one) => (
          <li key={one.id} aria-current={one.id === item.id || undefined}>
            {t('history.line', {
              id: one.id,
              from: one.effectiveFrom ?? t('history.start'),
              to: one.effectiveTo ?? t('history.now'),
              lead: units.short(one.lead),
            })}
            {one.consulted && one.consulted.length > 0 && t('history.consulted', { units: one.consulted.map(units.short).join('、') })}
          </li>
        ))}
      </ul>
    </section>
  )
}
