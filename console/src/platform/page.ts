import type { Role } from '@shaotai/core'
import { lazy, type ComponentType, type LazyExoticComponent, type ReactNode } from 'react'

/** Bottom tabs of a phone, in their order. */
export const TABS = ['todo', 'doing', 'lookup', 'me'] as const
export type Tab = (typeof TABS)[number]

/** One page of the console: its address, who may open it, and where menus show it. */
export type Page = {
  path: string
  /** i18n key of its name, `feature:key`. */
  name: string
  /** Who may open it; absent: everyone signed in. */
  roles?: readonly Role[]
  /** Place in the left menu; pages without one are reached from others. `section` gathers pages under one entry. */
  menu?: { order: number; icon?: ReactNode; section?: string; badge?: string }
  /** Which bottom tab opens it on a phone. */
  tab?: Tab
  /** The first of these pages a person may open is their home. Lower comes first. */
  home?: number
  component: LazyExoticComponent<ComponentType>
}

/** Declares a page whose code is fetched when it is opened. `pick` takes the component out of its module. */
export function page(definition: Omit<Page, 'component'>, load: () => Promise<ComponentType>): Page {
  return { ...definition, component: lazy(async () => ({ default: await load() })) }
}
