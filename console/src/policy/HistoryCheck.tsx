import { CheckCircleOutlined } from '@ant-design/icons'
import type { HistoryFindings, PolicyDraft } from '@shaotai/api'
import type { OffListCase, Policy } from '@shaotai/core'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { formatDay } from '../platform/format/format.ts'
import { FindingList } from './FindingList.tsx'
import { useHistoryFindings } from './queries.ts'
import { useIgnoring, type Ignoring } from './use-ignoring.ts'
import css from './policy.module.css'

/** What last year's cases say about a draft (与去年的哨件对照); it comes after the page, because a year has to be read for it. */
export function HistoryCheck({ draft, policy }: { draft: Pick<PolicyDraft, 'id' | 'hash'>; policy: Policy }) {
  const { t } = useTranslation('policy')
  const history = useHistoryFindings(draft)
  const ignoring = useIgnoring(draft.id)
  if (history.error) return <ErrorState error={history.error} onRetry={() => void history.refetch()} />
  if (!history.data)
    return (
      <>
        <p className={css.nothing}>{t('history.loading')}</p>
        <PageLoading rows={3} />
      </>
    )
  return <HistoryResult result={history.data} policy={policy} ignoring={ignoring} />
}

/** The findings, how many cases they come from, and what was not read. */
export function HistoryResult({ result, policy, ignoring }: { result: HistoryFindings; policy: Policy; ignoring?: Ignoring }) {
  const { t } = useTranslation('policy')
  const { cases: count, unknown, reached, since, findings } = result
  if (count === 0) return <p className={css.nothing}>{t('history.none')}</p>
  return (
    <>
      {reached !== null && (
        <Alert className={css.bar} type="warning" showIcon title={t('history.early', { reached: formatDay(reached, { year: true }) })} />
      )}
      {unknown > 0 && <Alert className={css.bar} type="warning" showIcon title={t('history.unknown', { count: unknown })} />}
      {findings.length === 0 ? (
        <p className={css.fine}>
          <CheckCircleOutlined aria-hidden="true" /> {t('history.fine', { count })}
        </p>
      ) : (
        <>
          <p className={css.nothing}>{t('history.read', { count, since: formatDay(since, { year: true }) })}</p>
          <FindingList findings={findings} policy={policy} {...(ignoring && { ignoring })} />
          <OffList samples={findings.flatMap(samplesOf)} policy={policy} />
        </>
      )}
    </>
  )
}

function OffList({ samples, policy }: { samples: readonly OffListCase[]; policy: Policy }) {
  const { t } = useTranslation('policy')
  if (samples.length === 0) return null
  const name = (id: string) => policy.categories.find((one) => one.id === id)?.name ?? id
  return (
    <details>
      <summary>{t('history.offList')}</summary>
      <ul>
        {samples.map((one) => (
          <li key={one.case}>
            {one.number} {name(one.category)}
          </li>
        ))}
      </ul>
    </details>
  )
}

function samplesOf({ code, params }: HistoryFindings['findings'][number]): readonly OffListCase[] {
  return code === 'policy.history.off-list' ? (params.samples as OffListCase[]) : []
}
