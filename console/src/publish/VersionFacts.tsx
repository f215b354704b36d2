import type { PolicyVersion } from '@shaotai/api'
import { Alert, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../platform/format/format.ts'
import { serverNow } from '../platform/now.ts'
import css from './publish.module.css'

/** What is particular about a version: not in force yet, withdrawn, rolled back in an emergency, followed by running cases. */
export function VersionFacts({ version }: { version: PolicyVersion }) {
  const { t } = useTranslation('publish')
  const { state, kind, transition, withdrawn, review } = version
  return (
    <span className={css.tags}>
      {state === 'scheduled' && <Tag color="processing">{t('version.scheduled')}</Tag>}
      {state === 'withdrawn' && <Tag>{t('version.withdrawn')}</Tag>}
      {kind === 'emergency' && <Tag color="error">{t('version.emergency')}</Tag>}
      {withdrawn && <small>{t('version.withdrawnWhy', { why: withdrawn.why })}</small>}
      {transition !== 'new' && <small>{t(`version.transition.${transition}`)}</small>}
      {review?.verdict && <small>{t(`version.${review.verdict}`, { comment: review.comment })}</small>}
    </span>
  )
}

/** Emergency roll-backs nobody has reviewed yet: shown until somebody did. */
export function LaterReviews({ versions }: { versions: readonly PolicyVersion[] }) {
  const { t } = useTranslation('publish')
  return versions.map(({ version, review }) =>
    review && review.at === null ? (
      <Alert
        key={version}
        className={css.bar}
        type={review.dueAt < serverNow() ? 'error' : 'warning'}
        showIcon
        title={t('later.waiting', { version, date: formatDay(review.dueAt, { year: true }) })}
        description={review.dueAt < serverNow() ? t('version.reviewOverdue', { date: formatDay(review.dueAt, { year: true }) }) : undefined}
      />
    ) : null,
  )
}
