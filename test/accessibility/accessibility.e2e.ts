import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBarriers } from '../support/accessibility.ts'
import { api } from '../support/api.ts'
import { openBrowser, signIn, type StoryBrowser, type Window } from '../support/browser.ts'
import { keepPicturesOnFailure } from '../support/pictures.ts'
import { playDay } from '../support/play-day.ts'
import { DEMO_PASSWORD, startProduct, type Product } from '../support/product.ts'
import { settled } from '../support/settled.ts'
import { expectNoProblems } from '../support/windows.ts'

/** 人人能用: no page has a serious barrier of WCAG 2.2 AA, and a whistle can be written without a mouse. */
describe('for everybody', () => {
  let product: Product
  let browser: StoryBrowser
  const windows = {} as Record<'guest' | 'town' | 'dispatcher' | 'dept' | 'leader' | 'admin' | 'reviewer', Window>
  let cases: Map<string, string>
  let drafts = { waiting: '', open: '' }

  beforeAll(async () => {
    product = await startProduct()
    browser = await openBrowser()
    cases = await playDay(product.url)
    drafts = await makeDrafts(product.url)
    windows.guest = await browser.open()
    for (const who of ['town', 'dispatcher', 'dept', 'leader', 'admin', 'reviewer'] as const) {
      windows[who] = await browser.open()
      await signIn(windows[who].page, product.url, who)
    }
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  const at = (title: string) => `/cases/${cases.get(title)}`
  test.each<[page: string, who: keyof typeof windows, path: () => string, seen: string]>([
    ['sign-in', 'guest', () => '/login', '演示账号'],
    ['the list', 'town', () => '/cases?tab=all', '三轮车占道售瓜果，劝离后又返回'],
    ['a case to agree to', 'town', () => at('集市路口占道经营，早晚高峰堵车'), '不同意结案'],
    ['a closed case', 'leader', () => at('供销社门前早市占道卖菜，盲道走不通'), '已销号'],
    ['a task to reply to', 'dept', () => at('夜市摊点占用消防通道'), '办理结果'],
    ['the tasks of a department', 'dept', () => '/assignments', '三轮车占道售瓜果，劝离后又返回'],
    ['the desk', 'dispatcher', () => '/dispatch', '大堤外侧新搭彩钢棚，正在施工'],
    ['a new whistle', 'town', () => '/cases/new', '将派给谁'],
    ['the regulation', 'admin', () => '/policy', '继续起草'],
    ['the form of the time limits', 'admin', () => `/policy/drafts/${drafts.open}/sla`, '添加环节'],
    ['the review', 'reviewer', () => `/policy/review/${drafts.waiting}`, '旧文字划去'],
    ['the scores', 'leader', () => '/scores', '综合行政执法局'],
    ['the responsibility list', 'town', () => '/responsibility', '占道经营'],
    ['my page', 'town', () => '/me', '范书林'],
  ])('%s has no serious barrier', async (_page, who, path, seen) => {
    const { page } = windows[who]
    await page.goto(`${product.url}${path()}`)
    await page.getByText(seen).first().waitFor()
    await settled(page)
    expect(await findBarriers(page)).toEqual([])
  })

  test('without a mouse: sign in, open 我要吹哨, choose an item, reach the button, and see where one is', async () => {
    const { page } = windows.guest
    await page.goto(`${product.url}/login`)
    await page.getByRole('textbox', { name: '账号' }).waitFor()
    await expect.poll(() => focusedName(page)).toBe('账号')
    await page.keyboard.type('town')
    await page.keyboard.press('Tab')
    await page.keyboard.type(DEMO_PASSWORD)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => !url.pathname.startsWith('/login'))
    await settled(page)

    await tabTo(page, '我要吹哨')
    expect(await isFocusVisible(page)).toBe(true)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/cases\/new$/)
    await page.getByText('将派给谁').first().waitFor()
    await tabTo(page, '事项')
    await page.keyboard.type('zdjy')
    await page
      .getByRole('option')
      .filter({ hasText: '占道经营' })
      .or(page.locator('.ant-select-item-option').filter({ hasText: '占道经营' }))
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: '将派给谁' }).getByText('综合行政执法局').first().waitFor()
    await tabTo(page, '吹哨')
    expect(await isFocusVisible(page)).toBe(true)
    await page.keyboard.press('Enter')
    // What is missing is said where the focus goes.
    await page
      .getByRole('alert')
      .getByText(/请填写简述/)
      .waitFor()
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))
})

type Draft = { id: string; revision: number; document: { sla: { clocks: { id: string; note?: string }[] } } }

/** One draft handed to the reviewer, another still open: what both pages look like at work. */
async function makeDrafts(url: string): Promise<{ waiting: string; open: string }> {
  const admin = await api(url).signIn('admin')
  const { id, revision, document } = (await admin.post<Draft>('/api/v1/policy-drafts')).body
  const note = '上报后 30 分钟内转交有关部门。'
  const value = { ...document.sla, clocks: document.sla.clocks.map((clock) => (clock.id === 'dispatch' ? { ...clock, note } : clock)) }
  const saved = await admin.request<Draft>('PUT', `/api/v1/policy-drafts/${id}/documents/sla`, { body: { revision, value } })
  const submitted = await admin.post(`/api/v1/policy-drafts/${id}/submit`, { revision: saved.body.revision, note: '说明写短' })
  if (submitted.status >= 300) throw new Error(`The draft was answered ${submitted.status} ${JSON.stringify(submitted.body)}`)
  return { waiting: id, open: (await admin.post<Draft>('/api/v1/policy-drafts')).body.id }
}

/** Tabs on until the focus is on what is called `name`. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 120; step += 1) {
    if ((await focusedName(page)) === name) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`The focus never reached “${name}”`)
}

/** What the focused element is called: its label, or its text. */
function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null
    const label = element?.labels?.[0]?.innerText ?? element?.getAttribute('aria-label') ?? element?.innerText ?? ''
    return label.replace(/^\*/, '').trim()
  })
}

/** Whether the focused element is drawn differently from others: an outline or a ring. */
function isFocusVisible(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!element?.matches(':focus-visible')) return false
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
  })
}
