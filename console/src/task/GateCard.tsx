import { describeRefusal, type CreateTask, type TaskPreview } from '@shaotai/api'
import { useQuery } from '@tanstack/react-query'
import { Alert, Card } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { request } from '../platform/http.ts'
import { groundWords } from './ground.ts'

/** 能不能交办: the gate's decision on what is chosen, while it is chosen; refused, with the way to ask for admission. */
export function GateCard({ task }: { task: Pick<CreateTask, 'kind' | 'item' | 'towns'> | undefined }) {
  const { t, i18n } = useTranslation('task')
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['task-preview', task],
    queryFn: () => request<TaskPreview>('POST', '/task-previews', task),
    enabled: task !== undefined,
    placeholderData: (before) => before,
  })
  const refusal = data?.refusal
  const ledger = refusal?.params['ledger']
  const clause = (refusal?.why as { clause?: string } | undefined)?.clause
  return (
    <Card size="small" title={t('gate.title')} aria-live="polite">
      {task === undefined ? (
        <p>{t('gate.choose')}</p>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : isPending || !data ? (
        <PageLoading rows={2} />
      ) : data.allowed ? (
        <Alert type="success" showIcon title={t('gate.allowed')} description={groundWords(data.ground, t)} />
      ) : (
        <Alert
          type="error"
          showIcon
          title={t('gate.refused')}
          description={
            <>
              {refusal && <p>{describeRefusal(refusal, i18n.language === 'en' ? 'en' : 'zh')}</p>}
              {clause && <p>{t('gate.clause', { clause })}</p>}
              {typeof ledger === 'string' && <Link to={`/ledgers/new/${ledger}`}>{t('gate.ask')}</Link>}
            </>
          }
        />
      )}
    </Card>
  )
}
