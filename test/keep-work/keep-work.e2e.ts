import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBarriers } from '../support/accessibility.ts'
import { api, type Client } from '../support/api.ts'
import { openBrowser, signIn, type StoryBrowser, type Window } from '../support/browser.ts'
import { keepPicturesOnFailure } from '../support/pictures.ts'
import { DEMO_PASSWORD, startProduct, type Product } from '../support/product.ts'
import { root } from '../support/root.ts'
import { expectNoProblems } from '../support/windows.ts'

type Draft = { document: { sla: { clocks: { id: string; goals: { amount: number }[] }[] } } }

const SAVES = '**/api/v1/policy-drafts/*/documents/*'

/** 做了的不丢: what an administrator typed outlives a dead server, a reload and a session that ends, and is never sent in another name. */
describe('what an administrator typed', () => {
  let product: Product
  let browser: StoryBrowser
  let admin: Client
  let draft = ''
  const windows = {} as Record<'meng' | 'shao', Window>
  const page = (who: keyof typeof windows): Page => windows[who].page

  beforeAll(async () => {
    product = await startProduct()
    browser = await openBrowser()
    for (const [who, account] of [
      ['meng', 'admin'],
      ['shao', 'admin.bb'],
    ] as const) {
      windows[who] = await browser.open()
      // The browser asks before it leaves a page with unsaved changes.
      windows[who].page.on('dialog', (dialog) => void dialog.accept())
      await signIn(windows[who].page, product.url, account)
    }
    admin = await api(product.url).signIn('admin')
    const meng = page('meng')
    await meng.goto(`${product.url}/policy`)
    await meng.getByRole('button', { name: '起草修改' }).click()
    await meng.waitForURL(/\/policy\/drafts\/[^/]+\/sla$/)
    draft = /\/policy\/drafts\/([^/]+)/.exec(meng.url())?.[1] ?? ''
  })
  beforeEach(() => keepPicturesOnFailure(windows))
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  test('is offered again after the server was away and the page was opened anew', async () => {
    const meng = page('meng')
    await typeWithoutServer(meng, '2')
    await meng.reload()
    await meng.getByText(/^有 1 处未保存的修改（/).waitFor()
    expect(await arrivalLimit(meng).count()).toBe(0)
    expect(await findBarriers(meng)).toEqual([])
    await picture(meng, 'offered')
    await meng.unroute(SAVES)
    expect(await arrival()).toBe(3)
    await meng.getByRole('button', { name: '继续', exact: true }).click()
    await saved(meng)
    expect(await arrival()).toBe(2)
    await meng.reload()
    await arrivalLimit(meng).waitFor()
    expect(await meng.getByText(/未保存的修改/).count()).toBe(0)
  })

  test('is given up only when the person says so twice', async () => {
    const meng = page('meng')
    await typeWithoutServer(meng, '8')
    await meng.reload()
    await meng.getByRole('button', { name: '放弃', exact: true }).click()
    await meng.unroute(SAVES)
    await meng.getByRole('tooltip').getByRole('button', { name: '放弃', exact: true }).click()
    await arrivalLimit(meng).waitFor()
    await meng.reload()
    await arrivalLimit(meng).waitFor()
    expect(await arrivalLimit(meng).inputValue()).toBe('2')
    expect(await arrival()).toBe(2)
  })

  test('says on the overview where it is, and whether somebody changed the same place since', async () => {
    const [meng, shao] = [page('meng'), page('shao')]
    await typeWithoutServer(meng, '7')
    await meng.goto(`${product.url}/policy`)
    await meng.getByText(/^“时限规则”里有您未保存的修改/).waitFor()
    await shao.goto(`${product.url}/policy/drafts/${draft}/sla`)
    await arrivalLimit(shao).fill('4')
    await saved(shao)
    await shao.goto(`${product.url}/policy`)
    await meng.unroute(SAVES)
    await meng.getByRole('link', { name: '去看' }).click()
    await meng.getByText('此后他人保存过这一部分，其中 1 处和您改的是同一处；继续会以您的为准。').waitFor()
    await picture(meng, 'conflict')
    expect(await arrival()).toBe(4)
    await meng.getByRole('button', { name: '继续', exact: true }).click()
    await saved(meng)
    expect(await arrival()).toBe(7)
  })

  test('is saved after signing in again over the page, without a second click', async () => {
    const meng = page('meng')
    await windows.meng.context.clearCookies()
    await arrivalLimit(meng).fill('5')
    const again = meng.getByRole('dialog', { name: '请重新登录' })
    await again.waitFor()
    expect(await again.getByLabel('账号').inputValue()).toBe('admin')
    expect(await findBarriers(meng)).toEqual([])
    await picture(meng, 'sign-in-again')
    await again.getByLabel('密码').fill('wrong-horse-battery')
    await meng.keyboard.press('Enter')
    await again.getByRole('alert').waitFor()
    await again.getByLabel('密码').fill(DEMO_PASSWORD)
    await again.getByRole('button', { name: '登录并继续' }).click()
    await again.waitFor({ state: 'hidden' })
    await saved(meng)
    expect(await arrival()).toBe(5)
    expect(await arrivalLimit(meng).inputValue()).toBe('5')
  })

  test('is not sent when another person signs in there', async () => {
    const meng = page('meng')
    await windows.meng.context.clearCookies()
    await arrivalLimit(meng).fill('6')
    const again = meng.getByRole('dialog', { name: '请重新登录' })
    await signInAgain(again, 'admin.bb')
    const told = meng.getByRole('dialog', { name: '登录的不是同一个人' })
    await told.getByText(/现在登录的是邵文静，本页是孟立新的/).waitFor()
    expect(await findBarriers(meng)).toEqual([])
    await picture(meng, 'another-person')
    expect(await arrival()).toBe(5)
    await told.getByRole('button', { name: '换孟立新登录' }).click()
    await signInAgain(again, 'admin')
    await saved(meng)
    expect(await arrival()).toBe(6)
  })

  test('is not sent when another person signed in in another window of the browser', async () => {
    const meng = page('meng')
    const second = await windows.meng.context.newPage()
    await signIn(second, product.url, 'admin.bb')
    await second.close()
    await arrivalLimit(meng).fill('9')
    const again = meng.getByRole('dialog', { name: '请重新登录' })
    await again.getByText(/^这个浏览器里换了人登录。/).waitFor()
    expect(await arrival()).toBe(6)
    await signInAgain(again, 'admin')
    await saved(meng)
    expect(await arrival()).toBe(9)
    const edits = (await admin.get<{ author: string; kind: string }[]>(`/api/v1/policy-drafts/${draft}/edits`)).body
    expect(edits[0]).toMatchObject({ author: '孟立新', kind: 'sla' })
    expect(edits.filter(({ author }) => author === '邵文静')).toHaveLength(1)
  })

  test('leaves no page that broke a rule on the way', () => expectNoProblems(windows))

  async function arrival(): Promise<number | undefined> {
    const { document } = (await admin.get<Draft>(`/api/v1/policy-drafts/${draft}`)).body
    return document.sla.clocks.find((clock) => clock.id === 'arrive')?.goals[1]?.amount
  }
})

