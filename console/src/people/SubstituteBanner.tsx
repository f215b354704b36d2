import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatPeriod } from './period.ts'
import { useSubstitutes } from './use-substitutes.ts'
import css from './people.module.css'

/** 王某 2月3日至8日由李某代理: on the page of both, from the day it is arranged until it ends. */
export function SubstituteBanner() {
  const { t } = useTranslation('people')
  const { view } = useSubstitutes()
  if (!view) return null
  const { today, person } = view
  const days = (one: { from: string; to: string }) => formatPeriod(one.from, one.to, today)
  const lines = [
    ...view.substitutes.map((one) => t('banner', { absent: person.name, period: days(one), substitute: one.name })),
    ...view.standsFor.map((one) => t('banner', { absent: one.name, period: days(one), substitute: person.name })),
  ]
  if (lines.length === 0) return null
  return (
    <Alert
      type="info"
      showIcon
      className={css.banner}
      title={lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
      action={<Link to="/me">{t('arrange')}</Link>}
    />
  )
}
