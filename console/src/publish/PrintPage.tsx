import { PrinterOutlined } from '@ant-design/icons'
import type { Policy } from '@shaotai/core'
import { Button } from 'antd'
import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useParams } from 'react-router'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { useUnits } from '../policy-data/use-units.ts'
import { useDraft, usePolicy } from '../policy/queries.ts'
import { PrintedRegulation } from './PrintedRegulation.tsx'
import { printDraft, printVersion, type Paper } from './regulation.ts'
import { WordButton } from './WordButton.tsx'
import css from './print.module.css'

/** A version on paper. */
export function PrintVersionPage() {
  const { t } = useTranslation('publish')
  const { hash = '' } = useParams()
  const { name: unitName } = useUnits()
  const found = usePolicy(hash)
  const version = found.data
  const paper = useMemo(
    () => version && printVersion(version.document as unknown as Policy, version, { t, unitName }),
    [version, t, unitName],
  )
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (!version || !paper) return <PageLoading rows={10} />
  const name = t('files.version', { version: version.version })
  return (
    <Sheet
      paper={paper}
      crumbs={[
        { name: t('policy:title'), to: '/policy' },
        { name, to: `/policy/versions/${hash}` },
      ]}
    />
  )
}

/** A draft on paper, marked as one; once it is published, the version it became. */
export function PrintDraftPage() {
  const { t } = useTranslation('publish')
  const { id = '' } = useParams()
  const { name: unitName } = useUnits()
  const found = useDraft(id)
  const draft = found.data
  const paper = useMemo(() => draft && printDraft(draft.document as unknown as Policy, draft, { t, unitName }), [draft, t, unitName])
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (!draft || !paper) return <PageLoading rows={10} />
  if (draft.status === 'published') return <Navigate replace to={`/policy/versions/${draft.hash}/print`} />
  return (
    <Sheet
      paper={paper}
      crumbs={[
        { name: t('policy:title'), to: '/policy' },
        { name: t('crumb'), to: `/policy/review/${id}` },
      ]}
    />
  )
}

function Sheet({ paper, crumbs }: { paper: Paper; crumbs: { name: string; to: string }[] }): ReactNode {
  const { t } = useTranslation('publish')
  return (
    <>
      <div className={css.tools}>
        <PageHeader
          crumbs={[...crumbs, { name: t('page.print') }]}
          title={t('page.print')}
          note={t('print.note')}
          actions={
            <>
              <WordButton paper={() => paper} />
              <Button type="primary" icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
                {t('print.act')}
              </Button>
            </>
          }
        />
      </div>
      <PrintedRegulation paper={paper} />
    </>
  )
}
