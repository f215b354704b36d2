import { CommentOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { formatMoment } from '../platform/format/format.ts'
import { serverNow } from '../platform/now.ts'
import { useConsultationsWaiting } from './queries.ts'
import css from './publish.module.css'

/** On a phone, which has no menu: what waits for an answer of one's unit, and until when. */
export function ConsultationBar() {
  const { t } = useTranslation('publish')
  const { pathname } = useLocation()
  const { count, dueAt } = useConsultationsWaiting()
  if (count === 0 || dueAt === null || pathname.startsWith('/consultations')) return null
  return (
    <aside className={css.news} aria-label={t('page.consultations')}>
      <CommentOutlined aria-hidden="true" />
      <span>{t('asked.waitingUntil', { count, moment: formatMoment(dueAt, { now: serverNow() }) })}</span>
      <Link to="/consultations">{t('asked.go')}</Link>
    </aside>
  )
}
