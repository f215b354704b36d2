import { BellOutlined } from '@ant-design/icons'
import type { NotificationRow } from '@shaotai/api'
import { useList } from '@refinedev/core'
import { Badge, Popover } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatMoment } from '../format/format.ts'
import { request } from '../http.ts'
import { raise, type Alert } from '../live/alerts.ts'
import { serverNow } from '../now.ts'
import css from './Shell.module.css'

const LATEST = 20

/** The bell: how many notices are unread, and the latest of them. New ones sound. */
export function NoticeBell() {
  const { t } = useTranslation()
  const opened = useRef(serverNow())
  const { result, query } = useList<NotificationRow>({
    resource: 'notifications',
    sorters: [{ field: 'createdAt', order: 'desc' }],
    pagination: { currentPage: 1, pageSize: LATEST },
    errorNotification: false,
  })
  const rows = result.data
  const unread = rows.filter((row) => row.readAt === null)
  useEffect(() => {
    // What was there before the page opened is old news: it counts, but does not ring.
    for (const row of rows) if (row.readAt === null && row.createdAt >= opened.current) raise(alertOf(row))
  }, [rows])
  const markRead = async () => {
    if (unread.length === 0) return
    await request('POST', '/notifications/read', { ids: unread.map((row) => row.id) })
    await query.refetch()
  }
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t('notice.title')}
      onOpenChange={(open) => {
        if (!open) void markRead().catch(() => undefined)
      }}
      content={
        rows.length === 0 ? (
          <p className={css.noticeNone}>{t('notice.none')}</p>
        ) : (
          <ul className={css.noticeList}>
            {rows.map((row) => (
              <li key={row.id} className={`${css.notice} ${row.readAt === null ? css.noticeUnread : ''}`}>
                <div>{linkOf(row) ? <Link to={linkOf(row) ?? ''}>{row.text}</Link> : row.text}</div>
                <div className={css.noticeTime}>{formatMoment(row.createdAt)}</div>
              </li>
            ))}
          </ul>
        )
      }
    >
      <button type="button" className={css.barButton} aria-label={t('notice.bell', { count: unread.length })}>
        <Badge count={unread.length} size="small" offset={[2, -2]}>
          <BellOutlined className={css.bell} />
        </Badge>
      </button>
    </Popover>
  )
}

function alertOf(row: NotificationRow): Alert {
  return {
    id: row.id,
    level: row.sound === 'alarm' ? 'alarm' : row.sound ? 'chime' : 'info',
    title: row.text,
    to: linkOf(row),
  }
}

/** Where a notice leads: its case, or the page of ours it names. */
function linkOf({ caseId, params }: NotificationRow): string | undefined {
  if (caseId) return `/cases/${caseId}`
  const { to } = params
  return typeof to === 'string' && /^\/[a-z]/.test(to) ? to : undefined
}
