import { NotificationOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { WHO } from '../platform/access-control.ts'
import { formatDay } from '../platform/format/format.ts'
import { remembered } from '../platform/remembered.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { usePolicyNews } from './queries.ts'
import css from './publish.module.css'

const READERS = [...WHO.town, ...WHO.department, ...WHO.platform] as const

/** At the head of clerks' pages: what a new version changes, from when, and where to read it. Whoever has read it puts it away. */
export function PolicyNewsBar() {
  const { t } = useTranslation('publish')
  const session = useSession()
  const [news] = usePolicyNews(hasAnyRole(session, READERS))
  const read = remembered<string>(`news.${session?.person ?? ''}`, '')
  const [, setAway] = useState(0)
  const key = news ? `${news.version} ${news.inForce}` : ''
  const [first] = news?.changes ?? []
  if (!news || !first || read.read() === key) return null
  const date = formatDay(news.effectiveAt, { year: true })
  return (
    <aside className={css.news} aria-label={t('news.label')}>
      <NotificationOutlined aria-hidden="true" />
      <span>
        <strong>{t(news.emergency ? 'news.emergency' : news.inForce ? 'news.inForce' : 'news.from', { date })}</strong>
        {news.changes.map((one) => one.sentence).join('；')}
        {news.more > 0 && t('news.more', { count: news.more })}
      </span>
      <Link to={news.inForce ? `/policy/rules/${first.kind}` : `/policy/versions/${news.hash}/${first.kind}`}>{t('news.read')}</Link>
      <Button
        size="small"
        type="text"
        onClick={() => {
          read.write(key)
          setAway((count) => count + 1)
        }}
      >
        {t('news.away')}
      </Button>
    </aside>
  )
}
