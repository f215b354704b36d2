import { UserOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { page, type Page } from './page.ts'

const icon = (node: ReactNode) => node

/**
 * Every page of the console. A feature adds its lines here when the page exists; menus, tabs, the command palette and the home of each role
 * derive from this list, so there are no dead links.
 */
export const PAGES: readonly Page[] = [
  page({ path: '/me', name: 'platform:page.me', tab: 'me', home: 1000, menu: { order: 1000, icon: icon(<UserOutlined />) } }, () =>
    import('./account/MePage.tsx').then((module) => module.MePage),
  ),
]
