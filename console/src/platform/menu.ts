import type { ReactNode } from 'react'
import { matchPath } from 'react-router'
import { hasAnyRole, type Session } from './session.ts'
import { TABS, type Page, type Tab } from './page.ts'

/** An entry of the left menu: a page, or a section with its pages. */
export type MenuEntry = { key: string; name: string; icon?: ReactNode; badge?: string; pages?: Page[] }

/** Names and order of the sections pages may gather under. */
export const SECTIONS: Readonly<Record<string, { name: string; order: number }>> = {
  policy: { name: 'platform:section.policy', order: 20 },
  release: { name: 'platform:section.release', order: 30 },
  operation: { name: 'platform:section.operation', order: 40 },
  organisation: { name: 'platform:section.organisation', order: 60 },
  system: { name: 'platform:section.system', order: 70 },
}

/** The left menu of a person: only pages that exist and that one of their roles may open. */
export function menuOf(pages: readonly Page[], session: Session | undefined): MenuEntry[] {
  const mine = pages.filter((page) => page.menu && hasAnyRole(session, page.roles))
  const sections = new Map<string, Page[]>()
  const entries: { order: number; entry: MenuEntry }[] = []
  for (const page of mine) {
    const section = page.menu?.section
    if (section) sections.set(section, [...(sections.get(section) ?? []), page])
    else
      entries.push({
        order: page.menu?.order ?? 0,
        entry: { key: page.path, name: page.name, icon: page.menu?.icon, badge: page.menu?.badge },
      })
  }
  for (const [key, inside] of sections) {
    const section = SECTIONS[key]
    const sorted = inside.toSorted((a, b) => (a.menu?.order ?? 0) - (b.menu?.order ?? 0))
    entries.push({
      order: section?.order ?? 90,
      entry: { key: `section:${key}`, name: section?.name ?? key, icon: sorted[0]?.menu?.icon, pages: sorted },
    })
  }
  return entries.toSorted((a, b) => a.order - b.order).map(({ entry }) => entry)
}

/** The bottom tabs of a phone: for each tab the first page the person may open. */
export function tabsOf(pages: readonly Page[], session: Session | undefined): { tab: Tab; page: Page }[] {
  return TABS.flatMap((tab) => {
    const page = pages.find((candidate) => candidate.tab === tab && hasAnyRole(session, candidate.roles))
    return page ? [{ tab, page }] : []
  })
}

/** Where `/` leads for this person. */
export function homeOf(pages: readonly Page[], session: Session | undefined): string {
  const homes = pages.filter((page) => page.home !== undefined && hasAnyRole(session, page.roles))
  return homes.toSorted((a, b) => (a.home ?? 0) - (b.home ?? 0))[0]?.path ?? '/me'
}

/** The page at an address: the one whose path fits it best. */
export function pageAt(pages: readonly Page[], pathname: string): Page | undefined {
  return pages.find((page) => matchPath(page.path, pathname) !== null)
}
