import { CheckCircleOutlined, WarningFilled } from '@ant-design/icons'
import type { CalendarPreview, PolicyDraftDocument } from '@shaotai/api'
import { checkCoverage, type Calendar } from '@shaotai/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { request } from '../platform/http.ts'
import { serverNow } from '../platform/now.ts'
import { draftKey } from '../policy/queries.ts'
import { nextYearOf } from './calendar-days.ts'
import css from './calendar.module.css'

/** How far the calendar reaches, and from 1 October that next year is missing. */
export function CoverageNote({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation('calendar')
  const { to } = calendar.coverage
  const missing = checkCoverage(calendar, serverNow()).length > 0
  if (!missing)
    return (
      <p className={css.fine} role="status">
        <CheckCircleOutlined aria-hidden="true" /> {t('coverage.fine', { to })}
      </p>
    )
  return (
    <p className={css.alarm} role="status">
      <WarningFilled aria-hidden="true" /> <strong>{t('coverage.missing', { year: nextYearOf(calendar) })}</strong>
      <span>{t('coverage.missingNote', { to })}</span>
    </p>
  )
}

/** What the calendar of this draft does to due times that run: how many become firm, how many move. */
export function CalendarEffect({ changed }: { changed: boolean }) {
  const { t } = useTranslation('calendar')
  const { id = '' } = useParams()
  // The page of the draft reads it; this only looks on.
  const draft = useQuery<PolicyDraftDocument>({ queryKey: draftKey(id), enabled: false }).data
  const { data, isLoading, error } = useQuery({
    queryKey: ['calendar-preview', id, draft?.hash],
    queryFn: () => request<CalendarPreview>('GET', `/policy-drafts/${encodeURIComponent(id)}/calendar-preview`),
    enabled: draft !== undefined,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    retry: false,
  })
  if (error) return <p className={css.quiet}>{t('effect.failed')}</p>
  if (isLoading || !data) return <p className={css.quiet}>{t('effect.loading')}</p>
  const sentences = [
    data.provisional > 0 ? t('effect.now', { count: data.provisional }) : t('effect.none'),
    changed && data.provisional > 0 ? t('effect.firm', { count: data.firm }) : '',
    changed ? (data.moved > 0 ? t('effect.moved', { count: data.moved }) : t('effect.still')) : '',
    data.read < data.open ? t('effect.part', { read: data.read, open: data.open }) : '',
  ]
  return (
    <p className={css.effect} role="status" aria-label={t('effect.title')}>
      {sentences.filter((sentence) => sentence !== '').join('')}
    </p>
  )
}
