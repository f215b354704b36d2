import { CarryOutOutlined, ClockCircleOutlined, SearchOutlined, UserOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { tabsOf } from '../menu.ts'
import type { Tab } from '../page.ts'
import { PAGES } from '../routes.tsx'
import { useSession } from '../session.ts'
import css from './Shell.module.css'

const ICONS: Record<Tab, ReactNode> = {
  todo: <CarryOutOutlined />,
  doing: <ClockCircleOutlined />,
  lookup: <SearchOutlined />,
  me: <UserOutlined />,
}

/** The tabs at the bottom of a phone. */
export function BottomTabs() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const tabs = tabsOf(PAGES, useSession())
  // One tab's address may lie below another's: the longest that fits is where we are.
  const here = tabs
    .map(({ page }) => page.path)
    .filter((path) => pathname === path || pathname.startsWith(`${path}/`))
    .toSorted((a, b) => b.length - a.length)[0]
  return (
    <nav className={css.tabs} aria-label={t('shell.menu')}>
      {tabs.map(({ tab, page }) => (
        <Link
          key={tab}
          to={page.path}
          aria-current={page.path === here ? 'page' : undefined}
          className={`${css.tab} ${page.path === here ? css.tabHere : ''}`}
        >
          {ICONS[tab]}
          {t(`tab.${tab}`)}
        </Link>
      ))}
    </nav>
  )
}
