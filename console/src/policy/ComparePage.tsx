import { diffPolicy, type Policy } from '@shaotai/core'
import { Card, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { JsonDiff } from '../platform/editor/JsonDiff.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { ChangeList } from './ChangeList.tsx'
import { writeCode } from './faces.ts'
import { usePolicy } from './queries.ts'

/** Two versions compared, in words or as code. */
export function ComparePage() {
  const { t } = useTranslation('policy')
  const [params] = useSearchParams()
  const from = usePolicy(params.get('from') ?? undefined)
  const to = usePolicy(params.get('to') ?? undefined)
  const [face, setFace] = useState('words')
  const before = from.data?.document as unknown as Policy | undefined
  const after = to.data?.document as unknown as Policy | undefined
  const changes = useMemo(() => (before && after ? diffPolicy(before, after) : []), [before, after])
  const error = from.error ?? to.error
  if (error) return <ErrorState error={error} onRetry={() => void Promise.all([from.refetch(), to.refetch()])} />
  if (!from.data || !to.data || !before || !after) return <PageLoading rows={8} />
  return (
    <>
      <PageHeader
        crumbs={[{ name: t('title'), to: '/policy' }, { name: t('versions.title'), to: '/policy/versions' }, { name: t('compare.crumb') }]}
        title={t('compare.title', { from: from.data.version, to: to.data.version })}
        note={t('compare.count', { count: changes.length })}
      />
      <Card
        size="small"
        title={t('compare.what')}
        extra={
          <Segmented
            aria-label={t('face.label')}
            value={face}
            onChange={setFace}
            options={[
              { value: 'words', label: t('compare.words') },
              { value: 'code', label: t('face.code') },
            ]}
          />
        }
      >
        {face === 'words' ? (
          <ChangeList changes={changes} policy={after} before={before} />
        ) : (
          <JsonDiff before={writeCode(before)} after={writeCode(after)} height={560} />
        )}
      </Card>
    </>
  )
}
