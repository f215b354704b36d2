import type { WaitingSeat } from '@shaotai/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Empty } from '../../platform/feedback/Empty.tsx'
import { ErrorState } from '../../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../../platform/feedback/Loading.tsx'
import { formatMoment } from '../../platform/format/format.ts'
import { request } from '../../platform/http.ts'
import { useLive } from '../../platform/live/use-live.ts'
import { useNow } from '../../platform/now.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import css from './list.module.css'

/** 待我审签: approvals of cases and ledger entries that wait for my seat, or that of somebody I stand in for. */
export function WaitingApprovals() {
  const { t } = useTranslation('case')
  const client = useQueryClient()
  const units = useUnits()
  const now = useNow()
  useLive(['case', 'notice'], () => void client.invalidateQueries({ queryKey: ['waiting-approvals'] }))
  const { data, error, refetch } = useQuery({
    queryKey: ['waiting-approvals'],
    queryFn: () => request<{ data: WaitingSeat[]; total: number }>('GET', '/waiting-approvals'),
  })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <PageLoading rows={6} />
  if (data.data.length === 0) return <Empty text={t('list.empty.sign')} />
  return (
    <ul className={css.cards}>
      {data.data.map(({ owner, approval, seat, name, seatName, since, standingFor }) => (
        <li key={`${owner.id} ${approval} ${seat}`} className={`${css.caseCard} ${css['edge-blue']}`}>
          <div className={css.cardHead}>
            <Tag color="blue">{name}</Tag>
            {standingFor && <Tag color="purple">{t('people:for', { name: standingFor.name })}</Tag>}
            <span className={css.cardDue}>{t('sign.since', { time: formatMoment(since, { now }) })}</span>
          </div>
          <h2>
            <Link to={owner.kind === 'case' ? `/cases/${owner.id}` : `/ledgers/entries/${owner.id}`}>{owner.title}</Link>
          </h2>
          <div className={css.cardMeta}>
            <span>{owner.number}</span>
            <span>{units.short(owner.unit)}</span>
            <span>{t('sign.seat', { seat: seatName })}</span>
          </div>
        </li>
      ))}
    </ul>
  )
}
