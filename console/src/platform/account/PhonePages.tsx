import { Card } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { menuOf, tabsOf } from '../menu.ts'
import { PAGES } from '../routes.tsx'
import { useSession } from '../session.ts'
import css from './MePage.module.css'

/** What the menu of a wide screen has and the tabs of a phone have no room for. */
export function PhonePages() {
  const { t } = useTranslation()
  const session = useSession()
  const tabs = new Set(tabsOf(PAGES, session).map(({ page }) => page.path))
  const pages = menuOf(PAGES, session)
    .flatMap((entry) => entry.pages?.map((page) => ({ path: page.path, name: page.name })) ?? [{ path: entry.key, name: entry.name }])
    .filter(({ path }) => !tabs.has(path))
  if (pages.length === 0) return null
  return (
    <Card title={t('account.pages')}>
      <nav className={css.pages} aria-label={t('account.pages')}>
        {pages.map(({ path, name }) => (
          <Link key={path} to={path}>
            {t(name)}
          </Link>
        ))}
      </nav>
    </Card>
  )
}
