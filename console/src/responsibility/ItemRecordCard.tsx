import type { ItemRecord } from '@shaotai/api'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { request } from '../platform/http.ts'
import { useUnits } from '../policy-data/use-units.ts'
import css from './responsibility.module.css'

/** 依单监管: who was responsible for what under an item: cases, cards and tasks, by unit and town. */
export function ItemRecordCard({ item }: { item: string }) {
  const { t } = useTranslation('responsibility')
  const units = useUnits()
  const { data, error, refetch } = useQuery({
    queryKey: ['item-record', item],
    queryFn: () => request<ItemRecord>('GET', `/responsibilities/${encodeURIComponent(item)}/record`),
    staleTime: 30_000,
  })
  return (
    <section className={css.guide}>
      <h3>{t('record')}</h3>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <PageLoading rows={3} />
      ) : data.units.length === 0 && data.towns.length === 0 ? (
        <p>{t('record.none')}</p>
      ) : (
        <>
          <p>
            <Link to={`/cases?item=${encodeURIComponent(item)}`}>{t('record.cases', data.cases)}</Link>
            {data.cards.white + data.cards.yellow + data.cards.red > 0 && `　${t('record.cards', data.cards)}`}
          </p>
          <ul>
            {data.units.map((one) => (
              <li key={one.unit}>{t('record.unit', { ...one, unit: units.short(one.unit) })}</li>
            ))}
            {data.towns.map((one) => (
              <li key={one.town}>{t('record.town', { ...one, town: units.short(one.town) })}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
