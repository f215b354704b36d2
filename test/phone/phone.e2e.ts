import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { api } from '../support/api.ts'
import { openBrowser, signIn, type StoryBrowser, type Window } from '../support/browser.ts'
import { chooseOption } from '../support/controls.ts'
import { keepPicturesOnFailure } from '../support/pictures.ts'
import { plainPng } from '../support/png.ts'
import { startProduct, type Product } from '../support/product.ts'
import { settled } from '../support/settled.ts'
import { expectNoProblems } from '../support/windows.ts'

const TITLE = '老桥栏杆被撞断一截'
const POSITION = { longitude: 116.1234, latitude: 36.9876 }

/** 手机上办事: a whistle in four steps, signing from the card, arriving with a photo and the position; nothing ever scrolls sideways. */
describe('on a phone', () => {
  let product: Product
  let browser: StoryBrowser
  const windows = {} as Record<'town' | 'dept', Window>
  const page = (who: keyof typeof windows): Page => windows[who].page
  let id = ''

  beforeAll(async () => {
    product = await startProduct()
    browser = await openBrowser()
    for (const who of ['town', 'dept'] as const) {
      windows[who] = await browser.open('phone')
      await windows[who].context.grantPermissions(['geolocation'], { origin: product.url })
      await windows[who].context.setGeolocation(POSITION)
      await signIn(windows[who].page, product.url, who)
    }
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  test('the town clerk blows a whistle: 拍照, 哪里, 什么事, 确认', async () => {
    const town = page('town')
    await town.goto(`${product.url}/cases/new`)
    await expectStep(town, '拍照')
    await attach(town, '断口.png')
    await next(town)

    await expectStep(town, '哪里')
    await town.getByRole('button', { name: '取当前位置' }).click()
    await town.getByText(/东经 116\.1234/).waitFor()
    await town.getByRole('textbox', { name: /地址/ }).fill('南河镇老桥北头')
    await next(town)

    await expectStep(town, '什么事')
    await chooseOption(town, town.getByRole('combobox', { name: '事项' }), '占道经营、流动摊点整治', 'zdjy')
    await town.getByRole('radio', { name: /店外经营/ }).check()
    await town.getByRole('textbox', { name: '简述' }).fill(TITLE)
    await town.getByRole('textbox', { name: '详细情况' }).fill('摊贩的货车倒车时撞断栏杆，行人靠边走有危险。')
    await town.getByRole('radio', { name: '需尽快处理' }).check()
    await chooseOption(town, town.getByRole('combobox', { name: '镇街已采取的措施' }), '现场劝阻、说服教育')
    await town.keyboard.press('Escape')
    await next(town)

    await expectStep(town, '确认')
    await town.getByText('南河镇老桥北头').first().waitFor()
    await town.getByText('综合行政执法局').first().waitFor()
    await expectNoSideways(town)
    // Going back keeps what was entered.
    await town.getByRole('button', { name: '上一步' }).click()
    expect(await town.getByRole('textbox', { name: '简述' }).inputValue()).toBe(TITLE)
    await next(town)
    await town.getByRole('button', { name: '吹哨', exact: true }).click()
    await town.waitForURL(/\/cases\/[0-9a-f-]{36}/)
    await town.getByRole('heading', { level: 1, name: TITLE }).waitFor()
    id = town.url().split('/').at(-1) ?? ''
    await expectNoSideways(town)
  })

  test('the department clerk signs from the card and checks in with a photo and the position', async () => {
    const dispatcher = await api(product.url).signIn('dispatcher')
    const dept = page('dept')
    await dept.goto(`${product.url}/assignments`)
    await dept.getByText('没有待签收的任务').waitFor()
    await dispatcher.act(id, 'dispatch', { lead: 'ZF', cooperating: [], reason: { text: '现场只需综合执法一家办理' } })

    // The card comes by itself.
    const card = dept.getByRole('listitem').filter({ hasText: TITLE })
    await card.getByRole('button', { name: '签收', exact: true }).click()
    await dept.getByText(/已签收，请按时到场/).waitFor()
    await dept.getByText('没有待签收的任务').waitFor()
    await expectNoSideways(dept)
    await dept.getByRole('tab', { name: /待到场/ }).click()
    await card.getByRole('link', { name: TITLE }).waitFor()
    await expectNoSideways(dept)
    await (await api(product.url).signIn('dept')).act(id, 'nameResponders', { responders: [{ name: '滕占军', phone: '13800000000' }] })
    await card.getByRole('button', { name: '到场签到' }).click()

    await dept.getByRole('heading', { level: 1, name: TITLE }).waitFor()
    await openAction(dept, '到场签到')
    await dept.getByRole('textbox', { name: /地址/ }).fill('南河镇老桥北头')
    await dept.getByRole('button', { name: '取当前位置' }).click()
    await dept
      .locator('form')
      .getByText(/东经 116\.1234/)
      .waitFor()
    await attach(dept, '到场.png')
    await expectNoSideways(dept)
    await dept.getByRole('button', { name: '到场签到', exact: true }).last().click()
    await dept.locator('main header').getByText('办理中').first().waitFor()
    const { body } = await (
      await api(product.url).signIn('dept')
    ).get<{ case: { assignments: { arrivedAt?: number }[] } }>(`/api/v1/cases/${id}`)
    expect(body.case.assignments[0]?.arrivedAt).toBeGreaterThan(0)
    await expectNoSideways(dept)
  })

  test('every tab is in reach of the thumb, and no page scrolls sideways', async () => {
    const TABS = { town: ['待办', '在办', '查一查', '我的'], dept: ['待办', '在办', '查一查', '我的'] } as const
    for (const who of ['town', 'dept'] as const) {
      const one = page(who)
      const tabs = one.getByRole('navigation', { name: '菜单' })
      for (const name of TABS[who]) {
        const tab = tabs.getByRole('link', { name })
        const box = await tab.boundingBox()
        expect(box?.height).toBeGreaterThanOrEqual(44)
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844)
        await tab.click()
        await expect.poll(() => tab.getAttribute('aria-current')).toBe('page')
        await expectNoSideways(one)
      }
    }
    const town = page('town')
    for (const path of [
      '/cases',
      '/cases?tab=all',
      '/cases/new',
      '/scores',
      '/policy/rules/sla',
      '/policy/rules/flows',
      '/policy/rules/responsibilities',
    ]) {
      await town.goto(`${product.url}${path}`)
      await expectNoSideways(town)
    }
    await page('dept').goto(`${product.url}/cases/${id}`)
    await page('dept').getByRole('button', { name: '为什么这个时间到期' }).first().click()
    await page('dept').getByRole('dialog').waitFor()
    await expectNoSideways(page('dept'))
  })

  test('no page broke a rule on the way', () => expectNoProblems(windows))
})

async function expectStep(page: Page, name: string): Promise<void> {
  await page.locator('ol[aria-label="步骤"] [aria-current="step"]').filter({ hasText: name }).waitFor()
  await expectNoSideways(page)
}

async function next(page: Page): Promise<void> {
  await page.getByRole('button', { name: '下一步', exact: true }).click()
}

/** Nothing is wider than the screen once the page has something to say. */
async function expectNoSideways(page: Page): Promise<void> {
  await settled(page)
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    const main = document.getElementById('main')
    return [scrollWidth - clientWidth, main ? main.scrollWidth - main.clientWidth : 0]
  })
  expect([new URL(page.url()).pathname, ...wide]).toEqual([new URL(page.url()).pathname, 0, 0])
}

async function openAction(page: Page, name: string): Promise<void> {
  const open = page.getByRole('heading', { level: 3, name, exact: true })
  const other = page.getByRole('group', { name: '其他可办' }).getByRole('button', { name })
  await open.or(other).first().waitFor()
  if (!(await open.isVisible())) await other.click()
}

/** Chooses a picture from the album and waits until it has been stored. */
async function attach(page: Page, name: string): Promise<void> {
  await page.locator('main form input[type=file]').last().setInputFiles({ name, mimeType: 'image/png', buffer: plainPng() })
  await page.locator('main form img[src*="/api/v1/attachments/"]').first().waitFor()
}
