import type { LedgerRound } from '@shaotai/api'
import type { Ledger } from '@shaotai/core'
import { useQuery } from '@tanstack/react-query'
import { Card, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { useCountyOffset } from '../platform/format/county-time.ts'
import { request } from '../platform/http.ts'
import { useLive } from '../platform/live/use-live.ts'
import { serverNow } from '../platform/now.ts'
import { useUnits } from '../policy-data/use-units.ts'
import { roundsOf } from './rounds.ts'
import css from './ledger.module.css'

/** 月度、季度销号: 应销, 已销, 超期 of a round in figures and as one bar per unit. */
export function RoundChip({ ledger }: { ledger: Ledger }) {
  const { t } = useTranslation('ledger')
  const units = useUnits()
  const choices = roundsOf(ledger, serverNow(), useCountyOffset())
  const [chosen, setChosen] = useState<string>()
  const key = choices.some((one) => one.key === chosen) ? chosen : choices[0]?.key
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['ledger-round', ledger.id, key],
    queryFn: () => request<LedgerRound>('GET', `/ledgers/${ledger.id}/rounds/${key ?? ''}`),
    enabled: key !== undefined,
    staleTime: 30_000,
  })
  useLive(['ledger'], () => void refetch(), key !== undefined)
  if (key === undefined) return null
  const most = Math.max(1, ...(data?.units ?? []).map((unit) => unit.due))
  return (
    <Card
      size="small"
      className={css.round}
      title={t('round.title')}
      extra={
        <Select
          size="small"
          aria-label={t('round.choose')}
          value={key}
          onChange={setChosen}
          options={choices.map((one) => ({
            value: one.key,
            label: t(`round.${one.unit}`, { year: one.year, month: one.part, quarter: one.part }),
          }))}
        />
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : isPending || !data ? (
        <PageLoading rows={2} />
      ) : (
        <>
          <p className={css.figures}>
            <span>{t('round.due', { count: data.total.due })}</span>
            <span className={css.green}>{t('round.done', { count: data.total.done })}</span>
            <span className={css.red}>{t('round.overdue', { count: data.total.overdue })}</span>
            {data.total.early > 0 && <span>{t('round.early', { count: data.total.early })}</span>}
          </p>
          {data.total.due === 0 ? (
            <p className={css.quiet}>{t('round.none')}</p>
          ) : (
            <ul className={css.bars}>
              {data.units
                .filter((one) => one.due > 0)
                .map((one) => (
                  <li key={one.unit} aria-label={t('round.bar', { ...one, unit: units.short(one.unit) })}>
                    <span className={css.barName}>{units.short(one.unit)}</span>
                    <span className={css.bar} style={{ width: `${(100 * one.due) / most}%` }} aria-hidden="true">
                      <i className={css.barDone} style={{ flexGrow: one.done }} />
                      <i className={css.barLate} style={{ flexGrow: Math.min(one.overdue, one.due - one.done) }} />
                      <i style={{ flexGrow: Math.max(0, one.due - one.done - one.overdue) }} />
                    </span>
                    <span className="tabular">{`${one.done}/${one.due}`}</span>
                  </li>
                ))}
            </ul>
          )}
        </>
      )}
    </Card>
  )
}
