import { CarryOutOutlined, ClockCircleOutlined, SearchOutlined, UserOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
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
  const tabs = tabsOf(PAGES, useSession())
  return (
    <nav className={css.tabs} aria-label={t('shell.menu')}>
      {tabs.map(({ tab, page }) => (
        <NavLink key={tab} to={page.path} className={({ isActive }) => `${css.tab} ${isActive ? css.tabHere : ''}`}>
          {ICONS[tab]}
          {t(`tab.${tab}`)}
        </NavLink>
      ))}
    </nav>
  )
}