async function typeWithoutServer(on: Page, hours: string): Promise<void> {
  await arrivalLimit(on).waitFor()
  // Answered as a proxy does whose server is down: a page cannot tell more.
  await on.route(SAVES, (route) => (route.request().method() === 'PUT' ? route.abort('internetdisconnected') : route.continue()))
  await arrivalLimit(on).fill(hours)
  await on.getByRole('status').filter({ hasText: '未同步 1 处' }).waitFor()
}

async function signInAgain(dialog: Locator, account: string): Promise<void> {
  await dialog.getByLabel('账号').fill(account)
  await dialog.getByLabel('密码').fill(DEMO_PASSWORD)
  await dialog.getByRole('button', { name: '登录并继续' }).click()
}

/** The limit of 到场 that holds for ordinary matters: the second of its two goals. */
function arrivalLimit(on: Page): Locator {
  return on.getByRole('spinbutton', { name: '到场的限时', exact: true }).nth(1)
}

async function saved(on: Page): Promise<void> {
  await on.getByRole('status').filter({ hasText: '正在保存' }).waitFor({ state: 'hidden' })
  await on.getByRole('status').filter({ hasText: '已自动保存' }).waitFor()
}

/** What a person saw, kept with the output of the tests. */
async function picture(on: Page, name: string): Promise<void> {
  const directory = join(root, 'test/.out')
  mkdirSync(directory, { recursive: true })
  await on.screenshot({ path: join(directory, `keep-work-${name}.png`) })
}
