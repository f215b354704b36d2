import { CommentOutlined, DoubleLeftOutlined, DoubleRightOutlined } from '@ant-design/icons'
import { Badge, Menu } from 'antd'
import type { ItemType } from 'antd/es/menu/interface'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { useConsultationsWaiting } from '../../publish/queries.ts'
import { menuOf } from '../menu.ts'
import { setMenuFolded } from '../preferences.ts'
import { PAGES } from '../routes.tsx'
import { useSession } from '../session.ts'
import css from './Shell.module.css'

const CONSULTATIONS = '/consultations'

/** Stands in the menu only while something waits for an answer. */
function consulted(name: string, waiting: string, count: number): ItemType {
  const label = (
    <Link to={CONSULTATIONS} aria-label={waiting}>
      {name} <Badge count={count} size="small" />
    </Link>
  )
  return { key: CONSULTATIONS, label, icon: <CommentOutlined />, title: waiting }
}

/** The left menu of a desktop: what this person's roles may open. */
export function SideMenu({ folded }: { folded: boolean }) {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const entries = menuOf(PAGES, useSession())
  const { count } = useConsultationsWaiting()
  const items: ItemType[] = entries.map((entry) =>
    entry.pages
      ? {
          key: entry.key,
          label: t(entry.name),
          icon: entry.icon,
          children: entry.pages.map((page) => ({ key: page.path, label: <Link to={page.path}>{t(page.name)}</Link> })),
        }
      : { key: entry.key, label: <Link to={entry.key}>{t(entry.name)}</Link>, icon: entry.icon, title: t(entry.name) },
  )
  if (count > 0) items.unshift(consulted(t('publish:page.consultations'), t('publish:asked.waiting', { count }), count))
  const paths = entries.flatMap((entry) => entry.pages?.map((page) => page.path) ?? [entry.key])
  if (count > 0) paths.push(CONSULTATIONS)
  const here = paths.filter((path) => pathname === path || pathname.startsWith(`${path}/`)).toSorted((a, b) => b.length - a.length)[0]
  const open = entries.filter((entry) => entry.pages?.some((page) => page.path === here)).map((entry) => entry.key)
  return (
    <nav className={`${css.side} ${folded ? css.sideFolded : ''}`} aria-label={t('shell.menu')}>
      <Menu
        className={css.sideMenu}
        mode="inline"
        inlineCollapsed={folded}
        items={items}
        selectedKeys={here ? [here] : []}
        defaultOpenKeys={folded ? [] : open}
      />
      <button
        type="button"
        className={css.fold}
        aria-label={folded ? t('shell.unfold') : t('shell.fold')}
        onClick={() => setMenuFolded(!folded)}
      >
        {folded ? (
          <DoubleRightOutlined />
        ) : (
          <>
            <DoubleLeftOutlined /> {t('shell.fold')}
          </>
        )}
      </button>
    </nav>
  )
}
