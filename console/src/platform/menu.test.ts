import { ROLES, type Role } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import { safeTarget } from './login/LoginPage.tsx'
import { homeOf, menuOf, tabsOf } from './menu.ts'
import { page, type Page } from './page.ts'
import { PAGES } from './routes.tsx'
import type { Session } from './session.ts'

const sessionOf = (...roles: Role[]) => ({ roles }) as unknown as Session
const make = (definition: Omit<Page, 'component'>) => page(definition, () => Promise.resolve(() => null))
const pages = [
  make({ path: '/todo', name: 'a', roles: ['dept-clerk'], menu: { order: 1 }, tab: 'todo', home: 1 }),
  make({ path: '/policy', name: 'b', roles: ['policy-admin'], menu: { order: 2, section: 'policy' }, home: 2 }),
  make({ path: '/policy/sla', name: 'c', roles: ['policy-admin'], menu: { order: 1, section: 'policy' } }),
  make({ path: '/cases/:id', name: 'd' }),
  make({ path: '/me', name: 'e', menu: { order: 9 }, tab: 'me', home: 99 }),
]

describe('menus derive from pages and roles', () => {
  it('shows a clerk what a clerk may open', () => {
    expect(menuOf(pages, sessionOf('dept-clerk')).map((entry) => entry.key)).toEqual(['/todo', '/me'])
    expect(tabsOf(pages, sessionOf('dept-clerk')).map(({ tab }) => tab)).toEqual(['todo', 'me'])
    expect(homeOf(pages, sessionOf('dept-clerk'))).toBe('/todo')
  })
  it('gathers an administrator’s pages in their section, in order', () => {
    const entries = menuOf(pages, sessionOf('policy-admin'))
    expect(entries.map((entry) => entry.key)).toEqual(['/me', 'section:policy'])
    expect(entries.find((entry) => entry.key === 'section:policy')?.pages?.map((one) => one.path)).toEqual(['/policy/sla', '/policy'])
    expect(homeOf(pages, sessionOf('policy-admin'))).toBe('/policy')
  })
  it.each(Object.keys(ROLES) as Role[])('%s has a home and at most eight entries', (role) => {
    expect(menuOf(PAGES, sessionOf(role)).length).toBeLessThanOrEqual(8)
    const home = homeOf(PAGES, sessionOf(role))
    expect(PAGES.some((one) => one.path === home)).toBe(true)
  })
  it('registers each address once', () => {
    expect(new Set(PAGES.map((one) => one.path)).size).toBe(PAGES.length)
  })
})

describe('after sign-in', () => {
  it.each([
    ['/cases/1?x=2', '/cases/1?x=2'],
    [null, '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
  ])('%s leads to %s', (to, target) => {
    expect(safeTarget(to)).toBe(target)
  })
})
