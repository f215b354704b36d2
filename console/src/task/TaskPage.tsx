import type { TaskView } from '@shaotai/api'
import { useQuery } from '@tanstack/react-query'
import { Card } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import show from '../case/show/show.module.css'
import { StatusTag } from '../case/StatusTag.tsx'
import css from '../ledger/ledger.module.css'
import { WHO } from '../platform/access-control.ts'
import { Empty } from '../platform/feedback/Empty.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { formatMoment } from '../platform/format/format.ts'
import { request, RequestFailed } from '../platform/http.ts'
import { useLive } from '../platform/live/use-live.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { useUnits } from '../policy-data/use-units.ts'
import { groundWords } from './ground.ts'
import { AcknowledgeButton } from './TasksPage.tsx'

/** 一项交办: what is asked, on which ground, and which towns have acknowledged it. */
export function TaskPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('task')
  const units = useUnits()
  const session = useSession()
  const { data, error, refetch } = useQuery({ queryKey: ['task', id], queryFn: () => request<TaskView>('GET', `/tasks/${id}`) })
  useLive(['task'], (change) => {
    if (!change || change.id === id) void refetch()
  })
  if (error && !data) {
    const missing = error instanceof RequestFailed && error.statusCode === 404
    return missing ? <Empty text={t('missing')} /> : <ErrorState error={error} onRetry={() => void refetch()} full />
  }
  if (!data) return <PageLoading rows={8} />
  const own = data.parts.find((part) => part.town === session?.unit.id)
  const mayAcknowledge = own?.acknowledgedAt === null && hasAnyRole(session, WHO.town)
  return (
    <div className={show.page}>
      <PageHeader
        title={data.title}
        crumbs={[{ name: t('page.list'), to: '/tasks' }, { name: data.number }]}
        status={<StatusTag name={t(`kind.${data.kind}`)} tone="blue" icon={<></>} />}
        note={[
          t('from', { unit: units.short(data.unit) }),
          t('createdAt', { time: formatMoment(data.createdAt) }),
          ...(data.dueOn === null ? [] : [t('dueOn', { day: data.dueOn })]),
        ].join('　')}
        actions={mayAcknowledge && <AcknowledgeButton task={data.id} number={data.number} onDone={() => void refetch()} />}
      />
      <Card size="small" className={show.card} title={t('content')}>
        {data.content.split('\n').map((line, index) => (
          // Lines of a text that never changes while it is shown.
          // oxlint-disable-next-line react/no-array-index-key
          <p key={index}>{line}</p>
        ))}
      </Card>
      <Card size="small" className={show.card} title={t('why')}>
        {groundWords(data.why, t)}
      </Card>
      <Card size="small" className={show.card} title={t('parts')}>
        <ul className={css.answers}>
          {data.parts.map((part) => (
            <li key={part.town}>
              <b>{units.short(part.town)}</b>
              {part.acknowledgedAt === null ? (
                <StatusTag name={t('waiting')} tone="amber" />
              ) : (
                <StatusTag name={t('acknowledged', { time: formatMoment(part.acknowledgedAt) })} tone="green" />
              )}
              {part.acknowledgedBy && <span>{part.acknowledgedBy}</span>}
            </li>
          ))}
        </ul>
      </Card>
    </div>
  )
}
