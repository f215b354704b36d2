import type { CaseView } from '@shaotai/api'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../platform/format/format.ts'
import { serverNow } from '../../platform/now.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import css from './show.module.css'

/** 最迟时间: when each step still to come must be done at the latest. Steps of several units that end together are one line. */
export function Forecast({ forecast }: { forecast: CaseView['forecast'] }) {
  const { t } = useTranslation('case')
  const units = useUnits()
  const lines = new Map<string, CaseView['forecast'][number][]>()
  for (const one of forecast.toSorted((a, b) => a.dueAt - b.dueAt)) {
    const key = `${one.clock} ${one.dueAt}`
    lines.set(key, [...(lines.get(key) ?? []), one])
  }
  return (
    <table className={css.forecast}>
      <caption>{t('forecast.title')}</caption>
      <tbody>
        {[...lines.entries()].map(([key, same]) => {
          const [first] = same
          if (!first) return null
          const who = same.flatMap((one) => (one.unit ? [units.short(one.unit)] : []))
          return (
            <tr key={key}>
              <th scope="row">{first.name}</th>
              <td title={who.join(t('list.separator'))}>
                {who.length > 1 ? t('forecast.units', { count: who.length }) : (who[0] ?? t(`owner.${first.owner}`))}
              </td>
              <td className="tabular">
                {t('forecast.before', { time: formatMoment(first.dueAt, { now: serverNow() }) })}
                {first.provisional && <span className={css.provisional}>{t('sla:provisional')}</span>}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
